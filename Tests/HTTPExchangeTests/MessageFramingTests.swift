import ApptLint
import FHIRSyntax
import Findings
import HTTPExchange
import Testing

/// Raw messages, and the media types that they declare.
@Suite struct MessageFramingTests {
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
      let isShown = says?.hasSuffix("characters") ?? false
      #expect(!isShown || message.text(showingValues: true).hasSuffix("found '\(value)'"))
    }
  }
}
