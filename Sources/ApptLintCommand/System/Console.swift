import Reporting

/// Where the command reads and writes: the terminal, pipes and files, or arrays in a test.
public struct Console: Sendable {
  public var input: any ByteSource
  public var output: any ByteSink
  public var errors: any ByteSink

  public init(input: any ByteSource, output: any ByteSink, errors: any ByteSink) {
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// One plain sentence to the operator.
  func complain(_ sentence: String) {
    var buffer = OutputBuffer()
    buffer.append("apptlint: ")
    buffer.append(untrusted: sentence)
    buffer.append("\n")
    // There is nobody left to tell where this fails.
    try? errors.write(buffer.bytes)
  }

  func print(_ buffer: OutputBuffer) throws(CommandError) {
    do throws(OutputError) { try output.write(buffer.bytes) } catch { throw CommandError(error) }
  }
}

/// Something bytes are read from.
public protocol ByteSource: Sendable {
  /// Reads what there is, at most `count` bytes; none at the end.
  func read(upTo count: Int) throws(CommandError) -> [UInt8]
  /// Reads what there is, at most `count` bytes, and gives it behind some other bytes, in one array.
  func read(upTo count: Int, behind bytes: [UInt8]) throws(CommandError) -> [UInt8]
}

extension ByteSource {
  public func read(upTo count: Int, behind bytes: [UInt8]) throws(CommandError) -> [UInt8] {
    bytes + (try read(upTo: count))
  }
}

/// Something bytes are written to.
public protocol ByteSink: Sendable {
  var isTerminal: Bool { get }
  func write(_ bytes: [UInt8]) throws(OutputError)
}

/// Why bytes could not be written.
public enum OutputError: Error, Sendable {
  /// The reader has gone, as `head` does when it has seen enough.
  case closed
  /// Something else, one clause.
  case failed(String)
}

/// An open file, pipe or terminal.
struct FileSource: ByteSource {
  let descriptor: Int32
  let name: String

  func read(upTo count: Int) throws(CommandError) -> [UInt8] { try read(upTo: count, behind: []) }

  func read(upTo count: Int, behind bytes: [UInt8]) throws(CommandError) -> [UInt8] {
    do throws(SystemError) {
      return try Platform.readSome(descriptor, count: count, behind: bytes)
    } catch {
      throw CommandError("cannot read \(name): \(error.words)")
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
      throw error.isClosedPipe ? .closed : .failed("cannot write \(name): \(error.words)")
    }
  }
}
