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

  /// The rules that the checks found violated, where they ran without a plan.
  private var violated: [(pack: String, interaction: String?, rules: Set<String>)] = []

  /// Records the codes of all rules of a pack that are violated.
  func record(_ rules: Set<String>, of pack: RulePack, _ interaction: String?) {
    violated.append((pack.id, interaction, rules))
  }

  /// The codes of all rules of a pack that are violated; nil where the checks did not run.
  func violated(of pack: RulePack, _ interaction: String?) -> Set<String>? {
    violated.first { $0.pack == pack.id && $0.interaction == interaction }?.rules
  }
}

/// A plan, and what the walk under it tells of a payload.
struct RuleSurvey {
  let plan: RulePlan
  let result: RuleWalk.Result
  /// The pack of the plan that this is about.
  let pack: RulePlan.Pack

  /// Whether there is a resource that a table is about.
  func isAbout(_ table: Int) -> Bool { result.tables.hasBit(table) }

  /// Whether the walk tells all that rules leave to others.
  var isComplete: Bool { !pack.hasOtherDemands && !(hasMessage && result.message?.isUnclear ?? false) }

  private var hasMessage: Bool { pack.parts.contains(Int(plan.code.messagePart)) }

  /// The resources that rules want to conform to profiles, in the order of the rules.
  var demands: [ProfileDemand] {
    let message = hasMessage ? result.message : nil
    if result.demands.isEmpty && message?.demands.isEmpty ?? true { return [] }
    var own = result.demands.filter { pack.parts.contains(Int($0.part)) }
    own.sort { ($0.part, $0.node) < ($1.part, $1.node) }
    var demands: [ProfileDemand] = []
    demands.reserveCapacity(own.count + (message?.demands.count ?? 0))
    func addMessage() {
      for demand in message?.demands ?? [] {
        guard let profile = plan.messageProfile(demand.profile) else { continue }
        demands.append(ProfileDemand(Node(index: demand.node), keeps: profile))
      }
    }
    var isAdded = false
    for demand in own {
      if !isAdded, demand.part > plan.code.messagePart {
        addMessage()
        isAdded = true
      }
      guard let check = plan.parts[Int(demand.part)].part.check?.kind as? ProfileCheck else { continue }
      demands.append(ProfileDemand(Node(index: demand.node), keeps: check.profile))
    }
    if !isAdded { addMessage() }
    return demands
  }
}

extension RuleRun {
  /// Finds out all at once what the plan of some packs tells of the payload.
  func prepare(_ packs: [RulePack], _ asked: String?) {
    guard surveys.entries.isEmpty, !isAssembly, packs.allSatisfy({ $0.plans != nil }) else { return }
    let interactions = packs.map { asked ?? interaction(of: $0) }
    guard let plan = packs.first?.plans?.plan(of: packs, for: interactions) else { return }
    let result = RuleWalk.run(plan, document, now: payload.now) { payload.messages }
    for (index, pack) in packs.enumerated() {
      guard let plans = pack.plans else { continue }
      surveys.entries.append(
        RuleSurveys.Entry(
          plans: ObjectIdentifier(plans), asked: asked, interaction: interactions[index],
          survey: result.map { RuleSurvey(plan: plan, result: $0, pack: plan.packs[index]) }))
    }
  }

  /// The interaction of a pack, `asked` or else the one that the payload tells, and what the pack's plan tells of the payload: nil
  /// where there is no plan, or where the payload is not one for it.
  func survey(of pack: RulePack, _ asked: String?, must: Bool = false) -> (interaction: String?, survey: RuleSurvey?) {
    guard let plans = pack.plans, !isAssembly else { return (asked ?? interaction(of: pack), nil) }
    let id = ObjectIdentifier(plans)
    for entry in surveys.entries where entry.plans == id && entry.asked == asked && !must {
      return (entry.interaction, entry.survey)
    }
    let interaction = asked ?? interaction(of: pack)
    let survey = plans.plan(of: [pack], for: [interaction], must: must).flatMap { plan in
      RuleWalk.run(plan, document, now: payload.now) { payload.messages }.map {
        RuleSurvey(plan: plan, result: $0, pack: plan.packs[0])
      }
    }
    surveys.entries.append(RuleSurveys.Entry(plans: id, asked: asked, interaction: interaction, survey: survey))
    return (interaction, survey)
  }
}
