package import FHIRDefinitions
package import Findings

/// The conformance of resources to profiles, which rules require but do not check themselves.
extension RuleRun {
  /// The resources that the rules of the given packs require to conform to profiles.
  package func requiredProfiles(of packs: [RulePack], interaction: String?) -> [RequiredProfile] {
    prepare(packs, interaction)
    if let requiredProfiles = planResults.combined(of: packs, interaction)?.requiredProfiles { return requiredProfiles }
    var result: [RequiredProfile] = []
    for pack in packs {
      let (interaction, planResult) = self.planResult(of: pack, interaction)
      if let planResult, planResult.pack.findsRequiredProfiles, planResult.isComplete {
        result += planResult.requiredProfiles
      } else {
        eachConformanceCheck(of: pack, interaction) { _, check, selection in result += check.requiredProfiles(selection) }
      }
    }
    return result
  }

  /// The rules of a pack that could not be decided for the payload, with the reasons.
  package func undetermined(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: Message)] {
    let (interaction, planResult) = self.planResult(of: pack, interaction)
    if let planResult, payload.areProfilesKnown, planResult.isComplete { return [] }
    var result: [(rule: Rule, reason: Message)] = []
    eachConformanceCheck(of: pack, interaction) { rule, check, selection in
      if let reason = check.undetermined(selection) { result.append((rule, reason)) }
    }
    return result
  }

  /// Calls `body` for each selection of a `ConformanceCheck`.
  func eachConformanceCheck(
    of pack: RulePack, _ interaction: String?, _ body: (Rule, any ConformanceCheck, Selection) -> Void
  ) {
    let interaction = interaction ?? self.interaction(of: pack)
    for table in pack.tables where !table.conformanceRules.isEmpty {
      let scopes = scopes(of: table)
      for rule in table.conformanceRules {
        for part in rule.parts {
          guard let check = part.check, let conformanceCheck = check.kind.conformanceCheck,
            part.applies(to: interaction, in: rule, table)
          else { continue }
          for scope in scopes {
            for context in selector.contexts(of: check.query, at: scope) {
              let elements = selector.elements(of: check.query, in: context)
              body(
                rule, conformanceCheck,
                Selection(payload: payload, query: check.query, scope: scope, context: context, elements: elements))
            }
          }
        }
      }
    }
  }
}
