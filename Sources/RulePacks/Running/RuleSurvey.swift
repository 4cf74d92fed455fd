import FHIRDefinitions
import FHIRSyntax

/// What is found out about a payload once for each pack: the walk under the pack's plan. All runs on a payload share it.
final class RuleSurveys {
  fileprivate struct Entry {
    /// The pack with its tables, and the interaction that was asked for.
    var plans: ObjectIdentifier
    var asked: String?
    var interaction: String?
    var survey: RuleSurvey?
  }

  fileprivate var entries: [Entry] = []
}

/// A plan, and what the walk under it tells of a payload.
struct RuleSurvey {
  let plan: RulePlan
  let result: RuleWalk.Result

  /// Whether there is a resource that a table is about.
  func isAbout(_ table: Int) -> Bool { result.tables & (1 &<< UInt64(table)) != 0 }

  /// The resources that rules want to conform to profiles, in the order of the rules.
  var demands: [ProfileDemand] {
    if result.demands.isEmpty { return [] }
    return result.demands.sorted { ($0.part, $0.node) < ($1.part, $1.node) }.compactMap { demand in
      guard let check = plan.parts[Int(demand.part)].part.check?.kind as? ProfileCheck else { return nil }
      return ProfileDemand(Node(index: demand.node), keeps: check.profile)
    }
  }
}

extension RuleRun {
  /// The interaction of a pack, `asked` or else the one that the payload tells, and what the pack's plan tells of the payload: nil
  /// where there is no plan, or where the payload is not one for it.
  func survey(of pack: RulePack, _ asked: String?, must: Bool = false) -> (interaction: String?, survey: RuleSurvey?) {
    guard let plans = pack.plans, !isAssembly else { return (asked ?? interaction(of: pack), nil) }
    let id = ObjectIdentifier(plans)
    for entry in surveys.entries where entry.plans == id && entry.asked == asked && !must {
      return (entry.interaction, entry.survey)
    }
    let interaction = asked ?? interaction(of: pack)
    let survey = plans.plan(of: pack.tables, for: interaction, must: must).flatMap { plan in
      RuleWalk.run(plan, document, now: now).map { RuleSurvey(plan: plan, result: $0) }
    }
    surveys.entries.append(RuleSurveys.Entry(plans: id, asked: asked, interaction: interaction, survey: survey))
    return (interaction, survey)
  }
}
