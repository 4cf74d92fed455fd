/// One requirement of a row.
package final class RulePart: Sendable {
  /// The check and its elements; nil if the part cannot be checked automatically.
  let check: PartCheck?
  /// Why the part cannot be checked automatically; nil if it can.
  package let unchecked: String?
  /// The keyword of the part; nil for that of its rule.
  package let keyword: Keyword?
  package let fix: String?
  /// The interaction that the part applies to; nil for that of its rule.
  package let interaction: String?
  /// The editions that the part applies to, such as `since 1.5.0`; nil for those of its rule.
  let editions: String?
  /// Whether the part runs only on request: such a part is informational and not a requirement.
  package let isOnRequest: Bool

  init(
    check: PartCheck?, unchecked: String?, keyword: Keyword?, fix: String?, interaction: String?, editions: String?,
    isOnRequest: Bool
  ) {
    self.check = check
    self.unchecked = unchecked
    self.keyword = keyword
    self.fix = fix
    self.interaction = interaction
    self.editions = editions
    self.isOnRequest = isOnRequest
  }

  /// The interaction that the part applies to, as stated by the part, its row or the table; nil for all.
  func interaction(in rule: Rule, _ table: RuleTable) -> String? { interaction ?? rule.interaction ?? table.interaction }

  /// Whether the part applies to an interaction.
  package func applies(to interaction: String?, in rule: Rule, _ table: RuleTable) -> Bool {
    guard let required = self.interaction(in: rule, table) else { return true }
    return required == interaction
  }
}
