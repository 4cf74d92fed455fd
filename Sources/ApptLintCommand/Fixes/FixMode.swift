import ApptLint
import Findings
import Reporting

/// What a `check` does with mends.
enum FixMode: Sendable {
  case none
  /// Shows what they would change; `lines` as lines of the payloads, which are values of theirs.
  case show
  case write

  init(_ arguments: Arguments) throws(CommandError) {
    self = arguments.has(.diff) ? .show : arguments.has(.fix) ? .write : .none
    guard self != .none else { return }
    let option = arguments.has(.diff) ? Option.diff.name : Option.fix.name
    if arguments.has(.ndjsonInput) || arguments.operands.contains("-") {
      throw CommandError("\(option) goes with files, not with standard input or --ndjson-input")
    }
    if arguments.has(.writeBaseline) {
      throw CommandError("\(option) does not go with --write-baseline: mend first, then write what is left")
    }
    if self == .show, arguments.has(.format) || arguments.has(.statistics) {
      throw CommandError("--diff shows changes in place of reports: leave --format and --statistics out")
    }
  }
}

extension AutoFix {
  /// Writes what was mended: as a difference, or where values are not to be shown a line for each finding.
  func write(showingValues: Bool, original: SourceText, into output: inout OutputBuffer) {
    if showingValues {
      UnifiedDiff(path: source.name, from: original.bytes, to: source.bytes).write(into: &output)
      return
    }
    for (finding, position) in mended {
      output.append(path: source.name)
      output.append(untrusted: ":\(position.line):\(position.column): \(finding.code) \(finding.name)")
      if let element = finding.element { output.append(untrusted: " [\(element)]") }
      output.append("\n")
    }
  }
}

/// Stands in for a reporter where changes are shown in place of reports.
struct NoReporter: Reporter {
  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {}
}
