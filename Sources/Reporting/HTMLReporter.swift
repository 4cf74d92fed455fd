import Findings

/// One self-contained page without scripts, other files or network access.
///
/// The totals come first, so the page is written at the end, and its parts are stored in memory until then. `limit` keeps the
/// page at a size that browsers can handle: further findings are counted, but not shown.
struct HTMLReporter: Reporter {
  /// The maximum number of findings, of files without shown findings, and of clean files that a page lists.
  static let limit = 5_000

  let style: ReportStyle
  let rules: RuleDescriptor.Lookup
  /// The findings by file, as HTML.
  private(set) var files = OutputBuffer()
  private(set) var shown = 0
  /// How many files are listed without their findings, or not listed at all.
  private var briefs = 0
  /// The positions of each rule, by code and name, as HTML.
  private(set) var locations: [String: OutputBuffer] = [:]
  /// The highest severity of each rule's findings.
  private(set) var severities: [String: Severity] = [:]
  private(set) var clean = OutputBuffer()
  private(set) var cleanCount = 0
  /// The number of payloads for each requirement that was not checked, by code, a tab and the reason.
  private(set) var unchecked: [String: Int] = [:]

  init(style: ReportStyle, rules: @escaping RuleDescriptor.Lookup) {
    self.style = style
    self.rules = rules
  }

  // MARK: One report

  /// Writes five sections: the file with its findings; the file without them; for each finding a line with rule, severity and
  /// position; a line for each rule that was not checked; the file in the list of clean files.
  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let isClean = report.findings.isEmpty && report.omitted == 0
    let lines = LineTable(report.source)
    let placed = report.findings.isEmpty ? [] : report.placed(in: lines)
    if !isClean {
      open(report, number, into: &output)
      output.append("<ol class=\"findings\">\n")
      for (index, entry) in placed.enumerated() {
        // Another finding about the same bytes has already shown them.
        let before = index > 0 ? placed[index - 1].finding : nil
        let isAlreadyShown = before?.range == entry.finding.range && before?.severity == entry.finding.severity
        item(entry.finding, entry.position, "f\(number)-\(index + 1)", report, isAlreadyShown ? nil : lines, into: &output)
      }
      output.append("</ol>\n")
      omission(report, into: &output)
      output.append("</article>\n")
    }
    output.cut()
    if !isClean {
      open(report, number, into: &output)
      output.append("<p>\(Tally.counted(placed.count, "finding")), not shown here.</p>\n</article>\n")
    }
    output.cut()
    for (index, entry) in placed.enumerated() {
      for rule in entry.finding.separated {
        output.append(SafeText.legal(RuleDescriptor.key(rule.code, rule.name)))
        output.append("\t\(rule.severity.rawValue)\t<li><a href=\"#f\(number)-\(index + 1)\">")
        output.append(markup: "\(report.source.name):\(entry.position.line):\(entry.position.column)")
        output.append("</a></li>\n")
      }
    }
    output.cut()
    var seen: Set<String> = []
    for entry in report.notChecked {
      let reason = entry.reason(showingValues: style.showsValues)
      let line = "\(SafeText.legal(entry.code))\t\(SafeText.legal(reason))\n"
      if seen.insert(line).inserted { output.append(line) }
    }
    output.cut()
    if isClean {
      output.append("<li>")
      output.append(markup: report.source.name)
      output.append(" <span class=\"soft\">as ")
      output.append(markup: report.selectionText)
      output.append("</span></li>\n")
    }
  }

  private func open(_ report: Report, _ number: Int, into output: inout OutputBuffer) {
    output.append("<article class=\"card\" id=\"f\(number)\">\n<h3>")
    output.append(markup: report.source.name)
    output.append("</h3>\n")
    guard let sentence = report.checkedAs else { return }
    output.append("<p class=\"as\">")
    output.append(markup: sentence)
    output.append("</p>\n")
  }

  private func omission(_ report: Report, into output: inout OutputBuffer) {
    if report.omitted > 0 { output.append("<p class=\"message\">\(report.omittedText)</p>\n") }
  }

  private func item(
    _ finding: Finding, _ position: Position, _ id: String, _ report: Report, _ lines: LineTable?, into output: inout OutputBuffer
  ) {
    output.append("<li class=\"finding \(finding.severity.cssClass)\" id=\"\(id)\">\n<div class=\"head\">")
    output.append("<span class=\"badge \(finding.severity.cssClass)\">\(finding.severity.label)</span> <code>")
    output.append(markup: finding.codes)
    output.append("</code> <span>")
    output.append(markup: finding.name)
    output.append("</span> <span class=\"place\">line \(position.line), column \(position.column)</span></div>\n")
    output.append("<p class=\"message\">")
    output.append(markup: finding.message.text(showingValues: style.showsValues))
    output.append("</p>\n")
    if let element = finding.element {
      output.append("<p><code>")
      output.append(markup: element)
      output.append("</code></p>\n")
    }
    if style.showsValues, let lines { excerpt(finding.range, position, report, lines, into: &output) }
    for line in finding.furtherLines(showingValues: style.showsValues) {
      output.append("<p class=\"clause\">")
      output.append(markup: line)
      output.append("</p>\n")
    }
    if let help = finding.help {
      output.append("<p class=\"help\">")
      output.append(prose: help)
      output.append("</p>\n")
    }
    if let clause = finding.clause {
      output.append("<p class=\"clause\">")
      output.append(markup: clause)
      output.append("</p>\n")
    }
    output.append("</li>\n")
  }

  /// Writes the line of a finding with the lines before and after it.
  private func excerpt(
    _ range: Range<Int>, _ position: Position, _ report: Report, _ lines: LineTable, into output: inout OutputBuffer
  ) {
    let line = lines.line(of: range.lowerBound)
    let shown = max(1, line - 1)...min(lines.count, line + 1)
    let width = String(shown.upperBound + report.firstLine - 1).utf8.count
    output.append("<pre>")
    for number in shown {
      let digits = String(number + report.firstLine - 1)
      let whole = lines.range(ofLine: number)
      let excerpt = SourceExcerpt(
        of: number == line ? range : whole.lowerBound..<whole.lowerBound, line: whole, in: report.source)
      let text = excerpt.text.text.unicodeScalars
      output.append(
        "<span class=\"l\"><span class=\"n\">" + String(repeating: " ", count: width - digits.utf8.count) + digits + "  </span>")
      if number == line {
        let start = text.index(text.startIndex, offsetBy: min(excerpt.indent, text.count))
        let end = text.index(start, offsetBy: excerpt.length, limitedBy: text.endIndex) ?? text.endIndex
        output.append(markup: String(text[..<start]))
        output.append("<mark>")
        output.append(markup: start == end ? " " : String(text[start..<end]))
        output.append("</mark>")
        output.append(markup: String(text[end...]))
      } else {
        output.append(markup: String(text))
      }
      output.append("\n</span>")
    }
    output.append("</pre>\n")
  }

  // MARK: All reports

  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    let sections = text.sections
    guard sections.count == 5 else { return }
    let entries = sections[2].split(separator: 0x0A)
    let isShown = shown + entries.count <= Self.limit
    if isShown {
      files.append(sections[0])
      shown += entries.count
    } else {
      briefs += 1
      if briefs <= Self.limit { files.append(sections[1]) }
    }
    for entry in entries {
      let parts = entry.split(separator: 0x09, maxSplits: 2)
      guard parts.count == 3, let severity = Severity(rawValue: String(decoding: parts[1], as: UTF8.self)) else { continue }
      let rule = String(decoding: parts[0], as: UTF8.self)
      severities[rule] = max(severity, severities[rule] ?? .information)
      if isShown {
        locations[rule, default: OutputBuffer()].append(parts[2])
        locations[rule]?.append("\n")
      }
    }
    for line in sections[3].split(separator: 0x0A) { unchecked[String(decoding: line, as: UTF8.self), default: 0] += 1 }
    if !sections[4].isEmpty {
      cleanCount += 1
      if cleanCount <= Self.limit { clean.append(sections[4]) }
    }
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    HTMLPage(reporter: self, tally: tally).write(into: &output)
  }
}

extension Severity {
  /// The CSS class for its colour.
  var cssClass: String { self == .fatal ? "error" : rawValue }
}

extension OutputBuffer {
  /// Appends a sentence of a rule, in which code is enclosed in backticks.
  mutating func append(prose text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isCode = index % 2 == 1 && index < parts.count - 1
      if index % 2 == 1 && !isCode { append("`") }
      if isCode { append("<code>") }
      append(markup: String(part))
      if isCode { append("</code>") }
    }
  }
}
