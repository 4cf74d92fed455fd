import ApptLint
import Reporting

extension Subcommand {
  static let check = Subcommand(
    name: "check", usage: "[PATH...]", summary: "Check payloads and report what is wrong and where",
    details: """
      PATH is a file, a folder (all *.json, *.xml, *.ndjson, *.har and *.http files in it, at any depth, except hidden
      files and those that .gitignore excludes), a pattern such as 'bookings/**/*.json', or - for standard input.
      Default: standard input if it is a pipe or a redirected file, otherwise the current folder. Each line of an .ndjson
      file is a payload. In folders, JSON files without a resourceType (not even a misspelled one), and XML files whose root has
      neither the name nor the namespace of a resource, are skipped and listed.

      Formats:
      \(formats)

      A .apptlint.json file applies to its folder and the folders below it; command-line options override it:
        { "packs": ["nhs-booking"], "ignore": ["LNT"], "severity": { "LNT001": "error" }, "failOn": "warning" }
      Its keys are packs, editions (such as { "bars": "1.1.6" }), fhirVersion, interaction, packages (as --ig), profiles
      (as --profile), mustSupport, select, ignore, extendSelect, extendIgnore, severity, failOn, now, limits { depth,
      size, findings }, extends (another settings file, which this one overrides; packages from options and files are
      combined) and suppress (a list of findings to omit):
        { "extends": "../.apptlint.json",
          "suppress": [ { "rule": "LNT007", "files": "old/**", "element": "Appointment.participant",
                          "reason": "Kept for the migration tests.", "expires": "2026-12-31" } ] }
      A suppression requires a rule and a reason. Suppressions that have expired or are unused are reported as findings.

      A baseline lets you adopt the check before all findings are fixed: --write-baseline FILE records the current
      findings, and --baseline FILE omits them from later reports, even if their lines move.

      --fix applies safe fixes: a missing comma, square brackets around the only item of an array, an id that must not
      be present in the given interaction, a code or system that is wrong only in letter case. The rest of the file is
      unchanged, byte for byte.
      --diff previews the fixes, as a unified diff if values may be shown, otherwise as a list; its exit status is 1 if
      there is anything to fix.

      Exit status: 0 no findings at or above --fail-on, 1 such findings or more warnings than --max-warnings, 2 invalid
      usage or configuration, or an error reading or writing files.
      """,
    options: Option.rules + [
      .against, .format, .output, .failOn, .maxWarnings, .baseline, .writeBaseline, .pruneBaseline, .fix, .diff, .showValues,
      .color, .quiet, .statistics, .ndjsonInput, .stdinFilename, .jobs, .watch,
    ],
    examples: [
      ("apptlint check appointment.json", "Check one payload"),
      ("apptlint check --pack nhs-booking --interaction book bookings/", "Check all payloads in a folder as booking requests"),
      (
        "apptlint check --ig our-profiles.tgz --profile https://example.org/fhir/StructureDefinition/OurPatient patient.json",
        "Check a payload against your own profile"
      ),
      ("curl -s https://example.org/Appointment/1 | apptlint check -", "Check the output of another program"),
      ("apptlint check --format concise --fail-on warning .", "One line per finding; warnings fail the build"),
      ("apptlint check --against read.json sent.json", "Compare the body of a PUT with the version that was read before"),
      ("apptlint check --pack nhs-booking recorded.har", "Check recorded exchanges: headers, status, bodies"),
      ("apptlint check --format full --format json --output report.json .", "Print the findings, and save a JSON report"),
      ("apptlint check --format github --format sarif --output apptlint.sarif bookings/", "Annotate on GitHub, and save SARIF"),
    ]
  ) { (arguments, context) throws(CommandError) in
    let readsInput = arguments.operands.isEmpty && context.console.hasInput && !arguments.has(.watch)
    let options = try CheckOptions(arguments, defaultPath: readsInput ? "-" : ".")
    guard arguments.has(.watch) else { return try CheckRun(options, context).run() }
    try options.checkWatch()
    var run = WatchRun(options, context)
    return try run.run()
  }

  /// The formats with their summaries, one per line.
  private static let formats = ReportFormat.allCases.map { format in
    let name = format.rawValue
    return "  \(name)" + String(repeating: " ", count: max(2, 10 - name.utf8.count)) + format.summary
  }.joined(separator: "\n")
}

/// The options of one `check`.
struct CheckOptions {
  /// A report format, and where the report is written.
  struct Target {
    var format: ReportFormat
    /// The file; nil for standard output.
    var file: String?
    /// Whether `--output` was given for this format.
    var hasOutput = false
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
  /// The file with an earlier version of the payload.
  let against: String?
  let gate: Gate
  let maxWarnings: Int?
  let fixMode: FixMode

  /// The options of a command line; `defaultPath` is checked if it has no paths.
  init(_ arguments: Arguments, defaultPath: String) throws(CommandError) {
    paths = arguments.operands.isEmpty ? [defaultPath] : arguments.operands
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
    fixMode = try FixMode(arguments)
    if countsOnly, let other = targets.first(where: { !$0.format.isText }) {
      throw CommandError("--statistics requires the format \(ReportFormat.textNames), not \(other.format.rawValue)")
    }
    if paths.filter({ $0 == "-" }).count > 1 { throw CommandError("standard input is given more than once") }
  }

  /// Rejects options that cannot be combined with `--watch`.
  func checkWatch() throws(CommandError) {
    let writesOnlyText = targets.allSatisfy { $0.format.isText && $0.file == nil }
    guard writesOnlyText, !countsOnly else {
      throw CommandError("--watch requires the format \(ReportFormat.textNames) on standard output")
    }
    guard !readsLines, !paths.contains("-") else { throw CommandError("--watch works with files, not with standard input") }
    guard against == nil else { throw CommandError("--watch cannot be combined with --against") }
    guard maxWarnings == nil else { throw CommandError("--watch cannot be combined with --max-warnings") }
    guard fixMode == .none, gate.mode == .read else {
      throw CommandError("--watch cannot be combined with --fix, --diff, --write-baseline or --prune-baseline")
    }
  }

  /// The files that are written, except fixed payloads.
  var outputs: [String] {
    targets.compactMap(\.file) + (gate.mode == .read ? [] : [gate.baseline?.path].compactMap { $0 })
  }

  /// The files that are read in addition to payloads, settings and rule files.
  var inputs: [String] { [against, gate.mode == .read ? gate.baseline?.path : nil].compactMap { $0 } }

  private static func targets(_ arguments: Arguments) throws(CommandError) -> [Target] {
    var targets: [Target] = []
    for option in arguments.options {
      if option.name == Option.format.name, let format = ReportFormat(rawValue: option.value) {
        targets.append(Target(format: format, file: nil))
      } else if option.name == Option.output.name {
        guard var target = targets.popLast(), !target.hasOutput else {
          throw CommandError("--output must follow the --format it applies to")
        }
        target.file = option.value == "-" || option.value == "/dev/stdout" ? nil : option.value
        target.hasOutput = true
        targets.append(target)
      }
    }
    if targets.isEmpty { targets.append(Target(format: .full, file: nil)) }
    let currentFolder = Platform.currentFolder
    let files = targets.map { $0.file.map { Paths.absolute(OutputFile.target(of: $0), in: currentFolder) } }
    for (index, file) in files.enumerated() where files[..<index].contains(file) {
      let name = file == nil ? "standard output" : targets[index].file ?? ""
      throw CommandError("two formats are written to \(name): give each its own --output")
    }
    return targets
  }
}
