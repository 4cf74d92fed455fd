import ApptLint
import Testing

/// Profiles of resources inside others: entries of bundles, parameters and contained resources, and slices by a value set.
@Suite struct NarrowedResourceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var type: String
    var elements: [String]
    var others: [String] = []
    var payloads: [(members: String, finds: [String])]
  }

  private static let valueSet =
    #"{"resourceType": "ValueSet", "url": "http://example.org/vs", "fhirVersion": "4.0.1", "status": "active", "compose": {"include": [{"system": "urn:x:s", "concept": [{"code": "a"}, {"code": "b"}]}]}}"#
  private static let binding = #""binding": {"strength": "required", "valueSet": "http://example.org/vs"}"#

  private static func slicing(_ path: String, by kind: String, at discriminator: String, _ rules: String = "open") -> String {
    #""path": "\#(path)", "slicing": {"discriminator": [{"type": "\#(kind)", "path": "\#(discriminator)"}], "rules": "\#(rules)"}"#
  }

  private static func coded(_ codes: String...) -> String {
    codes.map { #"{"coding": [{"system": "urn:x:s", "code": "\#($0)"}]}"# }.joined(separator: ", ")
  }

  private static func entries(_ types: String...) -> String {
    let entries = types.map {
      #"{"fullUrl": "https://a.example/\#($0)/1", "resource": {"resourceType": "\#($0)", "id": "1", "name": [{"text": "x"}]}}"#
    }
    return #""type": "collection", "entry": ["# + entries.joined(separator: ", ") + "]"
  }

  static let cases: [Case] = [
    Case(
      testDescription: "slices by the value set of an element", type: "Patient",
      elements: [
        slicing("Patient.identifier", by: "value", at: "type"), #""path": "Patient.identifier", "sliceName": "s", "max": "1""#,
        #""path": "Patient.identifier.type", "min": 1, \#(binding)"#,
      ], others: [valueSet],
      payloads: [
        (#""identifier": [{"type": \#(coded("a"))}, {"type": \#(coded("c"))}, {"value": "1"}]"#, []),
        (#""identifier": [{"type": \#(coded("a"))}, {"type": \#(coded("b"))}]"#, ["PRO012 Patient.identifier[1]"]),
      ]),
    Case(
      testDescription: "slices by the value set of the element itself", type: "Observation",
      elements: [
        slicing("Observation.category", by: "pattern", at: "$this", "closed"),
        #""path": "Observation.category", "sliceName": "s", "max": "1", \#(binding)"#,
      ], others: [valueSet],
      payloads: [
        (observation(coded("b")), []), (observation(coded("a", "b")), ["PRO012 Observation.category[1]"]),
        (observation(coded("a", "c")), ["PRO013 Observation.category[1]"]),
      ]),
    Case(
      testDescription: "slices of entries by type", type: "Bundle",
      elements: [
        slicing("Bundle.entry", by: "type", at: "resource", "closed"),
        #""path": "Bundle.entry", "sliceName": "p", "min": 1, "max": "1""#,
        #""path": "Bundle.entry.resource", "min": 1, "type": [{"code": "Patient"}]"#,
      ],
      payloads: [
        (entries("Patient"), []), (entries("Patient", "Practitioner"), ["PRO013 Bundle.entry[1]"]),
        (entries("Practitioner"), ["PRO011 Bundle", "PRO013 Bundle.entry[0]"]),
      ]),
    Case(
      testDescription: "a type in a slice by URL", type: "Bundle",
      elements: [
        slicing("Bundle.entry", by: "value", at: "fullUrl"), #""path": "Bundle.entry", "sliceName": "p""#,
        #""path": "Bundle.entry.fullUrl", "fixedUri": "https://a.example/Practitioner/1""#,
        #""path": "Bundle.entry.resource", "type": [{"code": "Patient"}]"#,
      ],
      payloads: [
        (entries("Patient"), []), (entries("Patient", "Practitioner"), ["PRO007 Bundle.entry[1].resource"]),
      ]),
    Case(
      testDescription: "the type of all entries", type: "Bundle",
      elements: [#""path": "Bundle.entry.resource", "type": [{"code": "Patient"}]"#],
      payloads: [
        (entries("Patient"), []), (entries("Patient", "Practitioner"), ["PRO007 Bundle.entry[1].resource"]),
      ]),
    Case(
      testDescription: "the type of a parameter", type: "Parameters",
      elements: [
        slicing("Parameters.parameter", by: "value", at: "name"), #""path": "Parameters.parameter", "sliceName": "p""#,
        #""path": "Parameters.parameter.name", "fixedString": "p""#,
        #""path": "Parameters.parameter.resource", "type": [{"code": "Patient"}]"#,
      ],
      payloads: [
        (#""parameter": [{"name": "q", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}]"#, []),
        (
          #""parameter": [{"name": "p", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}]"#,
          ["PRO007 Parameters.parameter[0].resource"]
        ),
      ]),
    Case(
      testDescription: "the type of contained resources", type: "Patient",
      elements: [#""path": "Patient.contained", "type": [{"code": "Organization"}]"#],
      payloads: [
        (contained("Organization", "managingOrganization", "{}"), []),
        (contained("Practitioner", "generalPractitioner", "[{}]"), ["PRO007 Patient.contained[0]"]),
      ]),
  ]

  private static func observation(_ categories: String) -> String {
    #""status": "final", "code": {"text": "x"}, "category": [\#(categories)]"#
  }

  private static func contained(_ type: String, _ element: String, _ form: String) -> String {
    let reference = form.replacing("{}", with: ##"{"reference": "#c"}"##)
    return
      #""contained": [{"resourceType": "\#(type)", "id": "c", "name": \#(type == "Organization" ? #""x""# : #"[{"text": "x"}]"#)}], "\#(element)": \#(reference)"#
  }

  @Test(arguments: cases) func findsWhatTheProfileRulesOut(test: Case) throws {
    let definition = ProfileTests.definition(ProfileTests.url, test.type, test.elements)
    for (members, finds) in test.payloads {
      let text = #"{"resourceType": "\#(test.type)", \#(members)}"#
      let found = try ProfileTests.findings(text, [definition] + test.others).map { "\($0.code) \($0.element ?? "")" }
      #expect(found == finds, "\(text)")
    }
  }

  /// `%resource` is the contained resource itself, `%rootResource` its container, also inside a Bundle.
  @Test(arguments: [
    ("%resource is Organization", true), ("%resource is Patient", false), ("%rootResource is Patient", true),
    ("%rootResource is Organization", false), ("%rootResource is Bundle", false), ("%resource.id = 'c'", true),
    ("%rootResource.contained.where(id = %resource.id).exists()", true),
    ("%rootResource.managingOrganization.reference = '#' + %resource.id", true),
  ])
  func constraintsOfContainedResources(_ expression: String, _ holds: Bool) throws {
    let constraint = #""constraint": [{"key": "x-1", "severity": "error", "human": "x", "expression": "\#(expression)"}]"#
    let organization = ProfileTests.definition(
      "http://example.org/organization", "Organization",
      [#""path": "Organization", \#(constraint)"#, #""path": "Organization.name", \#(constraint)"#])
    let none = ProfileTests.definition(ProfileTests.url, "Patient", [#""path": "Patient.photo", "max": "0""#])
    let patient =
      ##"{"resourceType": "Patient", "id": "1", "contained": [{"resourceType": "Organization", "id": "c", "meta": {"profile": ["http://example.org/organization"]}, "name": "x"}], "managingOrganization": {"reference": "#c"}}"##
    let bundle =
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "https://a.example/Patient/1", "resource": \#(patient)}]}"#
    for (text, path) in [(patient, "Patient"), (bundle, "Bundle.entry[0].resource")] {
      let found = try ProfileTests.findings(text, [none, organization]).filter { $0.code == "INV" }.map { $0.element ?? "" }
      #expect(found == (holds ? [] : ["\(path).contained[0]", "\(path).contained[0].name"]))
    }
  }
}
