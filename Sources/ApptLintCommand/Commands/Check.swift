import ApptLint
import Reporting

extension Subcommand {
  static let check = Subcommand(
    name: "check", usage: "[PATH...]", summary: "Check payloads, and say what is wrong where",
    details: """
      PATH is a file, a folder (all *.json, *.xml, *.har and *.http in it, at any depth, but hidden ones and what
      .gitignore names), a pattern such as 'bookings/**/*.json', or - for standard input. Without one: the current folder.

      Formats:
        full      for people: the finding, the source line, the clause and what to do
        concise   one line a finding: path:line:column: severity: code name: message [element]
        json      a FHIR OperationOutcome; for several inputs a Bundle (type collection) with one for each
        ndjson    one OperationOutcome a line, one for each input, in their order
        xml       as json, in XML
        html      a page for people, complete in itself
        sarif     SARIF 2.1.0, for code scanning and editors
        junit     JUnit XML, a test case for each finding
        github    workflow commands of GitHub Actions, and a page of the step
        gitlab    a Code Quality report of GitLab
        rdjson    the Reviewdog Diagnostic Format

      A file .apptlint.json holds for its folder and those below it; options win over it:
        { "packs": ["nhs-booking"], "ignore": ["LNT"], "severity": { "LNT001": "error" }, "failOn": "warning" }
      Its keys: packs, fhirVersion, interaction, packages (as --ig), profiles (as --profile), mustSupport, select, ignore,
      severity, failOn, limits { depth, size, findings }, extends (another such file, which this one goes over; packages
      of options and files add up) and suppress (a list of findings to leave out):
        { "extends": "../.apptlint.json",
          "suppress": [ { "rule": "LNT007", "files": "old/**", "element": "Patient.address",
                          "reason": "Kept for the migration tests.", "expires": "2026-12-31" } ] }
      A suppression needs its rule and reason. One that has expired, or leaves nothing out of its folder, is a finding.

      A baseline lets a gate stand before everything is mended: --write-baseline FILE writes what is found now, and
      --baseline FILE leaves it out from then on, wherever its lines move to.

      --fix makes the mends that cannot be wrong: a missing comma, square brackets around the one item of an array, an id
      that must not be there, a code or system that is right but for capital letters. All else of a file stays as it is,
      byte for byte. --diff shows them first, as a difference where values may be shown, else as a list; its exit status
      is 1 where something is to be mended.

      Exit status: 0 nothing found, 1 findings at or above --fail-on or more warnings than --max-warnings, 2 wrong usage
      or configuration, or something could not be read or written.
      """,
    options: Option.rules + [
      .against, .format, .output, .failOn, .maxWarnings, .baseline, .writeBaseline, .pruneBaseline, .fix, .diff, .showValues,
      .color, .quiet, .statistics, .ndjsonInput, .stdinFilename, .jobs, .watch,
    ],
    examples: [
      ("apptlint check appointment.json", "Check one payload"),
      ("apptlint check --pack nhs-booking --interaction book bookings/", "Check all payloads of a folder as booking requests"),
      (
        "apptlint check --ig our-profiles.tgz --profile https://example.org/fhir/StructureDefinition/OurPatient patient.json",
        "Hold a payload to a profile of your own"
      ),
      ("curl -s https://example.org/Appointment/1 | apptlint check -", "Check what another program writes"),
      ("apptlint check --format concise --fail-on warning .", "One line a finding, and let warnings fail the build"),
      ("apptlint check --against read.json sent.json", "Check the body of a PUT beside the version that was read before"),
      ("apptlint check --pack nhs-booking recorded.har", "Check recorded exchanges: headers, status, bodies"),
      ("apptlint check --format full --format json --output report.json .", "Read it here, and keep a report for programs"),
      ("apptlint check --format github --format sarif --output apptlint.sarif bookings/", "Annotate on GitHub, and keep SARIF"),
    ]
  ) { (arguments, context) throws(CommandError) in
    let options = try CheckOptions(arguments)
    guard arguments.has(.watch) else { return try CheckRun(options, context).run() }
    try options.checkWatch()
    var run = WatchRun(options, context)
    return try run.run()
  }
}

/// What a `check` is asked for.
struct CheckOptions {
  /// A format and the file that it goes to; nil for standard output.
  struct Target {
    var format: ReportFormat
    var file: String?
    /// Whether `--output` says where it goes.
    var isPlaced = false
  }

  let paths: [String]
  let settings: Settings
  let targets: [Target]
  let showsValues: Bool
  let color: String
  let isQuiet: Bool
  let countsOnly: Bool
  let readsLines: Bool
  let stdinName: String?
  let jobs: Int
  /// The file that holds an earlier version of the payload.
  let against: String?
  let gate: Gate
  let maxWarnings: Int?
  let mends: FixMode

  init(_ arguments: Arguments) throws(CommandError) {
    paths = arguments.operands.isEmpty ? ["."] : arguments.operands
    settings = try Settings(arguments)
    targets = try Self.targets(arguments)
    showsValues = arguments.has(.showValues)
    color = arguments.value(.color) ?? "auto"
    isQuiet = arguments.has(.quiet)
    countsOnly = arguments.has(.statistics)
    readsLines = arguments.has(.ndjsonInput)
    stdinName = arguments.value(.stdinFilename)
    jobs = try arguments.jobs()
    against = arguments.value(.against)
    gate = try Gate(arguments)
    maxWarnings = try arguments.number(.maxWarnings, minimum: 0)
    mends = try FixMode(arguments)
    if countsOnly, let other = targets.first(where: { !$0.format.isText }) {
      throw CommandError("--statistics goes with the formats full and concise, not with \(other.format.rawValue)")
    }
    if paths.filter({ $0 == "-" }).count > 1 { throw CommandError("standard input is given twice") }
  }

  /// Refuses what does not go with watching.
  func checkWatch() throws(CommandError) {
    let isText = targets.allSatisfy { $0.format.isText && $0.file == nil }
    guard isText, !countsOnly else { throw CommandError("--watch goes with the formats full and concise on standard output") }
    guard !readsLines, !paths.contains("-") else { throw CommandError("--watch goes with files, not with standard input") }
    guard against == nil else { throw CommandError("--watch does not go with --against") }
    guard mends == .none, gate.mode == .read else {
      throw CommandError("--watch only reads: leave --fix, --diff and what writes a baseline out")
    }
  }

  private static func targets(_ arguments: Arguments) throws(CommandError) -> [Target] {
    var targets: [Target] = []
    for option in arguments.options {
      if option.name == Option.format.name, let format = ReportFormat(rawValue: option.value) {
        targets.append(Target(format: format, file: nil))
      } else if option.name == Option.output.name {
        guard var target = targets.popLast(), !target.isPlaced else {
          throw CommandError("--output stands behind the --format that it is for")
        }
        target.file = option.value == "-" || option.value == "/dev/stdout" ? nil : option.value
        target.isPlaced = true
        targets.append(target)
      }
    }
    if targets.isEmpty { targets.append(Target(format: .full, file: nil)) }
    let currentFolder = Platform.currentFolder
    let files = targets.map { $0.file.map { Paths.absolute(OutputFile.target(of: $0), in: currentFolder) } }
    for (index, file) in files.enumerated() where files[..<index].contains(file) {
      let name = file == nil ? "standard output" : targets[index].file ?? ""
      throw CommandError("two formats go to \(name): give each its own --output")
    }
    return targets
  }
}
