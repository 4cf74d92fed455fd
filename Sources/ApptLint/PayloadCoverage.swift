import FHIRDefinitions
package import FHIRSyntax
package import Reporting
import RulePacks

/// What one payload shows of the requirements of its rule packs.
package struct PayloadCoverage: Sendable {
  /// What it shows of one pack, by the codes of rules.
  package struct Pack: Sendable {
    package var id: String
    /// Rules that it has something for and nothing against.
    package var passed: Set<String>
    package var violated: Set<String>
  }

  /// The packs that applied.
  package var packs: [Pack]
  /// What else is said of the payload.
  package var report: Report
}

extension PayloadCoverage {
  /// Takes in what rules of a pack came to elsewhere in the payload.
  mutating func add(_ outcomes: [(rule: Rule, outcome: RuleOutcome)], of pack: RulePack) {
    let index: Int
    if let known = packs.firstIndex(where: { $0.id == pack.id }) {
      index = known
    } else {
      index = packs.count
      packs.append(Pack(id: pack.id, passed: [], violated: []))
    }
    for (rule, outcome) in outcomes {
      switch outcome {
      case .violated:
        packs[index].violated.insert(rule.code)
        packs[index].passed.remove(rule.code)
      case .passed: if !packs[index].violated.contains(rule.code) { packs[index].passed.insert(rule.code) }
      }
    }
  }

  /// The same of a payload that has been judged.
  mutating func add(_ judgement: Judgement, _ configuration: Configuration) {
    for pack in judgement.choice.packs {
      add(judgement.run.outcomes(of: pack, interaction: configuration.interaction), of: pack)
    }
  }
}

extension Linter {
  /// Says which rules a payload, or recorded exchanges, pass and violate. Whatever the configuration leaves out of reports counts
  /// all the same.
  package func coverage(of source: SourceText) -> PayloadCoverage {
    switch input(source) {
    case .recording(let recording): return ExchangeRun(self, recording).coverage()
    case .payload(let document):
      let judgement = judge(document, configuration)
      var coverage = PayloadCoverage(packs: [], report: report(on: judgement, configuration))
      coverage.add(judgement, configuration)
      return coverage
    }
  }
}
