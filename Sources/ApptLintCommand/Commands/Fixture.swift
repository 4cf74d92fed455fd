import ApptLint
import Findings

/// A file in a fixture folder, and its findings. It contains one payload or, if it is an `.ndjson` file, one on each line.
struct Fixture: Sendable {
  let path: String
  /// True if the file is named valid, false if it is named invalid, otherwise nil.
  let isNamedValid: Bool?
  /// The lines that its `.expected` file should have.
  private(set) var lines: [String] = []
  /// Whether a finding makes the fixture fail.
  private(set) var fails = false
  /// Why it could not be read.
  private(set) var operationalError: String?
  /// The numbers of the suppressions that matched a finding.
  private(set) var suppressions: Set<Int> = []

  init(_ file: FixtureFile, _ checker: Checker) {
    (path, isNamedValid) = (file.path, file.isNamedValid)
    do throws(CommandError) {
      guard file.hasPayloadLines else {
        add(try checker.report(on: file), checker)
        return
      }
      var reader = try LineReader(file: path, limit: checker.limits.size)
      while let block = try reader.next() {
        for line in block.lines where !line.isBlank { add(checker.report(on: line, of: block, named: path), checker) }
      }
    } catch {
      if case .sentence(let sentence) = error { operationalError = sentence }
    }
  }

  private mutating func add(_ report: Report, _ checker: Checker) {
    var report = report
    suppressions.formUnion(checker.suppressions.apply(to: &report))
    lines += ExpectedFile.lines(of: report)
    fails = fails || checker.failOn.isReached(by: report.worst)
  }
}

extension Checker {
  /// The report on a line of a file.
  fileprivate func report(on line: LineBlock.Line, of block: LineBlock, named name: String) -> Report {
    if line.count > line.range.count { return Report(onTooLarge: name, count: line.count, line: line.number, checker: self) }
    var report = linter.lint(block.source(line, of: name))
    report.inputLine = line.number
    return report
  }

  /// The report on a file.
  fileprivate func report(on file: FixtureFile) throws(CommandError) -> Report {
    switch try file.read(limit: limits.size) {
    case .text(let source): linter.lint(source)
    case .tooLarge(let count): Report(onTooLarge: file.path, count: count, line: nil, checker: self)
    }
  }
}
