import ApptLint
import Findings

/// A payload of a fixture folder, and what was found in it.
struct Fixture: Sendable {
  let path: String
  /// The lines that a file beside it would have.
  private(set) var lines: [String] = []
  /// Whether something makes it fail.
  private(set) var fails = false
  /// Why it could not be read.
  private(set) var operationalError: String?
  /// The numbers of the suppressions that left something out.
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

  /// Whether its name says that it is valid; nil where it says nothing.
  var isNamedValid: Bool? {
    if InputFinder.payloads.contains(where: { path.hasSuffix(".valid" + $0) }) { return true }
    return InputFinder.payloads.contains { path.hasSuffix(".invalid" + $0) } ? false : nil
  }
}

extension Checker {
  /// What the linter says of a file.
  func report(onFile path: String) throws(CommandError) -> Report {
    switch try FileReading.read(path, limit: limits.size) {
    case .text(let source): linter.lint(source)
    case .tooLarge(let count): Report(onTooLarge: path, count: count, firstLine: 1, checker: self)
    }
  }
}
