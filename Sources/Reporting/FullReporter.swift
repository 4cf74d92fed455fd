import Findings

/// A block for each position, with the source line if it may be shown:
///
///     error[BKD003] status-booked: expected 'booked', found 'arrived'
///      --> book.json:3:13  Appointment.status
///       |
///     3 |   "status": "arrived",
///       |             ^^^^^^^^^
///       = clause: NHS Booking API (draft), Book an appointment: Request Body, Appointment
///       = help: Set `status` to `booked`.
///
/// Source lines contain payload values: they are omitted unless values are shown. Findings about the same
/// bytes share a block.
struct FullReporter: Reporter {
  let style: ReportStyle
  private var palette: Palette { Palette(isOn: style.usesColor) }

  init(style: ReportStyle) {
    self.style = style
  }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    if !report.findings.isEmpty {
      let lines = LineTable(report.source)
      let placed = report.placed(in: lines)
      var start = 0
      while start < placed.count {
        var end = start + 1
        while end < placed.count, placed[end].finding.range == placed[start].finding.range { end += 1 }
        block(placed[start..<end].map(\.finding), at: placed[start].position, of: report, lines: lines, into: &output)
        start = end
      }
    }
    if report.omitted > 0 { output.append("note: \(report.omittedText)\n\n") }
    // If there are several inputs, the clean ones are summarised at the end.
    let isClean = report.findings.isEmpty && report.omitted == 0
    if !style.isQuiet && report.isOnPayload && !(isClean && style.hasSeveralInputs) { selection(of: report, into: &output) }
  }

  /// Writes one position with all its findings.
  private func block(
    _ findings: [Finding], at position: Position, of report: Report, lines: LineTable, into output: inout OutputBuffer
  ) {
    for finding in findings {
      output.append(palette.severity(finding.severity) + finding.severity.rawValue)
      output.append(untrusted: "[\(finding.codes)]")
      output.append(palette.plain + " ")
      output.append(untrusted: "\(finding.name): ")
      output.append(palette.bold)
      output.append(untrusted: finding.message.text(showingValues: style.showsValues))
      output.append(palette.plain + "\n")
    }
    let number = String(position.line)
    let gutter = style.showsValues ? String(repeating: " ", count: number.utf8.count) : " "
    output.append("\(gutter)\(palette.frame)-->\(palette.plain) ")
    output.append(path: report.source.name, links: style.links)
    output.append(":\(position.line):\(position.column)")
    let elements = findings.map(\.element)
    let shared = elements.allSatisfy { $0 == elements.first } ? elements.first ?? nil : nil
    if let shared { output.append(untrusted: "  \(shared)") }
    output.append("\n")
    if style.showsValues, let first = findings.first {
      let line = lines.range(ofLine: lines.line(of: first.range.lowerBound))
      let excerpt = SourceExcerpt(of: first.range, line: line, in: report.source)
      let carets = String(repeating: "^", count: excerpt.length)
      output.append("\(gutter) \(palette.frame)|\n\(number) |\(palette.plain) ")
      output.append(excerpt.text)
      output.append("\n\(gutter) \(palette.frame)|\(palette.plain) \(String(repeating: " ", count: excerpt.indent))")
      output.append("\(palette.severity(findings.map(\.severity).max() ?? first.severity))\(carets)\(palette.plain)\n")
    }
    for finding in findings {
      let label = findings.count == 1 && finding.further.isEmpty ? "" : finding.code + " "
      note("\(label)element", shared == nil ? finding.element : nil, gutter, into: &output)
      note("\(label)clause", finding.clause, gutter, into: &output)
      note("\(label)help", finding.help, gutter, into: &output)
      for rule in finding.further {
        let message = rule.message == finding.message ? nil : rule.message.text(showingValues: style.showsValues)
        note(finding.label(of: rule), message, gutter, into: &output)
        note("\(rule.code) clause", rule.clause, gutter, into: &output)
        note("\(rule.code) help", rule.help == finding.help ? nil : rule.help, gutter, into: &output)
      }
    }
    output.append("\n")
  }

  private func note(_ title: String, _ text: String?, _ gutter: String, into output: inout OutputBuffer) {
    guard let text else { return }
    output.append("\(gutter) \(palette.frame)=\(palette.plain) \(palette.bold)")
    output.append(untrusted: "\(title):")
    output.append(palette.plain)
    output.append(untrusted: " \(text)")
    output.append("\n")
  }

  /// Writes what a payload was checked as, and which rules could not be checked: a line for each reason.
  private func selection(of report: Report, into output: inout OutputBuffer) {
    output.append("checked ")
    output.append(path: report.source.name)
    output.append(untrusted: " as \(report.selectionText)")
    output.append("\n")
    if let status = report.recommendedStatus { output.append("  recommended HTTP status: \(status)\n") }
    var reasons: [String] = []
    var codes: [String: [String]] = [:]
    for entry in report.notChecked {
      let reason = entry.reason(showingValues: style.showsValues)
      if codes[reason] == nil { reasons.append(reason) }
      if codes[reason]?.contains(entry.code) != true { codes[reason, default: []].append(entry.code) }
    }
    for reason in reasons {
      output.append(untrusted: "  not checked: \(codes[reason, default: []].joined(separator: ", ")): \(reason)")
      output.append("\n")
    }
    output.append("\n")
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    guard !style.isQuiet else { return }
    if style.hasSeveralInputs && tally.clean > 0 {
      output.append(lines: tally.cleanCheckedAs)
      let codes = tally.notChecked.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value)" }
      if !codes.isEmpty {
        output.append(untrusted: "  not checked: \(codes.joined(separator: ", "))")
        output.append("\n")
      }
      output.append("\n")
    }
    if tally.containsValues && !style.showsValues {
      output.append("note: messages hide payload values, which can be patient data; --show-values shows them\n")
    }
    output.append(tally.summary + "\n")
  }
}
