import ApptLint
import FHIRSyntax
import Findings
import HTTPExchange
import Testing

/// Where raw messages end, and the media types that they declare.
@Suite struct MessageFramingTests {
  private static let get = "GET /Slot HTTP/1.1\nHost: a.nhs.uk\n\n"
  private static let head = "HEAD /Slot HTTP/1.1\nHost: a.nhs.uk\n\n"

  /// Messages, the expected codes about them, and the statuses of the exchanges, with `-` for an exchange without a response.
  @Test(
    arguments: [
      // RFC 9110, 8.6: the length is the length of the response to a GET.
      (head + "HTTP/1.1 200 OK\nContent-Length: 500\n\n", [], ["200"]),
      (get + "HTTP/1.1 304 Not Modified\nContent-Length: 500\n\n", [], ["304"]),
      (get + "HTTP/1.1 200 OK\nContent-Length: 500\n\n", ["HTX014"], ["200"]),
      (head + "HTTP/1.1 200 OK\nContent-Length: twelve\n\n", ["HTX014"], ["200"]),
      (head + "HTTP/1.1 200 OK\nContent-Length: 30\n\n{}", ["HTX014"], ["200"]),
      (head + "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", [], ["200"]),
      (get + "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", ["HTX013"], ["200"]),
      // The next exchange is as long as the body would have been.
      (head + "HTTP/1.1 200 OK\nContent-Length: \(get.utf8.count - 1)\n\n" + get, [], ["200", "-"]),
    ] as [(String, [String], [String])]) func messages(text: String, codes: [String], statuses: [String])
  {
    for text in [text, text.replacing("\n", with: "\r\n")] {
      let recording = HTTPTextReader.read(SourceText(name: "a.http", text: text))
      #expect(recording.findings.map(\.code) == codes, "\(text)")
      #expect(recording.exchanges.map { $0.status?.text ?? "-" } == statuses, "\(text)")
    }
  }

  /// A Content-Type, and what the message about it says; nil if it matches the body.
  @Test(arguments: [
    ("application/fhir+json", nil), (" Application/FHIR+JSON ; charset=utf-8", nil), ("application/json", nil),
    ("text/html; charset=utf-8", "found 'text/html'"), ("Text/HTML", "found 'text/html'"),
    ("application/fhir+xml", "found 'application/fhir+xml'"), ("application/x-smithson", "found a value of 22 characters"),
    ("Ada Smithson 9990000018", "found a value of 23 characters"), ("application/fhir+ json", "found a value of 22 characters"),
    ("9990000018", "found a value of 10 characters"),
  ]) func contentTypes(value: String, says: String?) throws {
    let text =
      "POST /Patient HTTP/1.1\nContent-Type: \(value)\n\n{\"resourceType\":\"Patient\"}\n\nHTTP/1.1 201 Created\n\n"
    let report = try Recordings.linter([]).lint(SourceText(name: "a.http", text: text))
    let messages = report.findings.filter { $0.code == "HTX020" }.map(\.message)
    #expect(messages.count == (says == nil ? 0 : 1))
    for message in messages {
      #expect(says.map { message.text(showingValues: false).hasSuffix($0) } ?? false)
      let isHidden = says?.hasSuffix("characters") ?? false
      #expect(!isHidden || message.text(showingValues: true).hasSuffix("found '\(value)'"))
    }
  }
}
