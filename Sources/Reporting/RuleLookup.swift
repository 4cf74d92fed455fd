package import Findings

extension RuleDescriptor {
  /// Finds rules by code and name, as a tally counts them; unknown ones are omitted.
  package typealias Lookup = @Sendable (_ rules: Set<String>) -> [RuleDescriptor]

  /// Code and name, as a tally counts a rule.
  package var key: String { Self.key(code, name) }

  /// The key of a rule with a code and name.
  package static func key(_ code: String, _ name: String) -> String { "\(code) \(name)" }

  /// A single-word id of a rule: the code or, for FHIR's invariants, which share one, code and key.
  static func id(_ code: String, _ name: String) -> String { code == "INV" ? "\(code)/\(name)" : code }
}
