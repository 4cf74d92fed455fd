import Findings
import Testing

/// Names, positions, cardinalities and forms of elements, in both formats and both releases.
@Suite struct StructureTests {
  typealias Case = PayloadCase

  /// A CapabilityStatement in XML with the given content of the description of a resource.
  private static func capability(_ content: String) -> String {
    let elements = [
      ("status", "draft"), ("date", "2026-03-02"), ("kind", "requirements"), ("fhirVersion", "4.0.1"), ("format", "json"),
    ]
    return #"<CapabilityStatement xmlns="http://hl7.org/fhir">"#
      + elements.map { #"<\#($0.0) value="\#($0.1)"/>"# }.joined()
      + #"<rest><mode value="client"/><resource><type value="Patient"/>\#(content)</resource></rest></CapabilityStatement>"#
  }

  /// A StructureDefinition with the given ids of the elements of its snapshot and differential.
  private static func definition(_ snapshot: [String], _ differential: [String], mapping: String = "m") -> String {
    func list(_ ids: [String]) -> String { ids.map { #"{"id": "\#($0)", "path": "Patient"}"# }.joined(separator: ", ") }
    return
      #"{"resourceType": "StructureDefinition", "url": "http://a.example/p", "name": "P", "status": "draft", "kind": "resource", "abstract": false, "type": "Patient", "mapping": [{"id": "\#(mapping)", "identity": "x"}], "snapshot": {"element": [\#(list(snapshot))]}, "differential": {"element": [\#(list(differential))]}}"#
  }

  static let ids: [Case] =
    [FHIRRelease.stu3, .r4].flatMap { release in
      [
        Case("ids of a snapshot and its differential", definition(["a", "b"], ["a", "b"]), as: release),
        Case(
          "an id twice in a snapshot", definition(["a", "a"], ["a"]), as: release,
          finds: ["STR024 StructureDefinition.snapshot.element[1].id"]),
        Case(
          "an id twice in a differential", definition(["a", "b"], ["b", "a", "b"]), as: release,
          finds: ["STR024 StructureDefinition.differential.element[2].id"]),
        Case(
          "an id of a mapping in both", definition(["a"], ["a"], mapping: "a"), as: release,
          finds: ["STR024 StructureDefinition.snapshot.element[0].id", "STR024 StructureDefinition.differential.element[0].id"]),
      ]
    } + [
      .patient(
        "an id twice in another resource", #""name": [{"id": "a", "family": "R"}, {"id": "a", "family": "S"}]"#,
        finds: ["STR024 Patient.name[1].id"])
    ]

  static let names: [Case] = [
    .patient("typo in a name", #""gendre": "female""#, finds: ["STR004 Patient.gendre"]),
    .patient("unknown name with a companion", #""_colour": {"id": "a"}"#, finds: ["STR004 Patient.colour"]),
    .patient("choice without a type", #""deceased": true"#, finds: ["STR004 Patient.deceased"]),
    .patient("choice with a type it does not have", #""deceasedString": "yes""#, finds: ["STR004 Patient.deceasedString"]),
    .patient(
      "resourceType in a data type", #""name": [{"resourceType": "HumanName", "family": "Roe"}]"#,
      finds: ["STR004 Patient.name[0].resourceType"]),
    .patient("the content of an unknown element is not reported", #""colour": {"hue": [{}]}"#, finds: ["STR004 Patient.colour"]),
    .patient("content reference", #""link": []"#, finds: ["STR012 Patient.link"]),
    .xml("unknown element", "<colour value=\"red\"/>", finds: ["STR004 Patient.colour"]),
    .xml("resource in a value", #"<gender value="male"><Patient/></gender>"#, finds: ["STR004 Patient.gender.Patient"]),
    .xml(
      "resource in an element", #"<contact><Patient/><name><text value="A"/></name></contact>"#,
      finds: ["STR004 Patient.contact[0].Patient"]),
    .xml(
      "capital letter in a name", #"<name><Family value="Roe"/><given value="A"/></name>"#,
      finds: ["STR004 Patient.name[0].Family"]),
    .xml("resource without contained", "<Basic/>", finds: ["STR004 Patient.Basic"]),
    Case(
      "resource without its resource element",
      #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="urn:oid:1.2"/><Basic/></entry></Bundle>"#,
      finds: ["STR004 Bundle.entry[0].Basic"]),
    Case(
      "resource in an element with the name of a resource container",
      #"{"resourceType": "AdverseEvent", "actuality": "actual", "subject": {"display": "A"}, "outcome": {"resourceType": "Basic", "code": {"text": "a"}}}"#,
      finds: ["STR004 AdverseEvent.outcome"]),
    Case(
      "value of a resource", #"<Basic xmlns="http://hl7.org/fhir" value="a"><code><text value="a"/></code></Basic>"#,
      finds: ["STR016 Basic"]),
    Case(
      "value of a contained resource",
      #"<Patient xmlns="http://hl7.org/fhir"><contained><Basic value="a"><code><text value="a"/></code></Basic></contained></Patient>"#,
      finds: ["STR016 Patient.contained[0].value"]),
    Case("resource type in single quotes", "{'resourceType': 'Patient', 'gendre': 'female'}", finds: ["STR004 Patient.gendre"]),
    Case("resource type without quotes", #"{"resourceType": Patient, "gendre": "female"}"#, finds: ["STR004 Patient.gendre"]),
    .xml(
      "nested unknown element", "<contact><name><nick value=\"J\"/></name></contact>",
      finds: ["STR004 Patient.contact[0].name.nick"]),
    Case(
      "element of the other release", #"{"resourceType": "Patient", "animal": {"species": {"text": "dog"}}}"#,
      finds: ["STR004 Patient.animal"]),
    Case("element of this release", #"{"resourceType": "Patient", "animal": {"species": {"text": "dog"}}}"#, as: .stu3),
    Case(
      "content reference, any depth",
      #"{"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "group", "item": [{"linkId": "1.1", "type": "group", "item": [{"linkid": "x"}]}]}]}"#,
      finds: [
        "STR005 Questionnaire.item[0].item[0].item[0]", "STR005 Questionnaire.item[0].item[0].item[0]",
        "STR004 Questionnaire.item[0].item[0].item[0].linkid",
      ]),
    Case("unknown type", #"{"resourceType": "Pateint"}"#, finds: ["STR003 `…`"]),
    Case(
      "type of the other release", #"{"resourceType": "ReferralRequest", "status": "active"}"#, finds: ["STR003 ReferralRequest"]),
    Case("abstract type", #"{"resourceType": "DomainResource"}"#, finds: ["STR003 DomainResource"]),
    Case("data type", #"{"resourceType": "HumanName", "family": "Roe"}"#, finds: ["STR003 HumanName"]),
    Case(
      "unknown type in a bundle",
      #"{"resourceType": "Bundle", "type": "batch", "entry": [{"request": {"method": "POST", "url": "Pateint"}, "resource": {"resourceType": "Pateint"}}]}"#,
      finds: ["STR003 Bundle.entry[0].resource"]),
  ]

  static let numbers: [Case] = [
    Case("missing required elements", #"{"resourceType": "Appointment"}"#, finds: ["STR005 Appointment", "STR005 Appointment"]),
    Case(
      "inside of a nested element",
      #"{"resourceType": "Appointment", "status": "proposed", "participant": [{"actor": {"display": "x"}}]}"#,
      finds: ["STR005 Appointment.participant[0]"]),
    Case(
      "an additional companion",
      #"{"resourceType": "Basic", "code": {"text": "x"}, "_created": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}}"#
    ),
    Case(
      "missing required choice",
      #"{"resourceType": "MedicationRequest", "status": "active", "intent": "order", "subject": {"display": "x"}}"#,
      finds: ["STR005 MedicationRequest"]),
    Case("missing elements of a truncated payload", #"{"resourceType": "Appointment", "participant": [{"#, finds: []),
    .patient(
      "two types of a choice", #""multipleBirthBoolean": true, "multipleBirthInteger": 2"#,
      finds: ["STR013 Patient.multipleBirth"]),
    .xml(
      "two types of a choice in XML", #"<multipleBirthBoolean value="true"/><multipleBirthInteger value="2"/>"#,
      finds: ["STR013 Patient.multipleBirth"]),
    .xml(
      "a single element twice", #"<gender value="male"/><gender value="female"/><gender value="other"/>"#,
      finds: ["STR006 Patient.gender", "STR006 Patient.gender"]),
    .xml(
      "the same type of a choice twice", #"<deceasedBoolean value="true"/><deceasedBoolean value="false"/>"#,
      finds: ["STR006 Patient.deceased"]),
  ]

  static let json: [Case] = [
    .patient(
      "array for a single element", #""gender": ["female"], "maritalStatus": [{"text": "x"}]"#,
      finds: ["STR007 Patient.gender", "STR007 Patient.maritalStatus"]),
    .patient(
      "single for an array", #""name": {"family": "Roe", "given": "Jane"}"#,
      finds: ["STR008 Patient.name[0]", "STR008 Patient.name[0].given[0]"]),
    .patient("object for a value", #""birthDate": {"value": "2000"}"#, finds: ["STR009 Patient.birthDate"]),
    .patient(
      "value for an object", #""maritalStatus": "M", "name": ["Jane Roe"]"#,
      finds: ["STR009 Patient.maritalStatus", "STR009 Patient.name[0]"]),
    .patient("array in an array", #""name": [[{"family": "Roe"}]]"#, finds: ["STR009 Patient.name[0]"]),
    .patient("string for boolean", #""active": "true""#, finds: ["STR010 Patient.active"]),
    .patient("string for integer", #""multipleBirthInteger": "2""#, finds: ["STR010 Patient.multipleBirth"]),
    .patient("number for string", #""telecom": [{"system": "phone", "value": 441}]"#, finds: ["STR010 Patient.telecom[0].value"]),
    .patient("null for a value", #""gender": null"#, finds: ["STR011 Patient.gender"]),
    .patient("null in an array of objects", #""name": [{"family": "Roe"}, null]"#, finds: ["STR011 Patient.name[1]"]),
    .patient(
      "null without anything next to it", #""name": [{"given": ["Jane", null]}]"#, finds: ["STR011 Patient.name[0].given[1]"]),
    .patient(
      "null next to an extension",
      #""name": [{"given": ["Jane", null], "_given": [null, {"id": "a", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}]}]"#
    ),
    .patient(
      "null next to null", #""name": [{"given": ["Jane", null], "_given": [{"id": "a"}, null]}]"#,
      finds: ["STR011 Patient.name[0].given[1]"]),
    .patient("empty object", #""name": [{}]"#, finds: ["STR012 Patient.name[0]"]),
    .patient("empty array", #""name": []"#, finds: ["STR012 Patient.name"]),
    .patient(
      "an id alone", #""name": [{"id": "a"}], "_gender": {"id": "b"}"#,
      finds: ["STR012 Patient.name[0]", "STR012 Patient.gender"]),
    .patient("an id next to its primitive", #""gender": "female", "_gender": {"id": "b"}"#),
    .patient("empty companion", #""gender": "female", "_gender": {}"#, finds: ["STR012 Patient.gender"]),
    .patient("companion of an object", #""_maritalStatus": {"id": "a"}"#, finds: ["STR020 Patient.maritalStatus"]),
    .patient("companion of the resource type", #""_resourceType": {"id": "a"}"#, finds: ["STR020 Patient.resourceType"]),
    .patient("companion of the resource type that is a value", #""_resourceType": 12"#, finds: ["STR020 Patient.resourceType"]),
    .patient(
      "companion of the id of an element", #""name": [{"id": "a", "_id": {"id": "b"}, "family": "R"}]"#,
      finds: ["STR020 Patient.name[0].id"]),
    .patient(
      "companion of the id of a companion",
      #""gender": "female", "_gender": {"_id": {"extension": [{"url": "http://a.example/y", "valueCode": "z"}]}}"#,
      finds: ["STR020 Patient.gender.id"]),
    .patient(
      "companion in place of the URL of an extension",
      #""extension": [{"_url": {"extension": [{"url": "http://a.example/y", "valueCode": "z"}]}, "valueCode": "x"}]"#,
      finds: ["STR020 Patient.extension[0].url"]),
    .patient(
      "companion next to the URL of an extension",
      #""extension": [{"url": "http://a.example/x", "_url": {"id": "a"}, "valueCode": "x"}]"#,
      finds: ["STR020 Patient.extension[0].url"]),
    .patient("companion of the id of a resource", #""id": "a", "_id": {"id": "b"}"#),
    .patient("companion that is a value", #""gender": "female", "_gender": "a""#, finds: ["STR009 Patient.gender"]),
    .patient(
      "unknown name in a companion", #""gender": "female", "_gender": {"id": "b", "value": "x"}"#,
      finds: ["STR004 Patient.gender.value"]),
    .patient(
      "companion array too short", #""name": [{"given": ["J", "M"], "_given": [{"id": "a"}]}]"#,
      finds: ["STR021 Patient.name[0].given"]),
    .patient("contained without a type", #""contained": [{"id": "a"}]"#, finds: ["STR022 Patient.contained[0]"]),
    .patient(
      "a faulty contained resource",
      ##""contained": [{"resourceType": "Slot", "id": "s", "start": 5}], "generalPractitioner": [{"reference": "#s"}]"##,
      finds: [
        "STR005 Patient.contained[0]", "STR005 Patient.contained[0]", "STR005 Patient.contained[0]",
        "STR010 Patient.contained[0].start",
      ]),
    Case(
      "resources in parameters",
      #"{"resourceType": "Parameters", "parameter": [{"name": "a", "resource": {"resourceType": "Patient", "sex": "f"}}, {"name": "b", "part": [{"name": "c", "resource": {"resourceType": "Basic"}}]}]}"#,
      finds: ["STR004 Parameters.parameter[0].resource.sex", "STR005 Parameters.parameter[1].part[0].resource"]),
  ]

  static let xml: [Case] = [
    .xml(
      "order", #"<gender value="female"/><name><given value="J"/><family value="R"/></name><active value="true"/>"#,
      finds: ["STR014 Patient.name[0]", "STR014 Patient.name[0].family", "STR014 Patient.active"]),
    .xml("order of inherited elements", #"<gender value="female"/><id value="a"/>"#, finds: ["STR014 Patient.id"]),
    .xml("text for a value", "<gender>female</gender>", finds: ["STR015 Patient.gender"]),
    .xml("text between elements", "<active value=\"true\"/>and<gender value=\"female\"/>", finds: ["STR015 Patient"]),
    .xml(
      "attribute that is an element", #"<contact gender="female"><organization><display value="x"/></organization></contact>"#,
      finds: ["STR016 Patient.contact[0].gender"]),
    .xml("attribute that is unknown", #"<active value="true" since="2024"/>"#, finds: ["STR016 Patient.active.since"]),
    .xml(
      "attribute next to its element", #"<address type="x"><type value="both"/></address>"#,
      finds: ["STR016 Patient.address[0].type"]),
    .prefixed("value with a prefix", #"<gender f:value="male"/>"#, finds: ["STR016 Patient.gender.`f:value`"]),
    .prefixed(
      "value with a prefix next to the value", #"<gender value="male" f:value="female"/>"#,
      finds: ["STR016 Patient.gender.`f:value`"]),
    .prefixed(
      "URL with a prefix", #"<extension f:url="http://a.example/x"><valueCode value="x"/></extension>"#,
      finds: ["STR016 Patient.extension[0].`f:url`"]),
    .prefixed("id with a prefix", #"<gender f:id="a" value="male"/>"#, finds: ["STR016 Patient.gender.`f:id`"]),
    .prefixed("elements with a prefix", #"<f:gender id="a" value="male"/>"#),
    Case(
      "element with a capital in an element that is named resource", capability(#"<Versioning value="no-version"/>"#),
      finds: ["STR004 CapabilityStatement.rest[0].resource[0].Versioning"]),
    Case(
      "resource in an element that is named resource", capability("<Patient/>"),
      finds: ["STR004 CapabilityStatement.rest[0].resource[0].Patient"]),
    .xml("value of an element that has none", #"<maritalStatus value="M"/>"#, finds: ["STR016 Patient.maritalStatus"]),
    .xml(
      "element that is an attribute", #"<contact><id value="a"/><organization><display value="x"/></organization></contact>"#,
      finds: ["STR016 Patient.contact[0].id"]),
    .xml(
      "id of an element",
      #"<active id="a" value="true"/><contact id="c"><organization><display value="x"/></organization></contact>"#),
    .xml("other namespace", #"<active value="true"/><note xmlns="urn:other"><inside/></note>"#, finds: ["STR017 Patient.note"]),
    .xml("instruction", #"<?style plain?><active value="true"/>"#, finds: ["STR018 Patient"]),
    Case(
      "instructions around the root",
      #"<?xml version="1.0"?><?style plain?><!-- <?no?> --><Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient><?end?>"#,
      finds: ["STR018 Patient", "STR018 Patient"]),
    Case(
      "schema location",
      #"<Patient xmlns="http://hl7.org/fhir" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a b"><active value="true"/></Patient>"#,
      finds: ["STR019 Patient.`x:schemaLocation`"]),
    .xml(
      "empty element", "<name/><active/>", finds: ["STR012 Patient.name[0]", "STR012 Patient.active", "STR014 Patient.active"]),
    .xml(
      "extension alone",
      #"<gender><extension url="http://hl7.org/fhir/StructureDefinition/data-absent-reason"><valueCode value="unknown"/></extension></gender>"#
    ),
    .xml("empty contained element", "<contained/>", finds: ["STR022 Patient.contained[0]"]),
    .xml(
      "two resources in one element",
      #"<contained><Basic><id value="a"/><code><text value="x"/></code></Basic><Patient/></contained>"#,
      finds: ["STR023 Patient.contained[0].Patient"]),
    .xml("a repeated element", #"<name><family value="R"/></name><name><given value="J"/><given value="M"/></name>"#),
  ]

  @Test(arguments: names + numbers + json + xml + ids)
  func errorsAreFound(_ payload: Case) throws {
    #expect(try findings(of: payload.text, as: payload.release, family: "STR") == payload.finds)
  }

  @Test func manyErrorsEndAtTheLimitInLinearTime() throws {
    let many = String(repeating: #"<deceasedBoolean value="true"/>"#, count: 50_000)
    let found = try findings(of: #"<Patient xmlns="http://hl7.org/fhir">\#(many)</Patient>"#, family: "STR")
    #expect(found.count == 1_000)
  }
}

extension PayloadCase {
  /// A Patient in XML in which `f` is a prefix of FHIR's namespace.
  fileprivate static func prefixed(_ name: String, _ content: String, finds: [String] = []) -> PayloadCase {
    PayloadCase(name, #"<Patient xmlns="http://hl7.org/fhir" xmlns:f="http://hl7.org/fhir">\#(content)</Patient>"#, finds: finds)
  }

  fileprivate static func xml(_ name: String, _ content: String, finds: [String] = []) -> PayloadCase {
    PayloadCase(name, #"<Patient xmlns="http://hl7.org/fhir">\#(content)</Patient>"#, finds: finds)
  }
}
