import ApptLint
import FHIRSyntax
import Reporting

extension Subcommand {
  static let verify = Subcommand(
    name: "verify", usage: "FOLDER... [--update]", summary: "Compare what is found in fixtures with what is expected",
    details: """
      Beside each payload in FOLDER stands a file of its name with .expected behind it, a line for each finding:

        3:13: error: BKD003: Appointment.status

      that is line, column, severity, code and, where there is one, the element. An empty file expects nothing to be
      found. A line that begins with # is a comment. A .apptlint.json in the folder says how to check.

      Exit status: 0 all as expected, 1 something differs, is missing or was rewritten, 2 trouble.
      """,
    options: Option.rules + [.update],
    examples: [
      ("apptlint verify fixtures/", "Check all fixtures"),
      ("apptlint verify --update fixtures/", "Take what is found now as expected"),
    ]
  ) { (arguments, context) throws(CommandError) in
    try VerifyRun(arguments, context).run()
  }
}

/// One `verify`.
private struct VerifyRun {
  private let folders: [String]
  private let settings: Settings
  private let updates: Bool
  private let console: Console

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw CommandError("verify needs a folder: apptlint verify fixtures") }
    folders = arguments.operands
    settings = try Settings(arguments)
    updates = arguments.has(.update)
    console = context.console
  }

  func run() throws(CommandError) -> Int32 {
    var finder = InputFinder()
    var expectations = InputFinder(endings: InputFinder.payloads.map { $0 + ExpectedFile.ending })
    for folder in folders {
      finder.add(folder)
      if (try? Platform.kind(of: folder)) == .folder { expectations.add(folder) }
    }
    for trouble in finder.troubles { console.complain(trouble) }
    var hasTrouble = !finder.troubles.isEmpty
    var checkers = Checkers(commandLine: settings)
    var output = OutputBuffer()
    var differing = 0
    for path in finder.paths {
      let checker = try checkers.checker(for: path)
      guard let lines = found(in: path, checker, &hasTrouble) else { continue }
      let isAsExpected = try compare(path, lines, into: &output)
      if !isAsExpected { differing += 1 }
    }
    let payloads = Set(finder.paths)
    for expectation in expectations.paths where !payloads.contains(String(expectation.dropLast(ExpectedFile.ending.count))) {
      output.append(untrusted: "no payload stands beside \(expectation)")
      output.append("\n")
      differing += 1
    }
    output.append(summary(of: finder.paths.count, differing) + "\n")
    try console.print(output)
    if hasTrouble { return ExitStatus.trouble }
    return differing > 0 ? ExitStatus.findings : ExitStatus.clean
  }

  /// The lines that describe what is found in a payload; nil where it cannot be read.
  private func found(in path: String, _ checker: Checker, _ hasTrouble: inout Bool) -> [String]? {
    let result: Report
    do throws(CommandError) {
      switch try FileReading.read(path, limit: checker.limits.size) {
      case .text(let source): result = checker.linter.lint(source)
      case .tooLarge(let count): result = Report(onTooLarge: path, count: count, firstLine: 1, checker: checker)
      }
    } catch {
      if case .sentence(let sentence) = error { console.complain(sentence) }
      hasTrouble = true
      return nil
    }
    return ExpectedFile.lines(of: result)
  }

  /// Compares a payload's findings with those expected, and rewrites the expectation if asked.
  private func compare(_ path: String, _ lines: [String], into output: inout OutputBuffer) throws(CommandError) -> Bool {
    let name = path + ExpectedFile.ending
    let expected = try FileReading.text(name).map { ExpectedFile(text: $0) }
    if let expected, expected.lines == lines { return true }
    if updates {
      try ExpectedFile(comments: expected?.comments ?? [], lines: lines).write(to: name)
      output.append(untrusted: expected == nil ? "wrote \(name)" : "rewrote \(name)")
      output.append("\n")
      return false
    }
    guard let expected else {
      output.append(untrusted: "there is no \(name); apptlint verify --update writes it")
      output.append("\n")
      return false
    }
    output.append("--- ")
    output.append(untrusted: name)
    output.append("\n+++ ")
    output.append(untrusted: path)
    output.append("\n")
    for line in LineDifference.lines(from: expected.lines, to: lines) {
      output.append(untrusted: line)
      output.append("\n")
    }
    output.append("\n")
    return false
  }

  private func summary(of count: Int, _ differing: Int) -> String {
    let verb = updates ? differing == 1 ? "was rewritten" : "were rewritten" : differing == 1 ? "differs" : "differ"
    let right = max(0, count - differing)
    return "\(count) fixture\(count == 1 ? "" : "s"): \(right) as expected" + (differing > 0 ? ", \(differing) \(verb)" : "")
  }
}
