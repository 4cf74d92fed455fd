import ApptLint
import Reporting

extension Subcommand {
  static let coverage = Subcommand(
    name: "coverage", usage: "FOLDER...", summary: "Report which requirements fixtures pass, violate or never exercise",
    details: """
      Lists every requirement of every rule pack that applies to a fixture, in specification order:

        passed        at least one fixture exercises the requirement and satisfies it
        violated      at least one fixture violates it
        never met     no fixture contains anything that the requirement applies to
        not checked   the requirement cannot be checked automatically; the reason is given

      Partly checked requirements are listed with the part that is not checked. Settings and suppressions that omit
      findings from reports have no effect here. FHIR's own rules are summarised by family.

      Exit status: 0 success, 2 invalid usage, or an error reading or writing files.
      """,
    options: [.pack, .fhirVersion, .interaction, .maxDepth, .maxSize, .coverageFormat, .coverageOutput, .jobs],
    examples: [
      ("apptlint coverage fixtures/", "Which requirements do my fixtures exercise?"),
      ("apptlint coverage --format html --output coverage.html fixtures/", "The same as an HTML page"),
    ]
  ) { (arguments, context) throws(CommandError) in
    try CoverageRun(arguments, context).run()
  }
}

/// A run of `apptlint coverage`.
private struct CoverageRun {
  private let folders: [String]
  private let settings: Settings
  private let format: CoverageFormat
  private let file: String?
  private let jobs: Int
  private let console: Console
  private let context: Subcommand.Context

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    if arguments.operands.isEmpty { throw CommandError("coverage takes at least one folder: apptlint coverage fixtures") }
    folders = arguments.operands
    settings = try Settings(arguments)
    format = arguments.value(.coverageFormat).flatMap { CoverageFormat(rawValue: $0) } ?? .full
    file = arguments.value(.coverageOutput).flatMap { $0 == "-" ? nil : $0 }
    jobs = try arguments.jobs()
    console = context.console
    self.context = context
  }

  func run() throws(CommandError) -> Int32 {
    let files = FixtureFiles(folders, endings: InputFinder.payloads)
    for operationalError in files.operationalErrors { console.complain(operationalError) }
    var hasOperationalError = !files.operationalErrors.isEmpty
    var checkers = LinterPool(commandLine: settings)
    var coverage = Coverage(title: folders.joined(separator: ", "))
    var progress = Progress(context, isQuiet: false)
    let size = max(1, jobs) * 32
    // A page from an earlier run in the folder is not a payload.
    let output = file.map { OutputFile.target(of: $0) }
    let fixtures = output == nil ? files.all : files.all.filter { OutputFile.target(of: $0.path) != output }
    for start in stride(from: 0, to: fixtures.count, by: size) {
      let batch = Array(fixtures[start..<min(start + size, fixtures.count)])
      var numbers: [Int] = []
      for file in batch { numbers.append(try checkers.number(for: file.path)) }
      let (all, chosen) = (checkers.all, numbers)
      let results = Workers.map(batch.count, jobs: jobs) { Self.coverage(of: batch[$0], all[chosen[$0]]) }
      for (index, result) in results.enumerated() {
        switch result {
        case .success(let payload): coverage.add(payload, of: batch[index].path, linter: all[chosen[index]].linter)
        case .failure(let error):
          progress.clear()
          if case .sentence(let sentence) = error { console.complain(sentence) }
          hasOperationalError = true
        }
      }
      progress.show(start + batch.count, of: fixtures.count)
    }
    progress.clear()
    var text = OutputBuffer()
    switch format {
    case .full: CoverageTable(coverage).write(into: &text)
    case .json: CoverageJSON(coverage).write(into: &text)
    case .html: CoveragePage(coverage).write(into: &text)
    }
    if let file { try FileWriting.replace(file, with: text.bytes) } else { try console.print(text) }
    return hasOperationalError ? ExitStatus.operationalError : ExitStatus.clean
  }

  private static func coverage(of file: FixtureFile, _ checker: Checker) -> Result<PayloadCoverage, CommandError> {
    do throws(CommandError) {
      guard case .text(let source) = try file.read(limit: checker.limits.size) else {
        return .failure(CommandError("cannot read \(file.path): it exceeds the size limit of \(checker.limits.size) bytes"))
      }
      return .success(checker.linter.coverage(of: source))
    } catch {
      return .failure(error)
    }
  }
}
