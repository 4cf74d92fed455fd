import FHIRDefinitions
import FHIRSyntax

/// The results of walks under plans of packs, computed once per payload and shared by all its runs.
final class RuleSurveys {
  fileprivate var combinedSurveys: [CombinedSurvey] = []

  /// The rules that the checks found violated when they ran without a plan.
  private var violated: [(pack: String, interaction: String?, rules: Set<String>)] = []

  /// Records the codes of all rules of a pack that are violated.
  func record(_ rules: Set<String>, of pack: RulePack, _ interaction: String?) {
    violated.append((pack.id, interaction, rules))
  }

  /// The codes of all violated rules of a pack; nil if the checks did not run.
  func violated(of pack: RulePack, _ interaction: String?) -> Set<String>? {
    violated.first { $0.pack == pack.id && $0.interaction == interaction }?.rules
  }

  /// The result of the walk for exactly these packs; nil if there was none.
  func joint(of packs: [RulePack], _ asked: String?) -> CombinedSurvey? {
    guard let joint = combinedSurveys.first, joint.asked == asked, joint.packs.count == packs.count else { return nil }
    for index in packs.indices where joint.packs[index] !== packs[index] { return nil }
    return joint
  }
}

/// The result of one walk of a payload for several packs.
final class CombinedSurvey {
  fileprivate let packs: [RulePack]
  fileprivate let asked: String?
  fileprivate let interactions: [String?]
  /// Nil if there is no plan.
  let plan: RulePlan?
  /// Nil if the plan cannot walk the payload.
  let result: RuleWalk.Result?

  fileprivate init(
    _ packs: [RulePack], _ asked: String?, _ interactions: [String?], _ plan: RulePlan?, _ result: RuleWalk.Result?
  ) {
    (self.packs, self.asked, self.interactions) = (packs, asked, interactions)
    (self.plan, self.result) = (plan, result)
  }

  /// Whether the walk decides everything that rules delegate, except which resources must conform to profiles.
  private var isComplete: Bool {
    guard let plan, let result, !plan.hasOtherDemands else { return false }
    return plan.code.messagePart < 0 || !(result.message?.isUnclear ?? false)
  }

  /// The resources that rules require to conform to profiles, in the order of the rules; nil if the walk does not decide it.
  var demands: [RequiredProfile]? {
    guard let plan, let result, plan.findsDemands, isComplete else { return nil }
    return plan.demands(in: result, of: 0..<plan.parts.count)
  }

  /// Whether no rule can be violated and none is unchecked, provided that all resources conform to their profiles.
  func isClean(_ requests: (Rule) -> Bool) -> Bool {
    guard let plan, let result, isComplete else { return false }
    for word in result.suspects where word != 0 { return false }
    for table in plan.uncheckedTables where result.tables.hasBit(table) { return false }
    for part in plan.onRequest where requests(plan.parts[part].rule) { return false }
    return true
  }
}

/// A plan and the result of its walk, for one of its packs.
struct RuleSurvey {
  let plan: RulePlan
  let result: RuleWalk.Result
  /// The pack of the plan that this result is for.
  let pack: RulePlan.Pack

  /// Whether a table applies to any resource.
  func isAbout(_ table: Int) -> Bool { result.tables.hasBit(table) }

  /// Whether the walk decides everything that rules delegate.
  var isComplete: Bool { !pack.hasOtherDemands && !(hasMessage && result.message?.isUnclear ?? false) }

  private var hasMessage: Bool { pack.parts.contains(Int(plan.code.messagePart)) }

  /// The resources that rules require to conform to profiles, in the order of the rules.
  var demands: [RequiredProfile] { plan.demands(in: result, of: pack.parts) }
}

extension RulePlan {
  /// The resources that some parts of rules require to conform to profiles, in the order of the parts.
  fileprivate func demands(in result: RuleWalk.Result, of parts: Range<Int>) -> [RequiredProfile] {
    let message = parts.contains(Int(code.messagePart)) ? result.message : nil
    let count = result.demands.count + (message?.demands.count ?? 0)
    if count == 0 { return [] }
    var demands: [RequiredProfile] = []
    demands.reserveCapacity(count)
    func addMessage() {
      guard let message else { return }
      for demand in message.demands {
        guard let profile = messageProfile(demand.profile) else { continue }
        demands.append(RequiredProfile(Node(index: demand.node), conformingTo: profile))
      }
    }
    var isAdded = false
    for demand in result.demands where parts.contains(Int(demand.part)) {
      if !isAdded, demand.part > code.messagePart {
        addMessage()
        isAdded = true
      }
      guard let profile = profiles[Int(demand.part)] else { continue }
      demands.append(RequiredProfile(Node(index: demand.node), conformingTo: profile))
    }
    if !isAdded { addMessage() }
    return demands
  }
}

extension RuleRun {
  /// Walks the payload once under the common plan of some packs.
  func prepare(_ packs: [RulePack], _ asked: String?) {
    guard surveys.combinedSurveys.isEmpty, !isAssembly, packs.allSatisfy({ $0.plans != nil }) else { return }
    let interactions = packs.map { asked ?? interaction(of: $0) }
    guard let plan = packs.first?.plans?.plan(of: packs, for: interactions) else { return }
    let result = RuleWalk.run(plan, document, now: payload.now) { payload.messages }
    surveys.combinedSurveys.append(CombinedSurvey(packs, asked, interactions, plan, result))
  }

  /// The interaction of a pack, `asked` or else inferred from the payload, and the result of the pack's plan; nil if there is no
  /// plan, or if it cannot walk the payload.
  func survey(of pack: RulePack, _ asked: String?, must: Bool = false) -> (interaction: String?, survey: RuleSurvey?) {
    guard let plans = pack.plans, !isAssembly else { return (asked ?? interaction(of: pack), nil) }
    if !must {
      for joint in surveys.combinedSurveys where joint.asked == asked {
        guard let place = joint.packs.firstIndex(where: { $0.plans === plans }) else { continue }
        return (joint.interactions[place], joint.survey(place))
      }
    }
    let interaction = asked ?? interaction(of: pack)
    let plan = plans.plan(of: [pack], for: [interaction], must: must)
    let result = plan.flatMap { RuleWalk.run($0, document, now: payload.now) { payload.messages } }
    let joint = CombinedSurvey([pack], asked, [interaction], plan, result)
    surveys.combinedSurveys.append(joint)
    return (interaction, joint.survey(0))
  }

  /// Whether one walk decides that the rules of some packs have no findings and leave nothing unchecked.
  package func isClean(under packs: [RulePack], interaction: String?, requests: (Rule) -> Bool) -> Bool {
    guard payload.areProfilesSatisfied, payload.areProfilesKnown, !payload.hasWronglyFormed else { return false }
    return surveys.joint(of: packs, interaction)?.isClean(requests) ?? false
  }
}

extension CombinedSurvey {
  /// The result of the walk for one of its packs.
  fileprivate func survey(_ place: Int) -> RuleSurvey? {
    guard let plan, let result else { return nil }
    return RuleSurvey(plan: plan, result: result, pack: plan.packs[place])
  }
}
