import Findings

extension Finding {
  /// The codes of its rules, such as `BKL006,PRM016`.
  var codes: String { code + further.map { "," + RuleDescriptor.id($0.code, $0.name) }.joined() }

  /// The messages of its further rules, a line for each.
  func furtherLines(showingValues: Bool) -> [String] {
    further.map { rule in
      let isNew = rule.message != message
      return "also \(label(of: rule))" + (isNew ? ": " + rule.message.text(showingValues: showingValues) : "")
        + (rule.clause.map { " (\($0))" } ?? "")
    }
  }

  /// The code and name of a further rule, preceded by its severity if that differs from the finding's.
  func label(of rule: FurtherRule) -> String {
    (rule.severity == severity ? "" : rule.severity.label + " ") + RuleDescriptor.key(rule.code, rule.name)
  }
}
