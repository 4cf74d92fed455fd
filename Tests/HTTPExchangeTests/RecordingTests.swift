import ApptLint
import Findings
import HTTPExchange
import Testing

/// Several exchanges: order, retries, and linear time.
@Suite struct RecordingTests {
  static let id = "6b9c59dd-675b-4026-98db-f608ef501e6e"
  static let otherID = "a1b2c3d4-0000-4000-8000-000000000001"

  /// Two attempts, and whether the second is reported as an incorrect retry.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var pack = "nhs-booking"
    var status: Int
    var secondBody = #"{"resourceType":"Appointment","status":"booked"}"#
    var secondToken = "Bearer a.b.c"
    var secondFields = ""
    var secondID = RecordingTests.id
    var times = ["2031-03-02T09:14:30Z", "2031-03-02T09:14:40Z"]
    var isFound: Bool
    var testDescription: String { name }
  }

  static let reordered = "{\n  \"status\" : \"bo\\u006fked\",\n  \"resourceType\" : \"Appointment\"\n}"

  static let cases = [
    Case(name: "the same after 422", status: 422, isFound: true),
    Case(name: "another layout after 422", status: 422, secondBody: reordered, isFound: true),
    Case(name: "another token after 409", status: 409, secondToken: "Bearer d.e.f", isFound: true),
    Case(name: "another token after 401", status: 401, secondToken: "Bearer d.e.f", isFound: false),
    Case(name: "another token after 403", status: 403, secondToken: "Bearer d.e.f", isFound: false),
    Case(name: "the same after 401", status: 401, isFound: true),
    Case(name: "another body after 422", status: 422, secondBody: #"{"resourceType":"Appointment"}"#, isFound: false),
    Case(
      name: "another field after 415", status: 415, secondFields: #"{"name":"Accept","value":"application/json"},"#,
      isFound: false),
    Case(name: "the same after 429", status: 429, isFound: false),
    Case(name: "the same after 500", status: 500, isFound: false),
    Case(
      name: "listed first, sent last", status: 422, times: ["2031-03-02T09:14:40Z", "2031-03-02T09:14:30+00:00"], isFound: false),
    Case(
      name: "times in different zones", status: 422, times: ["2031-03-02T10:14:30.5+01:00", "2031-03-02T09:14:30.75Z"],
      isFound: true),
    Case(
      name: "a time without a colon", status: 422, times: ["2031-03-02T10:14:50+0100", "2031-03-02T09:14:30Z"], isFound: false),
    Case(name: "no times", status: 422, times: ["", "x"], isFound: true),
    Case(name: "other ids after no response", pack: "bars", status: 0, secondID: otherID, isFound: true),
    Case(name: "other ids after 408", pack: "bars", status: 408, secondID: otherID, isFound: true),
    Case(name: "other ids after 429", pack: "bars", status: 429, secondID: otherID, isFound: true),
    Case(name: "other ids after 504", pack: "bars", status: 504, secondID: otherID, isFound: true),
    Case(name: "other ids after 200", pack: "bars", status: 200, secondID: otherID, isFound: false),
    Case(name: "the same ids after no response", pack: "bars", status: 0, secondBody: reordered, isFound: false),
    Case(
      name: "the same id, another body", pack: "bars", status: 0, secondBody: #"{"resourceType":"Appointment"}"#, isFound: true),
  ]

  @Test(arguments: cases) func retries(test: Case) throws {
    func entry(_ index: Int, _ body: String, _ token: String, _ fields: String, _ id: String, _ status: Int) -> String {
      let headers = [
        ("Authorization", token), ("X-Request-Id", id), ("X-Correlation-Id", id), ("Content-Type", "application/fhir+json"),
      ]
      .map { #"{"name":"\#($0.0)","value":"\#($0.1)"}"# }.joined(separator: ",")
      let text = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return
        #"{"startedDateTime":"\#(test.times[index])","request":{"method":"POST","url":"https://a.nhs.uk/Appointment","headers":["#
        + fields + headers + #"],"postData":{"text":"\#(text)"}},"response":{"status":\#(status),"headers":[]}}"#
    }
    let first = entry(0, #"{"resourceType":"Appointment","status":"booked"}"#, "Bearer a.b.c", "", Self.id, test.status)
    let second = entry(1, test.secondBody, test.secondToken, test.secondFields, test.secondID, 201)
    let report = try Recordings.linter([test.pack]).lint(
      SourceText(name: "a.har", text: #"{"log":{"entries":[\#(first),\#(second)]}}"#))
    let found = report.findings.filter {
      $0.code == "BKL123" || $0.code == "BRS900" && ($0.element ?? "").hasPrefix("Exchange.request")
    }
    #expect(!found.isEmpty == test.isFound, "\(Recordings.lines(report))")
  }

  /// Two requests by path after a rejection: the second host, and whether it is a retry.
  @Test(arguments: [("a.nhs.uk", true), ("A.nhs.uk", true), ("b.nhs.uk", false)])
  func retriesByHost(second: String, isFound: Bool) throws {
    func exchange(_ host: String, _ status: String) -> String {
      """
      POST /Appointment HTTP/1.1
      Host: \(host)
      Content-Type: application/fhir+json

      {"resourceType":"Appointment","status":"booked"}

      HTTP/1.1 \(status)


      """
    }
    let text = exchange("a.nhs.uk", "422 Unprocessable Entity") + exchange(second, "201 Created")
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    #expect(report.findings.contains { $0.code == "BKL123" } == isFound, "\(Recordings.lines(report))")
  }

  /// The paths read and the versions returned (none by a PATCH), the version sent by PUT, and whether it is reported as differing
  /// from the stored one.
  @Test(
    arguments: [
      (["": "2"], "2", false), (["": "2"], "1", true), (["": "2", "/_history/1": "1"], "2", false),
      (["": "2", "/_history/1": "1"], "1", true), (["": "2", "/_history/3": "3"], "3", false),
      (["/_history/1": "1"], "1", false), (["/_history/1": "1", "/_history/2": "2"], "2", false),
      (["": "b", "/_history/a": "a"], "b", false), (["/_history/1": "1"], "2", false),
      (["/_history/1": "1", "": "2"], "1", true), (["": "a", "/_history/b": "b"], "b", false),
      (["": "a", "/_history/b": "b"], "c", true), (["": "a", "/_history/b": "b", "?_format=json": "c"], "b", true),
      (["/_history/1": "1", "/_history/2": "2"], "1", true), (["": "1", "?": ""], "2", false),
      (["": "1", "?": "", "/_history/3": "3"], "2", true),
    ] as [(KeyValuePairs<String, String>, String, Bool)])
  func storedVersions(reads: KeyValuePairs<String, String>, sent: String, isFound: Bool) throws {
    func body(_ version: String) -> String {
      #"{"resourceType":"Appointment","id":"1","meta":{"versionId":"\#(version)"},"status":"booked"}"#
    }
    func fields(_ line: String) -> String { "\(line)\nContent-Type: application/fhir+json\n" }
    var text = ""
    for (path, version) in reads {
      guard !version.isEmpty else {
        text += "PATCH /Appointment/1 HTTP/1.1\nHost: a.nhs.uk\n\n\nHTTP/1.1 204 No Content\n\n\n"
        continue
      }
      text += "GET /Appointment/1\(path) HTTP/1.1\nHost: a.nhs.uk\n\n\n" + fields("HTTP/1.1 200 OK") + "\n\(body(version))\n\n"
    }
    text += fields("PUT /Appointment/1 HTTP/1.1\nHost: a.nhs.uk\nIf-Match: W/\"\(sent)\"") + "\n\(body(sent))\n\n"
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    #expect(report.findings.contains { $0.code == "BKL263" } == isFound, "\(Recordings.lines(report))")
  }

  static let searchset =
    #"{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":{"resourceType":"Slot","id":"1"}}]}"#

  static let interactionID = "Ssp-InteractionID: urn:nhs:names:services:careconnect:fhir:rest:"

  /// Requests without a token, with header fields after semicolons, the bodies of their responses, and the codes about the token,
  /// the URL and the id in the body. A request belongs to the specification only if its content does, whatever its path.
  @Test(arguments: [
    ("POST /Appointments", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /appointment", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /Appointment/$book", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /Appointment/$validate", #"{"resourceType":"Appointment"}"#, "", []),
    ("POST /Slot", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /Slots", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /metadata", #"{"resourceType":"Appointment"}"#, "", ["BKL100", "BKL101"]),
    ("POST /Slot", #"{"resourceType":"Slot"}"#, "", []),
    ("POST /find;\(interactionID)create:appointment", "", "", ["BKL100", "BKL101"]),
    ("POST /Appointment/1", #"{"resourceType":"Appointment","id":"1"}"#, "", ["BKL200"]),
    ("PATCH /Appointment/1", #"{"resourceType":"Appointment","id":"1"}"#, "", ["BKL200"]),
    ("PUT /Appointment", #"{"resourceType":"Appointment"}"#, "", ["BKL101"]),
    ("PUT /Appointment", #"{"resourceType":"Appointment","id":"1"}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointment", #"{"resourceType":"Appointment","meta":{"versionId":"1"}}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointment;If-Match: W/\"1\"", #"{"resourceType":"Appointment"}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointment?identifier=a", #"{"resourceType":"Appointment"}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointment/1/_history/1", #"{"resourceType":"Appointment","id":"1"}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointments/1", #"{"resourceType":"Appointment"}"#, "", ["BKL200", "BKL260"]),
    ("PUT /Appointments/1;\(interactionID)update:appointment", "", "", ["BKL200", "BKL260"]),
    ("GET /Slots?status=free", "", searchset, ["BKL200", "BKL230"]),
    ("GET /slot?status=free", "", searchset, ["BKL200", "BKL230"]),
    ("GET /Slot/1?start=ge2031-03-02", "", searchset, ["BKL200", "BKL230"]),
    ("GET /find;\(interactionID)search:slot", "", searchset, []),
    ("GET /Find;\(interactionID)search:slot", "", searchset, ["BKL200", "BKL230"]),
    ("GET /Find;\(interactionID)search:appointment", "", searchset, ["BKL200", "BKL290"]),
    ("GET /Appointment/_search?date=2031-03-02", "", searchset, ["BKL200", "BKL290"]),
    ("GET /STU3?_getpages=1&_count=10", "", searchset, []), ("GET /_history", "", searchset, []),
    ("GET /Slot/_history?start=ge2031-03-02", "", searchset, []), ("GET /Appointment/1/_history", "", searchset, []),
    ("GET /appointments/1", "", #"{"resourceType":"Appointment"}"#, ["BKL200", "BKL280"]),
    ("GET /Find/1;\(interactionID)read:appointment", "", "", ["BKL200", "BKL280"]),
    ("GET /Metadata", "", #"{"resourceType":"CapabilityStatement"}"#, ["BKL200", "BKL300"]),
    ("POST /oauth2/token", "grant_type=client_credentials", #"{"access_token":"a"}"#, []),
    ("GET /Patient/9990000018", "", #"{"resourceType":"Patient"}"#, []), ("GET /slots.css", "", "p {}", []),
  ])
  func requestsByContent(request: String, body: String, response: String, codes: [String]) throws {
    let lines = request.split(separator: ";")
    let head = "\(lines[0]) HTTP/1.1\nHost: a.nhs.uk\n" + lines.dropFirst().map { "\($0)\n" }.joined()
    let text = head + "\n\(body)\n\nHTTP/1.1 200 OK\nContent-Type: application/fhir+json\n\n\(response)\n\n"
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    let about = ["Exchange.request", "Exchange.request.url", "Appointment.id"]
    let found = report.findings.filter { $0.code.hasPrefix("BKL") && about.contains($0.element ?? "") && $0.severity == .error }
    #expect(Set(found.map(\.code)).subtracting(["BKL210", "BKL271"]) == Set(codes), "\(Recordings.lines(report))")
  }

  /// The lines of responses to one request, and the status that is checked.
  @Test(arguments: [
    (["100 Continue", "400 Bad Request"], "400"), (["103 Early Hints", "100 Continue", "200 OK"], "200"),
    (["100 Continue"], "100"),
    (["101 Switching Protocols"], "101"),
  ])
  func interimResponses(lines: [String], status: String) throws {
    let responses = lines.map { "HTTP/1.1 \($0)\nLink: </a>\n\n" }.joined()
    let recording = HTTPTextReader.read(SourceText(name: "a.http", text: "POST /Appointment HTTP/1.1\n\n" + responses))
    #expect(recording.exchanges.map { $0.status?.text } == [status])
    #expect(recording.findings.isEmpty)
  }

  /// The part of a recording that grows, and a recording of the given size.
  static let growths: [(name: String, text: @Sendable (Int) -> String)] = [
    (
      "updates of different resources",
      { count in
        entries(count) {
          #"{"method":"PUT","url":"https://a.nhs.uk/Appointment/\#($0)","headers":[],"postData":{"text":"{\"resourceType\":\"Appointment\"}"}}"#
        }
      }
    ),
    (
      "tokens",
      { count in
        entries(count) {
          #"{"method":"GET","url":"https://a.nhs.uk/x","headers":[{"name":"Authorization","value":"Bearer aaaaaaaaaaaaaaaaaaaa\#($0)zzz9"}]}"#
        }
      }
    ),
    (
      "cookies with the same prefix",
      { count in
        entries(count) {
          #"{"method":"GET","url":"https://a.nhs.uk/x","headers":[{"name":"Cookie","value":"id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\#($0)"}]}"#
        }
      }
    ),
  ]

  private static func entries(_ count: Int, _ request: (Int) -> String) -> String {
    let response =
      #"{"status":200,"headers":[{"name":"Location","value":"https://a.nhs.uk/Appointment/1"}],"content":{"text":"{\"resourceType\":\"Appointment\"}"}}"#
    return #"{"log":{"entries":["#
      + (0..<count).map { #"{"request":\#(request($0)),"response":\#(response)}"# }.joined(separator: ",") + "]}}"
  }

  @Test(arguments: growths.indices) func recordingsTakeLinearTime(index: Int) throws {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    let linter = try Linter(configuration)
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let text = Self.growths[index].text(count)
      return clock.measure { _ = linter.lint(SourceText(name: "a.har", text: text)) }
    }
    _ = time(20)
    #expect(time(600) < time(60) * 40, "\(Self.growths[index].name)")
  }
}
