import FHIRSyntax
import Findings

/// Lines of a file, as ranges of the bytes that were read together.
struct LineBlock: Sendable {
  struct Line: Sendable {
    /// The number of the line in its file, from 1.
    var number: Int
    /// The range of its bytes in the block, without the line break; truncated at the limit.
    var range: Range<Int>
    /// Its length in bytes.
    var count: Int
    /// Whether it consists of spaces and tabs.
    var isBlank = false
  }

  var bytes: [UInt8] = []
  var lines: [Line] = []

  /// A line as a payload of the file with the given name.
  func source(_ line: Line, of name: String) -> SourceText {
    var source = SourceText(name: name, bytes: bytes[line.range])
    source.lineInFile = { [number = line.number] _ in number }
    return source
  }
}

/// The lines of a file, a block at a time: a line is returned as soon as it has been read completely, so a program that writes
/// a line and waits for its report receives it.
struct LineReader: Sendable {
  /// The maximum number of bytes per read.
  private static let step = 1 << 16

  private let source: any ByteSource
  private let limit: Int
  private let onEnd: @Sendable () -> Void
  /// The incomplete line read so far, at most `limit` bytes.
  private var rest: [UInt8] = []
  /// The number of bytes of the incomplete line that were dropped.
  private var dropped = 0
  private var number = 1
  private var hasEnded = false
  /// The code units of the text if they have several bytes; nil before the first line, and for UTF-8.
  private var units: TextEncoding.WideUnits?

  /// Reads a source; at most `limit` bytes of a line are kept. `onEnd` is called once at the end.
  init(_ source: any ByteSource, limit: Int, onEnd: @escaping @Sendable () -> Void) {
    self.source = source
    self.limit = limit
    self.onEnd = onEnd
  }

  /// Reads a file, and closes it at its end.
  init(file path: String, limit: Int) throws(CommandError) {
    do throws(SystemError) {
      let descriptor = try Platform.openForReading(path)
      self.init(FileSource(descriptor: descriptor, name: path), limit: limit) { Platform.closeDescriptor(descriptor) }
    } catch {
      throw CommandError("cannot read \(path): \(error.text)")
    }
  }

  /// The next lines, at least one; nil at the end.
  mutating func next() throws(CommandError) -> LineBlock? {
    while !hasEnded {
      let known = rest.count
      if known < Self.step {
        rest = try source.read(upTo: Self.step, after: rest)
      } else {
        // This avoids copying a long line for every read.
        rest += try source.read(upTo: Self.step)
      }
      var block = LineBlock()
      if rest.count == known {
        hasEnded = true
        onEnd()
        if known + dropped > 0 { add(0..<known, of: rest, to: &block) }
        block.bytes = rest
        rest = []
      } else {
        takeLines(knownEnd: known, into: &block)
      }
      if !block.lines.isEmpty { return block }
    }
    return nil
  }

  /// Moves all complete lines into a block; there is no line break before `knownEnd`.
  private mutating func takeLines(knownEnd: Int, into block: inout LineBlock) {
    if number == 1, units == nil, dropped == 0, knownEnd < 4 { units = TextEncoding.wideUnits(of: rest[...])?.units }
    var start = 0
    var end = lineFeed(from: units == nil ? knownEnd : max(0, knownEnd - 3))
    while let lineEnd = end {
      add(start..<lineEnd.lowerBound, of: rest, to: &block)
      start = lineEnd.upperBound
      end = lineFeed(from: start)
    }
    if start > 0 {
      let incomplete = Array(rest[start...])
      block.bytes = rest
      rest = incomplete
    }
    if rest.count > limit {
      dropped += rest.count - limit
      rest.removeLast(rest.count - limit)
    }
  }

  /// The next line feed, as a complete code unit, in the text read so far.
  private func lineFeed(from start: Int) -> Range<Int>? {
    var offset = start
    while let found = Platform.firstLineFeed(in: rest, from: offset) {
      guard let units else { return found..<found + 1 }
      // The text before `rest` consists of complete lines, and of bytes of this line that were dropped.
      let first = units.isLittleEndian ? found : found - units.size + 1
      let unit = first..<first + units.size
      if unit.upperBound > rest.count { return nil }
      if first >= 0, (first + dropped) % units.size == 0, rest[unit].allSatisfy({ $0 == 0 || $0 == 0x0A }) { return unit }
      offset = found + 1
    }
    return nil
  }

  /// Adds a line to a block.
  private mutating func add(_ range: Range<Int>, of bytes: [UInt8], to block: inout LineBlock) {
    var line = LineBlock.Line(number: number, range: range, count: range.count + dropped)
    number += 1
    dropped = 0
    if line.count > limit {
      line.range = range.lowerBound..<range.lowerBound + min(range.count, limit)
    } else {
      let size = units?.size ?? 1
      let last = bytes[range].suffix(size)
      if last.count == size, last.contains(0x0D), last.allSatisfy({ $0 == 0 || $0 == 0x0D }) {
        line.range = range.lowerBound..<range.upperBound - size
        line.count -= size
      }
    }
    line.isBlank = !line.range.contains { bytes[$0] != 0x20 && bytes[$0] != 0x09 && (units == nil || bytes[$0] != 0) }
    block.lines.append(line)
  }
}
