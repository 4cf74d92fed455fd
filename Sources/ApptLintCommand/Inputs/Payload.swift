import FHIRSyntax
import Findings

/// A payload waiting to be checked.
enum Payload: Sendable {
  /// A file, read on the thread that checks it.
  case file(path: String, checker: Int, isNamed: Bool = true)
  /// A text in memory: a line of an input, or a whole input.
  case text(SourceText, line: Int?, checker: Int)
  /// A payload that exceeds the size limit.
  case tooLarge(name: String, count: Int?, line: Int?, checker: Int)
  /// A line without a payload.
  case blankLine(name: String, line: Int)
  /// A payload that cannot be read, with the reason.
  case unreadable(String)
}

/// Consecutive payloads, checked on one thread.
struct PayloadBatch: Sendable {
  /// The number of the first payload among all inputs, from 1.
  let first: Int
  fileprivate let content: Content

  fileprivate enum Content: Sendable {
    case payloads([Payload])
    /// Lines of a block.
    case lines(LineBlock, Range<Int>, name: String, checker: Int)
  }

  var count: Int {
    switch content {
    case .payloads(let payloads): payloads.count
    case .lines(_, let range, _, _): range.count
    }
  }

  /// The payload at an index below `count`.
  subscript(index: Int) -> Payload {
    switch content {
    case .payloads(let payloads): return payloads[index]
    case .lines(let block, let range, let name, let checker):
      let line = block.lines[range.lowerBound + index]
      if line.isBlank { return .blankLine(name: name, line: line.number) }
      if line.count > line.range.count {
        return .tooLarge(name: name, count: line.count, line: line.number, checker: checker)
      }
      return .text(block.source(line, of: name), line: line.number, checker: checker)
    }
  }
}

/// The payloads of the inputs, in batches that are read lazily.
struct PayloadQueue: Sendable {
  struct Input: Sendable {
    var path: String
    var checker: Int
    /// Whether the command line names the file itself, not only its folder or a pattern.
    var isNamed = true
    /// Whether each line is a payload.
    var hasLines: Bool { path.lowercased().hasSuffix(".ndjson") }
  }

  private let console: Console
  private let stdinName: String
  private let checkers: [Checker]
  private let readsLines: Bool
  /// The size of a batch: the number of files, or of bytes of lines.
  private let fileCount: Int
  private let lineBytes: Int
  private var inputs: ArraySlice<Input>
  /// The file whose lines are being read.
  private var lines: LineReader?
  private var lineInput: Input?
  /// The lines read last, and the range of lines not yet returned.
  private var block = LineBlock()
  private var left = 0..<0
  private var count = 0

  /// A queue for `jobs` threads.
  init(_ inputs: [Input], checkers: [Checker], console: Console, stdinName: String, readsLines: Bool, jobs: Int) {
    self.inputs = inputs[...]
    self.checkers = checkers
    self.console = console
    self.stdinName = stdinName
    self.readsLines = readsLines
    // Batches are small enough to keep all threads busy to the end.
    fileCount = jobs > 1 ? min(max(1, inputs.count / (jobs * 8)), 8) : 1
    lineBytes = jobs > 1 ? 1 << 16 : .max
  }

  mutating func next() -> PayloadBatch? {
    guard let content = content() else { return nil }
    let batch = PayloadBatch(first: count + 1, content: content)
    count += batch.count
    return batch
  }

  private mutating func content() -> PayloadBatch.Content? {
    while true {
      if let input = lineInput {
        do throws(CommandError) {
          if let lines = try nextLines(input) { return lines }
          lineInput = nil
        } catch {
          lineInput = nil
          return Self.unreadable(error)
        }
      }
      guard let input = inputs.first else { return nil }
      do throws(CommandError) {
        if readsLines || input.hasLines {
          inputs.removeFirst()
          lines = try lineReader(input)
          lineInput = input
        } else if input.path == "-" {
          inputs.removeFirst()
          return .payloads([try standardInput(input)])
        } else {
          let files = inputs.prefix(fileCount).prefix { $0.path != "-" && !$0.hasLines }
          inputs.removeFirst(files.count)
          return .payloads(files.map { .file(path: $0.path, checker: $0.checker, isNamed: $0.isNamed) })
        }
      } catch {
        return Self.unreadable(error)
      }
    }
  }

  private func standardInput(_ input: Input) throws(CommandError) -> Payload {
    switch try FileReading.read(console.input, name: stdinName, limit: checkers[input.checker].limits.size) {
    case .text(let source): .text(source, line: nil, checker: input.checker)
    case .tooLarge(let count): .tooLarge(name: stdinName, count: count, line: nil, checker: input.checker)
    }
  }

  private static func unreadable(_ error: CommandError) -> PayloadBatch.Content {
    if case .sentence(let sentence) = error { return .payloads([.unreadable(sentence)]) }
    return .payloads([.unreadable("cannot read")])
  }

  private func lineReader(_ input: Input) throws(CommandError) -> LineReader {
    let limit = checkers[input.checker].limits.size
    return input.path == "-" ? LineReader(console.input, limit: limit, onEnd: {}) : try LineReader(file: input.path, limit: limit)
  }

  /// The next lines of a file, at least one; nil at its end.
  private mutating func nextLines(_ input: Input) throws(CommandError) -> PayloadBatch.Content? {
    if left.isEmpty {
      // The old block is released first, so that two blocks are never in memory at once.
      block = LineBlock()
      guard let next = try lines?.next() else { return nil }
      block = next
      left = 0..<next.lines.count
    }
    var end = left.lowerBound + 1
    let start = block.lines[left.lowerBound].range.lowerBound
    while end < left.upperBound, block.lines[end].range.upperBound - start <= lineBytes { end += 1 }
    let range = left.lowerBound..<end
    left = end..<left.upperBound
    return .lines(block, range, name: input.path == "-" ? stdinName : input.path, checker: input.checker)
  }
}
