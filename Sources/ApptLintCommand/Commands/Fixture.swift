import ApptLint
import Findings

/// A payload in a fixture folder, and its findings.
struct Fixture: Sendable {
  let path: String
  /// The lines that its `.expected` file should have.
  private(set) var lines: [String] = []
  /// Whether a finding makes it fail.
  private(set) var fails = false
  /// Why it could not be read.
  private(set) var operationalError: String?
  /// The numbers of the suppressions that matched a finding.
  private(set) var suppressions: Set<Int> = []

  init(_ path: String, _ checker: Checker) {
    self.path = path
    do throws(CommandError) {
      var report = try checker.report(onFile: path)
      suppressions = checker.suppressions.apply(to: &report)
      lines = ExpectedFile.lines(of: report)
      fails = checker.failOn.isReached(by: report.worst)
    } catch {
      if case .sentence(let sentence) = error { operationalError = sentence }
    }
  }

  /// Whether it is named valid; nil if it is named neither valid nor invalid.
  var isNamedValid: Bool? {
    if InputFinder.payloads.contains(where: { path.hasSuffix(".valid" + $0) }) { return true }
    return InputFinder.payloads.contains { path.hasSuffix(".invalid" + $0) } ? false : nil
  }
}

extension Checker {
  /// The report on a file.
  func report(onFile path: String) throws(CommandError) -> Report {
    switch try FileReading.read(path, limit: limits.size) {
    case .text(let source): linter.lint(source)
    case .tooLarge(let count): Report(onTooLarge: path, count: count, firstLine: 1, checker: self)
    }
  }
}
