import Findings

/// The findings expected in a fixture, one per line: `3:13: error: BKD003: Appointment.status`.
struct ExpectedFile {
  /// The suffix that is appended to the name of the payload.
  static let suffix = ".expected"

  /// Lines starting with `#`.
  let comments: [String]
  let lines: [String]

  init(comments: [String], lines: [String]) {
    self.comments = comments
    self.lines = lines
  }

  init(text: String) {
    let all = text.split(whereSeparator: \.isNewline).map(String.init)
    comments = all.filter { $0.hasPrefix("#") }
    lines = all.filter { !$0.hasPrefix("#") && $0.contains { $0 != " " && $0 != "\t" } }
  }

  /// The lines for a report, ordered by position, severity and code: one for each rule that a finding reports.
  static func lines(of report: Report) -> [String] {
    var report = report
    report.findings = report.separatedFindings
    var lines = report.placedFindings.map { finding, position in
      let element = finding.element.map { ": \($0)" } ?? ""
      let line = "\(position.line):\(position.column): \(finding.severity.rawValue): \(finding.code)\(element)"
      return Message.printable(line, limit: .max)
    }
    if report.omitted > 0 { lines.append("and \(report.omitted) more") }
    return lines
  }

  /// The content of the file, comments first.
  var bytes: [UInt8] { Array((comments + lines).map { $0 + "\n" }.joined().utf8) }
}
