import FHIRDefinitions
import FHIRSyntax

/// The results of walking a payload according to the plans of packs, computed once and shared by all runs on the payload.
final class PlanResults {
  fileprivate var combinedResults: [CombinedPlanResult] = []

  /// The rules that were violated when the checks ran without a plan.
  private var violated: [(pack: String, interaction: String?, rules: Set<String>)] = []

  /// Records the codes of all violated rules of a pack.
  func record(_ rules: Set<String>, of pack: RulePack, _ interaction: String?) {
    violated.append((pack.id, interaction, rules))
  }

  /// The codes of all violated rules of a pack; nil if the checks did not run without a plan.
  func violated(of pack: RulePack, _ interaction: String?) -> Set<String>? {
    violated.first { $0.pack == pack.id && $0.interaction == interaction }?.rules
  }

  /// The result of the walk for exactly these packs; nil if there was none.
  func combined(of packs: [RulePack], _ interaction: String?) -> CombinedPlanResult? {
    guard let combined = combinedResults.first, combined.interaction == interaction, combined.packs.count == packs.count
    else { return nil }
    for index in packs.indices where combined.packs[index] !== packs[index] { return nil }
    return combined
  }
}

/// The result of one walk of a payload for several packs.
final class CombinedPlanResult {
  fileprivate let packs: [RulePack]
  /// The interaction that the caller specified; nil if each pack's interaction is inferred from the payload.
  fileprivate let interaction: String?
  fileprivate let interactions: [String?]
  /// Nil if there is no plan.
  let plan: RulePlan?
  /// Nil if the plan cannot walk the payload.
  let walk: RuleWalk.Result?

  fileprivate init(
    _ packs: [RulePack], _ interaction: String?, _ interactions: [String?], _ plan: RulePlan?, _ walk: RuleWalk.Result?
  ) {
    (self.packs, self.interaction, self.interactions) = (packs, interaction, interactions)
    (self.plan, self.walk) = (plan, walk)
  }

  /// Whether the walk and the verdicts on profiles decide all conformance checks. The walk need not find all resources that must
  /// conform to profiles.
  private var isComplete: Bool {
    guard let plan, let walk, !plan.hasOtherConformanceChecks else { return false }
    return plan.code.messagePart < 0 || !(walk.message?.isUnclear ?? false)
  }

  /// The resources that rules require to conform to profiles, in the order of the rules; nil if the walk does not determine them.
  var requiredProfiles: [RequiredProfile]? {
    guard let plan, let walk, plan.findsRequiredProfiles, isComplete else { return nil }
    return plan.requiredProfiles(in: walk, of: 0..<plan.parts.count)
  }

  /// Whether no rule can be violated and none is unchecked, provided that all resources conform to their profiles.
  func isClean(_ isRequested: (Rule) -> Bool) -> Bool {
    guard let plan, let walk, isComplete else { return false }
    for word in walk.suspects where word != 0 { return false }
    for table in plan.uncheckedTables where walk.tables.hasBit(table) { return false }
    for part in plan.onRequest where isRequested(plan.parts[part].rule) { return false }
    return true
  }
}

/// A plan and the result of its walk, for one of its packs.
struct PlanResult {
  let plan: RulePlan
  let walk: RuleWalk.Result
  /// The pack that this result is for, one of the plan's packs.
  let pack: RulePlan.Pack

  /// Whether a table applies to any resource.
  func applies(table: Int) -> Bool { walk.tables.hasBit(table) }

  /// Whether the walk and the verdicts on profiles decide all conformance checks of the pack. The walk need not find all
  /// resources that must conform to profiles.
  var isComplete: Bool { !pack.hasOtherConformanceChecks && !(hasMessage && walk.message?.isUnclear ?? false) }

  private var hasMessage: Bool { pack.parts.contains(Int(plan.code.messagePart)) }

  /// The resources that rules require to conform to profiles, in the order of the rules.
  var requiredProfiles: [RequiredProfile] { plan.requiredProfiles(in: walk, of: pack.parts) }
}

extension RulePlan {
  /// The resources that the given parts of rules require to conform to profiles, in the order of the parts.
  fileprivate func requiredProfiles(in walk: RuleWalk.Result, of parts: Range<Int>) -> [RequiredProfile] {
    let message = parts.contains(Int(code.messagePart)) ? walk.message : nil
    let count = walk.requiredProfiles.count + (message?.requiredProfiles.count ?? 0)
    if count == 0 { return [] }
    var requiredProfiles: [RequiredProfile] = []
    requiredProfiles.reserveCapacity(count)
    func addMessage() {
      guard let message else { return }
      for required in message.requiredProfiles {
        guard let profile = messageProfile(required.profile) else { continue }
        requiredProfiles.append(RequiredProfile(Node(index: required.node), conformingTo: profile))
      }
    }
    var isAdded = false
    for required in walk.requiredProfiles where parts.contains(Int(required.part)) {
      if !isAdded, required.part > code.messagePart {
        addMessage()
        isAdded = true
      }
      guard let profile = profiles[Int(required.part)] else { continue }
      requiredProfiles.append(RequiredProfile(Node(index: required.node), conformingTo: profile))
    }
    if !isAdded { addMessage() }
    return requiredProfiles
  }
}

extension RuleRun {
  /// Walks the payload once according to the common plan of the given packs.
  func prepare(_ packs: [RulePack], _ interaction: String?) {
    guard planResults.combinedResults.isEmpty, !isExchangeOrChange, packs.allSatisfy({ $0.plans != nil }) else { return }
    let interactions = packs.map { interaction ?? self.interaction(of: $0) }
    guard let plan = packs.first?.plans?.plan(of: packs, for: interactions) else { return }
    let walk = RuleWalk.run(plan, document, now: payload.now) { payload.messages }
    planResults.combinedResults.append(CombinedPlanResult(packs, interaction, interactions, plan, walk))
  }

  /// The interaction of a pack, inferred from the payload if `interaction` is nil, and the result of the pack's plan. The result
  /// is nil if there is no plan, or if the plan cannot walk the payload.
  func planResult(of pack: RulePack, _ interaction: String?) -> (interaction: String?, planResult: PlanResult?) {
    guard let plans = pack.plans, !isExchangeOrChange else { return (interaction ?? self.interaction(of: pack), nil) }
    for combined in planResults.combinedResults where combined.interaction == interaction {
      guard let index = combined.packs.firstIndex(where: { $0.plans === plans }) else { continue }
      return (combined.interactions[index], combined.planResult(index))
    }
    let packInteraction = interaction ?? self.interaction(of: pack)
    let plan = plans.plan(of: [pack], for: [packInteraction])
    let walk = plan.flatMap { RuleWalk.run($0, document, now: payload.now) { payload.messages } }
    let combined = CombinedPlanResult([pack], interaction, [packInteraction], plan, walk)
    planResults.combinedResults.append(combined)
    return (packInteraction, combined.planResult(0))
  }

  /// Whether one walk decides that the rules of the given packs have no findings and leave nothing unchecked.
  package func isClean(under packs: [RulePack], interaction: String?, isRequested: (Rule) -> Bool) -> Bool {
    guard payload.areProfilesSatisfied, payload.areProfilesKnown, !payload.hasMalformed else { return false }
    return planResults.combined(of: packs, interaction)?.isClean(isRequested) ?? false
  }
}

extension CombinedPlanResult {
  /// The result of the walk for one of its packs.
  fileprivate func planResult(_ index: Int) -> PlanResult? {
    guard let plan, let walk else { return nil }
    return PlanResult(plan: plan, walk: walk, pack: plan.packs[index])
  }
}
