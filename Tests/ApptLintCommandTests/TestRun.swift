import ApptLintCommand
import Findings
import Foundation
import Synchronization

/// A run of the command on files created for it.
struct TestRun {
  let status: Int32
  let output: String
  let errors: String

  /// The output's lines.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The findings in `concise` output, without the lines that say what the files were checked as.
  var findings: [String] { lines.filter { !$0.hasPrefix("checked ") } }
}

/// A temporary folder for one test.
final class TestFolder: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("apptlint-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// Runs the command; `@` at the start of a word means this folder, and its path is removed from the output.
  func run(
    _ words: String..., input: String = "", isTerminal: Bool = false, environment: [String: String] = [:],
    failing: OutputError? = nil
  ) -> TestRun {
    run(words, input: input, isTerminal: isTerminal, environment: environment, failing: failing)
  }

  func run(
    _ words: [String], input: String = "", source: (any ByteSource)? = nil, isTerminal: Bool = false,
    isErrorTerminal: Bool = false, environment: [String: String] = [:], failing: OutputError? = nil
  ) -> TestRun {
    let output = MemorySink(isTerminal: isTerminal, failing: failing)
    let errors = MemorySink(isTerminal: isErrorTerminal)
    let arguments = words.map { $0 == "@" ? path : $0.hasPrefix("@") ? path + "/" + $0.dropFirst() : $0 }
    let status = ApptLintCommand.run(
      arguments: arguments, environment: environment,
      console: Console(input: source ?? MemorySource(input), output: output, errors: errors)
    )
    func shown(_ sink: MemorySink) -> String { sink.text.replacing(path + "/", with: "").replacing(path, with: "@") }
    return TestRun(status: status, output: shown(output), errors: shown(errors))
  }
}

final class MemorySink: ByteSink {
  let isTerminal: Bool
  private let failing: OutputError?
  private let bytes = Guarded<[UInt8]>([])

  init(isTerminal: Bool = false, failing: OutputError? = nil) {
    self.isTerminal = isTerminal
    self.failing = failing
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    if let failing { throw failing }
    self.bytes.withLock { $0 += bytes }
  }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

/// Returns its bytes in small pieces, like a pipe.
final class MemorySource: ByteSource {
  private let rest: Guarded<ArraySlice<UInt8>>

  init(_ text: String) {
    rest = Guarded(Array(text.utf8)[...])
  }

  func read(upTo count: Int) -> [UInt8] {
    rest.withLock { rest in
      let piece = rest.prefix(min(count, 7))
      rest = rest.dropFirst(piece.count)
      return Array(piece)
    }
  }
}

/// Returns three payloads, one per line, slowly.
final class SlowSource: ByteSource {
  private let left = Guarded(3)

  func read(upTo count: Int) -> [UInt8] {
    let isAtEnd = left.withLock { left in
      left -= 1
      return left < 0
    }
    if isAtEnd { return [] }
    Thread.sleep(forTimeInterval: 0.3)
    return Array((Payloads.clean + "\n").utf8)
  }
}

/// Payloads with findings of the JSON reader only.
enum Payloads {
  // Both payloads claim a release, so that the findings do not depend on an inferred release.
  static let clean =
    #"{"resourceType":"Basic","meta":{"profile":["http://hl7.org/fhir/StructureDefinition/Basic|3.0.2"]},"code":{"text":"x"}}"#
  /// A missing comma, at line 2, column 31, after a patient's name.
  static let faulty = """
    {"resourceType": "Basic", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Basic|3.0.2"]},
      "code": {"text": "J. Smith"} "id": "a"}

    """
}
