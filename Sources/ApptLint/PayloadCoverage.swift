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

extension Linter {
  /// Says which rules a payload passes and violates. Whatever the configuration leaves out of reports counts all the same.
  package func coverage(of source: SourceText) -> PayloadCoverage {
    let document = Document.read(source, symbols: definitions?.symbols ?? .wellKnown, limits: configuration.limits)
    let undecided = RuleRun(document, ReferenceIndex(document), now: configuration.now ?? Clock.now)
    let choice = Choice(for: document, undecided, configuration, library, definitions)
    let run = undecided.reading(as: definitions?.release(choice.release))
    let packs = choice.packs.map { pack in
      let outcomes = run.outcomes(of: pack, interaction: configuration.interaction)
      func codes(_ outcome: RuleOutcome) -> Set<String> { Set(outcomes.filter { $0.outcome == outcome }.map(\.rule.code)) }
      return PayloadCoverage.Pack(id: pack.id, passed: codes(.passed), violated: codes(.violated))
    }
    return PayloadCoverage(packs: packs, report: lint(source))
  }
}
