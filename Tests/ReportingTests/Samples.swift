import Findings

@testable import Reporting

/// A handwritten report. `[[` and `]]` in the text mark the positions of the findings, in order; the marks are removed.
struct Sample {
  var report: Report

  init(
    name: String = "book.json", _ marked: String, release: FHIRRelease = .stu3, packs: [String] = ["nhs-booking"],
    basis: String = "from the profile that it claims", notChecked: [NotChecked] = [],
    findings: (_ ranges: [Range<Int>]) -> [Finding]
  ) {
    var text: [UInt8] = []
    var starts: [Int] = []
    var ranges: [Range<Int>] = []
    let bytes = Array(marked.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "[[".utf8) {
        starts.append(text.count)
        index += 2
      } else if bytes[index...].starts(with: "]]".utf8), let start = starts.popLast() {
        ranges.append(start..<text.count)
        index += 2
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    report = Report(
      source: SourceText(name: name, bytes: text), format: .json, release: release, packs: packs, basis: basis,
      findings: findings(ranges), notChecked: notChecked)
  }

  /// A report with one finding about the marked position, whose message quotes a patient's name.
  static func oneFinding(name: String = "book.json", release: FHIRRelease = .stu3, element: String? = "Appointment.status")
    -> Report
  {
    Sample(name: name, "{\n  \"status\": [[\"J. Smith\"]],\n  \"id\": 1\n}\n", release: release) { ranges in
      [
        finding(
          "BKD003", "status-booked", ranges[0], element: element, "expected \(code: "booked"), found \(payload: "J. Smith")")
      ]
    }.report
  }

  /// A report without findings.
  static func clean(name: String = "clean.json", notChecked: [NotChecked] = []) -> Report {
    Sample(name: name, "{}", notChecked: notChecked) { _ in [] }.report
  }

  /// The description of the rule of `oneFinding`.
  static let rules = [
    RuleDescriptor(
      code: "BKD003", name: "status-booked", severity: .error, type: .value, requirement: "The status is `booked`.",
      clause: "NHS Booking API: Request", help: "Write `booked`.", fails: [], passes: [])
  ].map { rule in
    var rule = rule
    rule.pack = "nhs-booking-draft"
    return rule
  }

  static func finding(
    _ code: String, _ name: String, _ range: Range<Int>, severity: Severity = .error, element: String? = nil, _ message: Message
  ) -> Finding {
    var finding = Finding(
      code: code, name: name, severity: severity, type: .value, range: range, message: message, help: "Write 'booked'.",
      clause: "NHS Booking API: Request")
    finding.element = element
    return finding
  }
}

/// The output of a format for the given reports.
func written(_ reports: [Report], as format: ReportFormat, _ change: (inout ReportStyle) -> Void = { _ in }) -> String {
  var style = ReportStyle()
  style.hasSeveralInputs = reports.count > 1
  change(&style)
  var reporter = format.reporter(style) { keys in Sample.rules.filter { keys.contains($0.key) } }
  var output = OutputBuffer()
  var tally = Tally()
  reporter.begin(into: &output)
  for (index, report) in reports.enumerated() {
    var text = OutputBuffer()
    reporter.report(report, number: index + 1, into: &text)
    reporter.join(text, first: index == 0, into: &output)
    tally.add(report)
  }
  reporter.end(tally, into: &output)
  return output.text
}

/// The job summary of the `github` format for the given reports.
func stepSummary(_ reports: [Report], _ change: (inout ReportStyle) -> Void = { _ in }) -> String {
  var style = ReportStyle()
  change(&style)
  var reporter = GitHubReporter(style: style)
  var tally = Tally()
  var output = OutputBuffer()
  for (index, report) in reports.enumerated() {
    var text = OutputBuffer()
    reporter.report(report, number: index + 1, into: &text)
    reporter.join(text, first: index == 0, into: &output)
    tally.add(report)
  }
  return reporter.summary(tally).text
}
