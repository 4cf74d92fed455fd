import FHIRDefinitions
import FHIRSyntax

/// The outcome of a rule for one payload.
package enum RuleOutcome: Sendable, Hashable {
  /// The rule applies to the payload, and has no violation.
  case passed
  case violated
}

/// Coverage: determined separately, so that it costs nothing unless requested.
extension RuleRun {
  /// For each pack, the outcomes of the rules that apply to the payload, by code. If `interaction` is nil, it is inferred from
  /// the payload.
  package func outcomes(of packs: [RulePack], interaction: String?) -> [[String: RuleOutcome]] {
    let containersOfBroken = containersOfBroken(among: packs, interaction)
    let outcomes = packs.map { ownOutcomes(of: $0, interaction, containersOfBroken: containersOfBroken) }
    let all = outcomes.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    let rules = packs.flatMap(\.tables).flatMap(\.rules)
    let coveringRules = Dictionary(rules.filter { !$0.coveredBy.isEmpty }.map { ($0.code, $0.coveredBy) }) { first, _ in first }
    return zip(packs, outcomes).map { pack, outcomes in
      var outcomes = outcomes
      for table in pack.tables where !scopes(of: table).isEmpty {
        // A row covered by other rules is violated if any of these rules is, and otherwise passes if any of them applies.
        for rule in table.rules where !rule.coveredBy.isEmpty {
          let found = Self.coveringRules(of: rule, coveringRules).compactMap { all[$0] }
          outcomes[rule.code] = found.contains(.violated) ? .violated : found.first
        }
      }
      return outcomes
    }
  }

  /// The rules with checks that cover a row, directly or through other rows.
  private static func coveringRules(of rule: Rule, _ coveringRules: [String: [String]]) -> [String] {
    var (pending, index) = (Array(rule.coveredBy.prefix(maxCoveringRules)), 0)
    var seen: Set<String> = []
    var found: [String] = []
    while index < min(pending.count, maxCoveringRules) {
      let code = pending[index]
      index += 1
      guard seen.insert(code).inserted else { continue }
      if let next = coveringRules[code] { pending += next.prefix(maxCoveringRules) } else { found.append(code) }
    }
    return found
  }

  /// The maximum number of covering rules that are followed from a row.
  private static let maxCoveringRules = 100

  /// The outcomes of a pack's rules that have their own checks.
  private func ownOutcomes(of pack: RulePack, _ interaction: String?, containersOfBroken: Set<Node>) -> [String: RuleOutcome] {
    let (interaction, planResult) = self.planResult(of: pack, interaction)
    let violated = planResult.map { violatedRules(in: $0, interaction) } ?? planResults.violated(of: pack, interaction)
    var outcomes: [String: RuleOutcome] = [:]
    for table in pack.tables {
      let scopes = scopes(of: table)
      for rule in table.rules where scopes.contains(where: { isApplicable(rule, of: table, at: $0, interaction) }) {
        let isViolated =
          violated?.contains(rule.code)
          ?? !findings(of: rule, in: table, of: pack, interaction: interaction, isRequested: false).isEmpty
        outcomes[rule.code] = isViolated ? .violated : .passed
      }
    }
    // A rule that requires conformance is violated if the resource violates base FHIR, and passes only if conformance has been
    // decided.
    eachConformanceCheck(of: pack, interaction) { rule, check, selection in
      let requiredProfiles = check.requiredProfiles(selection)
      if requiredProfiles.contains(where: { isViolated($0) || containersOfBroken.contains($0.resource) }) {
        outcomes[rule.code] = .violated
      } else if outcomes[rule.code] == .passed,
        check.undetermined(selection) != nil || requiredProfiles.contains(where: isUndecided)
      {
        outcomes[rule.code] = nil
      }
    }
    return outcomes
  }

  /// The rules that the payload violates, among the suspects of its walk.
  private func violatedRules(in planResult: PlanResult, _ interaction: String?) -> Set<String> {
    var violated: Set<String> = []
    suspects(in: planResult) { _ in false }.forEachBit(in: planResult.pack.parts) { index in
      let part = planResult.plan.parts[index]
      if violated.contains(part.rule.code) { return }
      if !findings(of: part, in: planResult.plan.tables[part.table], interaction).isEmpty { violated.insert(part.rule.code) }
    }
    return violated
  }

  /// The containers of resources that violate base FHIR and that no row requires to conform to a profile: these violations count
  /// as violations of the rows about the container.
  private func containersOfBroken(among packs: [RulePack], _ interaction: String?) -> Set<Node> {
    if !document.resources.contains(where: { payload.isBroken($0.node) }) { return [] }
    let required = Set(requiredProfiles(of: packs, interaction: interaction).map(\.resource))
    var containers: Set<Node> = []
    for mark in document.resources where payload.isBroken(mark.node) {
      var resource = mark.node
      while !required.contains(resource), document.record(resource).name == .contained,
        let container = document.parent(of: resource).flatMap({ document.resource(containing: $0) }),
        containers.insert(container).inserted
      {
        resource = container
      }
    }
    return containers
  }

  private func isViolated(_ profile: RequiredProfile) -> Bool {
    if payload.isBroken(profile.resource) { return true }
    guard case .violates? = payload.verdict(on: profile.resource, conformingTo: profile.profile) else { return false }
    return true
  }

  private func isUndecided(_ profile: RequiredProfile) -> Bool {
    switch payload.verdict(on: profile.resource, conformingTo: profile.profile) {
    case .conforms, .violates: false
    case .unknown, nil: true
    }
  }

  /// Whether a rule applies to anything in a resource: an existing element, or the position of a required or forbidden one.
  private func isApplicable(_ rule: Rule, of table: RuleTable, at scope: Node, _ interaction: String?) -> Bool {
    rule.parts.contains { part in
      guard let check = part.check, !part.isOnRequest, part.applies(to: interaction, in: rule, table) else { return false }
      let kind = type(of: check.kind)
      let checksAbsence = check.isRequired || kind.checksAbsence || kind.forbidsElements
      let selector = selector(for: rule, check)
      return selector.contexts(of: check.some ?? check.query, at: scope).contains { context in
        checksAbsence || !selector.elements(of: check.some ?? check.query, in: context).isEmpty
      }
    }
  }
}
