package import FHIRSyntax

/// A check that leaves a part of its judgement to others: the conformance of resources to profiles, and what it does not
/// know.
protocol DemandingCheck: RuleCheck {
  /// The nodes that have to keep a profile, and the profile's canonical URL.
  func demands(_ selection: Selection) -> [(node: Node, profile: String)]

  /// Why it cannot judge a selection, one sentence; nil where it can.
  func unsettled(_ selection: Selection) -> String?
}

extension RuleRun {
  /// What the rules of some packs demand to conform to profiles.
  package func demands(of packs: [RulePack], interaction: String?) -> [(node: Node, profile: String)] {
    packs.flatMap { pack in
      selections(of: pack, interaction: interaction) { check, selection in check.demands(selection) }
    }
  }

  /// The rules of a pack that something in the payload kept from judging, and what.
  package func unsettled(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: String)] {
    var result: [(rule: Rule, reason: String)] = []
    for table in pack.tables {
      for rule in table.rules {
        each(of: rule, in: table, interaction: interaction ?? self.interaction(of: pack)) { check, selection in
          if let reason = check.unsettled(selection) { result.append((rule, reason)) }
        }
      }
    }
    return result
  }

  private func selections<Item>(
    of pack: RulePack, interaction: String?, _ items: (any DemandingCheck, Selection) -> [Item]
  ) -> [Item] {
    var result: [Item] = []
    for table in pack.tables {
      for rule in table.rules {
        each(of: rule, in: table, interaction: interaction ?? self.interaction(of: pack)) { result += items($0, $1) }
      }
    }
    return result
  }

  /// Calls back for each selection of a rule that such a check judges.
  private func each(
    of rule: Rule, in table: RuleTable, interaction: String?, _ body: (any DemandingCheck, Selection) -> Void
  ) {
    for part in rule.parts {
      guard let part = part.check, let check = part.kind as? any DemandingCheck else { continue }
      let due = rule.interaction ?? table.interaction
      guard due == nil || due == interaction else { continue }
      for scope in scopes(of: table) {
        for context in selector.contexts(of: part.query, at: scope) {
          let elements = selector.elements(of: part.query, in: context)
          body(check, Selection(run: self, query: part.query, scope: scope, context: context, elements: elements))
        }
      }
    }
  }
}
