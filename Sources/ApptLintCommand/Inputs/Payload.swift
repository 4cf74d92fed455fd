import FHIRSyntax

/// A payload that waits to be checked.
enum Payload: Sendable {
  /// A file that is read where it is checked.
  case file(path: String, checker: Int)
  /// A text that is here already; it begins at a line of its file.
  case text(SourceText, firstLine: Int, checker: Int)
  /// One that is larger than the limit.
  case tooLarge(name: String, count: Int?, firstLine: Int, checker: Int)
  /// One that cannot be read, and why.
  case unreadable(String)

  /// The memory that it holds, in bytes.
  var count: Int {
    if case .text(let source, _, _) = self { source.count } else { 0 }
  }
}

/// The payloads of the inputs, one after the other; nothing is read before it is asked for.
struct PayloadQueue {
  struct Input {
    var path: String
    var checker: Int
  }

  private let console: Console
  private let stdinName: String
  private let checkers: [Checker]
  private let readsLines: Bool
  private var inputs: ArraySlice<Input>
  /// The file of which lines are being read.
  private var lines: LineReader?
  private var lineInput: Input?

  init(_ inputs: [Input], checkers: [Checker], console: Console, stdinName: String, readsLines: Bool) {
    self.inputs = inputs[...]
    self.checkers = checkers
    self.console = console
    self.stdinName = stdinName
    self.readsLines = readsLines
  }

  mutating func next() -> Payload? {
    while true {
      if let input = lineInput {
        do throws(CommandError) {
          if let line = try lines?.next() { return payload(line, input) }
          lineInput = nil
        } catch {
          lineInput = nil
          return Self.unreadable(error)
        }
      }
      guard let input = inputs.popFirst() else { return nil }
      do throws(CommandError) {
        if readsLines {
          lines = try lineReader(input)
          lineInput = input
        } else if input.path == "-" {
          let limit = checkers[input.checker].limits.size
          switch try FileReading.read(console.input, name: stdinName, limit: limit) {
          case .text(let source): return .text(source, firstLine: 1, checker: input.checker)
          case .tooLarge(let count): return .tooLarge(name: stdinName, count: count, firstLine: 1, checker: input.checker)
          }
        } else {
          return .file(path: input.path, checker: input.checker)
        }
      } catch {
        return Self.unreadable(error)
      }
    }
  }

  private static func unreadable(_ error: CommandError) -> Payload {
    if case .sentence(let sentence) = error { .unreadable(sentence) } else { .unreadable("cannot read") }
  }

  private func lineReader(_ input: Input) throws(CommandError) -> LineReader {
    let limit = checkers[input.checker].limits.size
    if input.path == "-" { return LineReader(console.input, limit: limit, onEnd: {}) }
    do throws(SystemError) {
      let descriptor = try Platform.openForReading(input.path)
      return LineReader(FileSource(descriptor: descriptor, name: input.path), limit: limit) {
        Platform.closeDescriptor(descriptor)
      }
    } catch {
      throw CommandError("cannot read \(input.path): \(error.words)")
    }
  }

  private func payload(_ line: LineReader.Line, _ input: Input) -> Payload {
    let name = input.path == "-" ? stdinName : input.path
    if line.count > line.bytes.count {
      return .tooLarge(name: name, count: line.count, firstLine: line.number, checker: input.checker)
    }
    return .text(SourceText(name: name, bytes: line.bytes), firstLine: line.number, checker: input.checker)
  }
}
