// The example of docs/exchanges.md stands between the marks: a test compares the two, so what is shown there compiles and runs.

// Page begins
import ApptLint

/// What a server answers to a booking that must not be stored: status and OperationOutcome; nil where it may be.
func refusal(of request: Exchange.Request, _ linter: Linter) -> (status: Int, outcome: [UInt8])? {
  let report = linter.lint(Exchange(request: request))
  guard let status = report.recommendedStatus else { return nil }
  var outcome = OutputBuffer()
  ReportFormat.json.reporter(ReportStyle()).report(report, number: 1, into: &outcome)
  return (status, outcome.bytes)
}
// Page ends
