import Findings

/// An OperationOutcome as XML; for several inputs a Bundle of type collection with an OperationOutcome for each.
struct XMLReporter: Reporter {
  let style: ReportStyle

  func begin(into output: inout OutputBuffer) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    if style.hasSeveralInputs { output.append("<Bundle xmlns=\"http://hl7.org/fhir\">\n  <type value=\"collection\"/>\n") }
  }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let outcome = OperationOutcome(report, showingValues: style.showsValues).value
    let writer = FHIRXMLWriter()
    if style.hasSeveralInputs {
      writer.write(.object(bundleEntry(outcome, number: number)), named: "entry", depth: 1, into: &output)
    } else {
      writer.write(outcome, isRoot: true, into: &output)
    }
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    if style.hasSeveralInputs { output.append("</Bundle>\n") }
  }
}
