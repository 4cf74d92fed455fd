import ApptLint
import ApptLintCommand
import Findings
import Foundation
import Synchronization

/// Reports on recordings, and runs of the command over them.
enum Recordings {
  static func linter(_ packs: [String]? = ["nhs-booking"]) throws -> Linter {
    var configuration = Configuration()
    if let packs { configuration.packs = .chosen(packs) }
    configuration.now = 1_800_000_000
    return try Linter(configuration)
  }

  /// The findings of a report, as in the lines of `.expected` files.
  static func lines(_ report: Report) -> [String] {
    report.findings.map { "\($0.severity.rawValue) \($0.code)" + ($0.element.map { " " + $0 } ?? "") }
  }

  /// The output and errors of the command for a text on standard input.
  static func printed(_ words: [String], input: [UInt8]) -> String {
    let output = Sink()
    _ = ApptLintCommand.run(
      arguments: words, environment: [:], console: Console(input: Source(input), output: output, errors: output))
    return output.text
  }
}

final class Sink: ByteSink {
  let isTerminal = false
  private let bytes = Guarded<[UInt8]>([])

  func write(_ bytes: [UInt8]) { self.bytes.withLock { $0 += bytes } }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

final class Source: ByteSource {
  private let rest: Guarded<ArraySlice<UInt8>>

  init(_ bytes: [UInt8]) { rest = Guarded(bytes[...]) }

  func read(upTo count: Int) -> [UInt8] {
    rest.withLock { rest in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }
}
