/// One table of a specification.
package struct RuleTable: Sendable {
  package var title: String
  package var document: String
  package var section: String
  /// The type of the resources that the table applies to; nil for any.
  package var resource: String?
  /// Whether the table applies only to the payload's outermost resource.
  package var isRootOnly: Bool
  /// Whether the table does not apply to contained resources.
  package var skipsContained = false
  /// Whether the table also applies to exchanges.
  package var includesExchanges: Bool
  /// The interaction that the table applies to; nil for all.
  package var interaction: String?
  package var rules: [Rule]
  /// The rules with a `ConformanceCheck`.
  var conformanceRules: [Rule] = []
}
