import Findings
import Testing

/// References, contained resources and bundles.
@Suite struct ReferenceTests {
  typealias Case = PayloadCase

  private static let organization = #"{"resourceType": "Organization", "id": "o1", "name": "Clinic"}"#

  static func entry(_ url: String?, _ resource: String) -> String {
    (url.map { #"{"fullUrl": "\#($0)", "# } ?? "{") + "\"resource\": \(resource)}"
  }

  static func patient(_ id: String, _ reference: String) -> String {
    #"{"resourceType": "Patient", "id": "\#(id)", "managingOrganization": {"reference": "\#(reference)"}}"#
  }

  static let forms: [Case] =
    [
      "Organization/1", "Organization/1/_history/2", "http://a.example/fhir/Organization/1", "https://a.example/other",
      "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "urn:oid:1.2.3",
    ].map { .patient("valid: \($0)", #""managingOrganization": {"reference": "\#($0)"}"#) }
    + [
      "The Clinic", "Organization/", "Organization/a_b", "Organization", "fhir/Organization/1", "Clinic/1", "/Organization/1",
      "Organization/1/_history/", "Organization/1/_history/a_b", "Organization/1/_history/2/3", "Clinic?identifier=x",
      "organization?identifier=x", "?identifier=x", "Organization/1?identifier=x", "/Organization?identifier=x",
      "Organization?", "Organization?identifier=x", "Organization?identifier=https://a.example/ids|x/y?z",
    ].map {
      .patient(
        "invalid: \($0)", #""managingOrganization": {"reference": "\#($0)"}"#, finds: ["REF001 Patient.managingOrganization"])
    }

  static let targets: [Case] = [
    .patient(
      "relative reference to another type", #""managingOrganization": {"reference": "Patient/1"}"#,
      finds: ["REF003 Patient.managingOrganization"]),
    .patient(
      "absolute reference to another type", #""managingOrganization": {"reference": "http://a.example/fhir/Patient/1"}"#,
      finds: ["REF003 Patient.managingOrganization"]),
    .patient(
      "conditional reference to another type", #""managingOrganization": {"reference": "Location?identifier=x"}"#,
      finds: ["REF003 Patient.managingOrganization", "REF001 Patient.managingOrganization"]),
    .patient(
      "conditional reference to a type other than the stated one",
      #""managingOrganization": {"type": "Location", "reference": "Organization?identifier=x"}"#,
      finds: ["REF004 Patient.managingOrganization", "REF001 Patient.managingOrganization"]),
    .patient(
      "contained resource of another type",
      ##""contained": [{"resourceType": "Location", "id": "l"}], "managingOrganization": {"reference": "#l"}"##,
      finds: ["REF003 Patient.managingOrganization"]),
    .patient(
      "stated type that the element does not allow",
      #""managingOrganization": {"type": "Patient", "identifier": {"value": "1"}}"#,
      finds: ["REF003 Patient.managingOrganization"]),
    .patient(
      "type that is not a resource type", #""managingOrganization": {"type": "organization", "identifier": {"value": "1"}}"#,
      finds: ["REF003 Patient.managingOrganization"]),
    .patient(
      "type that contradicts the text", #""managingOrganization": {"type": "Patient", "reference": "Organization/1"}"#,
      finds: ["REF004 Patient.managingOrganization"]),
    .patient(
      "type alone", #""managingOrganization": {"type": "Organization"}"#, finds: ["REF020 Patient.managingOrganization"]),
    .patient(
      "type and id alone", #""managingOrganization": {"id": "r", "type": "Organization"}"#,
      finds: ["REF020 Patient.managingOrganization"]),
    .patient(
      "type and an extension",
      #""managingOrganization": {"type": "Organization", "extension": [{"url": "http://a.example/x", "valueCode": "y"}]}"#),
    .patient("type and display", #""managingOrganization": {"type": "Organization", "display": "Clinic"}"#),
    Case("any type is allowed", #"{"resourceType": "Basic", "code": {"text": "x"}, "subject": {"reference": "Slot/1"}}"#),
  ]

  static let contained: [Case] = [
    .patient("found", ##""contained": [\##(organization)], "managingOrganization": {"reference": "#o1"}"##),
    .patient("not found", ##""managingOrganization": {"reference": "#o1"}"##, finds: ["REF002 Patient.managingOrganization"]),
    .patient(
      "found from another contained resource",
      ##""contained": [{"resourceType": "Location", "id": "l", "managingOrganization": {"reference": "#o1"}}, \##(organization)], "extension": [{"url": "http://a.example/x", "valueReference": {"reference": "#l"}}]"##
    ),
    .patient("nothing refers to it", #""contained": [\#(organization)]"#, finds: ["REF012 Patient.contained[0]"]),
    .patient(
      "it refers to its container",
      ##""contained": [{"resourceType": "Basic", "id": "b", "code": {"text": "x"}, "subject": {"reference": "#"}}]"##),
    .patient(
      "no id", #""contained": [{"resourceType": "Organization", "name": "Clinic"}]"#, finds: ["REF009 Patient.contained[0]"]),
    .patient(
      "id used twice", ##""contained": [\##(organization), \##(organization)], "managingOrganization": {"reference": "#o1"}"##,
      finds: ["REF010 Patient.contained[1].id"]),
    .patient(
      "inside another contained resource",
      ##""contained": [{"resourceType": "Organization", "id": "o1", "name": "A", "contained": [{"resourceType": "Organization", "id": "o2", "name": "B"}]}], "managingOrganization": {"reference": "#o1"}"##,
      finds: ["REF011 Patient.contained[0].contained[0]"]),
    .patient(
      "meta",
      ##""contained": [{"resourceType": "Organization", "id": "o1", "name": "A", "meta": {"lastUpdated": "2026-03-02T09:00:00Z", "security": [{"code": "x"}]}}], "managingOrganization": {"reference": "#o1"}"##,
      finds: ["REF013 Patient.contained[0].meta.lastUpdated", "REF013 Patient.contained[0].meta.security[0]"]),
    .patient(
      "narrative in STU3",
      ##""contained": [{"resourceType": "Organization", "id": "o1", "name": "A", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">A</div>"}}], "managingOrganization": {"reference": "#o1"}"##,
      as: .stu3, finds: ["REF014 Patient.contained[0].text"]),
    .patient(
      "narrative in R4",
      ##""contained": [{"resourceType": "Organization", "id": "o1", "name": "A", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">A</div>"}}], "managingOrganization": {"reference": "#o1"}"##
    ),
    Case(
      "a canonical refers to it",
      ##"{"resourceType": "Questionnaire", "status": "draft", "contained": [{"resourceType": "ValueSet", "id": "v", "status": "draft"}], "item": [{"linkId": "1", "type": "choice", "answerValueSet": "#v"}]}"##
    ),
    Case(
      "a canonical refers to nothing",
      ##"{"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "choice", "answerValueSet": "#v"}]}"##,
      finds: ["REF002 Questionnaire.item[0].answerValueSet"]),
    Case(
      "in XML",
      ##"<Patient xmlns="http://hl7.org/fhir"><contained><Organization><id value="o1"/><name value="A"/></Organization></contained><managingOrganization><reference value="#o2"/></managingOrganization></Patient>"##,
      finds: ["REF012 Patient.contained[0]", "REF002 Patient.managingOrganization"]),
  ]

  static let base = "http://a.example/fhir/"
  static let bundles: [Case] = [
    .bundle(
      "no fullUrl", "searchset", [entry(nil, #"{"resourceType": "Patient", "id": "1"}"#)], finds: ["REF015 Bundle.entry[0]"]),
    .bundle(
      "in a batch", "batch", [#"{"request": {"method": "POST", "url": "Patient"}, "resource": {"resourceType": "Patient"}}"#]),
    .bundle(
      "relative fullUrl", "collection", [entry("Patient/1", #"{"resourceType": "Patient", "id": "1"}"#)],
      finds: ["REF016 Bundle.entry[0].fullUrl"]),
    .bundle(
      "another id", "collection", [entry(base + "Patient/2", #"{"resourceType": "Patient", "id": "1"}"#)],
      finds: ["REF017 Bundle.entry[0].fullUrl"]),
    .bundle(
      "another type", "collection", [entry(base + "Person/1", #"{"resourceType": "Patient", "id": "1"}"#)],
      finds: ["REF017 Bundle.entry[0].fullUrl"]),
    .bundle(
      "a URN does not include the id", "collection",
      [entry("urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", #"{"resourceType": "Patient", "id": "1"}"#)]),
    .bundle(
      "fullUrl used twice", "collection",
      [
        entry(base + "Patient/1", #"{"resourceType": "Patient", "id": "1"}"#),
        entry(base + "Patient/1", #"{"resourceType": "Patient", "id": "1"}"#),
      ], finds: ["REF018 Bundle.entry[1].fullUrl"]),
    .bundle(
      "two versions", "collection",
      [
        entry(base + "Patient/1", #"{"resourceType": "Patient", "id": "1", "meta": {"versionId": "1"}}"#),
        entry(base + "Patient/1", #"{"resourceType": "Patient", "id": "1", "meta": {"versionId": "2"}}"#),
      ]),
    .bundle(
      "fullUrl of a version", "collection", [entry(base + "Patient/1/_history/1", #"{"resourceType": "Patient", "id": "1"}"#)],
      finds: ["REF019 Bundle.entry[0].fullUrl"]),
    .bundle(
      "relative, found", "document",
      [entry(base + "Patient/1", patient("1", "Organization/o1")), entry(base + "Organization/o1", organization)]),
    .bundle(
      "relative with a version, found", "document",
      [entry(base + "Patient/1", patient("1", "Organization/o1/_history/3")), entry(base + "Organization/o1", organization)]),
    .bundle(
      "relative, not resolving to the entry", "document",
      [
        entry(base + "Patient/1", patient("1", "Organization/o1")),
        entry("urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", organization),
      ], finds: ["REF006 Bundle.entry[0].resource.managingOrganization"]),
    .bundle("relative, not in the bundle", "searchset", [entry(base + "Patient/1", patient("1", "Organization/o7"))]),
    .bundle(
      "relative without a base", "collection", [entry(nil, patient("1", "Organization/o1"))],
      finds: ["REF015 Bundle.entry[0]", "REF005 Bundle.entry[0].resource.managingOrganization"]),
    .bundle(
      "a type other than the one in its fullUrl", "collection",
      [
        entry(base + "Patient/1", patient("1", "Organization/1")),
        entry(base + "Organization/1", #"{"resourceType": "Location"}"#),
      ], finds: ["REF003 Bundle.entry[0].resource.managingOrganization", "REF004 Bundle.entry[0].resource.managingOrganization"]),
    .bundle(
      "unknown URN", "collection", [entry(base + "Patient/1", patient("1", "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e"))],
      finds: ["REF008 Bundle.entry[0].resource.managingOrganization"]),
    .bundle(
      "missing focus", "message",
      [
        entry(
          "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e",
          #"{"resourceType": "MessageHeader", "eventCoding": {"code": "x"}, "source": {"endpoint": "http://a.example"}, "focus": [{"reference": "http://a.example/fhir/Patient/9"}]}"#
        )
      ], finds: ["REF007 Bundle.entry[0].resource.focus[0]"]),
    .bundle(
      "missing section entry", "document",
      [
        entry(
          "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e",
          #"{"resourceType": "Composition", "status": "final", "type": {"text": "x"}, "date": "2026", "title": "x", "author": [{"display": "x"}], "section": [{"title": "s", "entry": [{"reference": "http://a.example/fhir/Patient/9"}]}]}"#
        )
      ], finds: ["REF007 Bundle.entry[0].resource.section[0].entry[0]"]),
  ]

  /// The references of a document's sections, in the first section or in nested sections.
  static let sections: [Case] = [
    (#""entry": [{"reference": "Observation/o"}]"#, FHIRRelease.r4, [String]()),
    (#""entry": [{"reference": "Observation/zz"}]"#, .stu3, ["entry[0]"]),
    (#""entry": [{"reference": "Observation/o/_history/1"}, {"reference": "Observation/o/_history/9"}]"#, .r4, ["entry[1]"]),
    (#""author": [{"reference": "Practitioner/zz"}], "focus": {"reference": "Observation/o"}"#, .r4, ["author[0]"]),
    (#""focus": {"reference": "Patient/zz"}"#, .r4, ["focus"]),
    (#""focus": {"display": "the patient"}"#, .r4, []),
  ].flatMap { content, release, finds in
    (0...2).map { depth in
      let opening = String(repeating: #""section": [{"title": "s", "#, count: depth + 1)
      let path = "Bundle.entry[0].resource" + String(repeating: ".section[0]", count: depth + 1) + "."
      let composition =
        #"{"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "x"}, "date": "2026", "title": "x", "subject": {"reference": "Observation/o"}, "author": [{"display": "x"}], "#
        + opening + content + String(repeating: "}]", count: depth + 1) + "}"
      let observation =
        #"{"resourceType": "Observation", "id": "o", "meta": {"versionId": "1"}, "status": "final", "code": {"text": "x"}}"#
      return Case(
        "section \(depth) in \(release): \(content)",
        #"{"resourceType": "Bundle", "type": "document", "identifier": {"system": "https://a.example/d", "value": "1"}, "entry": [\#(entry(base + "Composition/c", composition)), \#(entry(base + "Observation/o", observation))]}"#,
        as: release, finds: finds.map { "REF007 " + path + $0 })
    }
  }

  static let links: [Case] = [
    (["self", "next"], []), (["alternate", "alternate"], []), (["self", "self"], ["REF021 Bundle.link[1].relation"]),
    (["next", "self", "next"], ["REF021 Bundle.link[2].relation"]),
  ].map { relations, finds in
    let links = relations.map { #"{"relation": "\#($0)", "url": "http://a.example/Slot"}"# }.joined(separator: ", ")
    return Case(
      "links: \(relations)", #"{"resourceType": "Bundle", "type": "searchset", "link": [\#(links)]}"#, finds: finds)
  }

  /// First resources of documents and messages, for which R4 has constraints.
  static let firstResources: [Case] = [
    ("message", #"{"resourceType": "Patient", "id": "1"}"#, true), ("document", #"{"resourceType": "Patient", "id": "1"}"#, true),
    ("collection", #"{"resourceType": "Patient", "id": "1"}"#, false),
    ("message", #"{"resourceType": "MessageHeader", "id": "1"}"#, false),
    ("document", #"{"resourceType": "Composition", "id": "1"}"#, false),
    ("document", #"{"resourceType": "Frog", "id": "1"}"#, false), ("message", #"{"id": "1"}"#, false),
  ].flatMap { type, resource, isFound in
    [FHIRRelease.stu3, .r4].map { release in
      Case(
        "first in a \(type) in \(release): \(resource)",
        #"{"resourceType": "Bundle", "type": "\#(type)", "entry": [{"fullUrl": "http://a.example/x", "resource": \#(resource)}]}"#,
        as: release, finds: isFound && release == .stu3 ? ["REF022 Bundle.entry[0].resource"] : [])
    }
  }

  /// Documents and messages without entries.
  static let withoutEntries: [Case] = ["document", "message", "collection", "searchset", "history", "transaction"].flatMap {
    type in
    [FHIRRelease.stu3, .r4].flatMap { release in
      let finds = type == "document" || type == "message"
      return [
        Case(
          "\(type) without entries in \(release)", #"{"resourceType": "Bundle", "type": "\#(type)"}"#, as: release,
          finds: finds ? ["REF022 Bundle"] : []),
        Case(
          "\(type) without entries in \(release), inside a bundle, in XML",
          #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="http://a.example/Bundle/1"/><resource><Bundle><id value="1"/><type value="\#(type)"/></Bundle></resource></entry></Bundle>"#,
          as: release, finds: finds ? ["REF022 Bundle.entry[0].resource"] : []),
        // An empty array is reported as such.
        Case(
          "\(type) with an empty array in \(release)", #"{"resourceType": "Bundle", "type": "\#(type)", "entry": []}"#,
          as: release),
      ]
    }
  }

  /// Searches in place of references.
  static let searches: [Case] = [
    ("transaction", false), ("batch", true), ("collection", true), ("searchset", true), ("message", true),
  ].flatMap { type, isFound in
    [FHIRRelease.stu3, .r4].map { release in
      let url = type == "batch" || type == "transaction" ? "" : #""fullUrl": "http://a.example/fhir/Patient/1", "#
      return Case(
        "search in a \(type) in \(release)",
        #"{"resourceType": "Bundle", "type": "\#(type)", "entry": [{\#(url)"resource": \#(patient("1", "Organization?identifier=x")), "request": {"method": "POST", "url": "Patient"}}]}"#,
        as: release,
        finds: (type == "message" && release == .stu3 ? ["REF022 Bundle.entry[0].resource"] : [])
          + (isFound ? ["REF001 Bundle.entry[0].resource.managingOrganization"] : []))
    }
  }

  /// The status of responses.
  static let responses: [Case] = [
    ("200", true), ("201 Created", true), ("404 Not Found", true), ("599", true), ("OK", false), ("20", false), ("2000", false),
    ("099", false), ("600", false), (" 200", false), ("2OO", false), ("HTTP/1.1 200 OK", false),
  ].flatMap { status, isValid in
    [FHIRRelease.stu3, .r4].map { release in
      Case(
        "response in \(release): \(status)",
        #"{"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "201"}}, {"response": {"status": "\#(status)"}}]}"#,
        as: release, finds: isValid ? [] : ["REF026 Bundle.entry[1].response.status"])
    }
  }

  /// Requests of batches and transactions.
  static let requests: [Case] = [
    ("POST", "Patient", nil, ["REF023 Bundle.entry[0]"]), ("PUT", "Patient/1", nil, ["REF023 Bundle.entry[0]"]),
    ("DELETE", "Patient/1", nil, []), ("GET", "Patient/1", nil, []), ("POST", "Patient/_search", nil, []),
    ("POST", "Patient/$match", nil, []), ("POST", "$process-message", nil, []), ("PUT", "Patient?identifier=x", nil, []),
    ("PUT", "Patient/1", "1", []), ("PUT", "Patient/1", "2", ["REF024 Bundle.entry[0].resource.id"]),
    ("PUT", "Patient/1", "", ["REF024 Bundle.entry[0].resource"]), ("PUT", "Patient?identifier=x", "2", []),
    ("PUT", "Organization/1", "1", ["REF025 Bundle.entry[0].request.url"]), ("PUT", "Patient", "1", []),
    ("PUT", "Frog/1", "1", []), ("PUT", "Patient/1/_history/1", "2", []),
    ("PUT", "http://a.example/fhir/Patient/2", "1", ["REF024 Bundle.entry[0].resource.id"]),
    ("PUT", "https://a.example/Patient/2", "1", ["REF024 Bundle.entry[0].resource.id"]),
    ("PUT", "/Patient/2", "1", ["REF024 Bundle.entry[0].resource.id"]), ("PUT", "/Patient/1", "1", []),
    ("PUT", "Patient/2?_format=json", "1", ["REF024 Bundle.entry[0].resource.id"]), ("PUT", "Patient/1?_format=json", "1", []),
    ("PUT", "http://a.example/Patient?identifier=x", "1", []), ("PUT", "http://a.example/fhir/Patient/1", "1", []),
    ("PUT", "http://Patient/2", "1", []), ("PUT", "//Patient/2", "1", []),
    ("PUT", "/Organization/1", "1", ["REF025 Bundle.entry[0].request.url"]),
    ("POST", "http://a.example/fhir/Patient", nil, ["REF023 Bundle.entry[0]"]), ("POST", "http://a.example/Patient", "", []),
    ("POST", "/Organization", "", ["REF025 Bundle.entry[0].request.url"]),
    ("POST", "http://a.example/Patient/1/$match", nil, []), ("PATCH", "Patient/2", "1", []),
    ("PATCH", "Patient?identifier=x", nil, []), ("PATCH", "Patient/1", nil, ["REF023 Bundle.entry[0]"]),
    ("POST", "Patient", "2", []), ("POST", "Organization", "", ["REF025 Bundle.entry[0].request.url"]),
    ("POST", "Frog", "1", []),
  ].flatMap { (method: String, url: String, id: String?, finds: [String]) in
    ["transaction", "batch"].flatMap { type in
      [FHIRRelease.stu3, .r4].map { release in
        let resource = id.map { id in
          #""resource": {"resourceType": "Patient", "active": true\#(id.isEmpty ? "" : #", "id": "\#(id)""#)}, "#
        }
        return Case(
          "\(type) in \(release): \(method) \(url) with \(id ?? "nothing")",
          #"{"resourceType": "Bundle", "type": "\#(type)", "entry": [{\#(resource ?? "")"request": {"method": "\#(method)", "url": "\#(url)"}}]}"#,
          as: release, finds: method == "PATCH" && release == .stu3 ? [] : finds)
      }
    }
  }

  @Test(
    arguments: forms + targets + contained + bundles + sections + links + firstResources + requests + withoutEntries + searches
      + responses)
  func errorsAreFound(_ payload: Case) throws {
    #expect(try findings(of: payload.text, as: payload.release, family: "REF") == payload.finds)
  }

  @Test func referencesThatServersMayResolveAreWarnings() throws {
    #expect(try severities(of: #"{"resourceType": "Patient", "managingOrganization": {"reference": "clinic-1"}}"#) == [.warning])
    #expect(try severities(of: #"{"resourceType": "Patient", "managingOrganization": {"reference": "The Clinic"}}"#) == [.error])
    #expect(
      try severities(of: #"{"resourceType": "Patient", "managingOrganization": {"reference": "Organization?a=b"}}"#) == [.warning]
    )
  }
}

extension PayloadCase {
  fileprivate static func bundle(_ name: String, _ type: String, _ entries: [String], finds: [String] = []) -> PayloadCase {
    PayloadCase(
      name, #"{"resourceType": "Bundle", "type": "\#(type)", "entry": [\#(entries.joined(separator: ", "))]}"#, finds: finds)
  }
}
