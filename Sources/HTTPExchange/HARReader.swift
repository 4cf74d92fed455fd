package import FHIRSyntax
import Findings

/// Reads HAR 1.2 files: JSON whose root is `log` with `entries`. Missing or malformed members are findings, and the rest is still
/// read. Entries may be listed in any order (HAR 1.2, entries): the exchanges are sorted by time.
package struct HARReader {
  private let document: Document
  private var recording: Recording
  /// The end of the text, if it is truncated.
  private let truncation: Int?

  /// Whether a document is a HAR file, by its content.
  package static func recognises(_ document: Document) -> Bool {
    guard document.format == .json, let root = document.root, document.record(root).form == .object,
      let log = document.decodedMember("log", of: root), document.record(log).form == .object
    else { return false }
    return document.decodedMember("entries", of: log) != nil
  }

  /// Reads a document; its `symbols` are not used. Reports at most `maxFindings` findings.
  package static func read(_ document: Document, maxFindings: Int) -> Recording {
    var reader = HARReader(document)
    reader.recording.maxFindings = maxFindings
    reader.readLog()
    reader.recording.harmless = HARHarmless.ranges(in: document)
    return reader.recording
  }

  private init(_ document: Document) {
    self.document = document
    recording = Recording(source: document.source, findings: document.findings)
    let isTruncated = document.findings.contains { $0.name == "truncated" }
    truncation = isTruncated ? document.root.map { document.valueRange(of: $0).upperBound } : nil
  }

  private mutating func readLog() {
    guard let root = document.root else { return }
    guard document.record(root).form == .object, let log = object("log", of: root), let entries = list("entries", of: log) else {
      // If the text is truncated this early, the syntax error suffices.
      if recording.findings.isEmpty {
        report(HTTPRules.harMember, document.headRange(of: root), "expected an object with the array log.entries")
      }
      return
    }
    if entries.isEmpty { report(HTTPRules.noExchange, document.headRange(of: log), "log.entries must not be empty") }
    for entry in entries {
      guard document.record(entry).form == .object else {
        report(HTTPRules.harForm, document.headRange(of: entry), "an entry must be an object")
        continue
      }
      if let exchange = exchange(entry) { recording.exchanges.append(exchange) }
    }
    sortByTime()
  }

  /// Sorts the exchanges by time; an exchange without a time stays after its predecessor in the list.
  private mutating func sortByTime() {
    var latest: (seconds: Int64, fraction: String) = (.min, "")
    var moments: [(seconds: Int64, fraction: String, index: Int)] = []
    for (index, exchange) in recording.exchanges.enumerated() {
      if let moment = exchange.started.flatMap({ Self.moment($0.text) }), moment.precision == .second {
        latest = (moment.seconds, String(Substring(moment.significantFraction)))
      }
      moments.append((latest.seconds, latest.fraction, index))
    }
    moments.sort { ($0.seconds, $0.fraction, $0.index) < ($1.seconds, $1.fraction, $1.index) }
    recording.exchanges = moments.map { recording.exchanges[$0.index] }
  }

  /// An ISO 8601 time, whose offset may lack the colon.
  private static func moment(_ text: String) -> FHIRDateTime? {
    if let moment = FHIRDateTime(text) { return moment }
    guard text.utf8.count > 4 else { return nil }
    return FHIRDateTime(text.dropLast(2) + ":" + text.suffix(2))
  }

  private mutating func exchange(_ entry: Node) -> RecordedExchange? {
    guard let request = object("request", of: entry) else {
      if member("request", of: entry) == nil && !isCut(entry) {
        report(HTTPRules.harMember, document.headRange(of: entry), "the entry must have a request")
      }
      return nil
    }
    // Missing members of a request at the end of a truncated file are not reported: their content is unknown.
    if isCut(request) { return nil }
    let response = object("response", of: entry).flatMap { isCut($0) ? nil : $0 }
    if response == nil && member("response", of: entry) == nil && !isCut(entry) {
      report(HTTPRules.harMember, document.headRange(of: entry), "the entry must have a response")
    }
    var exchange = RecordedExchange(
      range: document.valueRange(of: entry), started: string("startedDateTime", of: entry),
      method: string("method", of: request, isRequired: true), url: string("url", of: request, isRequired: true),
      request: message(request))
    exchange.request.body = body(object("postData", of: request))
    guard let response else { return exchange }
    var responseMessage = message(response)
    responseMessage.body = body(object("content", of: response))
    if let status = status(of: response) {
      exchange.status = status
      exchange.response = responseMessage
    } else {
      exchange.isUnanswered = member("status", of: response).flatMap { document.value(of: $0) } == "0"
    }
    return exchange
  }

  /// The status; nil if it is missing or 0, which tools write for a request without a response.
  private mutating func status(of response: Node) -> SourceSpan? {
    guard let node = member("status", of: response) else {
      report(HTTPRules.harMember, document.headRange(of: response), "the response must have a status")
      return nil
    }
    guard let text = document.value(of: node) else { return nil }
    let isNumber = document.record(node).form == .number
    if !isNumber { report(HTTPRules.harForm, document.valueRange(of: node), "a status must be a number") }
    if text == "0" { return nil }
    if Int(text).map({ !(100...599 ~= $0) }) ?? true {
      report(HTTPRules.status, document.valueRange(of: node), "expected a status from 100 to 599")
    }
    // Conditions of rules treat a status as text, as in an HTTP message.
    return isNumber ? SourceSpan(text: text, range: document.valueRange(of: node)) : span(node)
  }

  private mutating func message(_ node: Node) -> HTTPMessage {
    var message = HTTPMessage(head: document.headRange(of: node), range: document.valueRange(of: node))
    for header in list("headers", of: node) ?? [] {
      guard document.record(header).form == .object, let name = member("name", of: header),
        let text = document.value(of: name), HeaderField.isName(text), let value = member("value", of: header),
        document.hasValue(value)
      else {
        report(HTTPRules.harForm, document.headRange(of: header), "a header must be an object with a name and a value")
        continue
      }
      message.fields.append(
        HeaderField(name: text, nameRange: document.valueRange(of: name), value: span(value)))
    }
    return message
  }

  /// Whether the file ends inside an object.
  private func isCut(_ node: Node) -> Bool {
    guard let end = truncation else { return false }
    return document.valueRange(of: node).upperBound >= end
  }

  // MARK: Bodies

  private mutating func body(_ content: Node?) -> MessageBody? {
    guard let content else { return nil }
    guard let node = member("text", of: content), document.record(node).form == .string else { return notRecorded(content) }
    let range = document.textRange(of: node)
    let mediaType = member("mimeType", of: content).flatMap { document.value(of: $0) }
    let (bytes, sourceMap) = Self.unescaped(document.source.storage[range], at: range.lowerBound)
    if bytes.isEmpty { return nil }
    let encoding = member("encoding", of: content).flatMap { document.value(of: $0) }
    guard encoding?.lowercased() == "base64" else {
      return MessageBody(range: range, bytes: bytes, sourceMap: sourceMap, mediaType: mediaType)
    }
    guard let (decoded, hasBlanks) = Base64.decoded(bytes) else {
      report(HTTPRules.harBase64, document.valueRange(of: node), "the content is not valid base64")
      return MessageBody(range: range, bytes: [], sourceMap: .whole(range), obstacle: .malformed, mediaType: mediaType)
    }
    return MessageBody(
      range: range, bytes: decoded, sourceMap: hasBlanks ? .whole(range) : .base64(in: sourceMap), mediaType: mediaType)
  }

  /// The body of a message for which the file gives only the size of the content; nil if there was no content.
  private func notRecorded(_ content: Node) -> MessageBody? {
    guard let size = member("size", of: content).flatMap({ document.value(of: $0) }).flatMap({ Int($0) }), size > 0 else {
      return nil
    }
    let range = document.headRange(of: content)
    return MessageBody(range: range, bytes: [], sourceMap: .whole(range), obstacle: .notRecorded)
  }

  /// The decoded text of a JSON string, and the positions of its bytes in the file.
  static func unescaped(_ text: ArraySlice<UInt8>, at start: Int) -> ([UInt8], SourceMap) {
    guard text.contains(UInt8(ascii: "\\")) else { return (Array(text), .shifted(by: start)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var runs: [SourceMap.Run] = []
    var index = text.startIndex
    while index < text.endIndex {
      let plainEnd = text[index...].firstIndex(of: UInt8(ascii: "\\")) ?? text.endIndex
      if plainEnd > index {
        runs.append(.init(decoded: bytes.count, decodedCount: plainEnd - index, file: index, fileCount: plainEnd - index))
        bytes += text[index..<plainEnd]
        index = plainEnd
        continue
      }
      let end = JSONEscapes.end(ofEscapeAt: index, in: text)
      let decoded = JSONEscapes.decoded(text[index..<end]).utf8
      runs.append(.init(decoded: bytes.count, decodedCount: decoded.count, file: index, fileCount: end - index))
      bytes += decoded
      index = end
    }
    return (bytes, .runs(runs))
  }

  // MARK: Members

  private func member(_ name: StaticString, of node: Node) -> Node? {
    document.record(node).form == .object ? document.member(name, of: node)?.node : nil
  }

  private mutating func object(_ name: StaticString, of node: Node) -> Node? {
    guard let member = member(name, of: node) else { return nil }
    if document.record(member).form == .object { return member }
    if document.record(member).form != .null {
      report(HTTPRules.harForm, document.headRange(of: member), "\(text: "\(name)") must be an object")
    }
    return nil
  }

  private mutating func list(_ name: StaticString, of node: Node) -> [Node]? {
    guard let member = member(name, of: node) else { return nil }
    if document.record(member).form == .array { return Array(document.children(of: member)) }
    report(HTTPRules.harForm, document.headRange(of: member), "\(text: "\(name)") must be an array")
    return nil
  }

  private mutating func string(_ name: StaticString, of node: Node, isRequired: Bool = false) -> SourceSpan? {
    guard let member = member(name, of: node) else {
      if isRequired { report(HTTPRules.harMember, document.headRange(of: node), "the request must have a \(text: "\(name)")") }
      return nil
    }
    guard document.record(member).form == .string else {
      report(HTTPRules.harForm, document.headRange(of: member), "\(text: "\(name)") must be a string")
      return nil
    }
    return span(member)
  }

  private func span(_ node: Node) -> SourceSpan {
    let record = document.record(node)
    return SourceSpan(
      text: document.value(of: node) ?? "", range: document.valueRange(of: node), form: record.form,
      flags: record.flags.intersection([.escaped, .unquoted]))
  }

  private mutating func report(_ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message) {
    recording.report(rule, range, message)
  }
}
