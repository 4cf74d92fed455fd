import FHIRSyntax
package import Findings
import HTTPExchange
import RulePacks

/// The coverage of rule pack requirements by one payload.
package struct PayloadCoverage: Sendable {
  /// The coverage of one pack, by rule code.
  package struct Pack: Sendable {
    package var id: String
    /// Rules that it exercises without violations.
    package var passed: Set<String>
    package var violated: Set<String>
  }

  /// The packs that applied.
  package var packs: [Pack]
  /// The findings about the payload.
  package var report: Report
  /// Whether there is a resource or an exchange: a text without any exercises no requirement.
  package var hasContent: Bool
}

extension Linter {
  /// Determines which rules a payload passes and violates. Findings that the configuration omits from reports also count.
  package func coverage(of source: SourceText) -> PayloadCoverage {
    let document: Document
    switch subject(source) {
    case .payload(let payload): document = payload
    case .recording(let recording):
      let run = ExchangeRun(self, recording)
      var coverage: ExchangeCoverage? = ExchangeCoverage()
      let report = run.report(&coverage)
      return PayloadCoverage(packs: coverage?.result ?? [], report: report, hasContent: !recording.exchanges.isEmpty)
    }
    let examination = examine(document, configuration)
    let (choice, run) = (examination.choice, examination.run)
    let outcomes = run.outcomes(of: choice.packs, interaction: configuration.interaction)
    let packs = zip(choice.packs, outcomes).map { pack, outcomes in
      func codes(_ outcome: RuleOutcome) -> Set<String> { Set(outcomes.filter { $0.value == outcome }.keys) }
      return PayloadCoverage.Pack(id: pack.id, passed: codes(.passed), violated: codes(.violated))
    }
    return PayloadCoverage(packs: packs, report: examination.report, hasContent: !document.resources.isEmpty)
  }
}
