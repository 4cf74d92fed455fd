import Findings

/// One line per finding: `path:line:col: error: BKD003 status-booked: message [Appointment.status]`. Lines without a position are
/// about omitted findings; the last lines say what the payloads were checked as.
struct ConciseReporter: Reporter {
  let style: ReportStyle
  var concatenates: Bool { true }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    for (finding, position) in report.placedFindings { line(finding, position, report.source.name, into: &output) }
    if report.omitted > 0 {
      output.append(path: report.source.name)
      output.append(": \(report.omittedText)\n")
    }
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    if !style.isQuiet { output.append(lines: tally.checkedAs) }
  }

  /// Writes the line of one finding.
  func line(_ finding: Finding, _ position: Position, _ path: String, into output: inout OutputBuffer) {
    let palette = Palette(isOn: style.usesColor)
    output.append(path: path, links: style.links)
    output.append(":\(position.line):\(position.column): ")
    output.append(palette.severity(finding.severity) + finding.severity.rawValue + palette.plain + ": ")
    output.append(untrusted: "\(finding.codes) \(finding.name): ")
    output.append(untrusted: finding.message.text(showingValues: style.showsValues))
    if let element = finding.element { output.append(untrusted: " [\(element)]") }
    output.append("\n")
  }
}

extension Report {
  /// The text about findings omitted because of the limit.
  package var omittedText: String {
    "at least \(omitted) more finding\(omitted == 1 ? " was" : "s were") omitted because the limit was reached"
      + (mayHideErrors ? ", including errors" : "")
  }
}
