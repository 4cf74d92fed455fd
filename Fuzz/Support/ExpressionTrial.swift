import CEmbeddedData
import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import FHIRValidation
import Findings

/// Evaluates a text as a FHIRPath expression on the nodes of a payload of each release.
enum ExpressionTrial {
  /// Traps if a result violates an invariant.
  static func run(_ bytes: some Swift.Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    for payload in payloads { payload.run(text) }
  }

  private static let payloads: [TypedPayload] = {
    // Safe: static data of the program.
    guard
      let definitions = unsafe Definitions(
        immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))
    else { return [] }
    return [
      TypedPayload(
        ##"{"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-03-09T09:20:00.5Z", "end": "2026-03-09", "minutesDuration": 20, "contained": [{"resourceType": "Patient", "id": "p", "active": true, "name": [{"family": "Ash", "_given": [{"id": "g"}]}], "photo": [{"data": "aGk="}]}], "participant": [{"actor": {"reference": "#p"}, "status": "accepted"}, {"status": "accepted"}]}"##,
        .stu3, definitions),
      TypedPayload(
        #"<Observation xmlns="http://hl7.org/fhir"><text><status value="empty"/><div xmlns="http://www.w3.org/1999/xhtml">x</div></text><status value="final"/><code><text value="h"/></code><effectivePeriod><start value="2024"/></effectivePeriod><valueQuantity><value value="1.80"/><system value="http://unitsofmeasure.org"/><code value="m"/></valueQuantity></Observation>"#,
        .r4, definitions),
    ]
  }()

  private struct TypedPayload: Sendable {
    let typed: TypedDocument
    let references: ReferenceIndex
    let choices: SymbolSet

    init(_ text: String, _ release: FHIRRelease, _ definitions: Definitions) {
      let document = Document.read(SourceText(name: "payload", text: text), symbols: definitions.symbols, limits: Limits())
      typed = TypedDocument(document, definitions.release(release))
      references = ReferenceIndex(document)
      choices = definitions.release(release).choiceNames(among: definitions.symbols)
    }

    func run(_ text: String) {
      let symbols = typed.document.symbols
      guard let expression = try? Expression(text, symbols, typed.release.release) else { return }
      let root = Node(index: 0)
      try? TypeCheck.check(expression, typed.release, symbols, on: typed.type(of: root))
      let predicate = Predicate(expression, isChoice: choices.contains)
      let host = ValidationHost(typed, references, nil, invariants: nil, now: 0)
      var evaluator = Evaluator(typed, references, host: host, now: 1_780_000_000, maxSteps: 5_000)
      evaluator.recordsTraces = true
      for node in [root] + typed.document.elements(of: root) {
        let verdict = try? evaluator.satisfies(expression, node)
        if let verdict, let fast = predicate?.holds(on: node, in: typed), fast != verdict {
          fatalError("the predicate of \(text) returns \(fast) for node \(node.index)")
        }
        _ = try? evaluator.failingNode(of: expression, node)
        for item in (try? evaluator.evaluate(expression, on: node)) ?? .none { _ = Evaluator.string(item) }
      }
    }
  }
}
