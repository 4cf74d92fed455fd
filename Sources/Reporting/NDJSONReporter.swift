import FHIRSyntax

/// One OperationOutcome a line, one for each input.
struct NDJSONReporter: Reporter {
  let style: ReportStyle

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let outcome = OperationOutcome(report, showingValues: style.showsValues)
    FHIRJSONWriter(isIndented: false).write(outcome.value, into: &output)
    output.append("\n")
  }
}
