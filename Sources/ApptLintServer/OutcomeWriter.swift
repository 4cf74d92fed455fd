import Findings
import Reporting

/// Writes reports as OperationOutcomes: JSON on one line, XML indented.
struct OutcomeWriter: Sendable {
  let showsValues: Bool
  /// Caches the text that is common to outcomes without findings.
  private let json: any Reporter

  init(showingValues showsValues: Bool) {
    self.showsValues = showsValues
    var style = ReportStyle()
    style.showsValues = showsValues
    json = ReportFormat.ndjson.reporter(style)
  }

  /// The response with a report.
  func response(_ report: Report, as format: PayloadFormat) -> ServiceResponse {
    switch format {
    case .json:
      var output = OutputBuffer(capacity: 1 << 10)
      json.report(report, number: 1, into: &output)
      return ServiceResponse(200, format.mediaType, output.bytes)
    case .xml:
      return ServiceResponse(200, format.mediaType, report.operationOutcome(as: .xml, showingValues: showsValues))
    }
  }
}
