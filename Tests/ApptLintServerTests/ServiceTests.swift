import ApptLint
import ApptLintCommand
import FHIRSyntax
import Findings
import Testing

@testable import ApptLintServer

/// The responses of the service to requests.
struct ServiceTests {
  private static let service = Result { try Service(Settings(), showsValues: false) }

  private static let slot = """
    {"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "free", "start": "2026-03-02T09:00:00Z",
     "end": "2026-03-02T09:10:00Z"}
    """
  private static let wrong = slot.replacing("\"free\"", with: "\"sesame\"")
  private static let slotXML =
    #"<schedule><reference value="Schedule/1"/></schedule><status value="sesame"/><start value="2026-03-02T09:00:00Z"/>"#
    + #"<end value="2026-03-02T09:10:00Z"/>"#

  /// A profile to which the Slot does not conform, a profile of another type, and a profile to which it conforms.
  private static let careConnect = "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1"
  private static let patientProfile = "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"
  private static let gpConnect = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Slot-1"

  private static func parameters(_ parts: String) -> String {
    #"{"resourceType": "Parameters", "parameter": ["# + parts + "]}"
  }

  private static func part(_ resource: String) -> String { #"{"name": "resource", "resource": \#n"# + resource + "}" }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var request: ServiceRequest
    var status: Int
    /// Texts in the body of the response.
    var contains: [String]
    var lacks: [String]
    var type: String

    init(
      _ name: String, _ method: String, _ path: String, query: [(String, String)] = [], type: String? = "application/fhir+json",
      encoding: String? = nil, accept: String? = nil, _ body: String = "", _ status: Int, _ contains: [String] = [],
      lacks: [String] = [], responseType: String = "application/fhir+json"
    ) {
      self.name = name
      request = ServiceRequest(
        method, path, query: query.map { (name: $0.0, value: $0.1) }, contentType: type,
        contentEncoding: encoding, accept: accept, body: Array(body.utf8))
      self.status = status
      self.contains = contains
      self.lacks = lacks
      self.type = responseType
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case("a clean resource", "POST", "/stu3/Slot/$validate", slot, 200, ["no findings; checked as", "STU3"]),
    Case("a faulty resource", "POST", "/stu3/$validate", wrong, 200, ["BND001", "\"Slot.status\""], lacks: ["sesame"]),
    Case("the release of the base", "POST", "/r4/Slot/1/$validate", slot, 200, ["\"4.0\""]),
    Case("a body that is not JSON", "POST", "/r4/$validate", "Slot", 200, ["JSN"]),
    Case("an empty body", "POST", "/r4/$validate", "", 200, ["\"error\""]),
    Case("no Content-Type", "POST", "/stu3/$validate", type: nil, slot, 200, ["no findings"]),
    Case(
      "Content-Type with a charset", "POST", "/stu3/$validate", type: "application/json; charset=utf-8", slot, 200,
      ["no findings"]),
    Case("another Content-Type", "POST", "/r4/$validate", type: "text/csv", slot, 415, ["not-supported"]),
    Case(
      "XML by Accept", "POST", "/r4/$validate", accept: "text/html, application/fhir+xml;q=0.9, */*;q=0.8", slot, 200,
      ["<OperationOutcome xmlns=\"http://hl7.org/fhir\">"], responseType: "application/fhir+xml"),
    Case(
      "XML by _format", "POST", "/r4/$validate", query: [("_format", "xml")], accept: "application/fhir+json", slot, 200,
      ["<OperationOutcome"], responseType: "application/fhir+xml"),
    Case(
      "XML by the most specific range", "POST", "/r4/$validate", accept: "application/fhir+json;q=0, application/*", slot, 200,
      responseType: "application/fhir+xml"),
    Case("JSON by the most specific range", "POST", "/r4/$validate", accept: "application/fhir+xml;q=0.1, */*", slot, 200),
    Case("an empty Accept", "POST", "/r4/$validate", accept: " ", slot, 200),
    Case("nothing acceptable", "POST", "/r4/$validate", accept: "application/json;q=0, application/xml;q=0, */*", slot, 406),
    Case("no acceptable format", "POST", "/r4/$validate", accept: "text/html", slot, 406, ["application/fhir+json"]),
    Case(
      "another type in the path", "POST", "/r4/Patient/$validate", slot, 400, ["the type in the path"]),
    Case(
      "Parameters", "POST", "/stu3/Slot/$validate", parameters(part(wrong)), 200, ["BND001", "\"valueInteger\":2"],
      lacks: ["sesame"]),
    Case(
      "Parameters in XML", "POST", "/stu3/Slot/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource><!-- < --><Slot>\#(slotXML)"#
        + "</Slot></resource></parameter></Parameters>", 200, ["BND001", "\"Slot.status\""], lacks: ["XML0"]),
    Case(
      "Parameters in XML with a namespace inside", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource><Slot xmlns="http://hl7.org/fhir">"#
        + "\(slotXML)</Slot></resource></parameter></Parameters>", 200, ["BND001"], lacks: ["XML0"]),
    Case(
      "Parameters with a profile", "POST", "/stu3/$validate",
      parameters(
        part(slot)
          + #", {"name": "profile", "valueUri": "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1"}"#),
      200, ["\"OperationOutcome\""]),
    Case(
      "profiles in the query and in Parameters", "POST", "/stu3/$validate", query: [("profile", careConnect)],
      parameters(part(slot) + #", {"name": "profile", "valueUri": "\#(gpConnect)"}"#), 200, ["PRO005"]),
    Case(
      "a profile of another type in Parameters", "POST", "/stu3/$validate", query: [("profile", gpConnect)],
      parameters(part(slot) + #", {"name": "profile", "valueUri": "\#(patientProfile)"}"#), 200, ["not checked: PRO004"]),
    Case(
      "profiles in Parameters and in the query", "POST", "/stu3/$validate", query: [("profile", gpConnect)],
      parameters(part(slot) + #", {"name": "profile", "valueUri": "\#(careConnect)"}"#), 200, ["PRO005"]),
    Case(
      "the mode delete", "POST", "/r4/$validate", parameters(#"{"name": "mode", "valueCode": "delete"}"#), 422, ["not checked"]),
    Case(
      "an unknown mode", "POST", "/r4/$validate", parameters(part(slot) + #", {"name": "mode", "valueCode": "x"}"#), 400, ["mode"]
    ),
    Case("an unknown mode in the query", "POST", "/r4/$validate", query: [("mode", "x")], slot, 400, ["mode must be"]),
    Case("the mode delete in the query", "POST", "/r4/$validate", query: [("mode", "delete")], "", 422, ["not checked"]),
    Case("the mode create in the query", "POST", "/stu3/$validate", query: [("mode", "create")], slot, 200, ["no findings"]),
    Case(
      "the mode delete with a resource", "POST", "/r4/$validate",
      parameters(part(slot) + #", {"name": "mode", "valueCode": "delete"}"#), 422, ["not checked"]),
    Case(
      "two modes", "POST", "/stu3/$validate", query: [("mode", "create")],
      parameters(part(slot) + #", {"name": "mode", "valueCode": "update"}"#), 400, ["more than one mode"]),
    Case(
      "one mode twice", "POST", "/stu3/$validate", query: [("mode", "create")],
      parameters(part(slot) + #", {"name": "mode", "valueCode": "create"}"#), 200, ["no findings"]),
    Case(
      "Parameters that are not well-formed", "POST", "/stu3/$validate",
      "{ \"resourceType\": \"Parameters\",\n  \"parameter\": [ { \"name\" \"resource\" } ] }", 400,
      ["not well-formed: line 2, column 26: expected ':' after this name"]),
    Case(
      "an unknown profile in Parameters", "POST", "/stu3/$validate",
      parameters(part(slot) + #", {"name": "profile", "valueUri": "http://sesame"}"#), 400, ["an unknown profile"],
      lacks: ["sesame", "too many", "too long"]),
    Case(
      "many profiles in Parameters", "POST", "/stu3/$validate",
      parameters(part(slot) + String(repeating: #", {"name": "profile", "valueUri": "http://sesame"}"#, count: 17)), 400,
      ["more than 16 values"], lacks: ["sesame", "unknown"]),
    Case(
      "a long profile in Parameters", "POST", "/stu3/$validate",
      parameters(part(slot) + #", {"name": "profile", "valueUri": "http://sesame/\#(String(repeating: "x", count: 512))"}"#), 400,
      ["more than 512 bytes"], lacks: ["sesame", "unknown"]),
    Case(
      "Parameters in XML with comments and CDATA", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<!-- <a> --><Parameters xmlns="http://hl7.org/fhir"><!-- <b xmlns:c="c"> --><parameter><name value="resource"/><resource>"#
        + #"<!-- > --><Slot><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><![CDATA[</resource>]]>"#
        + "</div></text>\(slotXML)</Slot><!-- < --></resource></parameter></Parameters>", 200, ["BND001"], lacks: ["XML0"]),
    Case("a resource in an array", "POST", "/stu3/$validate", parameters(part("[\(slot)]")), 400, ["must contain a resource"]),
    Case("null as the resource", "POST", "/stu3/$validate", parameters(part("null")), 400, ["must contain a resource"]),
    Case("a string as the resource", "POST", "/stu3/$validate", parameters(part("\"x\"")), 400, ["must contain a resource"]),
    Case(
      "Parameters in XML with prefixes", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<f:Parameters xmlns:f="http://hl7.org/fhir" xmlns:h='http://www.w3.org/1999/xhtml'><f:parameter><f:name value="resource"/>"#
        + #"<f:resource id=">"><?a <b>?><f:Slot><f:text><f:status value="generated"/><h:div>x</h:div></f:text>"#
        + #"<f:schedule><f:reference value="Schedule/1"/></f:schedule><f:status value="sesame"/></f:Slot></f:resource>"#
        + "</f:parameter></f:Parameters>", 200, ["BND001", "STR005"], lacks: ["XML0"]),
    Case(
      "Parameters in XML with a namespace replaced", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<f:Parameters xmlns:f="http://hl7.org/fhir" xmlns="urn:a"><f:parameter><f:name value="resource"/><f:resource>"#
        + #"<Slot xmlns="http://hl7.org/fhir">\#(slotXML)</Slot></f:resource></f:parameter></f:Parameters>"#,
      200, ["BND001"], lacks: ["XML0"]),
    Case(
      "Parameters in XML without a namespace", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters><parameter><name value="resource"/><resource><Slot>\#(slotXML)</Slot></resource></parameter></Parameters>"#,
      400, ["namespace"]),
    Case(
      "Parameters in XML with another namespace", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="urn:a"><parameter><name value="resource"/><resource><Slot xmlns="http://hl7.org/fhir">"#
        + #"\#(slotXML)</Slot></resource></parameter></Parameters>"#, 400, ["namespace"]),
    Case(
      "Parameters in XML with an empty resource", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource/></parameter></Parameters>"#,
      400, ["must contain a resource"]),
    Case("a compressed body", "POST", "/r4/$validate", encoding: "gzip", slot, 415, ["content coding"]),
    Case("codings that do not change the body", "POST", "/r4/$validate", encoding: "identity, ,Identity ", slot, 200),
    Case("one of several codings", "POST", "/r4/$validate", encoding: "identity,gzip,", slot, 415, ["content coding"]),
    Case("a compressed recording", "POST", "/exchange", type: "message/http", encoding: "br", slot, 415, ["content coding"]),
    Case("the content coding identity", "POST", "/stu3/$validate", encoding: "Identity", slot, 200, ["no findings"]),
    Case(
      "another charset", "POST", "/stu3/$validate", type: "application/fhir+json; charset=\"utf-16\"", slot, 415, ["charset"]),
    Case(
      "the charset us-ascii", "POST", "/stu3/$validate", type: "application/fhir+json;Charset=US-ASCII", slot, 200,
      ["no findings"]),
    Case(
      "another charset that XML supports", "POST", "/stu3/$validate", type: "application/fhir+xml; charset=iso-8859-1",
      "<?xml version='1.0' encoding='ISO-8859-1'?><Slot xmlns='http://hl7.org/fhir'/>", 200, ["XML018"]),
    Case(
      "an unknown charset of XML", "POST", "/stu3/$validate", type: "application/fhir+xml; charset=ebcdic", "<Slot/>", 415,
      ["charset"]),
    Case(
      "the mode profile without a profile", "POST", "/r4/$validate", query: [("mode", "profile")], slot, 400,
      ["requires a profile"]),
    Case("Parameters without a resource", "POST", "/r4/$validate", parameters(""), 400, ["resource"]),
    Case("two resources", "POST", "/r4/$validate", parameters(part(slot) + "," + part(slot)), 400, ["more than one"]),
    Case(
      "the member resource twice", "POST", "/stu3/$validate",
      parameters(##"{"name": "resource", "resource": \##(wrong), "resource": {}}"##),
      400, ["twice"]),
    Case(
      "the member name twice", "POST", "/stu3/$validate",
      parameters(#"{"name": "resource", "name": "mode", "valueCode": "create"}"#),
      400, ["twice"]),
    Case(
      "the member parameter twice", "POST", "/stu3/$validate",
      #"{"resourceType": "Parameters", "parameter": [\#(part(wrong))], "parameter": [\#(part(slot))]}"#, 400, ["twice"]),
    Case(
      "a resource and a value", "POST", "/stu3/$validate",
      parameters(#"{"name": "mode", "valueCode": "create", "resource": \#(wrong)}"#), 400, ["one value or resource"]),
    Case(
      "a resource and a part", "POST", "/stu3/$validate",
      parameters(#"{"name": "resource", "resource": \#(slot), "part": [\#(part(wrong))]}"#), 400, ["one value or resource"]),
    Case(
      "two resource elements in XML", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource><Slot>\#(slotXML)</Slot></resource>"#
        + "<resource><Slot/></resource></parameter></Parameters>", 400, ["one value or resource"]),
    Case(
      "text before a resource in XML", "POST", "/stu3/$validate", type: "application/fhir+xml",
      #"<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource>a<!-- b --><Slot>\#(slotXML)</Slot>"#
        + "</resource></parameter></Parameters>", 400, ["no text"]),
    Case(
      "two interactions", "POST", "/stu3/$validate", query: [("interaction", "book"), ("interaction", "cancel")], slot, 400,
      ["more than one interaction"]),
    Case("a pack", "POST", "/stu3/$validate", query: [("pack", "none")], slot, 200, ["no findings"], lacks: ["plausibility"]),
    Case("an unknown pack", "POST", "/stu3/$validate", query: [("pack", "x")], slot, 400, ["unknown rule pack 'x'"]),
    Case("a pack as a path", "POST", "/stu3/$validate", query: [("pack", "../x")], slot, 400, ["by id"]),
    Case(
      "an unknown interaction", "POST", "/stu3/$validate", query: [("pack", "nhs-booking"), ("interaction", "x")], slot, 400,
      ["'x'"]),
    Case("an unknown path", "POST", "/dstu2/$validate", slot, 404, ["not-found"]),
    Case("a path with an invalid type", "POST", "/r4/slot/$validate", slot, 404),
    Case("another method", "PUT", "/r4/$validate", slot, 405, ["POST"]),
    Case(
      "a recording", "POST", "/exchange", type: "message/http",
      "GET /Slot HTTP/1.1\nHost: example.org\n\nHTTP/1.1 404\nContent-Length: 0\n\n", 200, ["\"OperationOutcome\""]),
    Case("a recording of another type", "POST", "/exchange", slot, 415),
    Case(
      "a HAR file", "POST", "/exchange", type: "application/json", #"{"log": {"version": "1.2", "entries": []}}"#, 200,
      ["\"OperationOutcome\""]),
    Case(
      "a request of the wrapper", "POST", "/validate", type: "application/json",
      #"{"cliContext": {"sv": "3.0.1"}, "sessionId": "s1", "filesToValidate": [{"fileName": "a.json", "fileType": "json", "#
        + #""fileContent": "{\"resourceType\": \"Slot\", \"status\": \"sesame\"}"}]}"#,
      200,
      [
        #""sessionId":"s1""#, #""level":"ERROR""#, #""type":"CODEINVALID""#, #""location":"Slot.status""#,
        #""fileName":"a.json""#,
      ],
      responseType: "application/json"),
    Case("a wrapper request without files", "POST", "/validate", type: "application/json", "{}", 400, ["filesToValidate"]),
    Case(
      "a wrapper request that is not JSON", "POST", "/validate", type: "application/json", "[", 400, ["not well-formed: line 1"]),
    Case("a wrapper request in an array", "POST", "/validate", type: "application/json", "[]", 400, ["must be a JSON object"]),
    Case(
      "a wrapper request with half a character", "POST", "/validate", type: "application/json",
      #"{"filesToValidate": [{"fileName": "\ud800", "fileContent": "{}"}]}"#, 400, ["not well-formed: line 1, column 36"]),
    Case(
      "a wrapper request of another type", "POST", "/validate", type: "application/x-www-form-urlencoded",
      #"{"filesToValidate": []}"#, 415, ["must be application/json"]),
    Case("a wrapper request as plain text", "POST", "/validate", type: "text/plain", #"{"filesToValidate": []}"#, 415),
    Case("a wrapper request as XML", "POST", "/validate", type: "application/xml", #"{"filesToValidate": []}"#, 415),
    Case(
      "a wrapper request without a type", "POST", "/validate", type: nil, #"{"filesToValidate": []}"#, 200, ["outcomes"],
      responseType: "application/json"),
    Case(
      "a wrapper request for R5", "POST", "/validate", type: "application/json",
      #"{"cliContext": {"sv": "5.0.0"}, "filesToValidate": []}"#, 400, ["STU3 or R4"]),
    Case(
      "a wrapper request with an unknown profile", "POST", "/validate", type: "application/json",
      #"{"cliContext": {"profiles": ["http://sesame"]}, "filesToValidate": []}"#, 400, ["an unknown profile"], lacks: ["sesame"]),
    Case(
      "a wrapper request with nulls", "POST", "/validate", type: "application/json",
      #"{"cliContext": {"sv": null, "profiles": null}, "sessionId": null, "filesToValidate": [{"fileContent": "{}", "#
        + #""fileName": null}]}"#, 200, ["outcomes"], responseType: "application/json"),
    Case(
      "the description", "GET", "/openapi.json", type: nil, "", 200,
      ["/{base}/{type}/$validate", "\"enum\"", "\"delete\"", "\"408\""],
      responseType: "application/json"),
    Case("readiness", "GET", "/readyz", type: nil, "", 200, ["ready"], responseType: "text/plain; charset=utf-8"),
    Case("liveness", "HEAD", "/healthz", type: nil, "", 200, responseType: "text/plain; charset=utf-8"),
    Case(
      "the page", "GET", "/", type: nil, "", 200, ["<form method=\"post\"", "nhs-booking"],
      responseType: "text/html; charset=utf-8"),
    Case(
      "the page submitted", "POST", "/", type: "application/x-www-form-urlencoded",
      "pack=&payload=%7B%22resourceType%22%3A+%22Slot%22%2C+%22status%22%3A+%22%3Cscript%3E%22%7D", 200,
      ["BND001", "&lt;script&gt;"], lacks: ["<script>"], responseType: "text/html; charset=utf-8"),
    Case(
      "the page with two payloads", "POST", "/", type: "application/x-www-form-urlencoded", "payload=%7B%7D&payload=%7B%7D", 400,
      ["no other field more than once"]),
    Case("the page with another body", "POST", "/", slot, 415),
  ]

  @Test(arguments: cases)
  func requests(_ sample: Case) throws {
    let (response, _) = try Self.service.get().respond(to: sample.request)
    let body = String(decoding: response.body, as: UTF8.self)
    #expect(response.status == sample.status, "\(body)")
    #expect(response.contentType == sample.type)
    for text in sample.contains { #expect(body.contains(text), "\(text) is not in \(body)") }
    for text in sample.lacks { #expect(!body.contains(text), "\(text) is in \(body)") }
  }

  /// Members that have the wrong type, are repeated or contradict each other.
  @Test(arguments: [
    (#"{"cliContext": 1, "filesToValidate": []}"#, "cliContext must be an object"),
    (#"{"cliContext": {"sv": 4.0}, "filesToValidate": []}"#, "sv must be a string"),
    (#"{"cliContext": {"profiles": "x"}, "filesToValidate": []}"#, "profiles must be an array of strings"),
    (#"{"cliContext": {"profiles": [1]}, "filesToValidate": []}"#, "profiles must be an array of strings"),
    (#"{"sessionId": {}, "filesToValidate": []}"#, "sessionId must be a string"),
    (#"{"filesToValidate": {}}"#, "filesToValidate, an array"),
    (#"{"filesToValidate": ["x"]}"#, "fileContent, a string"),
    (#"{"filesToValidate": [{"fileContent": 5}]}"#, "fileContent must be a string"),
    (#"{"filesToValidate": [], "filesToValidate": [{"fileContent": "x"}]}"#, "line 1, column 25: the member is repeated"),
    (#"{"filesToValidate": [{"fileContent": "{}", "fileContent": "x"}]}"#, "the member is repeated"),
    (#"{"cliContext": {"sv": "3.0.2", "sv": "4.0.1"}, "filesToValidate": []}"#, "the member is repeated"),
    (#"{"cliContext": {}, "validationContext": {}, "filesToValidate": []}"#, "both cliContext and validationContext"),
    (#"{"filesToValidate": [{"fileContent": "", "fileType": 5}]}"#, "fileType must be a string"),
  ])
  func wrapperRequestsWithInvalidMembers(_ body: String, _ sentence: String) throws {
    let request = ServiceRequest("POST", "/validate", contentType: "application/json", body: Array(body.utf8))
    let (response, _) = try Self.service.get().respond(to: request)
    #expect(response.status == 400)
    #expect(String(decoding: response.body, as: UTF8.self).contains(sentence))
  }

  /// Characters before the resource in Parameters do not change the positions of its findings.
  @Test(arguments: ["\u{e9}", "\u{65e5}", "\u{1f600}", "\\u00e9"]) func columnsAfterOtherCharacters(_ character: String) throws {
    func response(_ text: String, isXML: Bool, start: String = "") throws -> [UInt8] {
      let json = #"{"resourceType": "Parameters", "id": "\#(text)", "parameter": [\#(Self.part(Self.wrong))]}"#
      let xml =
        #"<Parameters xmlns="http://hl7.org/fhir"><!--\#(text)--><parameter><name value="resource"/>"#
        + "<resource><Slot>\(Self.slotXML)</Slot></resource></parameter></Parameters>"
      let type = isXML ? "application/fhir+xml" : "application/fhir+json"
      let body = Array((start + (isXML ? xml : json)).utf8)
      return try Self.service.get().respond(to: ServiceRequest("POST", "/stu3/$validate", contentType: type, body: body)).response
        .body
    }
    for isXML in [false, true] {
      let expected = try response(String(repeating: "e", count: character.count), isXML: isXML)
      #expect(String(decoding: expected, as: UTF8.self).contains("BND001"))
      #expect(try response(character, isXML: isXML) == expected)
      #expect(try response(character, isXML: isXML, start: "\u{feff}") == expected)
    }
  }

  /// The findings of all files together are limited; a file that is not checked has an error.
  @Test func wrapperRequestsWithManyFindings() throws {
    let service = try Service(ServerSettings(["--max-findings", "3"]).checks, showsValues: false)
    let file = #"{"fileContent": "{\"resourceType\": \"Slot\", \"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1, \"e\": 1}"}"#
    let files = Array(repeating: file, count: 12).joined(separator: ",")
    let body = Array(#"{"filesToValidate": [\#(files)]}"#.utf8)
    let response = service.respond(to: ServiceRequest("POST", "/validate", contentType: "application/json", body: body)).response
    let text = String(decoding: response.body, as: UTF8.self)
    func count(_ part: String) -> Int { text.ranges(of: part).count }
    #expect(count(#""messageId":"not-checked","type":"INCOMPLETE","level":"ERROR""#) == 2)
    #expect(count(#""messageId":"findings-omitted""#) == 10)
    #expect(count(#""fileInfo""#) == 12)
  }

  /// Each rule of a finding has a separate issue, as clients of HL7's validator expect.
  @Test func wrapperRequestsListAllRules() throws {
    let payload = #"{"resourceType": "Patient", "generalPractitioner": [{"reference": " "}]}"#
    let report = try Linter().lint(SourceText(name: "", text: payload))
    let rules = report.findings.flatMap { [$0.code] + $0.further.map(\.code) }
    #expect(rules.count > report.findings.count)
    let file = #"{"filesToValidate": [{"fileContent": "\#(payload.replacing("\"", with: "\\\""))"}]}"#
    let request = ServiceRequest("POST", "/validate", contentType: "application/json", body: Array(file.utf8))
    let text = String(decoding: try Self.service.get().respond(to: request).response.body, as: UTF8.self)
    for code in Set(rules) {
      #expect(text.ranges(of: "\"message\":\"\(code): ").count == rules.count { $0 == code }, "\(code) in \(text)")
    }
  }

  /// The descriptions that a page needs are found without reading examples.
  @Test func descriptionsOfRules() throws {
    let linter = try Linter()
    let rules = linter.rules.filter { $0.editions == nil }
    let found = linter.descriptions(of: Set(rules.map(\.key)))
    #expect(found.map(\.key) == rules.map(\.key))
    #expect(found.allSatisfy { $0.pack == nil || $0.fails.isEmpty && $0.passes.isEmpty })
    #expect(rules.contains { !$0.fails.isEmpty })
  }

  @Test(arguments: [("PUT", "/r4/Slot/1/$validate", "/r4/{type}/{id}/$validate"), ("GET", "/a/9990000042", "other")])
  func routesOfRefusedRequests(_ method: String, _ path: String, _ route: String) throws {
    #expect(try Self.service.get().respond(to: ServiceRequest(method, path)).route == route)
  }

  @Test func routesContainNoIdsOfTheClient() throws {
    let (_, route) = try Self.service.get().respond(to: ServiceRequest("POST", "/r4/Patient/9990000042/$validate"))
    #expect(route == "/r4/{type}/{id}/$validate")
  }

  @Test(arguments: FHIRRelease.allCases)
  func capabilityStatementsHaveNoErrors(_ release: FHIRRelease) throws {
    for accept in ["application/fhir+json", "application/fhir+xml"] {
      let request = ServiceRequest("GET", "/\(release.base)/metadata", accept: accept)
      let body = try Self.service.get().respond(to: request).response.body
      let report = try Linter().lint(SourceText(name: "metadata", bytes: body))
      #expect(report.release == release)
      #expect(report.findings.allSatisfy { $0.severity < .error }, "\(report.findings)")
    }
  }

  @Test func valuesAreShownOnlyOnRequest() throws {
    let service = try Service(Settings(), showsValues: true)
    let request = ServiceRequest("POST", "/stu3/$validate", body: Array(Self.wrong.utf8))
    #expect(String(decoding: service.respond(to: request).response.body, as: UTF8.self).contains("'sesame'"))
    let body = Self.parameters(Self.part(Self.slot) + #", {"name": "profile", "valueUri": "http://sesame"}"#)
    let unknown = service.respond(to: ServiceRequest("POST", "/stu3/$validate", body: Array(body.utf8))).response
    #expect(unknown.status == 400)
    #expect(String(decoding: unknown.body, as: UTF8.self).contains("http://sesame"))
  }

  @Test func aStoppingServiceIsNotReady() throws {
    let service = try Service(Settings(), showsValues: false)
    service.drain()
    #expect(service.respond(to: ServiceRequest("GET", "/readyz")).response.status == 503)
    #expect(service.respond(to: ServiceRequest("GET", "/healthz")).response.status == 200)
  }
}
