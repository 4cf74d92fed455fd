import ApptLint
import Testing
import VectorSupport

/// Exchanges that are passed in memory.
@Suite struct ExchangeTests {
  static let token = "Bearer \(JSONWebTokenTests.none).\(JSONWebTokenTests.encoded(#"{"exp":1772443170}"#))."

  static func request(_ token: String? = token, body: String? = nil) throws -> Exchange.Request {
    let text = try body ?? TestVectors.text(of: "nhs-booking/book.txtar/complete.json")
    return Exchange.Request(
      method: "POST", url: "https://provider.nhs.uk/STU3/Appointment",
      headers: (token.map { [Exchange.Header("Authorization", $0)] } ?? []) + [.init("Content-Type", "application/fhir+json")],
      body: Array(text.utf8))
  }

  /// 2026-03-02T09:14:30Z.
  static let moment: Int64 = 1_772_442_870

  @Test func aRequestWithoutResponseIsChecked() throws {
    let report = try Recordings.linter().lint(Exchange(request: Self.request(), time: Self.moment))
    #expect(Recordings.lines(report) == [])
    #expect(report.recommendedStatus == nil)
  }

  @Test func aResponseIsCheckedAgainstItsRequest() throws {
    let exchange = Exchange(
      request: try Self.request(),
      response: .init(
        status: 201, headers: [.init("Location", "/Appointment/1"), .init("Content-Type", "application/fhir+json")],
        body: Array(#"{"resourceType":"Appointment","id":"1"}"#.utf8)),
      time: Self.moment)
    let lines = Recordings.lines(try Recordings.linter().lint(exchange))
    #expect(lines.contains("error BKL111 Exchange.response.header.Location"))
    #expect(lines.contains("error BKL115 Exchange.response.resource"))
    #expect(!lines.contains { $0.contains("Exchange.request") })
  }

  /// A request, and the status that its errors require.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var token: String? = ExchangeTests.token
    var body: String?
    var time = ExchangeTests.moment
    var status: Int?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing is wrong"),
    Case(name: "no token", token: nil, status: 403),
    Case(name: "a token that has expired", time: moment + 300, status: 403),
    Case(name: "no JSON", body: "{\"resourceType\": \"Appointment\"", status: 400),
    Case(name: "an unknown element", body: #"{"resourceType":"Appointment","state":"booked"}"#, status: 400),
    Case(
      name: "a violated rule", body: #"{"resourceType":"Appointment","status":"booked","participant":[{"status":"accepted"}]}"#,
      status: 422),
    Case(name: "a FHIR element is missing", body: #"{"resourceType":"Appointment","status":"booked"}"#, status: 422),
    Case(name: "a token is missing, and the body is not JSON", token: nil, body: "{\"resourceType\": ", status: 403),
  ]

  @Test(arguments: cases) func theStatusFollowsFromTheTables(test: Case) throws {
    let report = try Recordings.linter().lint(Exchange(request: Self.request(test.token, body: test.body), time: test.time))
    #expect(report.recommendedStatus == test.status, "\(Recordings.lines(report))")
  }

  /// A correct response has no findings, whatever the errors of the request.
  @Test(arguments: cases.filter { $0.status != nil && !$0.name.contains("and the body") })
  func theStatusOfTheTablesIsAccepted(test: Case) throws {
    func lines(_ status: Int) throws -> [String] {
      let outcome = #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid"}]}"#
      let exchange = Exchange(
        request: try Self.request(test.token, body: test.body),
        response: .init(status: status, headers: [.init("Content-Type", "application/fhir+json")], body: Array(outcome.utf8)),
        time: test.time)
      return Recordings.lines(try Recordings.linter().lint(exchange)).filter { $0.contains("Exchange.response") }
    }
    #expect(try lines(test.status ?? 0) == [])
    #expect(try lines(test.status == 422 ? 400 : 422).count == 1)
  }

  @Test func payloadsHaveAStatusToo() throws {
    func status(_ text: String) throws -> Int? {
      try Recordings.linter().lint(SourceText(name: "a", text: text)).recommendedStatus
    }
    #expect(try status(TestVectors.text(of: "nhs-booking/book.txtar/complete.json")) == nil)
    #expect(try status("{\"resourceType\": \"Appointment\"") == 400)
    #expect(try status(TestVectors.text(of: "nhs-booking/book.txtar/slots-two.json")) == 422)
  }

  @Test func theStatusIsPartOfTheReports() throws {
    var style = ReportStyle()
    style.showsValues = false
    let report = try Recordings.linter().lint(SourceText(name: "a", text: "{\"resourceType\": \"Appointment\""))
    for (format, expected) in [
      (ReportFormat.json, "\"url\": \"urn:apptlint:recommended-status\",\n      \"valueInteger\": 400"),
      (.ndjson, "{\"url\":\"urn:apptlint:recommended-status\",\"valueInteger\":400}"),
      (.xml, "<extension url=\"urn:apptlint:recommended-status\">\n    <valueInteger value=\"400\"/>"),
      (.full, "recommended HTTP status: 400"),
    ] {
      var output = OutputBuffer()
      format.reporter(style).report(report, number: 1, into: &output)
      #expect(output.text.contains(expected), "\(output.text)")
    }
  }

  @Test func aPathIsCompletedByTheHost() throws {
    var request = try Self.request()
    request.url = "/STU3/Appointment"
    request.headers.append(.init("host", "provider.nhs.uk"))
    request.method = "PATCH"
    let report = try Recordings.linter().lint(Exchange(request: request, time: Self.moment))
    #expect(Recordings.lines(report) == ["error BKL100 Exchange.request.method"])
    #expect(report.source.string(0..<23) == "PATCH /STU3/Appointment")
  }
}
