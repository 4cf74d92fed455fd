import FHIRSyntax

/// A row of a table. Rules and their parts are immutable; they are classes only so that iterating over them copies one reference
/// each.
package final class Rule: Sendable {
  package let code: String
  package let name: String
  package let keyword: Keyword
  package let requirement: String
  package let section: String?
  package let fix: String?
  /// The interaction that the rule applies to; nil for that of its table.
  package let interaction: String?
  /// Codes of rules and keys of constraints whose findings at the same position are merged into the rule's finding.
  package let covers: [String]
  /// The codes of the rules that check this row, if other rules have the same requirement; empty if the row has its own check.
  package let coveredBy: [String]
  /// The ids of the assurance requirements that the rule checks.
  package let assurance: [String]
  /// The path as the document prints it, if that is a mistake.
  package let printed: String?
  /// The HTTP status that a server should return if the rule is violated; nil for the default of its rule family.
  package let answer: Int?
  /// The editions that the rule applies to, such as `since 1.5.0`; nil for all.
  package let editions: String?
  package let parts: [RulePart]
  /// The row's examples; nil if there are none, or if they were not requested: rules that only check payloads do not keep their
  /// file in memory.
  let examples: Examples?

  /// Examples in a rule file.
  struct Examples: Sendable {
    let file: Document
    let passes: [Node]
    let fails: [Node]
    /// The table's `example`, which passes every rule that has its own check.
    let tableExample: Node?
  }

  init(
    code: String, name: String, keyword: Keyword, requirement: String, section: String?, fix: String?, interaction: String?,
    covers: [String], assurance: [String], answer: Int?, coveredBy: [String], printed: String?, editions: String?,
    parts: [RulePart],
    examples: Examples?
  ) {
    self.code = code
    self.name = name
    self.keyword = keyword
    self.requirement = requirement
    self.section = section
    self.fix = fix
    self.interaction = interaction
    self.covers = covers
    self.assurance = assurance
    self.coveredBy = coveredBy
    self.printed = printed
    self.answer = answer
    self.editions = editions
    self.parts = parts
    self.examples = examples
  }
}
