import Findings

/// Reads the messages of a JSON-RPC peer from a stream of bytes, in bounded memory.
struct MessageReader {
  /// How a message is delimited.
  enum Framing {
    /// After a header with `Content-Length` (Language Server Protocol).
    case header
    /// On a separate line (Model Context Protocol).
    case line
  }

  enum Item {
    case message([UInt8])
    /// Input that is not a message, with the reason.
    case malformed(String)

    /// Why the item is not a message; nil for messages.
    var error: String? { if case .malformed(let sentence) = self { sentence } else { nil } }
  }

  private let source: any ByteSource
  private let framing: Framing
  private let limit: Int
  private var buffer: [UInt8] = []
  /// Where the unread bytes of the buffer start.
  private var start = 0
  /// The length of the message whose header has been read.
  private var expected: Int?
  /// The number of bytes still to be skipped because their message is too long.
  private var skipped = 0
  private var skipsLine = false
  /// The number of unread bytes that contain no line break.
  private var searched = 0

  private static let maxHeader = 4096

  init(_ source: any ByteSource, framing: Framing, limit: Int = 256 << 20) {
    self.source = source
    self.framing = framing
    self.limit = limit
  }

  /// Whether reading would return at once.
  var isReady: Bool { source.isReady }

  /// The next messages, at least one; nil at the end of the stream.
  mutating func next() throws(CommandError) -> [Item]? {
    while true {
      var items: [Item] = []
      while let item = item() { items.append(item) }
      if !items.isEmpty { return items }
      // Releases the memory of a long message.
      if start == buffer.count { buffer = [] } else { buffer.removeFirst(start) }
      start = 0
      // The capacity grows by a factor, so the cost of reading a message is proportional to its length.
      let bytes = try source.read(upTo: max(1 << 16, min((expected ?? 0) - buffer.count, 1 << 20)))
      if bytes.isEmpty { return nil }
      buffer += bytes
    }
  }

  private mutating func item() -> Item? {
    switch framing {
    case .header: messageWithHeader()
    case .line: messageOnLine()
    }
  }

  private mutating func messageWithHeader() -> Item? {
    if skipped > 0 {
      let count = min(skipped, buffer.count - start)
      start += count
      skipped -= count
      if skipped > 0 { return nil }
    }
    if expected == nil {
      guard let end = headerEnd() else {
        guard buffer.count - start > Self.maxHeader else { return nil }
        // The last bytes may be the start of the blank line.
        start = buffer.count - 3
        return .malformed("a header is too long")
      }
      let header = buffer[start..<end]
      start = end + 4
      guard let length = Self.length(header) else { return .malformed("a message has no Content-Length") }
      guard length <= limit else {
        skipped = length
        return .malformed("a message is longer than \(limit) bytes")
      }
      expected = length
    }
    guard let length = expected, buffer.count - start >= length else { return nil }
    let message = Array(buffer[start..<start + length])
    start += length
    expected = nil
    return .message(message)
  }

  /// The end of a header: the line break before the blank line. Nil if the blank line has not been read.
  private func headerEnd() -> Int? {
    var index = start
    let last = min(buffer.count, start + Self.maxHeader + 4) - 4
    while index <= last {
      if buffer[index] == 0x0D, buffer[index + 1] == 0x0A, buffer[index + 2] == 0x0D, buffer[index + 3] == 0x0A { return index }
      index += 1
    }
    return nil
  }

  private static func length(_ header: ArraySlice<UInt8>) -> Int? {
    for line in header.split(whereSeparator: { $0 == 0x0D || $0 == 0x0A }) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard name == "content-length" else { continue }
      let digits = line[(colon + 1)...].filter { $0 != 0x20 && $0 != 0x09 }
      guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    return nil
  }

  private mutating func messageOnLine() -> Item? {
    while let end = Platform.firstLineFeed(in: buffer, from: start + searched) {
      let line = buffer[start..<end]
      start = end + 1
      searched = 0
      if skipsLine {
        skipsLine = false
        continue
      }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      return .message(Array(line))
    }
    searched = buffer.count - start
    guard searched > limit else { return nil }
    start = buffer.count
    searched = 0
    defer { skipsLine = true }
    return skipsLine ? nil : .malformed("a message is longer than \(limit) bytes")
  }
}
