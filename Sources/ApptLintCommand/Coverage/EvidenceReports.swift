import Findings
import Reporting

/// The reports on fixtures, as an HTML page and as OperationOutcomes, without payload values.
struct EvidenceReports {
  private struct Part {
    let name: String
    var reporter: any Reporter
    var text = OutputBuffer()

    mutating func add(_ report: Report, number: Int) {
      var part = OutputBuffer()
      reporter.report(report, number: number, into: &part)
      reporter.join(part, first: number == 1, into: &text)
    }
  }

  private var parts: [Part]
  private var tally = Tally()

  init(rules: @escaping RuleDescriptor.Lookup) {
    var style = ReportStyle()
    style.hasSeveralInputs = true
    parts = [
      Part(name: "reports.html", reporter: ReportFormat.html.reporter(style, rules: rules)),
      Part(name: "reports.ndjson", reporter: ReportFormat.ndjson.reporter(style)),
    ]
    for index in parts.indices { parts[index].reporter.begin(into: &parts[index].text) }
  }

  mutating func add(_ report: Report) {
    tally.add(report)
    for index in parts.indices { parts[index].add(report, number: tally.reports) }
  }

  /// The names and the text of the finished files.
  func files() -> [(name: String, text: OutputBuffer)] {
    parts.map { part in
      var text = part.text
      part.reporter.end(tally, into: &text)
      return (part.name, text)
    }
  }
}
