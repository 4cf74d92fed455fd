/// A place in a text as people count it.
public struct Position: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode code points, from 1.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a text begin; turns byte offsets into lines and columns.
///
/// A line ends with LF, CR LF or a lone CR. A byte order mark counts as no column.
public struct LineTable: Sendable {
  private let source: SourceText
  private let starts: [Int]

  public init(_ source: SourceText) {
    self.source = source
    var starts = [source.storage.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for index in 0..<source.count {
      let byte = source.storage[index]
      guard byte == 0x0A || byte == 0x0D else { continue }
      // The padding makes the byte behind the last one a zero.
      if byte == 0x0D && source.storage[index + 1] == 0x0A { continue }
      starts.append(index + 1)
    }
    self.starts = starts
  }

  /// The number of lines; a text that ends with a line break has an empty last line.
  public var count: Int { starts.count }

  /// The line, from 1, that holds a byte.
  public func line(of offset: Int) -> Int {
    max(1, starts.firstIndex(pastThose: { $0 <= offset }))
  }

  /// The line and column of a byte. Costs the length of the line up to the byte.
  public func position(of offset: Int) -> Position {
    let line = line(of: offset)
    let start = starts[line - 1]
    return Position(line: line, column: 1 + codePoints(from: start, to: offset))
  }

  /// The positions of offsets in rising order: linear in the text even where all of it is one line.
  public func positions(ofSorted offsets: [Int]) -> [Position] {
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
  public func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : source.count
    while end > start, source.storage[end - 1] == 0x0A || source.storage[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  private func codePoints(from start: Int, to end: Int) -> Int {
    guard start < end else { return 0 }
    var count = 0
    for byte in source.storage[start..<min(end, source.count)] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
