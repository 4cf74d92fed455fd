import FHIRSyntax
package import Findings
import HTTPExchange
import RulePacks

/// The coverage of rule pack requirements by one payload.
package struct PayloadCoverage: Sendable {
  /// The coverage of one pack, by rule code.
  package struct Pack: Sendable {
    package var id: String
    /// The rules that the payload exercises without violations.
    package var passed: Set<String>
    package var violated: Set<String>
  }

  /// The packs that applied.
  package var packs: [Pack]
  /// The findings about the payload.
  package var report: Report
  /// Whether there is a resource or an exchange: a text without either exercises no requirement.
  package var hasContent: Bool
}

extension Linter {
  /// Determines which rules a payload passes and violates, including violations that the configuration omits from reports.
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
    let result = examine(document, configuration)
    let (selection, run) = (result.selection, result.run)
    let outcomes = run.outcomes(of: selection.packs, interaction: configuration.interaction)
    let packs = zip(selection.packs, outcomes).map { pack, outcomes in
      func codes(_ outcome: RuleOutcome) -> Set<String> { Set(outcomes.filter { $0.value == outcome }.keys) }
      return PayloadCoverage.Pack(id: pack.id, passed: codes(.passed), violated: codes(.violated))
    }
    return PayloadCoverage(packs: packs, report: result.report, hasContent: !document.resources.isEmpty)
  }
}
