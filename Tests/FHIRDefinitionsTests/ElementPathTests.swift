import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing

/// Documents whose string values are the paths of their own elements.
struct PathCase: Sendable, CustomTestStringConvertible {
  var title: String
  var release = FHIRRelease.stu3
  var text: String

  var testDescription: String { title }
}

@Suite struct ElementPathTests {
  static let json = [
    PathCase(
      title: "repeating and single elements, contained resources, extensions, choices",
      text: """
        { "resourceType": "Appointment", "status": "Appointment.status",
          "meta": { "profile": ["Appointment.meta.profile[0]"] },
          "extension": [ { "url": "Appointment.extension[0].url", "valueString": "Appointment.extension[0].value" } ],
          "contained": [
            { "resourceType": "Slot", "schedule": { "reference": "Appointment.contained[0].schedule.reference" } },
            { "resourceType": "Patient", "identifier": [ { "value": "Appointment.contained[1].identifier[0].value",
                "extension": [ { "valueCodeableConcept": { "coding": [ {},
                  { "code": "Appointment.contained[1].identifier[0].extension[0].value.coding[1].code" } ] } } ] } ],
              "deceasedDateTime": "Appointment.contained[1].deceased" } ],
          "participant": [ { "actor": { "reference": "Appointment.participant[0].actor.reference" } },
            { "type": [ { "text": "Appointment.participant[1].type[0].text" } ] } ] }
        """),
    PathCase(
      title: "resources in bundle entries and parameters",
      text: """
        { "resourceType": "Bundle", "link": [ { "url": "Bundle.link[0].url" } ], "entry": [
          { "resource": { "resourceType": "Appointment", "status": "Bundle.entry[0].resource.status" } },
          { "link": [ {}, { "url": "Bundle.entry[1].link[1].url" } ],
            "response": { "outcome": { "resourceType": "OperationOutcome",
              "issue": [ { "location": ["Bundle.entry[1].response.outcome.issue[0].location[0]"] } ] } },
            "resource": { "resourceType": "Parameters", "parameter": [ {}, { "name": "Bundle.entry[1].resource.parameter[1].name",
              "resource": { "resourceType": "Basic", "id": "Bundle.entry[1].resource.parameter[1].resource.id" },
              "part": [ { "part": [ { "name": "Bundle.entry[1].resource.parameter[1].part[0].part[0].name",
                "valueUri": "Bundle.entry[1].resource.parameter[1].part[0].part[0].value" } ] } ] } ] } } ] }
        """),
    PathCase(
      title: "the companions of primitives",
      text: """
        { "resourceType": "Patient", "birthDate": "Patient.birthDate",
          "_birthDate": { "id": "Patient.birthDate.id",
            "extension": [ { "valueDateTime": "Patient.birthDate.extension[0].value" } ] },
          "_gender": { "extension": [ { "url": "Patient.gender.extension[0].url" } ] },
          "name": [ { "given": [ "Patient.name[0].given[0]", null ],
            "_given": [ null, { "extension": [ { "url": "Patient.name[0].given[1].extension[0].url" } ] },
              { "id": "Patient.name[0].given[2].id" } ],
            "_prefix": [ { "id": "Patient.name[0].prefix[0].id" } ] } ] }
        """),
    PathCase(
      title: "a single value instead of an array, and an array instead of a single value",
      text: """
        { "resourceType": "Patient", "identifier": { "value": "Patient.identifier[0].value" },
          "name": { "given": "Patient.name[0].given[0]" }, "gender": ["Patient.gender"],
          "meta": [ { "versionId": "Patient.meta.versionId" } ], "address": [ [ { "line": "Patient.address[0][0].line[0]" } ] ] }
        """),
    PathCase(
      title: "names that are not defined",
      text: """
        { "resourceType": "Patient", "nhsNumber": "Patient.nhsNumber", "pets": [ { "name": "Patient.pets[0].name" } ],
          "twice": "Patient.twice[0]", "twice": "Patient.twice[1]", "value": "Patient.value",
          "deceasedString": "Patient.deceasedString",
          "first name": "Patient.`first name`", "a`b\\\\c": "Patient.`a\\\\`b\\\\\\\\c`", "9": "Patient.`9`", "": "Patient.``" }
        """),
    PathCase(
      title: "an unknown resource", text: #"{ "resourceType": "Sausage", "id": "`…`.id", "skin": ["`…`.skin[0]"] }"#),
    PathCase(title: "no resource", text: #"{ "id": "id", "name": [ { "family": "name[0].family" } ] }"#),
    PathCase(
      title: "several documents in an array",
      text: #"[ { "resourceType": "Patient", "id": "Patient.id" }, { "resourceType": "Slot", "id": "Slot.id" } ]"#),
    PathCase(title: "nothing but a string", text: #""""#),
    PathCase(
      title: "elements defined elsewhere in the resource",
      text: """
        { "resourceType": "Questionnaire", "item": [ { "linkId": "Questionnaire.item[0].linkId", "item": [ { "item": [ {},
          { "linkId": "Questionnaire.item[0].item[0].item[1].linkId",
            "initialDate": "Questionnaire.item[0].item[0].item[1].initial",
            "code": [ { "code": "Questionnaire.item[0].item[0].item[1].code[0].code" } ] } ] } ] } ] }
        """),
    PathCase(
      title: "elements that only one release has", release: .r4,
      text: """
        { "resourceType": "Appointment", "reasonCode": [ { "text": "Appointment.reasonCode[0].text" } ],
          "patientInstruction": "Appointment.patientInstruction",
          "incomingReferral": { "display": "Appointment.incomingReferral.display" } }
        """),
    PathCase(
      title: "an element whose name is resourceType", release: .r4,
      text: """
        { "resourceType": "ExampleScenario", "instance": [ { "resourceId": "ExampleScenario.instance[0].resourceId",
          "resourceType": "ExampleScenario.instance[0].resourceType",
          "version": [ { "versionId": "ExampleScenario.instance[0].version[0].versionId" } ] } ] }
        """),
  ]

  @Test(arguments: json) func pathsInJSON(_ test: PathCase) throws { try check(test) }

  static let xml = [
    PathCase(
      title: "repeating and single elements, contained resources, attributes, choices",
      text: """
        <Appointment xmlns="http://hl7.org/fhir"><id value="Appointment.id"/>
          <text><div xmlns="http://www.w3.org/1999/xhtml"><p class="Appointment.text.div">text</p></div></text>
          <contained><Slot>
            <schedule><reference value="Appointment.contained[0].schedule.reference"/></schedule></Slot></contained>
          <contained><Patient><identifier id="Appointment.contained[1].identifier[0].id">
            <extension url="Appointment.contained[1].identifier[0].extension[0].url">
              <valueCodeableConcept><coding/><coding>
                <code value="Appointment.contained[1].identifier[0].extension[0].value.coding[1].code"/>
              </coding></valueCodeableConcept></extension></identifier></Patient></contained>
          <status id="Appointment.status.id" value="Appointment.status">
            <extension url="Appointment.status.extension[0].url"/></status>
          <participant><actor><reference value="Appointment.participant[0].actor.reference"/></actor></participant>
          <participant><type><text value="Appointment.participant[1].type[0].text"/></type></participant>
        </Appointment>
        """),
    PathCase(
      title: "resources in bundle entries",
      text: """
        <Bundle xmlns="http://hl7.org/fhir">
          <entry><resource><Slot><id value="Bundle.entry[0].resource.id"/></Slot></resource></entry>
          <entry><resource><Parameters><parameter><name value="Bundle.entry[1].resource.parameter[0].name"/><resource><Basic>
            <id value="Bundle.entry[1].resource.parameter[0].resource.id"/></Basic></resource></parameter></Parameters></resource>
            <response><outcome><OperationOutcome>
              <issue><code value="Bundle.entry[1].response.outcome.issue[0].code"/></issue></OperationOutcome>
            </outcome></response></entry></Bundle>
        """),
    PathCase(
      title: "names that are not defined",
      text: """
        <Patient xmlns="http://hl7.org/fhir" colour="Patient.colour"><nhsNumber value="Patient.nhsNumber"/>
          <pets><name value="Patient.pets[0].name"/></pets><pets><name value="Patient.pets[1].name"/></pets>
          <gender value="Patient.gender"/><gender value="Patient.gender"/><sur-name value="Patient.`sur-name`"/></Patient>
        """),
    PathCase(title: "an unknown resource", text: #"<Sausage xmlns="http://hl7.org/fhir"><id value="`…`.id"/></Sausage>"#),
  ]

  @Test(arguments: xml) func pathsInXML(_ test: PathCase) throws { try check(test) }

  /// Renders the path of every string in a document.
  private func check(_ test: PathCase) throws {
    let definitions = try Repository.definitions()
    let document = Document.read(SourceText(name: test.title, text: test.text), symbols: definitions.symbols, limits: Limits())
    #expect(document.findings.isEmpty)
    #expect(document.nodes.count > 0)
    var paths = ElementPath(document: document, release: definitions.release(test.release))
    for index in document.nodes.indices {
      let node = Node(index: UInt32(index))
      let record = document.record(node)
      guard record.form == .string || record.form == .attribute, let value = document.value(of: node) else { continue }
      if document.parent(of: node).flatMap(document.resourceType) != nil && record.name == .resourceType
        && value != "ExampleScenario.instance[0].resourceType"
      {
        continue
      }
      #expect(paths.render(node) == value)
      #expect(ElementPath.render(node, in: document, release: definitions.release(test.release)) == value)
    }
  }

  /// The path of a node that is not a primitive and is the given number of levels, as written, above the string `here`.
  @Test(arguments: [
    (#"{ "resourceType": "Patient", "name": [ { "given": ["here"] } ] }"#, 1, "Patient.name[0].given"),
    (#"{ "resourceType": "Patient", "name": [ { "given": ["here"] } ] }"#, 2, "Patient.name[0]"),
    (#"{ "resourceType": "Patient", "name": [ { "given": ["here"] } ] }"#, 3, "Patient.name"),
    (#"{ "resourceType": "Patient", "name": [ { "given": ["here"] } ] }"#, 4, "Patient"),
    (#"{ "resourceType": "Patient", "birthDate": "1970", "_birthDate": { "id": "here" } }"#, 1, "Patient.birthDate"),
    (#"{ "resourceType": "Patient", "name": [ { "_given": [ null, { "id": "here" } ] } ] }"#, 2, "Patient.name[0].given"),
    (#"{ "resourceType": "Patient", "name": [ [ { "text": "here" } ] ] }"#, 2, "Patient.name[0]"),
    (#"{ "resourceType": "Patient", "name": { "text": "here" } }"#, 1, "Patient.name[0]"),
    (#"<Patient xmlns="http://hl7.org/fhir"><name>here</name></Patient>"#, 0, "Patient.name[0]"),
    (#"<Patient xmlns="http://hl7.org/fhir"><name><text value="here"/></name></Patient>"#, 1, "Patient.name[0]"),
    (#"<Patient xmlns="http://hl7.org/fhir"><name><text value="here"/></name></Patient>"#, 2, "Patient"),
  ])
  func pathsOfContainers(_ text: String, _ levels: Int, _ path: String) throws {
    let definitions = try Repository.definitions()
    let document = Document.read(SourceText(name: "-", text: text), symbols: definitions.symbols, limits: Limits())
    var node = try #require(document.nodes.indices.map { Node(index: UInt32($0)) }.first { document.value(of: $0) == "here" })
    for _ in 0..<levels { node = Node(index: document.record(node).parent) }
    #expect(ElementPath.render(node, in: document, release: definitions.release(.stu3)) == path)
  }

  @Test func manyEntriesHaveTheirNumbers() throws {
    let count = 2000
    let entry = #"{ "resource": { "resourceType": "Slot", "id": "s" } }"#
    let array = #"{ "resourceType": "Bundle", "entry": ["# + repeatElement(entry, count: count).joined(separator: ",") + "] }"
    let members = #"{ "resourceType": "Bundle""# + repeatElement(#", "entry": \#(entry)"#, count: count).joined() + "}"
    let definitions = try Repository.definitions()
    for text in [array, members] {
      let document = Document.read(SourceText(name: "-", text: text), symbols: definitions.symbols, limits: Limits())
      var paths = ElementPath(document: document, release: definitions.release(.stu3))
      var found = 0
      for index in document.nodes.indices where document.nodes[index].name == .id {
        let path = paths.render(Node(index: UInt32(index)))
        if path != "Bundle.entry[\(found)].resource.id" { Issue.record("entry \(found) is \(path)") }
        found += 1
      }
      #expect(found == count)
    }
  }

  @Test func deepDocuments() throws {
    let depth = 240
    let text =
      #"{ "resourceType": "Basic", "extension": ["#
      + String(repeating: #"{ "url": "u", "extension": ["#, count: depth)
      + #"{ "valueCode": "here" }"# + String(repeating: "] }", count: depth) + "] }"
    let definitions = try Repository.definitions()
    let document = Document.read(SourceText(name: "-", text: text), symbols: definitions.symbols, limits: Limits())
    let node = Node(index: UInt32(document.nodes.count - 1))
    #expect(
      ElementPath.render(node, in: document, release: definitions.release(.stu3))
        == "Basic" + String(repeating: ".extension[0]", count: depth + 1) + ".value")
  }
}
