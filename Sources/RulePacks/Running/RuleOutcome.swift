import FHIRSyntax

/// What one payload shows of a rule.
package enum RuleOutcome: Sendable, Hashable {
  /// It has something that the rule is about, and the rule has nothing against it.
  case passed
  case violated
}

/// Coverage: a walk of its own beside that for findings, which it costs nothing.
extension RuleRun {
  /// The rules of a pack that meet something in the payload, and how that went; `interaction` nil for the one that the
  /// payload tells. A row that another rule holds payloads to goes as that rule does.
  package func outcomes(of pack: RulePack, interaction: String?) -> [(rule: Rule, outcome: RuleOutcome)] {
    let interaction = interaction ?? self.interaction(of: pack)
    var outcomes: [(rule: Rule, outcome: RuleOutcome)] = []
    for table in pack.tables {
      let scopes = scopes(of: table)
      for rule in table.rules where scopes.contains(where: { meets(rule, of: table, at: $0, interaction) }) {
        let isViolated = !findings(of: rule, in: table, of: pack, interaction: interaction).isEmpty
        outcomes.append((rule, isViolated ? .violated : .passed))
      }
    }
    let own = Dictionary(outcomes.map { ($0.rule.code, $0.outcome) }) { first, _ in first }
    for table in pack.tables where !scopes(of: table).isEmpty {
      for rule in table.rules where rule.unchecked == nil {
        if let outcome = rule.heldBy.flatMap({ own[$0] }) { outcomes.append((rule, outcome)) }
      }
    }
    return outcomes
  }

  /// Whether a rule judges anything in a resource: an element that is there, or the place where one is due or forbidden.
  private func meets(_ rule: Rule, of table: RuleTable, at scope: Node, _ interaction: String?) -> Bool {
    rule.parts.contains { part in
      let due = part.interaction ?? rule.interaction ?? table.interaction
      guard let check = part.check, due == nil || due == interaction else { return false }
      let judgesAbsence = check.isRequired || type(of: check.kind).judgesAbsence || check.kind is AbsentCheck
      return selector.contexts(of: check.some ?? check.query, at: scope).contains { context in
        judgesAbsence || !selector.elements(of: check.some ?? check.query, in: context).isEmpty
      }
    }
  }
}
