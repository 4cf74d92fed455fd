/// One table of a specification.
package struct RuleTable: Sendable {
  package var title: String
  package var document: String
  package var section: String
  /// The type of the resources it applies to; nil for any.
  package var resource: String?
  /// Whether it applies only to the payload's outermost resource.
  package var isRootOnly: Bool
  /// Whether it does not apply to contained resources.
  package var skipsContained = false
  /// Whether it also applies to exchanges.
  package var includesExchanges: Bool
  /// The interaction it applies to; nil for all.
  package var interaction: String?
  package var rules: [Rule]
  /// The rules with a `ConformanceCheck`.
  var conformanceRules: [Rule] = []
}
