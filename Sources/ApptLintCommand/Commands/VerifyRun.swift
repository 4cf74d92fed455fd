import ApptLint
import Reporting

/// One `verify`.
struct VerifyRun {
  private let folders: [String]
  private let settings: Settings
  private let updates: Bool
  private let jobs: Int
  private let console: Console
  private var progress: Progress
  private var output = OutputBuffer()
  /// How many fixtures differ, and how many of these were rewritten.
  private var differing = 0
  private var rewritten = 0
  private var hasOperationalError = false

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw CommandError("verify takes at least one folder: apptlint verify fixtures") }
    folders = arguments.operands
    settings = try Settings(arguments)
    updates = arguments.has(.update)
    jobs = try arguments.jobs()
    console = context.console
    progress = Progress(context, isQuiet: false)
  }

  mutating func run() throws(CommandError) -> Int32 {
    var finder = InputFinder(endings: InputFinder.payloadsAndLines)
    var expectations = InputFinder(endings: InputFinder.payloadsAndLines.map { $0 + ExpectedFile.ending })
    for folder in folders {
      finder.add(folder)
      if (try? Platform.kind(of: folder)) == .folder { expectations.add(folder) }
    }
    for operationalError in finder.operationalErrors { console.complain(operationalError) }
    hasOperationalError = !finder.operationalErrors.isEmpty
    var checkers = LinterPool(commandLine: settings)
    var numbers: [Int] = []
    for path in finder.paths { numbers.append(try checkers.number(for: path)) }
    var suppressions: Set<Int> = []
    let all = checkers.all
    let size = max(1, jobs) * 32
    for start in stride(from: 0, to: finder.paths.count, by: size) {
      let paths = Array(finder.paths[start..<min(start + size, finder.paths.count)])
      let numbers = Array(numbers[start..<start + paths.count])
      for fixture in Workers.map(paths.count, jobs: jobs, { Fixture(paths[$0], all[numbers[$0]]) }) {
        suppressions.formUnion(fixture.suppressions)
        try compare(fixture)
      }
      progress.show(start + paths.count, of: finder.paths.count)
    }
    progress.clear()
    let payloads = Set(finder.paths)
    for expectation in expectations.paths where !payloads.contains(String(expectation.dropLast(ExpectedFile.ending.count))) {
      say("\(expectation) has no payload")
      differing += 1
    }
    let failsSettings = reportSettings(checkers, suppressions)
    output.append(summary(of: finder.paths.count) + "\n")
    try console.print(output)
    if hasOperationalError { return ExitStatus.operationalError }
    return differing > 0 || failsSettings ? ExitStatus.findings : ExitStatus.clean
  }

  private mutating func say(_ sentence: String) {
    output.append(untrusted: sentence)
    output.append("\n")
  }

  private mutating func list(_ lines: [String]) {
    for line in lines { say(line) }
    output.append("\n")
  }

  /// Compares the findings in a fixture with the expected ones.
  private mutating func compare(_ fixture: Fixture) throws(CommandError) {
    if let operationalError = fixture.operationalError {
      progress.clear()
      console.complain(operationalError)
      hasOperationalError = true
      return
    }
    let matchesName = compareName(of: fixture)
    let matchesFile = try compareFile(of: fixture)
    if !matchesName || !matchesFile { differing += 1 }
  }

  /// Whether the findings agree with the fixture's name.
  private mutating func compareName(of fixture: Fixture) -> Bool {
    guard let isValid = fixture.isNamedValid, isValid == fixture.fails else { return true }
    if isValid {
      say("\(fixture.path) is named valid, but has findings:")
      list(fixture.lines.map { "+" + $0 })
    } else if fixture.lines.isEmpty {
      say("\(fixture.path) is named invalid, but has no findings")
      list([])
    } else {
      say("\(fixture.path) is named invalid, but has no findings that fail the run:")
      list(fixture.lines.map { " " + $0 })
    }
    return false
  }

  /// Whether the findings match the fixture's `.expected` file; rewrites the file if requested.
  private mutating func compareFile(of fixture: Fixture) throws(CommandError) -> Bool {
    let name = fixture.path + ExpectedFile.ending
    let expected = try FileReading.text(name).map { ExpectedFile(text: $0) }
    if expected.map({ $0.lines == fixture.lines }) ?? (fixture.isNamedValid != nil) { return true }
    if updates {
      try ExpectedFile(comments: expected?.comments ?? [], lines: fixture.lines).write(to: name)
      say(expected == nil ? "wrote \(name)" : "rewrote \(name)")
      rewritten += 1
      return false
    }
    guard let expected else {
      say("\(name) is missing; apptlint verify --update writes it")
      return false
    }
    say("--- \(name)")
    say("+++ \(fixture.path)")
    list(LineDifference.lines(from: expected.lines, to: fixture.lines))
    return false
  }

  /// Reports suppressions that have expired or are unused, and returns whether that fails the run.
  private mutating func reportSettings(_ checkers: LinterPool, _ used: Set<Int>) -> Bool {
    let isWhole = settings.isEmpty && !hasOperationalError
    let reports = checkers.settingsReports(
      used: used, checkedFolders: isWhole ? folders.filter { (try? Platform.kind(of: $0)) == .folder } : [])
    for (report, _) in reports { list(ExpectedFile.lines(of: report).map { "\(report.source.name):\($0)" }) }
    return reports.contains { $0.fails }
  }

  private func summary(of count: Int) -> String {
    var parts = ["\(max(0, count - differing)) as expected"]
    let different = differing - rewritten
    if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
    if rewritten > 0 { parts.append("\(rewritten) \(rewritten == 1 ? "was" : "were") rewritten") }
    return "\(count) fixture\(count == 1 ? "" : "s"): " + parts.joined(separator: ", ")
  }
}
