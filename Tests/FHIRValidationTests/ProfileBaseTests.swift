import ApptLint
import Testing

/// A profile includes the requirements of its bases.
@Suite struct ProfileBaseTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    /// Elements of the base and of the tested profile, both of Patient.
    var base: [String]
    var elements: [String]
    var others: [String] = []
    var payloads: [(members: String, finds: [String])]

    var testDescription: String { name }
  }

  private static let core = "http://hl7.org/fhir/StructureDefinition/"
  private static let baseURL = "http://example.org/base"

  private static func practitioner(_ targets: String...) -> String {
    let list = targets.map { "\"\(core)\($0)\"" }.joined(separator: ", ")
    return
      #""path": "Patient.generalPractitioner", "type": [{"code": "Reference"\#(targets.isEmpty ? "" : ", \"targetProfile\": [\(list)]")}]"#
  }

  private static let cases = [
    Case(
      name: "targets that are not repeated", base: [practitioner("Practitioner")], elements: [practitioner()],
      payloads: [
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, []),
        (#""generalPractitioner": [{"reference": "Organization/1"}]"#, ["PRO016 Patient.generalPractitioner[0]"]),
      ]),
    Case(
      name: "targets that the base does not allow", base: [practitioner("Practitioner")],
      elements: [practitioner("Practitioner", "Organization")],
      payloads: [(#""generalPractitioner": [{"reference": "Organization/1"}]"#, ["PRO016 Patient.generalPractitioner[0]"])]),
    Case(
      name: "types that the base does not allow",
      base: [#""path": "Patient.deceased[x]", "type": [{"code": "boolean"}]"#],
      elements: [#""path": "Patient.deceased[x]", "type": [{"code": "boolean"}, {"code": "dateTime"}]"#],
      payloads: [(#""deceasedBoolean": true"#, []), (#""deceasedDateTime": "2020""#, ["PRO007 Patient.deceased"])]),
    Case(
      name: "a choice of which only one type is named",
      base: [#""path": "Patient.deceased[x]", "mustSupport": true"#],
      elements: [#""path": "Patient.deceasedBoolean", "mustSupport": true"#],
      payloads: [
        (#""deceasedBoolean": true"#, []), (#""active": true"#, []),
        (#""deceasedDateTime": "2020""#, ["PRO007 Patient.deceased"]),
      ]),
    Case(
      name: "a choice of which both types are named",
      base: [#""path": "Patient.deceased[x]", "mustSupport": true"#],
      elements: [
        #""path": "Patient.deceasedBoolean", "mustSupport": true"#, #""path": "Patient.deceasedDateTime", "mustSupport": true"#,
      ],
      payloads: [(#""deceasedBoolean": true"#, []), (#""deceasedDateTime": "2020""#, [])]),
    Case(
      name: "a choice of which one type and the choice itself are named", base: [],
      elements: [
        #""path": "Patient.deceased[x]", "mustSupport": true"#, #""path": "Patient.deceasedBoolean", "mustSupport": true"#,
      ],
      payloads: [(#""deceasedBoolean": true"#, []), (#""deceasedDateTime": "2020""#, [])]),
    Case(
      name: "a profile of a type that is not repeated",
      base: [#""path": "Patient.address", "type": [{"code": "Address", "profile": ["http://example.org/address"]}]"#],
      elements: [#""path": "Patient.address", "min": 1, "type": [{"code": "Address"}]"#],
      others: [ProfileTests.definition("http://example.org/address", "Address", [#""path": "Address.postalCode", "min": 1"#])],
      payloads: [(#""address": [{"city": "Leeds"}]"#, ["PRO005 Patient.address[0]"])]),
    Case(
      name: "patterns of the base and of the profile",
      base: [#""path": "Patient.maritalStatus", "patternCodeableConcept": {"coding": [{"system": "urn:x:y"}]}"#],
      elements: [#""path": "Patient.maritalStatus", "patternCodeableConcept": {"text": "A"}"#],
      payloads: [
        (#""maritalStatus": {"text": "A", "coding": [{"system": "urn:x:y", "code": "1"}]}"#, []),
        (#""maritalStatus": {"text": "A"}"#, ["PRO009 Patient.maritalStatus"]),
        (#""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "1"}]}"#, ["PRO009 Patient.maritalStatus"]),
      ]),
    Case(
      name: "a weaker binding",
      base: [#""path": "Patient.gender", "binding": {"strength": "required", "valueSet": "http://example.org/one"}"#],
      elements: [
        #""path": "Patient.gender", "binding": {"strength": "preferred", "valueSet": "http://hl7.org/fhir/ValueSet/administrative-gender"}"#
      ],
      others: [
        #"{"resourceType": "ValueSet", "url": "http://example.org/one", "compose": {"include": [{"system": "http://hl7.org/fhir/administrative-gender", "concept": [{"code": "male"}]}]}}"#
      ],
      payloads: [(#""gender": "male""#, []), (#""gender": "other""#, ["BND001 Patient.gender"])]),
    Case(
      name: "a binding that states only its strength",
      base: [#""path": "Patient.maritalStatus", "binding": {"strength": "preferred", "valueSet": "http://example.org/one"}"#],
      elements: [#""path": "Patient.maritalStatus", "binding": {"strength": "required"}"#],
      others: [
        #"{"resourceType": "ValueSet", "url": "http://example.org/one", "compose": {"include": [{"system": "urn:x:y", "concept": [{"code": "a"}]}]}}"#
      ],
      payloads: [
        (#""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "a"}]}"#, []),
        (#""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "b"}]}"#, ["BND001 Patient.maritalStatus.coding[0].code"]),
      ]),
    Case(
      name: "a binding that states only its strength, with the value set of the type", base: [],
      elements: [#""path": "Patient.maritalStatus", "binding": {"strength": "required"}"#],
      payloads: [(#""maritalStatus": {"text": "A"}"#, ["BND002 Patient.maritalStatus"])]),
    Case(
      name: "closed slices that are opened again", base: ProfileTests.identifiers(#""rules": "closed", "ordered": true"#),
      elements: ProfileTests.identifiers(#""rules": "open""#),
      payloads: [
        (ProfileTests.identifiers(of: "a", "b"), []),
        (ProfileTests.identifiers(of: "a", "c"), ["PRO013 Patient.identifier[1]"]),
        (ProfileTests.identifiers(of: "b", "a"), ["PRO015 Patient.identifier[1]"]),
      ]),
    Case(
      name: "a slice required only by its name", base: ProfileTests.identifiers(#""rules": "open""#),
      elements: [#""path": "Patient.identifier", "sliceName": "a", "min": 1"#],
      payloads: [(ProfileTests.identifiers(of: "a"), []), (ProfileTests.identifiers(of: "b"), ["PRO011 Patient"])]),
  ]

  @Test(arguments: cases) func baseRequirementsApply(_ example: Case) throws {
    let base = ProfileTests.definition(Self.baseURL, "Patient", example.base)
    let definition = ProfileTests.definition(ProfileTests.url, "Patient", example.elements)
      .replacing(#""baseDefinition": "\#(Self.core)Patient""#, with: #""baseDefinition": "\#(Self.baseURL)""#)
    for (members, finds) in example.payloads {
      let text = #"{"resourceType": "Patient", \#(members)}"#
      let findings = try ProfileTests.findings(text, [base, definition] + example.others)
      #expect(findings.map { "\($0.code) \($0.element ?? "")" } == finds, "\(text)")
    }
  }

  private static func version(_ version: String, requiring element: String) -> String {
    ProfileTests.definition(baseURL, "Patient", [#""path": "Patient.\#(element)", "min": 1"#])
      .replacing(#""fhirVersion""#, with: #""version": "\#(version)", "fhirVersion""#)
  }

  /// A profile is based on the version of its base that it names, or on the latest version.
  @Test(arguments: [
    ("|1.9.0", "gender"), ("|1.10.0", "birthDate"), ("|1.10.0-beta", "photo"), ("|1", "birthDate"), ("", "birthDate"),
    ("|3.0.0", nil),
  ])
  func baseVersionMatters(_ suffix: String, _ missing: String?) throws {
    let versions = [
      Self.version("1.9.0", requiring: "gender"), Self.version("1.10.0", requiring: "birthDate"),
      Self.version("1.10.0-beta", requiring: "photo"),
    ]
    let definition = ProfileTests.definition(ProfileTests.url, "Patient", [])
      .replacing(#""baseDefinition": "\#(Self.core)Patient""#, with: #""baseDefinition": "\#(Self.baseURL)\#(suffix)""#)
    for order in [versions, versions.reversed()] {
      let report = try ProfileTests.report(#"{"resourceType": "Patient", "active": true}"#, order + [definition])
      let messages = report.findings.map { $0.message.text(showingValues: true).prefix { $0 != " " } }
      #expect(messages == (missing.map { [$0[...]] } ?? []))
      if missing == nil {
        #expect(
          report.notChecked.map(\.reason) == [
            "This version of the profile \(Self.baseURL)|3.0.0 is unknown: load its package with --ig."
          ])
      }
    }
  }

  /// A profile may be based on another version of itself, but not on a profile that is based on it.
  @Test func cyclesDependOnVersions() throws {
    func definition(_ version: String, on base: String) -> String {
      Self.version(version, requiring: "gender")
        .replacing(#""baseDefinition": "\#(Self.core)Patient""#, with: #""baseDefinition": "\#(base)""#)
    }
    let acyclic = [definition("2", on: Self.baseURL + "|1"), definition("1", on: Self.core + "Patient")]
    let tested = ProfileTests.definition(ProfileTests.url, "Patient", [])
    #expect(try ProfileTests.findings(#"{"resourceType": "Patient", "active": true}"#, acyclic + [tested]).isEmpty)
    let cyclic = [definition("1", on: Self.core + "Patient"), definition("2", on: Self.baseURL + "|2")]
    #expect(throws: ConfigurationError("profile \(Self.baseURL) is based on itself")) {
      try ProfileTests.findings(#"{"resourceType": "Patient", "active": true}"#, cyclic + [tested])
    }
  }
}
