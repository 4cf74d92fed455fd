import RulePacks

/// The coverage of rule pack requirements by a recording: requirements on bodies, exchanges and changes.
struct ExchangeCoverage {
  private var packs: [PayloadCoverage.Pack] = []

  /// Adds what one document covers of the packs that apply to it, with one interaction for all packs; nil to infer it from the
  /// document.
  mutating func add(_ run: RuleRun, _ applied: [RulePack], interaction: String?) {
    add(applied, run.outcomes(of: applied, interaction: interaction))
  }

  /// Adds what one document covers of the packs that apply to it, each with its own interaction.
  mutating func add(_ run: RuleRun, _ applied: [RulePack], interactionOf interaction: (RulePack) -> String?) {
    add(applied, applied.map { run.outcomes(of: [$0], interaction: interaction($0)).first ?? [:] })
  }

  private mutating func add(_ applied: [RulePack], _ outcomes: [[String: RuleOutcome]]) {
    for (pack, outcomes) in zip(applied, outcomes) {
      let index = packs.firstIndex { $0.id == pack.id } ?? packs.count
      if index == packs.count { packs.append(PayloadCoverage.Pack(id: pack.id, passed: [], violated: [])) }
      for (code, outcome) in outcomes {
        if outcome == .passed { packs[index].passed.insert(code) } else { packs[index].violated.insert(code) }
      }
    }
  }

  /// The packs in the order in which they first applied. If one exchange violates a rule, the recording violates it.
  var result: [PayloadCoverage.Pack] {
    packs.map { PayloadCoverage.Pack(id: $0.id, passed: $0.passed.subtracting($0.violated), violated: $0.violated) }
  }
}
