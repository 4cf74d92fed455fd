import Findings
import Reporting

/// What a run does with findings that are known: nothing, leave them out, or write them down.
struct Gate: Sendable {
  enum Mode: Sendable {
    case read
    case prune
    case write
  }

  let baseline: Baseline?
  let mode: Mode

  /// The gate that a command line asks for.
  init(_ arguments: Arguments) throws(CommandError) {
    let prunes = arguments.has(.pruneBaseline)
    if let path = arguments.value(.writeBaseline) {
      if prunes || arguments.has(.baseline) {
        throw CommandError("--write-baseline makes a baseline anew: it goes with no other option about baselines")
      }
      baseline = Baseline(path: path)
      mode = .write
    } else if let path = arguments.value(.baseline) {
      baseline = try BaselineFile(path: path).baseline
      mode = prunes ? .prune : .read
    } else {
      if prunes { throw CommandError("--prune-baseline needs the baseline: --baseline FILE") }
      baseline = nil
      mode = .read
    }
    if baseline != nil && arguments.has(.ndjsonInput) {
      throw CommandError("a baseline goes by files, not by the lines of one: leave --ndjson-input out")
    }
  }

  /// Takes what is known out of a report. Gives what the baseline knows but was not found, or, where one is written, what
  /// was found.
  func apply(to report: inout Report) -> [Baseline.Entry: Int] {
    guard let baseline else { return [:] }
    guard mode == .write else { return baseline.apply(to: &report) }
    let counts = baseline.counts(of: report)
    report.known += report.findings.count
    report.findings = []
    return counts
  }

  /// Ends a run, given all that `apply` gave: writes the baseline where that was asked for, and says what was fixed.
  func end(_ counts: [Baseline.Entry: Int], tally: Tally, isQuiet: Bool, console: Console) throws(CommandError) {
    guard var baseline else { return }
    switch mode {
    case .write:
      baseline.add(counts)
      try BaselineFile.write(baseline)
      if tally.omitted > 0 {
        console.complain(
          "\(tally.omitted) findings are not in \(baseline.path), since a limit left them out: give a larger --max-findings")
      }
    case .read, .prune:
      // What a limit may have cut off is not taken for fixed.
      var fixed = baseline.gone
      if tally.omitted == 0 { fixed.merge(counts) { gone, _ in gone } }
      if fixed.isEmpty { return }
      if mode == .prune {
        baseline.remove(fixed)
        try BaselineFile.write(baseline)
      }
      if !isQuiet { tell(fixed, of: baseline.path, console) }
    }
  }

  private func tell(_ fixed: [Baseline.Entry: Int], of path: String, _ console: Console) {
    let total = fixed.values.reduce(0, +)
    let findings = total == 1 ? "1 finding of \(path) is" : "\(total) findings of \(path) are"
    console.complain(
      mode == .prune ? "\(findings) mended and no longer in it" : "\(findings) mended; --prune-baseline takes them out")
    for (entry, count) in fixed.sorted(by: { $0.key < $1.key }).prefix(Self.mostTold) {
      let element = entry.element.map { " at \($0)" } ?? ""
      console.complain("mended: \(entry.rule) in \(entry.file)\(element)" + (count > 1 ? ", \(count) times" : ""))
    }
    if fixed.count > Self.mostTold { console.complain("and \(fixed.count - Self.mostTold) more") }
  }

  /// The maximum number of fixed entries that are listed individually.
  private static let mostTold = 20
}
