import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings
import Testing

/// Predicates agree with the evaluator at every node.
@Suite struct PredicateTests {
  static let payloads = [
    #"{"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]}, "effectivePeriod": {"start": "2026-03-09", "end": "2026-03-10"}, "valueQuantity": {"value": 1.8, "unit": "m", "code": "m"}}"#,
    #"{"resourceType": "Patient", "name": [{"family": "Ash", "_family": {"extension": [{"url": "urn:x", "valueString": "y"}]}}, {"text": "A"}], "multipleBirthInteger": 2}"#,
    #"<Patient xmlns="http://hl7.org/fhir"><name><family value="Ash"><extension url="urn:x"><valueString value="y"/></extension></family></name><gender value="male"/></Patient>"#,
  ]

  /// Operations on the elements and values at a path.
  static let expressions = [
    "value is string", "value is Quantity", "value is code", "family is string", "gender is code", "status is string",
    "value.all(extension.exists())", "value.where(extension.exists()).exists()", "value.exists(extension.exists())",
    "family.all(extension.exists())", "name.exists(family.exists())", "name.where(family.exists()).exists()",
    "name.all(family.exists() or text.exists())", "value.exists()", "value.empty()", "value.count() < 2",
    "value.hasValue()", "value = 'male'", "value.matches('^m')", "start <= end", "name.family.value is string",
  ]

  @Test(arguments: expressions) func predicateAgreesWithTheEvaluator(_ text: String) throws {
    let definitions = try InvariantTests.definitions()
    for release in FHIRRelease.allCases {
      let choices = definitions.release(release).choiceNames(among: definitions.symbols)
      let expression = try FHIRPath.Expression(text, definitions.symbols, release)
      let predicate = Predicate(expression, isChoice: choices.contains)
      for payload in Self.payloads {
        let document = Document.read(SourceText(name: "p", text: payload), symbols: definitions.symbols, limits: Limits())
        let typed = TypedDocument(document, definitions.release(release))
        var evaluator = Evaluator(typed, ReferenceIndex(document), host: nil, now: 0)
        for index in document.nodes.indices {
          let node = Node(index: UInt32(index))
          guard typed.type(of: node) != nil, let decided = predicate?.holds(on: node, in: typed) else { continue }
          let evaluated = try? evaluator.satisfies(expression, node)
          #expect(evaluated == nil || evaluated == decided, "\(text) of node \(index) in \(release): \(payload.prefix(60))")
        }
      }
    }
  }
}
