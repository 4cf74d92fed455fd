import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let coverage = Subcommand(
    name: "coverage", usage: "FOLDER...", summary: "Report which requirements fixtures pass, violate or never exercise",
    details: """
      Lists every requirement of every rule pack that applies to a fixture, in specification order:

        passed         at least one fixture exercises the requirement and satisfies it
        violated       at least one fixture violates it
        not exercised  no fixture contains anything that the requirement applies to
        not checked    the requirement cannot be checked automatically; the reason is given

      Partly checked requirements are listed with the part that is not checked. Settings and suppressions that omit
      findings from reports have no effect here. FHIR's own rules are summarised by family.

      With --by assurance, lists the assurance requirements of the packs by section and role, with the rules that check
      them, the versions of the tool and the packs, and the SHA-256 of each fixture. A fixture that is meant to
      violate a rule, according to its name (such as booking.invalid.json) or its .expected file, shows that the violation
      is detected, and does not mark the rule as violated.
      --bundle writes the page, the JSON, the reports and a manifest with their hashes to a ZIP archive, unless a fixture or
      its .expected file cannot be read.

      Exit status: 0 success, 1 below --fail-under, 2 invalid usage, or an error reading or writing files.
      """,
    options: [
      .pack, .edition, .fhirVersion, .interaction, .maxDepth, .maxSize, .coverageBy, .coverageFormat, .coverageOutput, .bundle,
      .failUnder, .jobs,
    ],
    examples: [
      ("apptlint coverage fixtures/", "Which requirements do my fixtures exercise?"),
      ("apptlint coverage --format html --output coverage.html fixtures/", "Write the report as an HTML page"),
      (
        "apptlint coverage --pack uec-booking --by assurance --bundle evidence.zip --fail-under 80 fixtures/",
        "Evidence for assurance, and a CI gate"
      ),
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
  private let isByAssurance: Bool
  private let bundle: String?
  /// The percentage below which the exit status is 1.
  private let failUnder: Int?
  private let jobs: Int
  private let console: Console
  private let context: Subcommand.Context

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    if arguments.operands.isEmpty { throw CommandError("coverage takes at least one folder: apptlint coverage fixtures") }
    folders = arguments.operands
    settings = try Settings(arguments)
    format = arguments.value(.coverageFormat).flatMap { CoverageFormat(rawValue: $0) } ?? .full
    file = arguments.value(.coverageOutput).flatMap { $0 == "-" ? nil : $0 }
    isByAssurance = arguments.has(.coverageBy)
    bundle = arguments.value(.bundle)
    if bundle != nil && !isByAssurance { throw CommandError("--bundle requires --by assurance") }
    failUnder = try Self.percentage(arguments)
    jobs = try arguments.jobs()
    console = context.console
    self.context = context
  }

  private static func percentage(_ arguments: Arguments) throws(CommandError) -> Int? {
    guard let value = arguments.value(.failUnder) else { return nil }
    guard let number = Int(value), 0...100 ~= number else {
      throw CommandError("invalid value '\(value)' for \(Option.failUnder.name); expected a whole number from 0 to 100")
    }
    return number
  }

  func run() throws(CommandError) -> Int32 {
    let files = FixtureFiles(folders, suffixes: InputFinder.payloads)
    for operationalError in files.operationalErrors { console.printNote(operationalError) }
    var checkers = LinterPool(commandLine: settings)
    let fixtures = try fixtures(among: files, &checkers)
    let all = checkers.all
    var sum = Sum(
      coverage: Coverage(title: folders.joined(separator: ", ")),
      reports: bundle == nil ? nil : EvidenceReports { Checker.descriptions(of: $0, among: all) },
      hasOperationalError: !files.operationalErrors.isEmpty)
    check(fixtures, with: all, into: &sum)
    if !sum.skipped.isEmpty { console.printNote(CheckRun.note(onSkipped: sum.skipped)) }
    let share = isByAssurance ? try writeAssurance(of: sum, all) : try writeCoverage(of: sum)
    if sum.hasOperationalError { return ExitStatus.operationalError }
    guard let failUnder, share.isBelow(failUnder) else { return ExitStatus.clean }
    let covered = "coverage is \(share.percentage)% (\(share.part) of \(share.whole) requirements)"
    console.printNote("\(covered), below the required \(failUnder)%")
    return ExitStatus.findings
  }

  // MARK: Checking fixtures

  /// A fixture, with the index of its checker.
  private typealias Fixture = (file: FixtureFile, checker: Int)

  /// The combined results of all fixtures.
  private struct Sum {
    var coverage: Coverage
    /// The reports for the evidence; nil if no evidence is written.
    var reports: EvidenceReports?
    var skipped: [String] = []
    var hasOperationalError: Bool
  }

  /// The fixtures to check, without this run's own output; throws if an input would be overwritten.
  private func fixtures(among files: FixtureFiles, _ checkers: inout LinterPool) throws(CommandError) -> [Fixture] {
    let outputs = try OutputFiles([file, bundle].compactMap { $0 })
    var fixtures: [Fixture] = []
    for file in files.all {
      // A page from an earlier run in the folder is not a payload.
      if try outputs.replaces(file.path, isNamed: folders.contains(file.path)) { continue }
      try outputs.check(input: file.path + ExpectedFile.suffix)
      fixtures.append((file, try checkers.index(for: file.path)))
    }
    for file in files.ignoreFiles + checkers.inputFiles { try outputs.check(input: file) }
    return fixtures
  }

  /// Checks all fixtures, in batches.
  private func check(_ fixtures: [Fixture], with checkers: [Checker], into sum: inout Sum) {
    // The codes that .expected files may name.
    let codes = isByAssurance ? checkers.map { Set($0.linter.rules.map(\.code)) } : []
    var progress = Progress(context, isQuiet: false)
    defer { progress.clear() }
    let size = max(1, jobs) * 32
    for start in stride(from: 0, to: fixtures.count, by: size) {
      let batch = Array(fixtures[start..<min(start + size, fixtures.count)])
      let results = Workers.map(batch.count, jobs: jobs) { index in
        let (file, checker) = batch[index]
        return Self.coverage(of: file, checkers[checker], codes: codes.isEmpty ? nil : codes[checker])
      }
      for (fixture, result) in zip(batch, results) {
        let (path, linter) = (fixture.file.path, checkers[fixture.checker].linter)
        switch result {
        case .success(let result) where !folders.contains(path) && result.payload.report.isNotFHIR(linter):
          sum.skipped.append(path)
        case .success(let result):
          sum.coverage.add(result, of: path, linter: linter)
          sum.reports?.add(result.payload.report)
        case .failure(let error):
          progress.clear()
          if case .sentence(let sentence) = error { console.printNote(sentence) }
          sum.hasOperationalError = true
        }
      }
      progress.show(start + batch.count, of: fixtures.count)
    }
  }

  /// The coverage of a fixture. With `codes`, the codes of all rules, also its hash and its intended violations.
  private static func coverage(
    of file: FixtureFile, _ checker: Checker, codes: Set<String>?
  ) -> Result<CoverageResult, CommandError> {
    do throws(CommandError) {
      guard case .text(let source) = try file.read(limit: checker.limits.size) else {
        return .failure(CommandError("cannot read \(file.path): it exceeds the size limit of \(checker.limits.size) bytes"))
      }
      return .success(
        CoverageResult(
          payload: checker.linter.coverage(of: source), digest: codes == nil ? "" : SHA256.hex(of: Array(source.bytes)),
          intended: try codes.map { (codes) throws(CommandError) in try file.intendedViolations(among: codes) } ?? .none))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Writing the result

  private func writeCoverage(of sum: Sum) throws(CommandError) -> CoverageShare {
    try write(sum.coverage)
    return sum.coverage.share
  }

  /// Writes the coverage of assurance requirements, and the evidence if requested.
  private func writeAssurance(of sum: Sum, _ checkers: [Checker]) throws(CommandError) -> CoverageShare {
    let assurance = AssuranceCoverage(sum.coverage, standards: checkers.first?.linter.rules.filter { $0.pack == nil } ?? [])
    if sum.coverage.packs.allSatisfy(\.assurance.isEmpty) && !sum.hasOperationalError {
      throw CommandError(
        "no fixture was checked against a pack that lists assurance requirements; choose one, such as --pack uec-booking")
    }
    try write(assurance)
    if let bundle, let reports = sum.reports {
      if sum.hasOperationalError {
        console.printNote("\(bundle) was not written: some inputs could not be read, so the evidence would be incomplete")
      } else {
        try EvidenceBundle(assurance, reports).write(to: bundle)
      }
    }
    return assurance.share
  }

  private func write(_ coverage: Coverage) throws(CommandError) {
    var text = OutputBuffer()
    switch format {
    case .full: CoverageTable(coverage).write(into: &text)
    case .json: CoverageJSON(coverage).write(into: &text)
    case .html: CoveragePage(coverage).write(into: &text)
    }
    try write(text)
  }

  private func write(_ coverage: AssuranceCoverage) throws(CommandError) {
    var text = OutputBuffer()
    switch format {
    case .full: AssuranceTable(coverage).write(into: &text)
    case .json: AssuranceJSON(coverage).write(into: &text)
    case .html: AssurancePage(coverage).write(into: &text)
    }
    try write(text)
  }

  private func write(_ text: OutputBuffer) throws(CommandError) {
    if let file { try FileWriting.replace(file, with: text.bytes) } else { try console.print(text) }
  }
}
