public import Findings

extension Report {
  /// The report as the FHIR resource OperationOutcome, as JSON or XML: the body of a server's response, valid in the report's
  /// release of FHIR.
  ///
  /// There is an issue for each finding, with the rule as `details.coding`, the element as `expression`, and line and column as
  /// the extensions `operationoutcome-issue-line` and `operationoutcome-issue-col`. What was not checked, and findings omitted
  /// because of the limit, are further issues. Without `showingValues` it contains nothing from the payload except element names
  /// and codes of specifications, so it can be logged; with it, it may contain patient data.
  public func operationOutcome(as format: PayloadFormat, showingValues: Bool = false) -> String {
    var style = ReportStyle()
    style.showsValues = showingValues
    let format: ReportFormat =
      switch format {
      case .json: .json
      case .xml: .xml
      }
    return format.text(of: [self], style)
  }
}

extension ReportFormat {
  /// The reports in this format, in order; `rules` finds the descriptions of rules, for formats that contain them.
  package func text(of reports: [Report], _ style: ReportStyle, rules: @escaping RuleDescriptor.Lookup = { _ in [] }) -> String {
    var reporter = reporter(style, rules: rules)
    var output = OutputBuffer()
    var tally = Tally()
    reporter.begin(into: &output)
    for (index, report) in reports.enumerated() {
      var part = OutputBuffer()
      reporter.report(report, number: index + 1, into: &part)
      reporter.join(part, first: index == 0, into: &output)
      tally.add(report)
    }
    if reports.contains(where: { $0.findings.contains(where: $0.fails) || $0.omissionFails }) { tally.exitStatus = 1 }
    reporter.end(tally, into: &output)
    return output.text
  }
}
