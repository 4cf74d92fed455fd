import ApptLint
import Testing
import VectorSupport

/// Findings in truncated, modified and garbled recordings have positions inside the recording.
@Suite struct RobustnessTests {
  static let names = [
    "nhs-booking/exchange.txtar/complete.http", "nhs-booking/exchange.txtar/complete.har",
    "syntax/har.txtar/complete-in-base64.har", "syntax/windows-line-ends.txtar/http/chunked.http",
    "bars/exchange.txtar/read-and-cancelled-with-changes.har", "bars/exchange.txtar/failed-and-repeated.http",
  ]

  private func check(_ bytes: [UInt8], _ name: String, _ linter: Linter) {
    let report = linter.lint(SourceText(name: name, bytes: bytes))
    for (finding, position) in report.placedFindings {
      #expect(finding.range.lowerBound >= 0 && finding.range.upperBound <= report.source.count)
      #expect(position.line >= 1 && position.column >= 1)
    }
  }

  @Test(arguments: names) func truncatedAnywhere(name: String) throws {
    let bytes = try TestVectors.bytes(of: name)
    let linter = try Recordings.linter(["nhs-booking", "bars"])
    for step in 0...60 { check(Array(bytes.prefix(bytes.count * step / 60)), name, linter) }
    // Every byte of the first lines, where start lines and fields are.
    for count in stride(from: 0, to: min(400, bytes.count), by: 3) { check(Array(bytes.prefix(count)), name, linter) }
  }

  @Test(arguments: names) func mutatedAnywhere(name: String) throws {
    let bytes = try TestVectors.bytes(of: name)
    let linter = try Recordings.linter(["nhs-booking", "bars"])
    var random = Generator(state: 0x5EED)
    for _ in 0..<120 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let index = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[index] = UInt8.random(in: 0...255, using: &random)
        case 1: changed.removeSubrange(index..<min(changed.count, index + Int.random(in: 1...80, using: &random)))
        case 2: changed.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: index)
        default: changed[index] = UInt8(ascii: "\n")
        }
        if changed.isEmpty { break }
      }
      check(changed, name, linter)
    }
  }

  static let pieces = [
    "\r\n\r\n", "HTTP/1.1 ", "###\n", "POST / HTTP/1.1\n", "\"", "{", "}", "ffffffff\r\n", "-1\r\n", "\\u00",
    "Content-Length: 9999999999999999999\n",
    "Transfer-Encoding: chunked\n", "Bearer ", "eyJ.", "\u{0}", "null,",
  ].map { Array($0.utf8) }

  @Test(arguments: ["a.har", "a.http"]) func invalidRecordings(name: String) throws {
    let linter = try Recordings.linter()
    let texts: [[UInt8]] = [
      [], [0], Array(repeating: 0xFF, count: 5_000), Array("{".utf8), Array("[]".utf8), Array("null".utf8), Array("<a/>".utf8),
      Array(#"{"log":null}"#.utf8), Array(#"{"log":{"entries":[null,1,"x",[],{}]}}"#.utf8), Array(repeating: 0x0A, count: 10_000),
      Array(String(repeating: "###\n", count: 2_000).utf8), Array(String(repeating: "GET / HTTP/1.1\n", count: 2_000).utf8),
      Array(("GET /Slot HTTP/1.1\nX: " + String(repeating: "a", count: 1_000_000)).utf8),
      Array(("POST /Slot HTTP/1.1\nContent-Length: -5\nTransfer-Encoding: chunked\n\n7fffffffffffffff\nx").utf8),
    ]
    for text in texts {
      let report = linter.lint(SourceText(name: name, bytes: text))
      #expect(!report.findings.isEmpty || text.starts(with: Array("GET".utf8)), "\(text.prefix(40))")
    }
  }

  /// A recording of many exchanges takes linear time, even if bodies do not end with a line break.
  @Test(arguments: [
    "PUT /Appointment/1 HTTP/1.1\nHost: a.nhs.uk\nX-Request-Id: 1\n\n{\"resourceType\":\"Appointment\"}\n\nHTTP/1.1 200 OK\n\n",
    "POST /Appointment HTTP/1.1\nHost: a.nhs.uk\nContent-Length: 2\n\n{}",
  ])
  func manyExchanges(_ one: String) throws {
    let linter = try Recordings.linter()
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let text = String(repeating: one, count: count)
      return clock.measure { _ = linter.lint(SourceText(name: "a.http", text: text)) }
    }
    _ = time(20)
    let (few, many) = (time(100), time(1_600))
    #expect(many < few * 48)
  }
}

/// Generates the same numbers in every run.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
