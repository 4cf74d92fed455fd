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
    let files = FixtureFiles(folders, endings: InputFinder.payloads)
    for operationalError in files.operationalErrors { console.printNote(operationalError) }
    var hasOperationalError = !files.operationalErrors.isEmpty
    var checkers = LinterPool(commandLine: settings)
    var coverage = Coverage(title: folders.joined(separator: ", "))
    var progress = Progress(context, isQuiet: false)
    let size = max(1, jobs) * 32
    let outputs = try OutputFiles([file, bundle].compactMap { $0 })
    var fixtures: [FixtureFile] = []
    var numbers: [Int] = []
    for file in files.all {
      // A page from an earlier run in the folder is not a payload.
      if try outputs.replaces(file.path, isNamed: folders.contains(file.path)) { continue }
      try outputs.check(input: file.path + ExpectedFile.ending)
      fixtures.append(file)
      numbers.append(try checkers.number(for: file.path))
    }
    for file in files.ignoreFiles + checkers.inputFiles { try outputs.check(input: file) }
    let all = checkers.all
    // The codes that .expected files may name.
    let codes = isByAssurance ? all.map { Set($0.linter.rules.map(\.code)) } : []
    var reports = bundle == nil ? nil : EvidenceReports { Checker.descriptions(of: $0, among: all) }
    var skipped: [String] = []
    for start in stride(from: 0, to: fixtures.count, by: size) {
      let batch = Array(fixtures[start..<min(start + size, fixtures.count)])
      let chosen = Array(numbers[start..<start + batch.count])
      let results = Workers.map(batch.count, jobs: jobs) { index in
        Self.coverage(of: batch[index], all[chosen[index]], codes: codes.isEmpty ? nil : codes[chosen[index]])
      }
      for (index, result) in results.enumerated() {
        switch result {
        case .success(let result)
        where !folders.contains(batch[index].path) && result.payload.report.isNotFHIR(all[chosen[index]].linter):
          skipped.append(batch[index].path)
        case .success(let result):
          coverage.add(result, of: batch[index].path, linter: all[chosen[index]].linter)
          reports?.add(result.payload.report)
        case .failure(let error):
          progress.clear()
          if case .sentence(let sentence) = error { console.printNote(sentence) }
          hasOperationalError = true
        }
      }
      progress.show(start + batch.count, of: fixtures.count)
    }
    progress.clear()
    if !skipped.isEmpty { console.printNote(CheckRun.note(onSkipped: skipped)) }
    let share: CoverageShare
    if isByAssurance {
      let assurance = AssuranceCoverage(coverage, standards: all.first?.linter.rules.filter { $0.pack == nil } ?? [])
      if coverage.packs.allSatisfy(\.assurance.isEmpty) && !hasOperationalError {
        throw CommandError(
          "no fixture was checked against a pack that lists assurance requirements; choose one, such as --pack uec-booking")
      }
      try write(assurance)
      if let bundle, let reports {
        if hasOperationalError {
          console.printNote("\(bundle) was not written: some inputs could not be read, so the evidence would be incomplete")
        } else {
          try EvidenceBundle(assurance, reports).write(to: bundle)
        }
      }
      share = assurance.share
    } else {
      try write(coverage)
      share = coverage.share
    }
    if hasOperationalError { return ExitStatus.operationalError }
    guard let failUnder, share.isBelow(failUnder) else { return ExitStatus.clean }
    console.printNote("\(share.part) of \(share.whole) requirements are \(share.percentage)%, below the required \(failUnder)%")
    return ExitStatus.findings
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
}
