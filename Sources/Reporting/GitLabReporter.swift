import Findings

/// A GitLab Code Quality report: an array of issues, each with a unique fingerprint that survives edits elsewhere in the file.
/// What the payload was checked as is the issue's `content`, as in Code Climate's specification.
struct GitLabReporter: Reporter {
  let style: ReportStyle
  private var isEmpty = true
  private let writer = FHIRJSONWriter(isIndented: false)

  init(style: ReportStyle) {
    self.style = style
  }

  func begin(into output: inout OutputBuffer) { output.append("[") }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    var fingerprints = Fingerprint()
    let path = style.paths.path(report.source.name)
    for (index, region) in report.regions.enumerated() {
      let finding = region.finding
      let text = finding.message.text(showingValues: style.showsValues)
      output.append(index == 0 ? "\n" : ",\n")
      let issue = issue(
        "\(finding.codes) \(finding.name): \(text)" + (finding.element.map { " [\($0)]" } ?? ""),
        RuleDescriptor.id(finding.code, finding.name),
        finding.severity.gitlab, path,
        // In a file of several payloads only the line distinguishes them.
        Fingerprint.inFile(path, line: report.firstLine, fingerprints.next(finding)), region.start.line...region.end.line, report)
      writer.write(issue, into: &output)
    }
    if report.omitted > 0 {
      output.append(report.findings.isEmpty ? "\n" : ",\n")
      let name = "findings-omitted"
      let fingerprint = Fingerprint.inFile(path, line: report.firstLine, name)
      let line = report.firstLine
      writer.write(
        issue(report.omittedText, name, report.omissionSeverity.gitlab, path, fingerprint, line...line, report), into: &output)
    }
  }

  private func issue(
    _ text: String, _ name: String, _ severity: String, _ path: String, _ fingerprint: String, _ lines: ClosedRange<Int>,
    _ report: Report
  ) -> FHIRValue {
    var members: FHIRMembers = [
      "type": .string("issue"),
      "check_name": .string(SafeText.legal(name)),
      "description": .string(SafeText.legal(text)),
      "categories": .list([.string("Compatibility")]),
      "severity": .string(severity),
      "fingerprint": .string(fingerprint),
      "location": .object([
        "path": .string(SafeText.legal(path)),
        "lines": .object(["begin": .integer(lines.lowerBound), "end": .integer(lines.upperBound)]),
      ]),
    ]
    if let sentence = report.checkedAs {
      members.append("content", .object(["body": .string(SafeText.legal(sentence))]))
    }
    return .object(members)
  }

  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    if text.isEmpty { return }
    if !isEmpty { output.append(",") }
    isEmpty = false
    output.append(text)
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) { output.append("\n]\n") }
}

extension Severity {
  /// The severity of Code Climate's specification, which GitLab follows.
  fileprivate var gitlab: String {
    switch self {
    case .fatal: "blocker"
    case .error: "major"
    case .warning: "minor"
    case .information: "info"
    }
  }
}
