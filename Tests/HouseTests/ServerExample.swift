// The example of docs/exchanges.md is between the marks: a test compares the two, so the example compiles and runs.

// Page begins
import ApptLint

/// The status and OperationOutcome with which a server rejects a booking; nil if the booking may be stored.
func refusal(of request: Exchange.Request, _ linter: Linter) -> (status: Int, outcome: [UInt8])? {
  let report = linter.lint(Exchange(request: request))
  guard let status = report.recommendedStatus else { return nil }
  var outcome = OutputBuffer()
  ReportFormat.json.reporter(ReportStyle()).report(report, number: 1, into: &outcome)
  return (status, outcome.bytes)
}
// Page ends
