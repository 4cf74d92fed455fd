import ApptLint
import ApptLintCommand
import FHIRSyntax
import Findings
import Testing

@testable import ApptLintServer

/// What the service responds to a request.
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
      accept: String? = nil, _ body: String = "", _ status: Int, _ contains: [String] = [], lacks: [String] = [],
      answers: String = "application/fhir+json"
    ) {
      self.name = name
      request = ServiceRequest(
        method, path, query: query.map { (name: $0.0, value: $0.1) }, contentType: type, accept: accept, body: Array(body.utf8))
      self.status = status
      self.contains = contains
      self.lacks = lacks
      self.type = answers
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
      ["<OperationOutcome xmlns=\"http://hl7.org/fhir\">"], answers: "application/fhir+xml"),
    Case(
      "XML by _format", "POST", "/r4/$validate", query: [("_format", "xml")], accept: "application/fhir+json", slot, 200,
      ["<OperationOutcome"], answers: "application/fhir+xml"),
    Case("no acceptable format", "POST", "/r4/$validate", accept: "text/html", slot, 406, ["application/fhir+json"]),
    Case(
      "the type in the path", "POST", "/r4/Patient/$validate", slot, 400, ["the type in the path"]),
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
      "the mode delete", "POST", "/r4/$validate", parameters(#"{"name": "mode", "valueCode": "delete"}"#), 422, ["not checked"]),
    Case(
      "an unknown mode", "POST", "/r4/$validate", parameters(part(slot) + #", {"name": "mode", "valueCode": "x"}"#), 400, ["mode"]
    ),
    Case(
      "the mode profile without one", "POST", "/r4/$validate", query: [("mode", "profile")], slot, 400, ["requires a profile"]),
    Case("Parameters without a resource", "POST", "/r4/$validate", parameters(""), 400, ["resource"]),
    Case("two resources", "POST", "/r4/$validate", parameters(part(slot) + "," + part(slot)), 400, ["more than one"]),
    Case("a pack", "POST", "/stu3/$validate", query: [("pack", "none")], slot, 200, ["no findings"], lacks: ["plausibility"]),
    Case("an unknown pack", "POST", "/stu3/$validate", query: [("pack", "x")], slot, 400, ["unknown rule pack 'x'"]),
    Case("a pack as a path", "POST", "/stu3/$validate", query: [("pack", "../x")], slot, 400, ["by id"]),
    Case(
      "an unknown interaction", "POST", "/stu3/$validate", query: [("pack", "nhs-booking"), ("interaction", "x")], slot, 400,
      ["'x'"]),
    Case("an unknown path", "POST", "/dstu2/$validate", slot, 404, ["not-found"]),
    Case("a path that is no type", "POST", "/r4/slot/$validate", slot, 404),
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
      answers: "application/json"),
    Case("a wrapper request without files", "POST", "/validate", type: "application/json", "{}", 400, ["filesToValidate"]),
    Case("a wrapper request that is not JSON", "POST", "/validate", type: "application/json", "[", 400),
    Case(
      "a wrapper request for R5", "POST", "/validate", type: "application/json",
      #"{"cliContext": {"sv": "5.0.0"}, "filesToValidate": []}"#, 400, ["STU3 or R4"]),
    Case("readiness", "GET", "/readyz", type: nil, "", 200, ["ready"], answers: "text/plain; charset=utf-8"),
    Case("liveness", "HEAD", "/healthz", type: nil, "", 200, answers: "text/plain; charset=utf-8"),
    Case(
      "the page", "GET", "/", type: nil, "", 200, ["<form method=\"post\"", "nhs-booking"], answers: "text/html; charset=utf-8"),
    Case(
      "the page submitted", "POST", "/", type: "application/x-www-form-urlencoded",
      "pack=&payload=%7B%22resourceType%22%3A+%22Slot%22%2C+%22status%22%3A+%22%3Cscript%3E%22%7D", 200,
      ["BND001", "&lt;script&gt;"], lacks: ["<script>"], answers: "text/html; charset=utf-8"),
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

  @Test func responsesOnRequestContainNoPathOfTheClient() throws {
    let (_, route) = try Self.service.get().respond(to: ServiceRequest("POST", "/r4/Patient/9990000042/$validate"))
    #expect(route == "/r4/{type}/{id}/$validate")
  }

  @Test(arguments: FHIRRelease.allCases)
  func capabilityStatementsPassOurOwnCheck(_ release: FHIRRelease) throws {
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
  }

  @Test func stoppingIsNotReady() throws {
    let service = try Service(Settings(), showsValues: false)
    service.drain()
    #expect(service.respond(to: ServiceRequest("GET", "/readyz")).response.status == 503)
    #expect(service.respond(to: ServiceRequest("GET", "/healthz")).response.status == 200)
  }
}
