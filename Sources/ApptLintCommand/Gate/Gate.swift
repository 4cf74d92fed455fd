import ApptLint
import Findings
import Reporting

/// What a run does with known findings: report them, omit them, or record them in a baseline.
struct Gate: Sendable {
  enum Mode: Sendable {
    case read
    case prune
    case write
  }

  let baseline: Baseline?
  let mode: Mode

  /// The gate for a command line.
  init(_ arguments: Arguments) throws(CommandError) {
    let prunes = arguments.has(.pruneBaseline)
    if let path = arguments.value(.writeBaseline) {
      if prunes || arguments.has(.baseline) {
        throw CommandError("--write-baseline cannot be combined with --baseline or --prune-baseline")
      }
      baseline = Baseline(path: path)
      mode = .write
    } else if let path = arguments.value(.baseline) {
      baseline = try BaselineFile(path: path).baseline
      mode = prunes ? .prune : .read
    } else {
      if prunes { throw CommandError("--prune-baseline requires --baseline FILE") }
      baseline = nil
      mode = .read
    }
    if baseline != nil && arguments.has(.ndjsonInput) {
      throw CommandError("a baseline cannot be combined with --ndjson-input")
    }
  }

  /// Removes known findings from a report, or all if a baseline is written, and returns them. `checker` is the index of the
  /// checker that made the report.
  func apply(to report: inout Report, checker: Int) -> Baseline.Found {
    guard let baseline else { return Baseline.Found() }
    guard mode == .write else { return baseline.apply(to: &report, checker: checker) }
    let counts = baseline.counts(of: report, checker: checker)
    report.known += report.findings.count
    report.findings = []
    return counts
  }

  /// Ends a run, given the combined results of `apply`: writes the baseline if requested, and reports what was fixed.
  func end(
    _ found: Baseline.Found, _ checkers: [Checker], tally: Tally, isQuiet: Bool, console: Console
  ) throws(CommandError) {
    guard var baseline else { return }
    switch mode {
    case .write:
      baseline.add(found.counts)
      try BaselineFile.write(baseline)
      if tally.omitted > 0 {
        console.printNote(
          (tally.omitted == 1 ? "1 finding beyond the limit is" : "\(tally.omitted) findings beyond the limit are")
            + " not in \(baseline.path): raise --max-findings")
      }
    case .read, .prune:
      // Findings that a limit may have omitted are not regarded as fixed.
      var fixed = baseline.entriesOfDeletedFiles(checked: found.files.keys)
      if tally.omitted == 0 {
        var known = [[Question: Bool]](repeating: [:], count: checkers.count)
        let missing = baseline.missing(from: found) { rule, checker, scope in
          let question = Question(rule: rule, scope: scope)
          let isChecked = known[checker][question] ?? checkers[checker].linter.checks(rule, in: scope)
          known[checker][question] = isChecked
          return isChecked
        }
        fixed.merge(missing) { deleted, _ in deleted }
      }
      if fixed.isEmpty { return }
      if mode == .prune {
        baseline.remove(fixed)
        try BaselineFile.write(baseline)
      }
      if !isQuiet { report(fixed, of: baseline.path, console) }
    }
  }

  /// A question to a linter: whether it checked a rule.
  private struct Question: Hashable {
    let rule: String
    let scope: CheckedScope
  }

  private func report(_ fixed: [Baseline.Entry: Int], of path: String, _ console: Console) {
    let total = fixed.values.reduce(0, +)
    let findings = total == 1 ? "1 finding in \(path) is" : "\(total) findings in \(path) are"
    console.printNote(
      findings + (mode == .prune ? " fixed and removed" : " fixed; --prune-baseline removes \(total == 1 ? "it" : "them")"))
    for (entry, count) in fixed.sorted(by: { $0.key < $1.key }).prefix(Self.maxListed) {
      let element = entry.element.map { " at \($0)" } ?? ""
      console.printNote("fixed: \(entry.rule) in \(entry.file)\(element)" + (count > 1 ? ", \(count) times" : ""))
    }
    if fixed.count > Self.maxListed { console.printNote("and \(fixed.count - Self.maxListed) more") }
  }

  /// The maximum number of fixed entries that are listed individually.
  private static let maxListed = 20
}
