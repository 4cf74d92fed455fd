import FHIRSyntax
import Findings

/// The lowest severity that makes the exit status 1.
enum FailOn: Sendable, Hashable {
  case severity(Severity)
  case never

  static let names = SettingsShape.failOn

  init?(_ name: String) {
    guard Self.names.contains(name) else { return nil }
    self = Severity(rawValue: name).map { .severity($0) } ?? .never
  }

  /// The lowest severity that fails the run; nil if none does.
  var threshold: Severity? {
    if case .severity(let severity) = self { severity } else { nil }
  }

  /// Whether the highest severity of a report, including omitted findings, fails the run.
  func isReached(by worst: Severity?) -> Bool {
    guard case .severity(let severity) = self else { return false }
    return worst.map { $0 >= severity } ?? false
  }
}
