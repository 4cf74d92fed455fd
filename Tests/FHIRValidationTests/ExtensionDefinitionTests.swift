import ApptLint
import Testing

/// The requirements of extension definitions, tested with small R4 definitions.
@Suite struct ExtensionDefinitionTests {
  private static func definition(_ url: String, _ members: String, _ elements: [String]) -> String {
    """
    {"resourceType": "StructureDefinition", "url": "\(url)", "fhirVersion": "4.0.1", "kind": "complex-type", "type": "Extension",
     "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint", \(members)
     "context": [{"type": "element", "expression": "Patient"}, {"type": "element", "expression": "HumanName"}],
     "differential": {"element": [\(elements.map { "{\($0)}" }.joined(separator: ", "))]}}
    """
  }

  private static func found(_ members: String, _ definition: String) throws -> [String] {
    let profile = ProfileTests.definition(ProfileTests.url, "Patient", [])
    return try ProfileTests.findings(#"{"resourceType": "Patient", \#(members)}"#, [profile, definition])
      .map { "\($0.code) \($0.element ?? "")" }
  }

  /// Invariants on the element that contains the extension.
  @Test(arguments: [
    (#""birthDate": "2000-01-01", "extension": [MARK]"#, []),
    (#""extension": [MARK]"#, ["PRO018 Patient.extension[0]"]),
    (#""birthDate": "2000-01-01", "name": [{"text": "A", "extension": [MARK]}]"#, ["PRO018 Patient.name[0].extension[0]"]),
  ])
  func contextInvariantsAreChecked(_ members: String, _ finds: [String]) throws {
    let mark = Self.definition(
      "http://example.org/mark", #""contextInvariant": ["birthDate.exists()", "true"],"#,
      [#""path": "Extension.value[x]", "type": [{"code": "boolean"}]"#])
    let use = #"{"url": "http://example.org/mark", "valueBoolean": true}"#
    #expect(try Self.found(members.replacing("MARK", with: use), mark) == finds)
  }

  /// A code derives from string, but is not permitted as a string in a choice of types.
  @Test(arguments: [
    ("string", #""valueString": "a""#, []), ("string", #""valueCode": "a""#, ["PRO007 Patient.extension[0].value"]),
    ("code", #""valueString": "a""#, ["PRO007 Patient.extension[0].value"]), ("uri", #""valueUri": "urn:x:y""#, []),
    ("uri", #""valueUrl": "urn:x:y""#, ["PRO007 Patient.extension[0].value"]),
    (
      "Quantity", #""valueAge": {"value": 1, "system": "http://unitsofmeasure.org", "code": "a"}"#,
      ["PRO007 Patient.extension[0].value"]
    ),
  ])
  func typesOfChoicesAreExact(_ type: String, _ value: String, _ finds: [String]) throws {
    let mark = Self.definition(
      "http://example.org/mark", "", [#""path": "Extension.value[x]", "type": [{"code": "\#(type)"}]"#])
    #expect(try Self.found(#""extension": [{"url": "http://example.org/mark", \#(value)}]"#, mark) == finds)
  }

  /// The maximum in an extension's definition applies if the referring profile sets none.
  @Test(arguments: [("", ["PRO012 Patient.extension[1]"]), (#", "max": "2""#, [])])
  func maximumOfTheDefinitionApplies(_ max: String, _ finds: [String]) throws {
    let mark = Self.definition("http://example.org/mark", "", [#""path": "Extension", "max": "1""#])
    let profile = ProfileTests.definition(
      ProfileTests.url, "Patient",
      [
        #""path": "Patient.extension", "sliceName": "mark", "type": [{"code": "Extension", "profile": ["http://example.org/mark"]}]\#(max)"#
      ])
    let use = #"{"url": "http://example.org/mark", "valueBoolean": true}"#
    let text = #"{"resourceType": "Patient", "extension": [\#(use), \#(use)]}"#
    #expect(try ProfileTests.findings(text, [profile, mark]).map { "\($0.code) \($0.element ?? "")" } == finds)
  }

  /// Slices by type also match only the exact type.
  @Test func slicesOfChoicesMatchTheExactType() throws {
    let mark = Self.definition(
      "http://example.org/mark", "",
      [
        #""path": "Extension.value[x]", "slicing": {"discriminator": [{"type": "type", "path": "$this"}], "rules": "open"}"#,
        #""path": "Extension.value[x]", "sliceName": "valueString", "type": [{"code": "string"}], "maxLength": 1"#,
        #""path": "Extension.value[x]", "sliceName": "valueCode", "type": [{"code": "code"}], "maxLength": 2"#,
      ])
    for (value, finds) in [("valueString", ["PRO010 Patient.extension[0].value"]), ("valueCode", [])] {
      #expect(try Self.found(#""extension": [{"url": "http://example.org/mark", "\#(value)": "ab"}]"#, mark) == finds)
    }
  }
}
