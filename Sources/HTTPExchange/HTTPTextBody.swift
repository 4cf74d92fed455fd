import Findings

/// Bodies of raw messages: their ends and chunks.
extension HTTPTextReader {
  /// Reads the body at the current offset; nil if there is none. With `describesOther`, the fields describe the body of another
  /// response: in a response to HEAD and in a 304, Content-Length is that of the response to a GET (RFC 9110, section 8.6).
  mutating func body(of message: HTTPMessage, describesOther: Bool = false) -> MessageBody? {
    let start = offset
    let end = bodyEnd(from: start)
    var range = start..<end
    if describesOther, range.isEmpty {
      if let length = message.field("Content-Length")?.value, Int(length.text).map({ $0 < 0 }) ?? true {
        report(HTTPRules.contentLength, length.range, "expected a number of bytes")
      }
      offset = max(end, start)
      return nil
    }
    if let encoding = message.field("Transfer-Encoding")?.value, encoding.text.lowercased().containsBytes(of: "chunked"),
      !isDecoded(start, end)
    {
      offset = max(end, start)
      return chunked(start..<end)
    }
    if let length = message.field("Content-Length")?.value {
      if let count = Int(length.text), count >= 0 {
        if count != range.count, let exact = exactRange(count, from: start) {
          range = exact
        } else if count != range.count && !matchesExceptLineEndings(count, range) {
          report(HTTPRules.contentLength, length.range, "the body has \(range.count) bytes, not \(count)")
        }
      } else {
        report(HTTPRules.contentLength, length.range, "expected a number of bytes")
      }
    }
    offset = max(range.upperBound, start)
    if range.isEmpty { return nil }
    let bytes = Array(source.bytes[range])
    let isCompressed = bytes.starts(with: [0x1F, 0x8B])
    return MessageBody(
      range: range, bytes: isCompressed ? [] : bytes, sourceMap: .shifted(by: range.lowerBound),
      obstacle: isCompressed ? .compressed : nil)
  }

  /// The start of the next message, before any preceding blank lines; the end of the file if there is none.
  ///
  /// If bodies end in the middle of a line, each starts before the same next message. So its start is stored.
  private mutating func bodyEnd(from start: Int) -> Int {
    var next = start
    while next < source.count {
      let line = lineRange(at: next)
      if isStart(line) { break }
      next = after(line)
      if let known = nextMessage, known.searched.contains(next) { return max(known.end, start) }
    }
    var end = min(next, source.count)
    while end > start, source.storage[end - 1] == 0x0A || source.storage[end - 1] == 0x0D { end -= 1 }
    nextMessage = (start..<next, end)
    return end
  }

  /// The body of the given length, if the file or the message ends after it.
  private func exactRange(_ count: Int, from start: Int) -> Range<Int>? {
    guard count <= source.count - start else { return nil }
    var next = start + count
    while next < source.count, source.storage[next] == 0x0A || source.storage[next] == 0x0D { next += 1 }
    guard next >= source.count || isStart(lineRange(at: next)) else { return nil }
    return start..<start + count
  }

  /// Whether the length would be correct if the body had other line endings or a final line break.
  private func matchesExceptLineEndings(_ count: Int, _ range: Range<Int>) -> Bool {
    let lines = source.bytes[range].count { $0 == 0x0A }
    return [range.count + lines, range.count - lines].contains { $0...$0 + 2 ~= count }
  }

  /// Whether a body has no chunks because a tool has decoded them.
  private func isDecoded(_ start: Int, _ end: Int) -> Bool {
    let first = source.bytes[start..<end].first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "<") || first == UInt8(ascii: "[")
  }

  /// Joins the chunks of a body (RFC 9112, section 7.1).
  private mutating func chunked(_ range: Range<Int>) -> MessageBody? {
    var bytes: [UInt8] = []
    var runs: [SourceMap.Run] = []
    var next = range.lowerBound
    func malformed() -> MessageBody { MessageBody(range: range, bytes: [], sourceMap: .whole(range), obstacle: .malformed) }
    while true {
      guard next < range.upperBound else {
        report(HTTPRules.chunk, range.upperBound..<range.upperBound, "the last chunk, of size 0, is missing")
        return malformed()
      }
      let line = lineRange(at: next)
      let digits = source.bytes[line].prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
      guard digits.count <= 8, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
        report(HTTPRules.chunk, line, "expected a chunk size in hexadecimal")
        return malformed()
      }
      if size == 0 { break }
      let start = after(line)
      guard size <= range.upperBound - start else {
        report(HTTPRules.chunk, line, "the chunk has fewer than \(size) bytes")
        return malformed()
      }
      runs.append(.init(decoded: bytes.count, decodedCount: size, file: start, fileCount: size))
      bytes += source.bytes[start..<start + size]
      let end = start + size
      next = after(end..<end)
      guard next > end || end == range.upperBound else {
        report(HTTPRules.chunk, line, "the chunk has more than \(size) bytes")
        return malformed()
      }
    }
    if bytes.isEmpty { return nil }
    let isCompressed = bytes.starts(with: [0x1F, 0x8B])
    return MessageBody(
      range: range, bytes: isCompressed ? [] : bytes, sourceMap: .runs(runs), obstacle: isCompressed ? .compressed : nil)
  }
}
