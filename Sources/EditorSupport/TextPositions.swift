package import Findings

/// How a client counts the characters of a line.
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The number of code units of a character, given its first byte; 0 for its other bytes.
  @inline(__always)
  fileprivate func units(_ byte: UInt8) -> Int {
    if byte & 0xC0 == 0x80 { return 0 }
    return byte >= 0xF0 && self == .utf16 ? 2 : 1
  }
}

/// A position of a client: a line and a character in it, both from 0.
package struct TextPosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}

/// Converts between byte offsets of a text and positions of a client. In both directions, the time does not depend on the
/// length of the line.
package struct TextPositions: Sendable {
  private let source: SourceText
  private let lines: LineTable
  private let encoding: PositionEncoding
  /// The number of code units before each block of bytes; empty if each byte is a code unit.
  private let blocks: [Int]

  private static let blockSize = 4096

  package init(_ source: SourceText, _ encoding: PositionEncoding) {
    self.source = source
    self.encoding = encoding
    lines = LineTable(source)
    var bits: UInt8 = 0
    if encoding != .utf8 { for byte in source.bytes { bits |= byte } }
    guard bits >= 0x80 else {
      blocks = []
      return
    }
    var blocks = [0]
    var units = 0
    for start in stride(from: 0, to: source.count, by: Self.blockSize) {
      for byte in source.bytes[start..<min(start + Self.blockSize, source.count)] { units += encoding.units(byte) }
      blocks.append(units)
    }
    self.blocks = blocks
  }

  /// The number of lines, at least 1.
  package var lineCount: Int { lines.count }

  /// The position of a byte; for larger offsets, the position of the end of the text.
  package func position(of offset: Int) -> TextPosition {
    let offset = max(0, min(offset, source.count))
    let line = lines.line(of: offset)
    return TextPosition(line: line - 1, character: max(0, units(before: offset) - units(before: start(ofLine: line))))
  }

  /// The offset of a position. A position after the end of its line is moved to that end, a position after the last line to the
  /// end of the text, and a position inside a character to the character's start.
  package func offset(of position: TextPosition) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lines.count else { return source.count }
    let start = start(ofLine: position.line + 1)
    let end = max(start, lines.range(ofLine: position.line + 1).upperBound)
    // Longer than any text: the sum cannot overflow.
    let character = max(0, min(position.character, source.count))
    var offset = start
    if blocks.isEmpty {
      offset = min(start + character, end)
      while offset > start, source.storage[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    var left = character
    let target = units(before: start) + character
    let block = blocks.firstIndex(pastThose: { $0 <= target }) - 1
    if block * Self.blockSize > start {
      offset = min(block * Self.blockSize, end)
      while offset > start, source.storage[offset] & 0xC0 == 0x80 { offset -= 1 }
      left = target - units(before: offset)
    }
    while offset < end {
      let units = encoding.units(source.storage[offset])
      if units > left { break }
      left -= units
      offset += 1
      while offset < end, source.storage[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The byte order mark, which `LineTable` skips, is a character of the client's text.
  private func start(ofLine line: Int) -> Int { line == 1 ? 0 : lines.range(ofLine: line).lowerBound }

  private func units(before offset: Int) -> Int {
    if blocks.isEmpty { return offset }
    let block = offset / Self.blockSize
    var units = blocks[min(block, blocks.count - 1)]
    for byte in source.bytes[min(block * Self.blockSize, offset)..<offset] { units += encoding.units(byte) }
    return units
  }
}

extension SourceText {
  /// A text to insert, with the line breaks of this text: CR LF or CR if the first line of this text ends with it.
  package func adaptingLineBreaks(of text: String) -> String {
    guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }), bytes[end] == 0x0D else { return text }
    let lineBreak = end + 1 < bytes.endIndex && bytes[end + 1] == 0x0A ? "\r\n" : "\r"
    return text.reduce(into: "") { $0 += $1 == "\n" ? lineBreak : String($1) }
  }

  /// This text with a range replaced.
  package func replacing(_ range: Range<Int>, with text: String) -> SourceText {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count - range.count + text.utf8.count + Self.padding)
    bytes += self.bytes[..<range.lowerBound]
    bytes += text.utf8
    bytes += self.bytes[range.upperBound...]
    return SourceText(name: name, unpadded: bytes)
  }
}
