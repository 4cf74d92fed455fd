import Findings
import Testing

/// Codes, checked against their bindings and code systems.
@Suite struct BindingTests {
  typealias Case = PayloadCase

  private static let clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical"
  private static let marital = "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"

  static let cases: [Case] = [
    .patient("code", #""gender": "female""#),
    .patient("code in the wrong case", #""gender": "Female""#, finds: ["BND001 Patient.gender"]),
    Case(
      "code in XML", #"<Patient xmlns="http://hl7.org/fhir"><gender value="femail"/></Patient>"#, finds: ["BND001 Patient.gender"]
    ),
    Case(
      "code of the other release",
      #"{"resourceType": "Appointment", "status": "checked-in", "participant": [{"status": "accepted", "actor": {"display": "x"}}]}"#
    ),
    Case(
      "code that the release does not define",
      #"{"resourceType": "Appointment", "status": "waitlist", "participant": [{"status": "accepted", "actor": {"display": "x"}}]}"#,
      as: .stu3, finds: ["BND001 Appointment.status"]),
    .status("coding", #"{"coding": [{"system": "\#(clinical)", "code": "active"}]}"#),
    .status(
      "one of two codings",
      #"{"coding": [{"system": "http://snomed.info/sct", "code": "1"}, {"system": "\#(clinical)", "code": "active"}]}"#),
    .status(
      "neither of two codings",
      #"{"coding": [{"system": "http://snomed.info/sct", "code": "1"}, {"system": "\#(clinical)", "code": "activ"}]}"#,
      finds: ["BND001 Condition.clinicalStatus.coding[1].code", "BND005 Condition.clinicalStatus.coding[1].code"]),
    .status(
      "another system", #"{"coding": [{"system": "http://a.example/x", "code": "active"}]}"#,
      finds: ["BND001 Condition.clinicalStatus.coding[0].system"]),
    .status(
      "another system, and a wrong code",
      #"{"coding": [{"system": "http://a.example/x"}, {"system": "\#(clinical)", "code": "on"}]}"#,
      finds: ["BND001 Condition.clinicalStatus.coding[1].code", "BND005 Condition.clinicalStatus.coding[1].code"]),
    .status("no system", #"{"coding": [{"code": "active"}]}"#, finds: ["BND002 Condition.clinicalStatus.coding[0]"]),
    .status(
      "no code", #"{"coding": [{"system": "\#(clinical)", "display": "Active"}]}"#,
      finds: ["BND002 Condition.clinicalStatus.coding[0]"]),
    .status(
      "no code in two codings", #"{"coding": [{"display": "Active"}, {"system": "\#(clinical)"}]}"#,
      finds: ["BND002 Condition.clinicalStatus.coding[0]"]),
    .status(
      "an extension in place of the code",
      #"{"coding": [{"system": "\#(clinical)", "_code": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}}]}"#
    ),
    .status(
      "an extension in place of the coding",
      #"{"coding": [{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}]}"#
    ),
    .status(
      "an extension in place of the concept",
      #"{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}"#),
    .status(
      "no code, whatever the extension of the coding",
      #"{"coding": [{"extension": [{"url": "http://a.example/x", "valueCode": "y"}], "display": "Active"}]}"#,
      finds: ["BND002 Condition.clinicalStatus.coding[0]"]),
    Case(
      "coding of a required binding without code or system",
      #"{"resourceType": "PlanDefinition", "status": "draft", "action": [{"type": {"display": "Create"}}, {"type": {"code": "create"}}]}"#,
      as: .stu3, finds: ["BND002 PlanDefinition.action[0].type", "BND002 PlanDefinition.action[1].type"]),
    .status("text alone", #"{"text": "active"}"#, finds: ["BND002 Condition.clinicalStatus"]),
    .patient("extensible, from another system", #""maritalStatus": {"coding": [{"system": "http://a.example/x", "code": "M"}]}"#),
    .patient(
      "extensible, from the same system",
      #""maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "code": "ASKU"}]}"#,
      finds: ["BND003 Patient.maritalStatus.coding[0].code"]),
    .patient(
      "unknown code", #""maritalStatus": {"coding": [{"system": "\#(marital)", "code": "Z"}]}"#,
      finds: ["BND005 Patient.maritalStatus.coding[0].code"]),
    .patient(
      "value set in place of a system",
      #""maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/ValueSet/marital-status", "code": "M"}]}"#,
      finds: ["BND004 Patient.maritalStatus.coding[0].system"]),
    .patient(
      "display in a different case",
      #""maritalStatus": {"coding": [{"system": "\#(marital)", "code": "M", "display": "MARRIED"}]}"#),
    .patient(
      "another display", #""maritalStatus": {"coding": [{"system": "\#(marital)", "code": "M", "display": "Single"}]}"#,
      finds: ["BND006 Patient.maritalStatus.coding[0].display"]),
    // Filters and exclusions: v3-ActIncidentCode has the codes below _ActIncidentCode of ActCode, without that code itself.
    Case("filtered", claim("MVA"), as: .stu3),
    Case("filtered out", claim("AMB"), as: .stu3, finds: ["BND001 Claim.accident.type.coding[0].code"]),
    Case("excluded", claim("_ActIncidentCode"), as: .stu3, finds: ["BND001 Claim.accident.type.coding[0].code"]),
    .patient("language", #""language": "en-GB-oxendict""#),
    .patient("invalid language", #""language": "en_GB""#, finds: ["BND007 Patient.language"]),
    .patient("media type", #""photo": [{"contentType": "image/svg+xml; charset=utf-8", "url": "http://a.example/p"}]"#),
    // R4 binds Expression.language to a few codes, with media types as the maximum value set.
    expression("text/fhirpath"), expression("application/x"),
    expression("CQL", finds: ["BND007 Basic.extension[0].value.language"]),
    .patient(
      "invalid media type", #""photo": [{"contentType": "PNG", "url": "http://a.example/p"}]"#,
      finds: ["BND007 Patient.photo[0].contentType"]),
    Case("unit", observation("mm[Hg]")), Case("unit with an annotation", observation("10*3/uL{cells}")),
    Case("invalid unit", observation("mm(Hg"), finds: ["BND007 Observation.value.code"]),
    quantity("http://hl7.org/fhir/administrative-gender", "male"),
    quantity("http://hl7.org/fhir/administrative-gender", "XXQ", "BND005 Patient.extension[0].value.code"),
    quantity("urn:iso:std:iso:4217", "GBP"),
    quantity("urn:iso:std:iso:4217", "XXQ", "BND005 Patient.extension[0].value.code"),
    quantity("http://hl7.org/fhir/ValueSet/administrative-gender", "male", "BND004 Patient.extension[0].value.system"),
  ]

  private static func claim(_ code: String) -> String {
    #"{"resourceType": "Claim", "accident": {"date": "2024-01-01", "type": {"coding": [{"system": "http://hl7.org/fhir/v3/ActCode", "code": "\#(code)"}]}}}"#
  }

  private static func observation(_ unit: String) -> String {
    #"{"resourceType": "Observation", "status": "final", "code": {"text": "x"}, "valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "\#(unit)"}}"#
  }

  private static func expression(_ language: String, finds: [String] = []) -> Case {
    Case(
      "expression in \(language)",
      #"{"resourceType": "Basic", "code": {"text": "x"}, "extension": [{"url": "http://a.example/x", "valueExpression": {"language": "\#(language)", "expression": "x"}}]}"#,
      finds: finds)
  }

  private static func quantity(_ system: String, _ code: String, _ finds: String...) -> Case {
    .patient(
      "quantity: \(code) from \(system)",
      #""extension": [{"url": "http://a.example/x", "valueQuantity": {"value": 1, "system": "\#(system)", "code": "\#(code)"}}]"#,
      finds: finds)
  }

  @Test(arguments: cases) func codesAreChecked(_ payload: Case) throws {
    #expect(try findings(of: payload.text, as: payload.release, family: "BND") == payload.finds)
  }

  /// If not all codes of a value set are known, unknown codes are not checked.
  @Test(arguments: [
    (#"{"system": "http://snomed.info/sct"}"#, "http://snomed.info/sct", true),
    (#"{"system": "http://a.example/colours", "filter": [{"property": "hue", "op": "=", "value": "x"}]}"#, colours, true),
    (#"{"system": "http://a.example/colours", "filter": [{"property": "code", "op": "regex", "value": "x"}]}"#, colours, true),
    (
      #"{"system": "http://a.example/colours", "filter": [{"property": "concept", "op": "is-a", "value": "red"}]}"#, colours,
      false
    ),
    (#"{"system": "http://a.example/colours"}"#, colours, false),
    (#"{"system": "http://snomed.info/sct", "concept": [{"code": "red"}]}"#, "http://snomed.info/sct", false),
    (#"{"system": "urn:ietf:bcp:47"}"#, "urn:ietf:bcp:47", false),
  ])
  func unknownCodesAreListed(_ include: String, _ system: String, _ isUnchecked: Bool) throws {
    let definitions = [
      ProfileTests.definition(
        ProfileTests.url, "Patient",
        [#""path": "Patient.maritalStatus", "binding": {"strength": "required", "valueSet": "http://example.org/set"}"#]),
      #"{"resourceType": "ValueSet", "url": "http://example.org/set", "compose": {"include": [\#(include)]}}"#,
      #"{"resourceType": "CodeSystem", "url": "\#(Self.colours)", "content": "complete", "concept": [{"code": "red"}, {"code": "blue"}]}"#,
    ]
    let text = #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "\#(system)", "code": "red"}]}}"#
    let report = try ProfileTests.report(text, definitions)
    let reasons = report.notChecked.filter { $0.code == "BND001" }.map(\.reason)
    #expect(reasons == (isUnchecked ? ["Not all codes of the value set http://example.org/set are known."] : []))
  }

  private static let colours = "http://a.example/colours"

  /// Codes of packages: parents, letter case, filters, designations, versions and nested value sets.
  @Test(arguments: [
    ("is-a", "red", "", []), ("is-a", "rose", "", []), ("is-a", "blue", "", ["BND001"]),
    ("upper", "RED", "", []), ("upper", "red", "", []), ("upper", "ReD", "", []), ("upper", "rose", "", ["BND001"]),
    ("filter", "red", "", []), ("filter", "Rose", "", []), ("filter", "blue", "", ["BND001"]),
    ("all", "red", "Red", []), ("all", "red", "Coch", []), ("all", "red", "Rouge", ["BND006"]),
    ("version|2", "blue", "", []), ("version|2", "red", "", ["BND001"]), ("version|1", "red", "", []),
    ("version|1", "blue", "", ["BND001"]), ("version|3", "red", "", []), ("version", "red", "", ["BND001"]),
    ("nested", "red", "", []), ("nested", "blue", "", ["BND001"]),
  ])
  func codesOfPackagesAreChecked(_ set: String, _ code: String, _ display: String, _ finds: [String]) throws {
    func valueSet(_ name: String, _ include: String, version: String = "") -> String {
      #"{"resourceType": "ValueSet", "url": "http://a.example/\#(name)", \#(version)"compose": {"include": [\#(include)]}}"#
    }
    let red = #"{"system": "\#(Self.colours)", "concept": [{"code": "red"}]}"#
    let blue = #"{"system": "\#(Self.colours)", "concept": [{"code": "blue"}]}"#
    let definitions = [
      ProfileTests.definition(
        ProfileTests.url, "Patient",
        [#""path": "Patient.maritalStatus", "binding": {"strength": "required", "valueSet": "http://a.example/\#(set)"}"#]),
      valueSet("is-a", #"{"system": "\#(Self.colours)", "filter": [{"property": "concept", "op": "is-a", "value": "red"}]}"#),
      valueSet("upper", #"{"system": "http://a.example/any-case", "concept": [{"code": "RED"}]}"#),
      valueSet(
        "filter", #"{"system": "http://a.example/any-case", "filter": [{"property": "concept", "op": "is-a", "value": "RED"}]}"#),
      valueSet("all", #"{"system": "\#(Self.colours)"}"#), valueSet("version", blue, version: #""version": "2.0", "#),
      valueSet("version", red, version: #""version": "1", "#),
      valueSet("nested", #"{"valueSet": ["http://a.example/version|1"]}"#),
      #"""
      {"resourceType": "CodeSystem", "url": "\#(Self.colours)", "content": "complete",
       "property": [{"code": "up", "type": "code", "uri": "http://hl7.org/fhir/concept-properties#parent"}],
       "concept": [{"code": "red", "display": "Red", "designation": [{"language": "cy", "value": "Coch"}]}, {"code": "blue"},
                   {"code": "rose", "property": [{"code": "up", "valueCode": "red"}]}]}
      """#,
      #"""
      {"resourceType": "CodeSystem", "url": "http://a.example/any-case", "content": "complete", "caseSensitive": false,
       "concept": [{"code": "Red", "concept": [{"code": "rose"}]}, {"code": "blue"}]}
      """#,
    ]
    let system = set == "upper" || set == "filter" ? "http://a.example/any-case" : Self.colours
    let shown = display.isEmpty ? "" : #", "display": "\#(display)""#
    let text =
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "\#(system)", "code": "\#(code)"\#(shown)}]}}"#
    let report = try ProfileTests.report(text, definitions)
    #expect(report.findings.filter { $0.code.hasPrefix("BND") }.map(\.code) == finds)
    let reasons = report.notChecked.filter { $0.code == "BND001" }.map(\.reason)
    #expect(
      reasons
        == (set == "version|3"
          ? ["The value set http://a.example/version|3 is unknown: only another version of it is known."] : []))
  }

  /// The maximum value set of a binding that is not required itself.
  @Test(arguments: [
    (#"{"coding": [{"system": "http://a.example/colours", "code": "red"}]}"#, []),
    (#"{"coding": [{"system": "http://a.example/colours", "code": "rose"}]}"#, []),
    (#"{"coding": [{"system": "http://a.example/colours", "code": "blue"}]}"#, ["BND008 Patient.maritalStatus.coding[0].code"]),
    (#"{"coding": [{"system": "http://b.example", "code": "red"}]}"#, ["BND008 Patient.maritalStatus.coding[0].system"]),
    (#"{"coding": [{"system": "http://b.example", "code": "x"}, {"system": "http://a.example/colours", "code": "red"}]}"#, []),
    (#"{"text": "red"}"#, []), (#"{"coding": [{"code": "blue"}]}"#, []),
  ])
  func maximumValueSetsAreChecked(_ concept: String, _ finds: [String]) throws {
    let definitions = [
      ProfileTests.definition(
        ProfileTests.url, "Patient",
        [
          #""path": "Patient.maritalStatus", "binding": {"strength": "preferred", "valueSet": "http://a.example/red", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet", "valueCanonical": "http://a.example/widest"}]}"#
        ]),
      #"{"resourceType": "ValueSet", "url": "http://a.example/red", "compose": {"include": [{"system": "\#(Self.colours)", "concept": [{"code": "red"}]}]}}"#,
      #"{"resourceType": "ValueSet", "url": "http://a.example/widest", "compose": {"include": [{"system": "\#(Self.colours)", "concept": [{"code": "red"}, {"code": "rose"}]}]}}"#,
    ]
    let report = try ProfileTests.report(#"{"resourceType": "Patient", "maritalStatus": \#(concept)}"#, definitions)
    #expect(report.findings.filter { $0.code.hasPrefix("BND") }.map { "\($0.code) \($0.element ?? "")" } == finds)
  }

  /// Bindings of data types themselves, such as R4's Age, with their maximum value sets.
  @Test(arguments: [
    ("Age", "a", []), ("Age", "s", ["BND003"]), ("Age", "kg", ["BND008"]), ("Duration", "s", []), ("Duration", "m", ["BND008"]),
    ("Distance", "m", []), ("Distance", "a", ["BND008"]),
  ])
  func unitsOfDataTypesAreChecked(_ type: String, _ code: String, _ finds: [String]) throws {
    let text =
      #"{"resourceType": "Basic", "code": {"text": "x"}, "extension": [{"url": "http://a.example/x", "value\#(type)": {"value": 1, "system": "http://unitsofmeasure.org", "code": "\#(code)"}}]}"#
    #expect(try findings(of: text, family: "BND") == finds.map { "\($0) Basic.extension[0].value.code" })
  }

  /// Language tags, and whether they are valid.
  @Test(arguments: [
    ("en", true), ("en-GB", true), ("EN-gb", true), ("zh-cmn-Hans-CN", true), ("sl-rozaj-biske-1994", true),
    ("de-CH-1901", true), ("en-US-u-islamcal", true), ("x-whatever", true), ("en-x-nhs", true), ("i-klingon", true),
    ("qaa-Qaaa-QM-x-southern", true), ("es-419", true), ("cy", true),
    ("en-UK", false), ("english", false), ("xx", false), ("en-Latx", false), ("en-", false), ("e", false), ("en-u", false),
    ("en_GB", false), ("de-1900x", false), ("en-a-", false),
  ])
  func languageTags(_ tag: String, _ isValid: Bool) throws {
    let found = try findings(of: #"{"resourceType": "Patient", "language": "\#(tag)"}"#, family: "BND007")
    #expect(found.isEmpty == isValid, "\(tag): \(found)")
  }

  /// Currencies, for which R4 has a required binding.
  @Test(arguments: [
    (#""currency": "GBP""#, []), (#""currency": "GPB""#, ["BND001 Account.extension[0].value.currency"]),
  ])
  func currencies(_ content: String, _ finds: [String]) throws {
    let text =
      #"{"resourceType": "Account", "extension": [{"url": "http://example.org/fee", "valueMoney": {"value": 3, \#(content)}}], "status": "active"}"#
    #expect(try findings(of: text, family: "BND") == finds)
  }

  @Test(arguments: [("GB", []), ("GBR", []), ("826", []), ("UK", ["BND005 ValueSet.jurisdiction[0].coding[0].code"])])
  func countries(_ code: String, _ finds: [String]) throws {
    let text =
      #"{"resourceType": "ValueSet", "status": "active", "jurisdiction": [{"coding": [{"system": "urn:iso:std:iso:3166", "code": "\#(code)"}]}]}"#
    #expect(try findings(of: text, family: "BND") == finds)
  }
}

extension PayloadCase {
  /// A Condition with a clinicalStatus, for which R4 has a required binding.
  fileprivate static func status(_ name: String, _ concept: String, finds: [String] = []) -> PayloadCase {
    PayloadCase(name, #"{"resourceType": "Condition", "clinicalStatus": \#(concept), "subject": {"display": "x"}}"#, finds: finds)
  }
}
