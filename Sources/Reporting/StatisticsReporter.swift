import Findings

/// The number of findings per rule, the most frequent first, and what the payloads were checked as.
struct StatisticsReporter: Reporter {
  let style: ReportStyle

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {}

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    let width = String(tally.rules.values.max() ?? 0).utf8.count
    for (rule, count) in tally.rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let digits = String(count)
      output.append(String(repeating: " ", count: width - digits.utf8.count) + digits + " ")
      output.append(untrusted: rule)
      output.append("\n")
    }
    if style.isQuiet { return }
    output.append(lines: tally.checkedAs)
    output.append(tally.summary + "\n")
  }
}
