import ApptLint
import Testing

/// Findings in a body are reported at their position in the file, however the body is encoded there.
@Suite struct BodyPositionTests {
  /// A body with an invalid status, as encoded in a file, and the characters in the range of the finding.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var content: String
    var marked: String
    var testDescription: String { content }
  }

  static let json = #"{"resourceType":"Appointment","description":"é\n","status":"arrived"}"#

  static let cases = [
    Case(
      name: "plain escapes", content: #""text":"{\"resourceType\":\"Appointment\",\"status\":\"arrived\"}""#,
      marked: #"\"arrived\""#),
    Case(
      name: "escapes of letters",
      content:
        #""text":"\u007b\"resourceType\":\"Appointment\",\"description\":\"\u00e9\ud83d\ude00\\n\",\"status\":\"arriv\u0065d\"}""#,
      marked: #"\"arriv\u0065d\""#),
    Case(
      name: "base64",
      content: #""encoding":"base64","text":"eyJyZXNvdXJjZVR5cGUiOiJBcHBvaW50bWVudCIsInN0YXR1cyI6ImFycml2ZWQifQ==""#,
      marked: "ImFycml2ZWQi"),
    Case(
      name: "base64 with a line break",
      content: #""encoding":"base64","text":"eyJyZXNvdXJjZVR5cGUiOiJB\ncHBvaW50bWVudCIsInN0YXR1cyI6ImFycml2ZWQifQ==""#,
      marked: #"eyJyZXNvdXJjZVR5cGUiOiJB\ncHBvaW50bWVudCIsInN0YXR1cyI6ImFycml2ZWQifQ=="#),
    Case(
      name: "XML",
      content: #""text":"<Appointment xmlns=\"http://hl7.org/fhir\">\r\n<status value=\"arrived\"\/><\/Appointment>""#,
      marked: "arrived"),
  ]

  @Test(arguments: cases) func bodiesOfHARFiles(test: Case) throws {
    let text =
      #"{"log":{"entries":[{"request":{"method":"PUT","url":"https://a.nhs.uk/Appointment/1","headers":[],"postData":{"#
      + test.content + #"}},"response":{"status":200,"headers":[]}}]}}"#
    let report = try Recordings.linter().lint(SourceText(name: "a.har", text: text))
    let finding = try #require(report.findings.first { $0.code == "BKL003" })
    #expect(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) == test.marked)
    #expect(finding.element == "Appointment.status")
  }

  /// A body in chunks: each boundary is inside or next to the range of the finding.
  @Test(arguments: 1...30) func bodiesInChunks(size: Int) throws {
    let body = Array(#"{"resourceType":"Appointment","status":"arrived"}"#.utf8)
    var text =
      "PUT /Appointment/1 HTTP/1.1\r\nHost: a.nhs.uk\r\nTransfer-Encoding: chunked\r\nContent-Type: application/fhir+json\r\n\r\n"
    for start in stride(from: 0, to: body.count, by: size) {
      let chunk = body[start..<min(start + size, body.count)]
      text += "\(String(chunk.count, radix: 16));name=value\r\n" + String(decoding: chunk, as: UTF8.self) + "\r\n"
    }
    text += "0\r\n\r\n"
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    #expect(!report.findings.contains { $0.code.hasPrefix("HTX") || $0.code.hasPrefix("JSN") })
    let finding = try #require(report.findings.first { $0.code == "BKL003" })
    let bytes = Array(text.utf8)[finding.range]
    #expect(bytes.first == UInt8(ascii: "\"") && bytes.last == UInt8(ascii: "\""))
    let start = String(decoding: Array(text.utf8)[..<finding.range.lowerBound], as: UTF8.self)
    #expect(start.filter { $0 == "\"" }.count == 6)
  }

  /// Line numbers in messages are those of the file.
  @Test(arguments: [
    "{\"resourceType\":\"Appointment\",", "<Appointment xmlns=\"http://hl7.org/fhir\">\n<status value=\"booked\"/>",
  ])
  func linesInMessages(body: String) throws {
    let text = "PUT /Appointment/1 HTTP/1.1\nHost: a.nhs.uk\nContent-Type: application/fhir\n\n\(body)"
    let report = try Recordings.linter().lint(SourceText(name: "a.http", text: text))
    let messages = report.findings.filter { $0.name == "truncated" }.map { $0.message.text(showingValues: false) }
    #expect(messages.count == 1 && messages[0].contains("line 5"), "\(messages)")
  }
}
