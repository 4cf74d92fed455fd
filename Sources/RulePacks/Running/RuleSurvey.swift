import FHIRDefinitions
import FHIRSyntax

/// What is found out about a payload once: the walks under plans of packs. All runs on a payload share it.
final class RuleSurveys {
  fileprivate var joints: [JointSurvey] = []

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

  /// What the walk for exactly some packs said; nil where there was none.
  func joint(of packs: [RulePack], _ asked: String?) -> JointSurvey? {
    guard let joint = joints.first, joint.asked == asked, joint.packs.count == packs.count else { return nil }
    for index in packs.indices where joint.packs[index] !== packs[index] { return nil }
    return joint
  }
}

/// What one walk says of a payload for some packs together.
final class JointSurvey {
  fileprivate let packs: [RulePack]
  fileprivate let asked: String?
  fileprivate let interactions: [String?]
  /// Nil where there is no plan.
  let plan: RulePlan?
  /// Nil where the payload is not one for the plan.
  let result: RuleWalk.Result?

  fileprivate init(
    _ packs: [RulePack], _ asked: String?, _ interactions: [String?], _ plan: RulePlan?, _ result: RuleWalk.Result?
  ) {
    (self.packs, self.asked, self.interactions) = (packs, asked, interactions)
    (self.plan, self.result) = (plan, result)
  }

  /// Whether the walk says all that rules leave to others, but which resources have to conform to profiles.
  private var isComplete: Bool {
    guard let plan, let result, !plan.hasOtherDemands else { return false }
    return plan.code.messagePart < 0 || !(result.message?.isUnclear ?? false)
  }

  /// The resources that rules want to conform to profiles, in the order of the rules; nil where the walk does not say it.
  var demands: [ProfileDemand]? {
    guard let plan, let result, plan.findsDemands, isComplete else { return nil }
    return plan.demands(in: result, of: 0..<plan.parts.count)
  }

  /// Whether no rule may be violated, and none is left unchecked, where all profiles are kept.
  func isClean(_ requests: (Rule) -> Bool) -> Bool {
    guard let plan, let result, isComplete else { return false }
    for word in result.suspects where word != 0 { return false }
    for table in plan.uncheckedTables where result.tables.hasBit(table) { return false }
    for part in plan.onRequest where requests(plan.parts[part].rule) { return false }
    return true
  }
}

/// A plan, and what the walk under it tells of a payload, for one of its packs.
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
  var demands: [ProfileDemand] { plan.demands(in: result, of: pack.parts) }
}

extension RulePlan {
  /// The resources that some parts of rules want to conform to profiles, in the order of the parts.
  fileprivate func demands(in result: RuleWalk.Result, of parts: Range<Int>) -> [ProfileDemand] {
    let message = parts.contains(Int(code.messagePart)) ? result.message : nil
    let count = result.demands.count + (message?.demands.count ?? 0)
    if count == 0 { return [] }
    var demands: [ProfileDemand] = []
    demands.reserveCapacity(count)
    func addMessage() {
      guard let message else { return }
      for demand in message.demands {
        guard let profile = messageProfile(demand.profile) else { continue }
        demands.append(ProfileDemand(Node(index: demand.node), keeps: profile))
      }
    }
    var isAdded = false
    for demand in result.demands where parts.contains(Int(demand.part)) {
      if !isAdded, demand.part > code.messagePart {
        addMessage()
        isAdded = true
      }
      guard let profile = profiles[Int(demand.part)] else { continue }
      demands.append(ProfileDemand(Node(index: demand.node), keeps: profile))
    }
    if !isAdded { addMessage() }
    return demands
  }
}

extension RuleRun {
  /// Finds out all at once what the plan of some packs tells of the payload.
  func prepare(_ packs: [RulePack], _ asked: String?) {
    guard surveys.joints.isEmpty, !isAssembly, packs.allSatisfy({ $0.plans != nil }) else { return }
    let interactions = packs.map { asked ?? interaction(of: $0) }
    guard let plan = packs.first?.plans?.plan(of: packs, for: interactions) else { return }
    let result = RuleWalk.run(plan, document, now: payload.now) { payload.messages }
    surveys.joints.append(JointSurvey(packs, asked, interactions, plan, result))
  }

  /// The interaction of a pack, `asked` or else the one that the payload tells, and what the pack's plan tells of the payload: nil
  /// where there is no plan, or where the payload is not one for it.
  func survey(of pack: RulePack, _ asked: String?, must: Bool = false) -> (interaction: String?, survey: RuleSurvey?) {
    guard let plans = pack.plans, !isAssembly else { return (asked ?? interaction(of: pack), nil) }
    if !must {
      for joint in surveys.joints where joint.asked == asked {
        guard let place = joint.packs.firstIndex(where: { $0.plans === plans }) else { continue }
        return (joint.interactions[place], joint.survey(place))
      }
    }
    let interaction = asked ?? interaction(of: pack)
    let plan = plans.plan(of: [pack], for: [interaction], must: must)
    let result = plan.flatMap { RuleWalk.run($0, document, now: payload.now) { payload.messages } }
    let joint = JointSurvey([pack], asked, [interaction], plan, result)
    surveys.joints.append(joint)
    return (interaction, joint.survey(0))
  }

  /// Whether the rules of some packs find nothing in the payload and leave nothing unchecked, as far as one walk says it at once.
  package func isClean(under packs: [RulePack], interaction: String?, requests: (Rule) -> Bool) -> Bool {
    guard payload.areProfilesKept, payload.areProfilesKnown else { return false }
    return surveys.joint(of: packs, interaction)?.isClean(requests) ?? false
  }
}

extension JointSurvey {
  /// What the walk says for one of its packs.
  fileprivate func survey(_ place: Int) -> RuleSurvey? {
    guard let plan, let result else { return nil }
    return RuleSurvey(plan: plan, result: result, pack: plan.packs[place])
  }
}
