import FHIRSyntax

/// One line a finding: `path:line:col: error: BKD003 status-booked: message [Appointment.status]`.
struct ConciseReporter: Reporter {
  let style: ReportStyle

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let palette = Palette(isOn: style.usesColor)
    for (finding, position) in report.placedFindings {
      output.append(path: report.source.name, links: style.links)
      output.append(":\(position.line):\(position.column): ")
      output.append(palette.severity(finding.severity) + finding.severity.rawValue + palette.plain + ": ")
      output.append(untrusted: "\(finding.code) \(finding.name): ")
      output.append(untrusted: finding.message.text(showingValues: style.showsValues))
      if let element = finding.element { output.append(untrusted: " [\(element)]") }
      output.append("\n")
    }
    if report.omitted > 0 {
      output.append(path: report.source.name)
      output.append(": \(report.omittedWords)\n")
    }
  }
}

extension Report {
  /// What is said of findings that a limit kept out of the report.
  var omittedWords: String {
    "at least \(omitted) more finding\(omitted == 1 ? " was" : "s were") left out because the limit was reached"
  }
}
