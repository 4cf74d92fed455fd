import FHIRSyntax
package import Findings

/// Reads raw HTTP messages according to RFC 9112: a request, its body, and its response; several exchanges in sequence,
/// optionally separated by lines of `###`.
///
///     POST /Appointment HTTP/1.1            request line
///     Content-Type: application/fhir+json   fields
///                                           a blank line
///     { "resourceType": ... }               body
///
///     HTTP/1.1 201 Created                  status line, fields, blank line, body
///
/// Files are often written or edited by hand, so a body ends where the next message starts, unless Content-Length fits the file
/// better. Errors are findings, and reading continues.
package struct HTTPTextReader {
  let source: SourceText
  var recording: Recording
  /// The offset of the next byte to read.
  var offset = 0
  /// Text without a line that starts a message, up to such a line or to the end of the file, and where it ends without the line
  /// breaks at its end.
  var nextMessage: (searched: Range<Int>, end: Int)?

  /// The maximum size of a message head without a finding, in bytes.
  private static let largestHead = 1 << 16

  /// Reads a text. Reports at most `maxFindings` findings.
  package static func read(_ source: SourceText, maxFindings: Int = .max) -> Recording {
    let wide = TextEncoding.decodedWide(source)
    let source = wide?.text ?? source
    var reader = HTTPTextReader(source: source, recording: Recording(source: source))
    reader.recording.maxFindings = maxFindings
    if let wide { reader.report(HTTPRules.otherEncoding, 0..<0, "expected the encoding UTF-8, found \(text: wide.encoding)") }
    reader.readMessages()
    return reader.recording
  }

  /// Whether a text starts like raw HTTP messages, after comments: with a request or status line, unlike JSON and XML.
  package static func recognises(_ source: SourceText) -> Bool {
    let source = TextEncoding.decodedWide(source)?.text ?? source
    // Most texts are JSON or XML, which may be a single long line.
    let start = source.hasByteOrderMark ? 3 : 0
    guard let first = source.bytes[start...].first(where: { $0 > 0x20 }), !"{[<\"".utf8.contains(first) else { return false }
    var reader = HTTPTextReader(source: source, recording: Recording(source: source))
    reader.skipByteOrderMark()
    return reader.nextStart().map { reader.isStart($0) } ?? false
  }

  private mutating func skipByteOrderMark() {
    if source.storage.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  private mutating func readMessages() {
    skipByteOrderMark()
    var pending: RecordedExchange?
    while let line = nextStart() {
      if let status = statusLine(line) {
        let isResponseToHead = pending?.method?.text == "HEAD"
        var response = message(from: line, describesOther: isResponseToHead || status.text == "304")
        // An interim response comes before the one that answers the request (RFC 9110, 15.2).
        if status.text.hasPrefix("1"), status.text != "101", pending != nil, let next = nextStart(), isStatusLine(next) {
          continue
        }
        if var exchange = pending.take() {
          exchange.range = exchange.range.lowerBound..<response.range.upperBound
          (exchange.status, exchange.response) = (status, response)
          recording.exchanges.append(exchange)
        } else {
          response.range = line.lowerBound..<offset
          report(HTTPRules.startLine, line, "expected a request line before this response")
        }
        continue
      }
      if let exchange = pending.take() { recording.exchanges.append(exchange) }
      let (method, url) = requestLine(line)
      let request = message(from: line)
      pending = RecordedExchange(range: request.range, started: nil, method: method, url: url, request: request)
    }
    if let exchange = pending { recording.exchanges.append(exchange) }
    // A file that contains only requests says nothing about their responses.
    if recording.exchanges.contains(where: { $0.response != nil }) {
      for index in recording.exchanges.indices {
        recording.exchanges[index].isUnanswered = recording.exchanges[index].response == nil
      }
    }
    if recording.exchanges.isEmpty && recording.findings.isEmpty {
      report(HTTPRules.noExchange, 0..<0, "the file contains no request")
    }
  }

  /// The next line that is neither blank nor a separator nor a comment; reading continues at its start.
  private mutating func nextStart() -> Range<Int>? {
    while offset < source.count {
      let line = lineRange(at: offset)
      let isComment = source.storage[line.lowerBound] == UInt8(ascii: "#") || source.bytes[line].starts(with: "//".utf8)
      if isComment || isBlank(line) {
        offset = after(line)
      } else {
        return line
      }
    }
    return nil
  }

  // MARK: Start lines

  private mutating func statusLine(_ line: Range<Int>) -> SourceSpan? {
    guard isStatusLine(line) else { return nil }
    let words = words(of: line)
    guard words.count > 1 else {
      report(HTTPRules.startLine, line, "expected a status after the version")
      return SourceSpan(text: "", range: line.upperBound..<line.upperBound)
    }
    let text = source.string(words[1])
    if Int(text).map({ !(100...599 ~= $0) }) ?? true || text.utf8.count != 3 {
      report(HTTPRules.status, words[1], "expected a status from 100 to 599")
    }
    return SourceSpan(text: text, range: words[1])
  }

  private mutating func requestLine(_ line: Range<Int>) -> (method: SourceSpan?, url: SourceSpan?) {
    let words = words(of: line)
    guard let first = words.first, Self.isMethod(source.bytes[first]), words.count > 1 else {
      report(HTTPRules.startLine, line, "expected a request line such as 'POST /Appointment HTTP/1.1'")
      return (nil, nil)
    }
    if words.count > 3 || words.count == 3 && !source.string(words[2]).hasPrefix("HTTP/") {
      report(HTTPRules.startLine, words[2].lowerBound..<line.upperBound, "expected 'HTTP/1.1' or nothing after the target")
    }
    return (span(first), span(words[1]))
  }

  private func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(text: source.string(range), range: range) }

  /// Whether a line is the first of a response.
  func isStatusLine(_ line: Range<Int>) -> Bool {
    let bytes = source.bytes[line]
    guard bytes.starts(with: "HTTP/".utf8) else { return false }
    return bytes.dropFirst(5).first.map(\.isDigit) ?? false
  }

  /// Whether a line is the first of a request: `POST /Appointment HTTP/1.1`, possibly without the version.
  func isRequestLine(_ line: Range<Int>) -> Bool {
    let words = words(of: line)
    guard words.count == 2 || words.count == 3, Self.isMethod(source.bytes[words[0]]) else { return false }
    if words.count == 3 { return source.string(words[2]).hasPrefix("HTTP/") }
    let target = source.string(words[1])
    return target.hasPrefix("/") || target.hasPrefix("https://") || target.hasPrefix("http://")
  }

  private static func isMethod(_ bytes: ArraySlice<UInt8>) -> Bool {
    3...10 ~= bytes.count && bytes.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
  }

  // MARK: Messages

  /// Reads a message from its first line to its end; `describesOther` as for `body`.
  private mutating func message(from line: Range<Int>, describesOther: Bool = false) -> HTTPMessage {
    var message = HTTPMessage(head: line, range: line)
    offset = after(line)
    while offset < source.count {
      let line = lineRange(at: offset)
      if isBlank(line) {
        offset = after(line)
        message.body = body(of: message, describesOther: describesOther)
        break
      }
      if isStart(line) {
        report(HTTPRules.fieldLine, line.lowerBound..<line.lowerBound, "expected a blank line before the next message")
        break
      }
      if isBodyStart(line) {
        report(HTTPRules.fieldLine, line.lowerBound..<line.lowerBound, "expected a blank line before the body")
        message.body = body(of: message, describesOther: describesOther)
        break
      }
      offset = after(line)
      if let field = field(line) { message.fields.append(field) }
    }
    if offset - line.lowerBound > Self.largestHead
      && (message.body?.range.lowerBound ?? offset) - line.lowerBound > Self.largestHead
    {
      report(HTTPRules.largeField, line, "the start line and headers exceed \(Self.largestHead) bytes")
    }
    message.range = line.lowerBound..<max(line.upperBound, message.body?.range.upperBound ?? min(offset, source.count))
    return message
  }

  /// Whether a line starts with JSON or XML, unlike any header field.
  private func isBodyStart(_ line: Range<Int>) -> Bool {
    let first = source.bytes[line].first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
  }

  private mutating func field(_ line: Range<Int>) -> HeaderField? {
    let bytes = source.bytes[line]
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    guard let colon, colon > line.lowerBound, bytes[..<colon].allSatisfy(HeaderField.isNameCharacter) else {
      let isFolded = bytes.first == 0x20 || bytes.first == 0x09
      report(
        HTTPRules.fieldLine, line,
        isFolded ? "a header must not continue on a second line" : "expected 'Name: value'")
      return nil
    }
    var start = colon + 1
    var end = line.upperBound
    while start < end, source.storage[start] == 0x20 || source.storage[start] == 0x09 { start += 1 }
    while end > start, source.storage[end - 1] == 0x20 || source.storage[end - 1] == 0x09 { end -= 1 }
    return HeaderField(
      name: source.string(line.lowerBound..<colon), nameRange: line.lowerBound..<colon, value: span(start..<end))
  }

  // MARK: Lines

  /// Whether a line starts another message or separates messages.
  func isStart(_ line: Range<Int>) -> Bool {
    Self.isSeparator(source.bytes[line]) || isStatusLine(line) || isRequestLine(line)
  }

  static func isSeparator(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "###".utf8) }

  /// The line at an offset, without its line break.
  func lineRange(at start: Int) -> Range<Int> {
    var end = source.bytes[start...].firstIndex(of: 0x0A) ?? source.count
    if end > start, source.storage[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The start of the next line.
  func after(_ line: Range<Int>) -> Int {
    var next = line.upperBound
    if next < source.count, source.storage[next] == 0x0D { next += 1 }
    if next < source.count, source.storage[next] == 0x0A { next += 1 }
    return next
  }

  func isBlank(_ line: Range<Int>) -> Bool { source.bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private func words(of line: Range<Int>) -> [Range<Int>] {
    source.bytes[line].prefix(1 << 14).split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).prefix(5).map {
      $0.startIndex..<$0.endIndex
    }
  }

  mutating func report(_ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message) {
    recording.report(rule, range, message)
  }
}
