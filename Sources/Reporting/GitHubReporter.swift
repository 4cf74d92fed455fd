package import Findings

/// GitHub Actions workflow commands, each of which becomes an annotation on the changed files.
///
/// GitHub shows ten errors, ten warnings and ten notices per step; further findings are written to the log as plain lines. The
/// job summary, which `summary` writes, lists all rules and more findings.
package struct GitHubReporter: Reporter {
  /// How many annotations of one level GitHub shows per step.
  static let maxAnnotations = 10
  /// How many findings the job summary lists, to stay far below GitHub's limit of 1 MiB.
  static let maxRows = 100

  let style: ReportStyle
  /// How many commands of each level were written.
  private var counts: [UInt8: Int] = [:]
  private var table = OutputBuffer()
  private var tableRows = 0

  init(style: ReportStyle) {
    self.style = style
  }

  // MARK: One report

  /// A section for each finding: the command, the plain line that replaces it beyond GitHub's limit and, for the findings that
  /// the job summary may list, its row there.
  package func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let concise = ConciseReporter(style: style)
    let path = style.paths.path(report.source.name)
    for (index, region) in report.regions.enumerated() {
      command(region, path, into: &output)
      concise.line(region.finding, region.start, path, into: &output)
      if index < Self.maxRows { row(region, path, into: &output) }
      output.cut()
    }
    if report.omitted > 0 {
      let text = report.omittedText
      output.append("::\(report.omissionSeverity.command) title=findings-omitted")
      if path != "-" { output.append(",file=\(Self.property(path))") }
      output.append("::\(text)\n")
      output.append(path: path)
      output.append(": \(text)\n")
      output.cut()
    }
  }

  private func command(_ region: Region, _ path: String, into output: inout OutputBuffer) {
    let finding = region.finding
    output.append("::\(finding.severity.command) title=\(Self.property("\(finding.codes) \(finding.name)"))")
    if path != "-" { output.append(",file=\(Self.property(path))") }
    output.append(",line=\(region.start.line),endLine=\(region.end.line)")
    // GitHub accepts columns only within one line.
    if region.start.line == region.end.line {
      output.append(",col=\(region.start.column),endColumn=\(region.end.column)")
    }
    let text = finding.message.text(showingValues: style.showsValues)
    let lines =
      [text, finding.element, finding.clause, finding.help].compactMap { $0 }
      + finding.furtherLines(showingValues: style.showsValues)
    output.append("::" + lines.map { Self.data($0) }.joined(separator: "%0A") + "\n")
  }

  /// Text as a property value.
  private static func property(_ text: String) -> String {
    data(text).split(separator: ":", omittingEmptySubsequences: false).joined(separator: "%3A")
      .split(separator: ",", omittingEmptySubsequences: false).joined(separator: "%2C")
  }

  /// Text as the message of a command. Control characters, including line breaks, are already escaped; the second of two `#` is
  /// escaped because the runner also interprets `##[` as a command.
  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.legal(text).unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "#" where result.unicodeScalars.last == scalar: result += "\\u{23}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func row(_ region: Region, _ path: String, into output: inout OutputBuffer) {
    let finding = region.finding
    let cells = [
      finding.severity.rawValue, "\(path):\(region.start.line):\(region.start.column)", "\(finding.codes) \(finding.name)",
      finding.message.text(showingValues: style.showsValues) + (finding.element.map { " [\($0)]" } ?? ""),
    ]
    output.append("| " + cells.map(Self.cell).joined(separator: " | ") + " |\n")
  }

  /// Text in a cell of a Markdown table, with all markup escaped.
  private static func cell(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.legal(text, limit: 200).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|", "\\", "`", "*", "_", "[", "]", "~", "#", "!", "@", "$", ":": result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: All reports

  package mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    for section in text.sections {
      let lines = section.split(separator: 0x0A)
      guard lines.count >= 2 else { continue }
      // The third character distinguishes the levels: error, warning, notice.
      let level = lines[0].dropFirst(2).first ?? 0
      counts[level, default: 0] += 1
      output.append(counts[level, default: 0] <= Self.maxAnnotations ? lines[0] : lines[1])
      output.append("\n")
      if lines.count > 2 && tableRows < Self.maxRows {
        table.append(lines[2])
        table.append("\n")
        tableRows += 1
      }
    }
  }

  package func end(_ tally: Tally, into output: inout OutputBuffer) {
    if style.isQuiet { return }
    output.append(lines: tally.checkedAs)
    output.append(tally.summary + "\n")
  }

  /// The job summary, in Markdown: the totals, the rules by number of findings, and the first
  /// findings.
  package func summary(_ tally: Tally) -> OutputBuffer {
    var page = OutputBuffer()
    page.append("### \(Product.name): \(tally.summary)\n\n")
    let sentences = tally.operationalErrors.prefix(Self.maxRows) + tally.checkedAs.prefix(Self.maxRows)
    for sentence in sentences { page.append("- \(Self.cell(sentence))\n") }
    if !sentences.isEmpty { page.append("\n") }
    guard !tally.rules.isEmpty else { return page }
    page.append("| findings | rule |\n|---:|---|\n")
    for (rule, count) in tally.rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      page.append("| \(count) | \(Self.cell(rule)) |\n")
    }
    let all = tally.findings
    page.append("\n<details open>\n<summary>\(tableRows < all ? "The first \(tableRows) of \(all) findings" : "All findings")")
    page.append("</summary>\n\n| severity | location | rule | message |\n|---|---|---|---|\n")
    page.append(table)
    page.append("\n</details>\n")
    return page
  }
}

extension Severity {
  /// The command for an annotation of this level.
  fileprivate var command: String {
    switch self {
    case .fatal, .error: "error"
    case .warning: "warning"
    case .information: "notice"
    }
  }
}
