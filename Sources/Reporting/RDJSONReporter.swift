import Findings

/// The Reviewdog Diagnostic Format: one object with all diagnostics, whose columns are counted in bytes.
struct RDJSONReporter: Reporter {
  let style: ReportStyle
  private var isEmpty = true
  private let writer = FHIRJSONWriter(isIndented: false)

  init(style: ReportStyle) {
    self.style = style
  }

  func begin(into output: inout OutputBuffer) {
    output.append("{\"source\":{\"name\":\"\(Product.name)\"},\"diagnostics\":[")
  }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    let path = SafeText.legal(style.paths.path(report.source.name))
    for (index, region) in report.regions.enumerated() {
      output.append(index == 0 ? "\n" : ",\n")
      writer.write(diagnostic(region, path, report), into: &output)
    }
    // The findings say what a payload was checked as; without findings, a guess gets a separate diagnostic.
    if report.isGuessed && report.findings.isEmpty {
      output.append("\n")
      writer.write(note("no findings; checked as \(report.selectionText)", "informational", "INFO", path), into: &output)
    }
    if report.omitted > 0 {
      output.append(report.findings.isEmpty && !report.isGuessed ? "\n" : ",\n")
      writer.write(note(report.omittedText, "findings-omitted", report.omissionSeverity.reviewdog, path), into: &output)
    }
  }

  /// A diagnostic about a whole file that is not a finding.
  private func note(_ text: String, _ code: String, _ severity: String, _ path: String) -> FHIRValue {
    .object([
      "message": .string(SafeText.legal(text)), "location": .object(["path": .string(path)]), "severity": .string(severity),
      "code": .object(["value": .string(code)]),
    ])
  }

  private func diagnostic(_ region: Region, _ path: String, _ report: Report) -> FHIRValue {
    let finding = region.finding
    let text = finding.message.text(showingValues: style.showsValues) + (finding.element.map { " [\($0)]" } ?? "")
    let advice = [finding.help, finding.clause.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    let further = finding.furtherLines(showingValues: style.showsValues)
    let lines = (["\(finding.name): \(text)", advice] + further + [report.checkedAs ?? ""]).filter { !$0.isEmpty }
    let message = lines.map { SafeText.legal($0) }.joined(separator: "\n")
    var code: FHIRMembers = ["value": .string(SafeText.legal(RuleDescriptor.id(finding.code, finding.name)))]
    if let page = finding.family?.page(in: report.release) { code.append("url", .string(page)) }
    func position(_ line: Int, _ column: Int) -> FHIRValue { .object(["line": .integer(line), "column": .integer(column)]) }
    return .object([
      "message": .string(message),
      "location": .object([
        "path": .string(path),
        "range": .object([
          "start": position(region.start.line, region.startByte), "end": position(region.end.line, region.endByte),
        ]),
      ]),
      "severity": .string(finding.severity.reviewdog),
      "code": .object(code),
    ])
  }

  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    if text.isEmpty { return }
    if !isEmpty { output.append(",") }
    isEmpty = false
    output.append(text)
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) { output.append("\n]}\n") }
}

extension Severity {
  fileprivate var reviewdog: String {
    switch self {
    case .fatal, .error: "ERROR"
    case .warning: "WARNING"
    case .information: "INFO"
    }
  }
}
