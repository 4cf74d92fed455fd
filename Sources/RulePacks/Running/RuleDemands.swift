package import FHIRDefinitions

/// What rules leave to others: the conformance of resources to profiles.
extension RuleRun {
  /// What the rules of some packs demand to conform to profiles.
  package func demands(of packs: [RulePack], interaction: String?) -> [ProfileDemand] {
    prepare(packs, interaction)
    if let demands = surveys.joint(of: packs, interaction)?.demands { return demands }
    var result: [ProfileDemand] = []
    for pack in packs {
      let (interaction, survey) = self.survey(of: pack, interaction)
      if let survey, survey.pack.findsDemands, survey.isComplete {
        result += survey.demands
      } else {
        eachDemanding(of: pack, interaction) { _, check, selection in result += check.demands(selection) }
      }
    }
    return result
  }

  /// The rules of a pack that something in the payload kept from judging, and what.
  package func undetermined(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: String)] {
    let (interaction, survey) = self.survey(of: pack, interaction)
    if let survey, payload.areProfilesKnown, survey.isComplete { return [] }
    var result: [(rule: Rule, reason: String)] = []
    eachDemanding(of: pack, interaction) { rule, check, selection in
      if let reason = check.undetermined(selection) { result.append((rule, reason)) }
    }
    return result
  }

  /// Calls back for each selection that such a check judges.
  func eachDemanding(
    of pack: RulePack, _ interaction: String?, _ body: (Rule, any DemandingCheck, Selection) -> Void
  ) {
    let interaction = interaction ?? self.interaction(of: pack)
    for table in pack.tables where !table.demanding.isEmpty {
      let scopes = scopes(of: table)
      for rule in table.demanding {
        for part in rule.parts {
          guard let check = part.check, let demanding = check.kind.demanding else { continue }
          let due = part.interaction ?? rule.interaction ?? table.interaction
          guard due == nil || due == interaction else { continue }
          for scope in scopes {
            for context in selector.contexts(of: check.query, at: scope) {
              let elements = selector.elements(of: check.query, in: context)
              body(
                rule, demanding,
                Selection(payload: payload, query: check.query, scope: scope, context: context, elements: elements))
            }
          }
        }
      }
    }
  }
}
