import Findings

/// The least severity that makes the exit status 1.
enum FailOn: Sendable, Hashable {
  case severity(Severity)
  case never

  static let names = ["error", "warning", "information", "never"]

  init?(_ name: String) {
    guard Self.names.contains(name) else { return nil }
    self = Severity(rawValue: name).map { .severity($0) } ?? .never
  }

  /// The least severity that makes a report fail the run; nil where none does.
  var least: Severity? {
    if case .severity(let severity) = self { severity } else { nil }
  }

  /// Whether a report makes the run fail. One that a limit cut short does, as errors may have been left out.
  func isReached(by worst: Severity?) -> Bool {
    guard case .severity(let severity) = self else { return false }
    return worst.map { $0 >= severity } ?? false
  }
}
