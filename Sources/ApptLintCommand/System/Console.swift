import Reporting

/// The input and output of the command: terminal, pipes and files, or arrays in tests.
package struct Console: Sendable {
  package var input: any ByteSource
  package var output: any ByteSink
  package var errors: any ByteSink
  /// Whether the input comes from a pipe or a redirected file: a command line without paths reads it.
  package var hasInput = false

  package init(input: any ByteSource, output: any ByteSink, errors: any ByteSink) {
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Prints one plain sentence to the user.
  func printNote(_ sentence: String) {
    var buffer = OutputBuffer()
    buffer.append("apptlint: ")
    buffer.append(untrusted: sentence)
    buffer.append("\n")
    // If this fails, there is no way to report it.
    try? errors.write(buffer.bytes)
  }

  func print(_ buffer: OutputBuffer) throws(CommandError) {
    do throws(OutputError) { try output.write(buffer.bytes) } catch { throw CommandError(error) }
  }
}

/// A source of bytes.
package protocol ByteSource: Sendable {
  /// Reads the available bytes, at most `count`; returns none at the end.
  func read(upTo count: Int) throws(CommandError) -> [UInt8]
  /// Reads the available bytes, at most `count`, and returns `bytes` with these appended.
  func read(upTo count: Int, after bytes: [UInt8]) throws(CommandError) -> [UInt8]
  /// Whether reading would return at once.
  var isReady: Bool { get }
}

extension ByteSource {
  package func read(upTo count: Int, after bytes: [UInt8]) throws(CommandError) -> [UInt8] {
    bytes + (try read(upTo: count))
  }

  package var isReady: Bool { false }
}

/// A destination for bytes.
package protocol ByteSink: Sendable {
  var isTerminal: Bool { get }
  func write(_ bytes: [UInt8]) throws(OutputError)
}

/// Why bytes could not be written.
package enum OutputError: Error, Sendable {
  /// The reader has closed the pipe, as `head` does.
  case closed
  /// Another error, with its description.
  case failed(String)
}

/// An open file, pipe or terminal.
struct FileSource: ByteSource {
  let descriptor: Int32
  let name: String

  var isReady: Bool { Platform.isReady(descriptor) }

  func read(upTo count: Int) throws(CommandError) -> [UInt8] { try read(upTo: count, after: []) }

  func read(upTo count: Int, after bytes: [UInt8]) throws(CommandError) -> [UInt8] {
    do throws(SystemError) {
      return try Platform.readAvailable(descriptor, count: count, after: bytes)
    } catch {
      throw CommandError("cannot read \(name): \(error.text)")
    }
  }
}

struct FileSink: ByteSink {
  let descriptor: Int32
  let name: String
  let isTerminal: Bool

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    isTerminal = Platform.isTerminal(descriptor)
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    do throws(SystemError) {
      try Platform.writeBytes(bytes, to: descriptor)
    } catch {
      throw error.isClosedPipe ? .closed : .failed("cannot write \(name): \(error.text)")
    }
  }
}
