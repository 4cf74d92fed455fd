/// A position in a text, in lines and columns.
public struct Position: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode code points, from 1.
  public var column: Int

  /// A position, both numbers from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// The line starts of a text; converts byte offsets to lines and columns.
///
/// A line ends with LF, CR LF or a lone CR. A byte order mark is not counted as a column.
public struct LineTable: Sendable {
  private let source: SourceText
  private let starts: [Int]

  /// Finds the line starts of a text, such as the source of a report.
  public init(_ source: SourceText) {
    self.source = source
    var starts = [source.hasByteOrderMark ? 3 : 0]
    var index = Self.lineBreak(in: source, from: 0)
    while index < source.count {
      // The padding makes the byte after the last one a zero.
      if source.storage[index] != 0x0D || source.storage[index + 1] != 0x0A { starts.append(index + 1) }
      index = Self.lineBreak(in: source, from: index + 1)
    }
    self.starts = starts
  }

  /// The offset of the first LF or CR at or after an offset; at least the count if there is none. Searches eight bytes at a time.
  private static func lineBreak(in source: SourceText, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    return unsafe source.storage.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return source.count }
      var offset = start
      while offset < source.count {
        // Safe: the text is padded by more than eight bytes.
        let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let (feeds, returns) = (word ^ (ones &* 0x0A), word ^ (ones &* 0x0D))
        // The lowest set bit marks a true match; the bits above it may be false matches.
        let matches = ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & highs
        if matches != 0 { return offset + matches.trailingZeroBitCount >> 3 }
        offset += 8
      }
      return source.count
    }
  }

  /// The number of lines; a text that ends with a line break has an empty last line.
  package var count: Int { starts.count }

  /// The line, from 1, that contains a byte.
  package func line(of offset: Int) -> Int {
    max(1, starts.firstIndex(pastThose: { $0 <= offset }))
  }

  /// The line and column of a byte, by its offset from 0, such as the bounds of a finding's range. Takes time proportional to the
  /// length of the line up to the byte.
  public func position(of offset: Int) -> Position {
    let line = line(of: offset)
    let start = starts[line - 1]
    return Position(line: line, column: 1 + codePoints(from: start, to: offset))
  }

  /// The positions of ascending offsets. Takes time linear in the text even if all of it is one line.
  package func positions(ofSorted offsets: [Int]) -> [Position] {
    var line = 1
    var counted = starts[0]
    var column = 1
    var positions: [Position] = []
    for offset in offsets {
      let next = self.line(of: offset)
      if next != line {
        line = next
        counted = starts[line - 1]
        column = 1
      }
      if offset > counted {
        column += codePoints(from: counted, to: offset)
        counted = offset
      }
      positions.append(Position(line: line, column: column))
    }
    return positions
  }

  /// The bytes of a line, from 1, without its line break.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : source.count
    while end > start, source.storage[end - 1] == 0x0A || source.storage[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  private func codePoints(from start: Int, to end: Int) -> Int {
    let end = min(end, source.count)
    guard start < end else { return 0 }
    return unsafe source.storage.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var count = end - start
      var offset = start
      // Continuation bytes of a character have the highest bit set and the next bit clear.
      while offset + 8 <= end {
        // Safe: the eight bytes lie inside the text.
        let word = unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        count -= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
        offset += 8
      }
      while offset < end {
        if unsafe buffer[offset] & 0xC0 == 0x80 { count -= 1 }
        offset += 1
      }
      return count
    }
  }
}
