import ApptLint
import Foundation
import Reporting

/// How many payloads per second a program that uses the library checks on one thread, writing an OperationOutcome for each: what a
/// server does, without HTTP.
enum LibraryRate {
  /// Prints two rates, for the function of the library that writes outcomes, and for the writer that the server has.
  static func print(file: String, pack: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    var configuration = Configuration()
    configuration.packs = .chosen([pack])
    let linter = try Linter(configuration)
    let writer = ReportFormat.ndjson.reporter(ReportStyle())
    var sink = 0
    func report() -> Report { linter.lint(SourceText(name: "request body", bytes: bytes)) }
    let stopwatch = Stopwatch(samples: 25, sampleSeconds: 0.1)
    let function = stopwatch.time { sink &+= report().operationOutcome(as: .json).utf8.count }
    let line = stopwatch.time {
      var output = OutputBuffer()
      writer.report(report(), number: 1, into: &output)
      sink &+= output.bytes.count
    }
    Swift.print("operationOutcome \(Int(1 / function.minimum))")
    Swift.print("line \(Int(1 / line.minimum))")
    if sink == 0 { Swift.print("nothing was done") }
  }
}
