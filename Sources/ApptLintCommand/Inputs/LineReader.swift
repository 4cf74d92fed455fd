/// The lines of a file that are not blank, read a block at a time.
struct LineReader {
  struct Line {
    /// The number of the line, from 1.
    var number: Int
    /// The line without its line break; cut where it is longer than the limit.
    var bytes: [UInt8]
    /// Its length in bytes.
    var count: Int
  }

  private let source: any ByteSource
  private let limit: Int
  private let onEnd: () -> Void
  private var block: ArraySlice<UInt8> = []
  private var hasEnded = false
  private var number = 0

  /// Reads a source; no more than `limit` bytes of a line are kept. `onEnd` is called once when all is read.
  init(_ source: any ByteSource, limit: Int, onEnd: @escaping () -> Void) {
    self.source = source
    self.limit = limit
    self.onEnd = onEnd
  }

  mutating func next() throws(CommandError) -> Line? {
    while var line = try nextLine() {
      if line.bytes.last == 0x0D && line.count == line.bytes.count {
        line.bytes.removeLast()
        line.count -= 1
      }
      if line.bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) { return line }
    }
    return nil
  }

  private mutating func nextLine() throws(CommandError) -> Line? {
    number += 1
    var line = Line(number: number, bytes: [], count: 0)
    while true {
      let end = block.firstIndex(of: 0x0A)
      let piece = block[..<(end ?? block.endIndex)]
      line.count += piece.count
      line.bytes += piece.prefix(limit - line.bytes.count)
      if let end {
        block = block[(end + 1)...]
        return line
      }
      block = []
      if !hasEnded { block = try source.read(upTo: 1 << 16)[...] }
      if block.isEmpty {
        if !hasEnded { onEnd() }
        hasEnded = true
        return line.count > 0 ? line : nil
      }
    }
  }
}
