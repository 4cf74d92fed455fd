import ApptLint
import Testing

/// Slicing by content outside the payload, by unknown content, and by other profiles.
@Suite struct SliceTests {
  typealias Case = ProfileTests.Case

  private static let core = "http://hl7.org/fhir/StructureDefinition/"

  /// Two closed slices of `Appointment.participant`, by the type of the actor.
  private static func participants(by kind: String, _ target: String = core + "Patient") -> [String] {
    [
      #""path": "Appointment.participant", "slicing": {"discriminator": [{"type": "\#(kind)", "path": "actor.resolve()"}], "rules": "closed"}"#,
      #""path": "Appointment.participant", "sliceName": "patient", "min": 1, "max": "1""#,
      #""path": "Appointment.participant.actor", "type": [{"code": "Reference", "targetProfile": ["\#(target)"]}]"#,
      #""path": "Appointment.participant", "sliceName": "doctor""#,
      #""path": "Appointment.participant.actor", "type": [{"code": "Reference", "targetProfile": ["\#(core)Practitioner"]}]"#,
    ]
  }

  private static func appointment(_ references: String...) -> String {
    let participants = references.map { #"{"actor": {"reference": "\#($0)"}, "status": "accepted"}"# }
    return #""status": "proposed", "participant": [\#(participants.joined(separator: ", "))]"#
  }

  private static func actors(_ actors: String...) -> String {
    let participants = actors.map { #"{"actor": \#($0), "status": "accepted"}"# }
    return #""status": "proposed", "participant": [\#(participants.joined(separator: ", "))]"#
  }

  private static let contained = ##""contained": [{"resourceType": "Patient", "id": "p", "active": true}], "##
  private static let unknown = "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e61"

  private static func references(by kind: String) -> Case {
    Case(
      name: "slices by \(kind) of a target, in the payload or not", type: "Appointment",
      elements: participants(by: kind),
      payloads: [
        (contained + appointment("#p", "Practitioner/1"), []),
        (appointment("Patient/1", "https://example.org/fhir/Practitioner/1"), []),
        (appointment("Practitioner/1"), ["PRO011 Appointment"]),
        (appointment("Patient/1", "Patient/2"), ["PRO012 Appointment.participant[1]"]),
        (appointment("Patient/1", "Location/1"), ["PRO013 Appointment.participant[1]"]),
        (appointment(unknown), []),
        (appointment("Patient/1", unknown), []),
        (actors(#"{"identifier": {"value": "1"}}"#), []), (actors(#"{"display": "Jane Roe"}"#), []),
        (actors(#"{"type": "Patient", "display": "Jane Roe"}"#, #"{"type": "Practitioner", "display": "A. Nurse"}"#), []),
        (actors(#"{"type": "http://hl7.org/fhir/StructureDefinition/Patient", "display": "Jane Roe"}"#), []),
        (actors(#"{"type": "Practitioner", "identifier": {"value": "1"}}"#), ["PRO011 Appointment"]),
        (
          actors(#"{"type": "Patient", "reference": "\#(unknown)"}"#, #"{"type": "Location", "display": "x"}"#),
          ["PRO013 Appointment.participant[1]"]
        ),
      ])
  }

  private static let open = [
    references(by: "type"), references(by: "profile"),
    Case(
      name: "slices by the profile of a target outside the payload", type: "Appointment",
      elements: participants(by: "profile", "http://example.org/born"),
      others: [ProfileTests.definition("http://example.org/born", "Patient", [#""path": "Patient.birthDate", "min": 1"#])],
      payloads: [
        (appointment("Patient/1"), []), (appointment("Practitioner/1"), ["PRO011 Appointment"]),
        (contained + appointment("#p"), ["PRO011 Appointment", "PRO013 Appointment.participant[0]"]),
      ]),
    Case(
      name: "slices by an unknown profile", type: "Appointment",
      elements: participants(by: "profile", "http://example.org/unknown"),
      payloads: [(contained + appointment("#p"), []), (appointment("Location/1"), [])]),
    Case(
      name: "slices by an unknown value set",
      elements: [
        #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "use"}], "rules": "closed"}"#,
        #""path": "Patient.identifier", "sliceName": "a", "min": 1"#,
        #""path": "Patient.identifier.use", "binding": {"strength": "required", "valueSet": "http://example.org/unknown"}"#,
      ],
      payloads: [(#""identifier": [{"use": "temp"}]"#, []), (#""active": true"#, ["PRO011 Patient"])]),
    Case(
      name: "closed slices with one undetermined",
      elements: [
        #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "closed"}"#,
        #""path": "Patient.identifier", "sliceName": "a", "max": "1""#,
        #""path": "Patient.identifier.system", "fixedUri": "urn:x:a""#, #""path": "Patient.identifier", "sliceName": "b""#,
      ],
      payloads: [
        (ProfileTests.identifiers(of: "c"), []),
        (ProfileTests.identifiers(of: "a", "a"), ["PRO012 Patient.identifier[1]"]),
      ]),
    Case(
      name: "the default slice",
      elements: ProfileTests.identifiers(
        #""rules": "closed""#, [#""path": "Patient.identifier", "sliceName": "@default", "max": "1""#]),
      payloads: [
        (ProfileTests.identifiers(of: "c", "a"), []),
        (ProfileTests.identifiers(of: "c", "d"), ["PRO012 Patient.identifier[1]"]),
      ]),
    Case(
      name: "items in the wrong order are reported once", elements: ProfileTests.identifiers(#""rules": "openAtEnd""#),
      payloads: [(ProfileTests.identifiers(of: "c", "a", "b"), ["PRO015 Patient.identifier[0]"])]),
  ]

  private static let mark = """
    {"resourceType": "StructureDefinition", "url": "http://example.org/mark", "fhirVersion": "4.0.1", "kind": "complex-type",
     "type": "Extension", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
     "context": [{"type": "element", "expression": "Element"}],
     "differential": {"element": [{"id": "Extension", "path": "Extension", "isModifier": MODIFIER},
       {"id": "Extension.extension:part", "path": "Extension.extension", "sliceName": "part"},
       {"id": "Extension.extension:part.url", "path": "Extension.extension.url", "fixedUri": "part"},
       {"id": "Extension.value[x]", "path": "Extension.value[x]", "type": [{"code": "code"}]}]}}
    """

  private static func marks(_ values: String...) -> String {
    values.map { #"{"url": "http://example.org/mark", "valueCode": "\#($0)"}"# }.joined(separator: ", ")
  }

  private static let extensions = [
    Case(
      name: "extensions whose definition does not repeat its URL",
      elements: [
        #""path": "Patient.modifierExtension", "sliceName": "mark", "min": 1, "max": "1", "type": [{"code": "Extension", "profile": ["http://example.org/mark"]}]"#
      ],
      others: [mark.replacing("MODIFIER", with: "true")],
      payloads: [
        (#""modifierExtension": [\#(marks("a"))]"#, []), (#""active": true"#, ["PRO011 Patient"]),
        (#""modifierExtension": [\#(marks("a", "b"))]"#, ["PRO012 Patient.modifierExtension[1]"]),
      ]),
    Case(
      name: "unknown extensions",
      elements: [
        #""path": "Patient.extension", "slicing": {"discriminator": [{"type": "value", "path": "url"}], "rules": "closed"}"#,
        #""path": "Patient.extension", "sliceName": "mark", "min": 1, "max": "1", "type": [{"code": "Extension", "profile": ["http://example.org/mark|2"]}]"#,
      ],
      payloads: [
        (#""extension": [\#(marks("a"))]"#, []), (#""active": true"#, ["PRO011 Patient"]),
        (#""extension": [\#(marks("a", "b"))]"#, ["PRO012 Patient.extension[1]"]),
        (
          #""extension": [\#(marks("a")), {"url": "http://example.org/other", "valueCode": "a"}]"#,
          ["PRO013 Patient.extension[1]"]
        ),
      ]),
    Case(
      name: "slices by the value of an extension, named with its type",
      elements: [
        #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "extension('http://example.org/mark').valueCode"}], "rules": "open"}"#,
        #""id": "Patient.identifier:a", "path": "Patient.identifier", "sliceName": "a", "min": 1"#,
        #""id": "Patient.identifier:a.extension:mark", "path": "Patient.identifier.extension", "sliceName": "mark", "min": 1, "type": [{"code": "Extension", "profile": ["http://example.org/mark"]}]"#,
        #""id": "Patient.identifier:a.extension:mark.value[x]", "path": "Patient.identifier.extension.value[x]", "fixedCode": "q""#,
      ],
      others: [mark.replacing("MODIFIER", with: "false")],
      payloads: [
        (#""identifier": [{"value": "1", "extension": [\#(marks("q"))]}]"#, []),
        (#""identifier": [{"value": "1", "extension": [\#(marks("r"))]}]"#, ["PRO011 Patient"]),
      ]),
    Case(
      name: "slices of the profile of a type",
      elements: [
        #""id": "Patient.extension:mark", "path": "Patient.extension", "sliceName": "mark", "type": [{"code": "Extension", "profile": ["http://example.org/mark"]}]"#,
        #""id": "Patient.extension:mark.extension:part", "path": "Patient.extension.extension", "sliceName": "part", "min": 1"#,
        #""id": "Patient.maritalStatus", "path": "Patient.maritalStatus", "type": [{"code": "CodeableConcept", "profile": ["http://example.org/concept"]}]"#,
        #""id": "Patient.maritalStatus.coding:x", "path": "Patient.maritalStatus.coding", "sliceName": "x""#,
        #""id": "Patient.maritalStatus.coding:x.display", "path": "Patient.maritalStatus.coding.display", "min": 1"#,
      ],
      others: [
        mark.replacing("MODIFIER", with: "false"),
        ProfileTests.definition(
          "http://example.org/concept", "CodeableConcept",
          [
            #""path": "CodeableConcept.coding", "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "open"}"#,
            #""path": "CodeableConcept.coding", "sliceName": "x""#,
            #""path": "CodeableConcept.coding.system", "fixedUri": "urn:x:y""#,
          ]),
      ],
      payloads: [
        (#""extension": [{"url": "http://example.org/mark", "extension": [{"url": "part", "valueCode": "a"}]}]"#, []),
        (#""extension": [\#(marks("a"))]"#, ["PRO011 Patient.extension[0]"]),
        (#""maritalStatus": {"coding": [{"system": "urn:x:y", "display": "A"}, {"system": "urn:x:z"}]}"#, []),
        (#""maritalStatus": {"coding": [{"system": "urn:x:y"}]}"#, ["PRO005 Patient.maritalStatus.coding[0]"]),
      ]),
  ]

  @Test(arguments: open + extensions) func slicesAreDistinguished(_ example: Case) throws {
    try ProfileTests().requirementsAreChecked(example)
  }

  /// The failing discriminator, with the expected and found content, for content that is not plain text.
  @Test(arguments: [
    (
      [
        #""path": "Patient.maritalStatus.coding", "slicing": {"discriminator": [{"type": "pattern", "path": "$this"}], "rules": "open"}"#,
        #""path": "Patient.maritalStatus.coding", "sliceName": "a", "min": 1, "patternCoding": {"system": "urn:x:y", "code": "1"}"#,
      ],
      #""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "2"}]}"#,
      "expected 'system urn:x:y, code 1', found 'system urn:x:y, code 2'"
    ),
    (
      [
        #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "type"}], "rules": "open"}"#,
        #""path": "Patient.identifier", "sliceName": "a", "min": 1"#,
        #""path": "Patient.identifier.type.text", "min": 1, "fixedString": "A""#,
      ],
      #""identifier": [{"type": {"text": "B"}}]"#,
      "type differs: PRO008, expected 'A' in text, fixed by profile '\(ProfileTests.url)', found 'B'"
    ),
    (
      [
        #""path": "Patient.generalPractitioner", "slicing": {"discriminator": [{"type": "profile", "path": "resolve()"}], "rules": "open"}"#,
        #""path": "Patient.generalPractitioner", "sliceName": "a", "min": 1, "type": [{"code": "Reference", "targetProfile": ["http://example.org/active"]}]"#,
      ],
      ##""contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "generalPractitioner": [{"reference": "#p"}]"##,
      "resolve() does not conform to 'http://example.org/active': PRO005, active is required by profile 'http://example.org/active'"
    ),
  ])
  func reportsTheFailingDiscriminator(_ elements: [String], _ members: String, _ reason: String) throws {
    let definition = ProfileTests.definition(ProfileTests.url, "Patient", elements)
    let active = ProfileTests.definition(
      "http://example.org/active", "Practitioner", [#""path": "Practitioner.active", "min": 1"#])
    let findings = try ProfileTests.findings(#"{"resourceType": "Patient", \#(members)}"#, [definition, active])
    #expect(findings.map(\.code) == ["PRO011"])
    let message = findings.first?.message.text(showingValues: true) ?? ""
    #expect(message.hasSuffix("; the item present does not match: " + reason), "\(message)")
  }

  /// A slice of a slice has the names of both.
  @Test func slicesOfSlicesHaveTheirFullName() throws {
    let definition = ProfileTests.definition(
      ProfileTests.url, "Patient",
      ProfileTests.identifiers(
        #""rules": "open""#,
        [
          #""path": "Patient.identifier", "sliceName": "b/old", "min": 1"#,
          #""path": "Patient.identifier.use", "fixedCode": "old""#,
        ]
      ).map {
        $0.replacing(
          #""sliceName": "b""#,
          with: #""sliceName": "b", "slicing": {"discriminator": [{"type": "value", "path": "use"}], "rules": "open"}"#)
      })
    let text = #"{"resourceType": "Patient", \#(ProfileTests.identifiers(of: "b"))}"#
    let messages = try ProfileTests.findings(text, [definition]).map { $0.message.text(showingValues: true) }
    #expect(
      messages == [
        "identifier slice 'b/old' is required by profile '\(ProfileTests.url)'; the item present does not match: use is missing, expected 'old'"
      ])
  }

  /// Slices that the payload does not determine are reported as not checked.
  @Test func targetsOutsideThePayloadAreNotChecked() throws {
    let definition = ProfileTests.definition(ProfileTests.url, "Appointment", Self.participants(by: "type"))
    let text = #"{"resourceType": "Appointment", \#(Self.appointment(Self.unknown))}"#
    let reasons = try ProfileTests.report(text, [definition]).notChecked.map(\.reason)
    #expect(
      reasons == [
        "The payload alone does not determine which slice of participant in the profile \(ProfileTests.url) matches."
      ])
  }
}
