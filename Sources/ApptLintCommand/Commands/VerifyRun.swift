import ApptLint
import Reporting

/// A run of `apptlint verify`.
struct VerifyRun {
  private let folders: [String]
  private let settings: Settings
  private let isUpdate: Bool
  private let jobs: Int
  private let console: Console
  private var progress: Progress
  private var output = OutputBuffer()
  /// How many fixtures differ, including those whose expectations are updated.
  private var differing = 0
  /// How many fixtures could not be read.
  private var unread = 0
  /// The new expectations of fixtures, by path.
  private var updates: [String: ExpectedFile] = [:]
  private var hasOperationalError = false

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw CommandError("verify takes at least one folder: apptlint verify fixtures") }
    folders = arguments.operands
    settings = try Settings(arguments)
    isUpdate = arguments.has(.update)
    jobs = try arguments.jobs()
    console = context.console
    progress = Progress(context, isQuiet: false)
  }

  mutating func run() throws(CommandError) -> Int32 {
    let files = FixtureFiles(folders, suffixes: InputFinder.payloadsAndLines)
    var expectations = InputFinder(suffixes: InputFinder.payloadsAndLines.map { $0 + ExpectedFile.suffix })
    for folder in folders where (try? Platform.kind(of: folder)) == .folder { expectations.add(folder) }
    for operationalError in files.operationalErrors { console.printNote(operationalError) }
    hasOperationalError = !files.operationalErrors.isEmpty
    var checkers = LinterPool(commandLine: settings)
    var indices: [Int] = []
    for file in files.all { indices.append(try checkers.index(for: file.path)) }
    var suppressions: Set<Int> = []
    let all = checkers.all
    let size = max(1, jobs) * 32
    for start in stride(from: 0, to: files.all.count, by: size) {
      let batch = Array(files.all[start..<min(start + size, files.all.count)])
      let indices = Array(indices[start..<start + batch.count])
      let fixtures = Workers.map(batch.count, jobs: jobs) { Fixture(batch[$0], all[indices[$0]]) }
      for (fixture, file) in zip(fixtures, batch) {
        suppressions.formUnion(fixture.suppressions)
        try compare(fixture, with: file)
      }
      progress.show(start + batch.count, of: files.all.count)
    }
    progress.clear()
    try files.write(updates)
    let payloads = Set(files.all.map(\.path))
    let orphans = expectations.paths.filter { !payloads.contains(String($0.dropLast(ExpectedFile.suffix.count))) }
    let otherErrors = files.errors + orphans.map { "\($0) has no payload" }
    for error in otherErrors { writeLine(error) }
    let failsSettings = reportSettings(checkers, suppressions)
    output.append(summary(of: files.all.count, otherErrors: otherErrors.count) + "\n")
    try console.print(output)
    if hasOperationalError { return ExitStatus.operationalError }
    return differing > 0 || !otherErrors.isEmpty || failsSettings ? ExitStatus.findings : ExitStatus.clean
  }

  private mutating func writeLine(_ line: String) {
    output.append(untrusted: line)
    output.append("\n")
  }

  private mutating func writeLines(_ lines: [String]) {
    for line in lines { writeLine(line) }
    output.append("\n")
  }

  /// Compares the findings in a fixture with the expected ones.
  private mutating func compare(_ fixture: Fixture, with file: FixtureFile) throws(CommandError) {
    if let operationalError = fixture.operationalError {
      progress.clear()
      console.printNote(operationalError)
      hasOperationalError = true
      unread += 1
      return
    }
    let matchesName = compareName(of: fixture)
    let matchesFile = compareFile(of: fixture, try file.expectation())
    if !matchesName || !matchesFile { differing += 1 }
  }

  /// Whether the findings agree with the fixture's name.
  private mutating func compareName(of fixture: Fixture) -> Bool {
    guard let isValid = fixture.isNamedValid, isValid == fixture.fails else { return true }
    if isValid {
      writeLine("\(fixture.path) is named valid, but has findings:")
      writeLines(fixture.lines.map { "+" + $0 })
    } else if fixture.lines.isEmpty {
      writeLine("\(fixture.path) is named invalid, but has no findings")
      writeLines([])
    } else {
      writeLine("\(fixture.path) is named invalid, but has no findings that fail the run:")
      writeLines(fixture.lines.map { " " + $0 })
    }
    return false
  }

  /// Whether the findings match the fixture's `.expected` file; records new content for the file if requested.
  private mutating func compareFile(of fixture: Fixture, _ expected: ExpectedFile?) -> Bool {
    let name = fixture.path + ExpectedFile.suffix
    if expected.map({ $0.lines == fixture.lines }) ?? (fixture.isNamedValid != nil) { return true }
    if isUpdate {
      updates[fixture.path] = ExpectedFile(comments: expected?.comments ?? [], lines: fixture.lines)
      writeLine(expected == nil ? "wrote \(name)" : "rewrote \(name)")
      return false
    }
    guard let expected else {
      writeLine("\(name) is missing; apptlint verify --update writes it")
      return false
    }
    writeLine("--- \(name)")
    writeLine("+++ \(fixture.path)")
    writeLines(LineDifference.lines(from: expected.lines, to: fixture.lines))
    return false
  }

  /// Reports suppressions that have expired or are unused, and returns whether that fails the run.
  private mutating func reportSettings(_ checkers: LinterPool, _ used: Set<Int>) -> Bool {
    let checksWholeFolders = settings.isEmpty && !hasOperationalError
    let reports = checkers.settingsReports(
      used: used, checkedFolders: checksWholeFolders ? folders.filter { (try? Platform.kind(of: $0)) == .folder } : [])
    for (report, _) in reports { writeLines(ExpectedFile.lines(of: report).map { "\(report.source.name):\($0)" }) }
    return reports.contains { $0.fails }
  }

  private func summary(of count: Int, otherErrors: Int) -> String {
    var parts = ["\(count - differing - unread) as expected"]
    let different = differing - updates.count
    if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
    if !updates.isEmpty { parts.append("\(updates.count) updated") }
    if unread > 0 { parts.append("\(unread) could not be read") }
    if otherErrors > 0 { parts.append("\(otherErrors) other error\(otherErrors == 1 ? "" : "s")") }
    return "\(count) fixture\(count == 1 ? "" : "s"): " + parts.joined(separator: ", ")
  }
}
