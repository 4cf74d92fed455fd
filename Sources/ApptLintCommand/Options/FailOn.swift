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
  var least: Severity? {
    if case .severity(let severity) = self { severity } else { nil }
  }

  /// Whether a report fails the run. A report cut short by a limit does, since errors may have been omitted.
  func isReached(by worst: Severity?) -> Bool {
    guard case .severity(let severity) = self else { return false }
    return worst.map { $0 >= severity } ?? false
  }
}
