import ApptLint
import Foundation
import Reporting

/// Measures how many payloads per second a program that uses the library checks on one thread, writing an OperationOutcome for
/// each, as a server does, but without HTTP.
enum LibraryRate {
  /// Prints the rates for three ways of writing outcomes: with the library's functions, on one line as in the server or indented,
  /// and with a writer that caches what the outcomes of clean payloads have in common, as the server and the command do.
  static func print(file: String, pack: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    var configuration = Configuration()
    configuration.packs = .chosen([pack])
    let linter = try Linter(configuration)
    let writer = ReportFormat.ndjson.reporter(ReportStyle())
    var sink = 0
    let stopwatch = Stopwatch(samples: 25, sampleSeconds: 0.05)
    func rate(_ name: String, _ size: (Report) -> Int) {
      let timing = stopwatch.time { sink &+= size(linter.lint(SourceText(name: "request body", bytes: bytes))) }
      Swift.print(name, Int(1 / timing.minimum))
    }
    rate("line") { linter.text(of: [$0], as: .ndjson).utf8.count }
    rate("indented") { $0.operationOutcome(as: .json).utf8.count }
    rate("cached") {
      var output = OutputBuffer()
      writer.report($0, number: 1, into: &output)
      return output.bytes.count
    }
    if sink == 0 { Swift.print("nothing was done") }
  }
}
