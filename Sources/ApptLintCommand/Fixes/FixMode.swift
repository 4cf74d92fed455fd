import ApptLint
import Findings
import Reporting

/// Whether a `check` applies fixes.
enum FixMode: Sendable {
  case none
  /// Shows what the fixes would change.
  case show
  case write

  init(_ arguments: Arguments) throws(CommandError) {
    self = arguments.has(.diff) ? .show : arguments.has(.fix) ? .write : .none
    guard self != .none else { return }
    let option = arguments.has(.diff) ? Option.diff.name : Option.fix.name
    if arguments.has(.ndjsonInput) || arguments.operands.contains("-") {
      throw CommandError("\(option) works with files, not with standard input or --ndjson-input")
    }
    if arguments.has(.writeBaseline) {
      throw CommandError("\(option) cannot be combined with --write-baseline: fix first, then write the baseline")
    }
    if self == .show, arguments.has(.format) || arguments.has(.statistics) {
      throw CommandError("--diff prints changes instead of reports and cannot be combined with --format or --statistics")
    }
  }
}

extension AutoFix {
  /// Writes what was fixed: as a unified diff or, if values must not be shown, as one line per finding.
  func write(showingValues: Bool, original: SourceText, into output: inout OutputBuffer) {
    if showingValues {
      UnifiedDiff(path: Self.changedPath(source.name), from: original.bytes, to: source.bytes).write(into: &output)
      return
    }
    Self.write(fixed, of: source.name, into: &output)
  }

  /// The path to change: for a link, the path of its target, because `patch` does not change links.
  private static func changedPath(_ path: String) -> String {
    guard Platform.linkText(of: path) != nil else { return path }
    if path.hasPrefix("/") { return OutputFile.target(of: path) }
    return Paths.relativePath(to: OutputFile.target(of: path), from: Platform.realPath(of: ".") ?? Platform.currentFolder)
  }

  /// Writes the positions and rules of findings that have a fix. `firstLine` is the line of the file where the text starts.
  static func write(
    _ fixable: [(finding: Finding, position: Position)], of path: String, firstLine: Int = 1, into output: inout OutputBuffer
  ) {
    for (finding, position) in fixable {
      output.append(path: path)
      output.append(untrusted: ":\(position.line + firstLine - 1):\(position.column): \(finding.code) \(finding.name)")
      if let element = finding.element { output.append(untrusted: " [\(element)]") }
      output.append("\n")
    }
  }
}

/// A payload that is only part of a file, so its fixes are not applied.
struct FilePart: Sendable, Hashable {
  enum Kind: String {
    case lines = "lines of NDJSON files"
    case member = "members of text archives"
    case exchanges = "bodies of recorded exchanges"
  }

  /// The path of the file or member.
  var path: String
  var kind: Kind
}

/// A reporter that writes nothing, for runs that print changes instead of reports.
struct NoReporter: Reporter {
  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {}
}
