public import Findings

extension RuleDescriptor {
  /// Finds rules by code and name, as a tally counts them; those that are not known are left out.
  public typealias Lookup = @Sendable (_ rules: Set<String>) -> [RuleDescriptor]

  /// Code and name, as a tally counts a rule.
  public var key: String { Self.key(code, name) }

  static func key(_ code: String, _ name: String) -> String { "\(code) \(name)" }

  /// What names a rule where only one word can: the code, or for FHIR's invariants, which share one, code and key.
  static func id(_ code: String, _ name: String) -> String { code == "INV" ? "\(code)/\(name)" : code }
}
