import Findings

/// JUnit XML that conforms to the schemas of Ant and Jenkins: a test suite for each payload, a test case for each finding.
///
/// A finding that fails the run is a failure (an error if the severity is fatal); other findings are skipped cases, which CI
/// systems show without failing. A payload without findings is one passing case. Names contain no line numbers, so that a CI
/// system recognises a case even if lines were inserted before it.
struct JUnitReporter: Reporter {
  let style: ReportStyle

  func begin(into output: inout OutputBuffer) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
  }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let placed = report.placedFindings
    let failing = placed.count { report.fails($0.finding) && $0.finding.severity != .fatal } + (report.omissionFails ? 1 : 0)
    let errors = placed.count { report.fails($0.finding) && $0.finding.severity == .fatal }
    let isOmissionSkipped = report.omitted > 0 && !report.omissionFails
    let skipped = placed.count { !report.fails($0.finding) } + (isOmissionSkipped ? 1 : 0)
    let tests = max(1, placed.count + (report.omitted > 0 ? 1 : 0))
    let path = report.source.name
    output.append("  <testsuite id=\"\(number - 1)\" package=\"\(Product.name)\" name=\"")
    output.append(markup: path.isEmpty ? "-" : path)
    // Ant's schema requires a host and times; constants make the reports of the same payloads identical.
    output.append("\" hostname=\"localhost\" timestamp=\"1970-01-01T00:00:00\" time=\"0\" tests=\"\(tests)\"")
    output.append(" failures=\"\(failing)\" errors=\"\(errors)\" skipped=\"\(skipped)\">\n    <properties>\n")
    if report.isOnPayload {
      output.append("      <property name=\"checked as\" value=\"")
      output.append(markup: report.selectionText)
      output.append("\"/>\n")
    }
    output.append("    </properties>\n")
    if placed.isEmpty && report.omitted == 0 {
      open("no findings", report, into: &output)
      output.append("/>\n")
    }
    var counts: [String: Int] = [:]
    for (finding, position) in placed {
      var name = "\(finding.codes) \(finding.name)" + (finding.element.map { " [\($0)]" } ?? "")
      counts[name, default: 0] += 1
      if let count = counts[name], count > 1 { name += " (\(count))" }
      open(name, report, into: &output)
      output.append(">\n      ")
      let kind = report.fails(finding) ? finding.severity == .fatal ? "error" : "failure" : "skipped"
      write(finding, position, as: kind, path, into: &output)
      output.append("    </testcase>\n")
    }
    if report.omitted > 0 {
      open("findings-omitted", report, into: &output)
      let kind = isOmissionSkipped ? "skipped" : "failure type=\"findings-omitted\""
      output.append(">\n      <\(kind) message=\"\(report.omittedText)\"/>\n    </testcase>\n")
    }
    output.append("    <system-out>")
    for line in notChecked(in: report) {
      output.append(markup: line)
      output.append("\n")
    }
    output.append("</system-out>\n    <system-err/>\n  </testsuite>\n")
  }

  private func open(_ name: String, _ report: Report, into output: inout OutputBuffer) {
    output.append("    <testcase name=\"")
    output.append(markup: name)
    output.append("\" classname=\"")
    output.append(markup: Self.className(style.paths.path(report.source.name)))
    output.append("\" time=\"0\"")
  }

  /// Writes the finding. A skipped case has only a message: Jenkins shows nothing else.
  private func write(_ finding: Finding, _ position: Position, as kind: String, _ path: String, into output: inout OutputBuffer) {
    let place = "\(path):\(position.line):\(position.column)"
    let text = finding.message.text(showingValues: style.showsValues)
    output.append("<\(kind)")
    if kind != "skipped" {
      output.append(" type=\"")
      output.append(markup: finding.codes)
      output.append("\"")
    }
    output.append(" message=\"")
    if kind == "skipped" {
      output.append(markup: "\(finding.severity.rawValue): \(text) (\(place))")
      output.append("\"/>\n")
      return
    }
    output.append(markup: text)
    output.append("\">")
    let lines = [
      place, finding.element.map { "element: \($0)" }, "\(finding.severity.rawValue): \(text)",
      finding.clause.map { "clause: \($0)" }, finding.help.map { "help: \($0)" },
    ]
    for (index, line) in (lines.compactMap { $0 } + finding.furtherLines(showingValues: style.showsValues)).enumerated() {
      if index > 0 { output.append("\n") }
      output.append(markup: line)
    }
    output.append("</\(kind)>\n")
  }

  private func notChecked(in report: Report) -> [String] {
    var lines: [String] = []
    for entry in report.notChecked {
      let line = "not checked: \(entry.code): \(entry.reason(showingValues: style.showsValues))"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  /// A path in the form of a Java class name: folders are packages, and dots within names are replaced.
  private static func className(_ path: String) -> String {
    let names = path.split(separator: "/").map { String($0.map { $0 == "." ? "_" : $0 }) }
    return names.isEmpty ? "-" : names.joined(separator: ".")
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) { output.append("</testsuites>\n") }
}
