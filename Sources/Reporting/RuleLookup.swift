package import Findings

extension RuleDescriptor {
  /// Finds rules by their keys; unknown keys are ignored.
  package typealias Lookup = @Sendable (_ rules: Set<String>) -> [RuleDescriptor]

  /// The code and name: a tally counts the findings of a rule under this key.
  package var key: String { Self.key(code, name) }

  /// The key of a rule with a code and name.
  package static func key(_ code: String, _ name: String) -> String { "\(code) \(name)" }

  /// An id of a rule without spaces: the code or, for FHIR's invariants, which share a code, the code and the invariant's key.
  static func id(_ code: String, _ name: String) -> String { code == "INV" ? "\(code)/\(name)" : code }
}
