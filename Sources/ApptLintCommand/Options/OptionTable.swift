import FHIRSyntax
import Findings
import Reporting

/// All options.
extension Option {
  // What to check, and with which severities.
  package static let pack = Option(
    "--pack", "ID",
    "Apply this rule pack (comma-separated or repeated), or your own in a folder; none: FHIR only.\n"
      + "Default: from .apptlint.json, else from the payload's claims", repeats: true)
  static let explainPack = Option(
    "--pack", "FOLDER", "Also look up the rules of your own pack in this folder", repeats: true)
  static let edition = Option(
    "--edition", "PACK=VERSION", "Apply this edition of a pack's specification, such as bars=1.1.6. Default: the newest",
    repeats: true)
  static let fhirVersion = Option(
    "--fhir-version", "3.0|4.0",
    "Check payloads against this release (also STU3, R4, 3.0.2, 4.0.1, 3, 4). Default: from their\n"
      + "claims, else from the pack, else guessed and reported as such", choices: FHIRRelease.allNames, ignoresCase: true)
  static let interaction = Option(
    "--interaction", "ID", "The interaction of the payload, for example book or cancel. Default: inferred from the payload")
  static let profile = Option(
    "--profile", "URL",
    "Also check payloads against this profile, whatever they claim, or against the profiles named in\n"
      + "this capability statement, message definition or implementation guide", repeats: true)
  package static let ig = Option(
    "--ig", "PATH", "Load STU3 or R4 definitions from a folder, an npm package (.tgz) or a file", repeats: true)
  static let mustSupport = Option(
    "--must-support", nil, "Report missing elements that a profile marks as mustSupport, with severity information")
  static let select = Option("--select", "CODES", "Report only these rules: codes, names or families such as LNT", repeats: true)
  static let ignore = Option("--ignore", "CODES", "Do not report these rules", repeats: true)
  static let extendSelect = Option(
    "--extend-select", "CODES", "Select these rules in addition to those of .apptlint.json", repeats: true)
  static let extendIgnore = Option(
    "--extend-ignore", "CODES", "Ignore these rules in addition to those of .apptlint.json", repeats: true)
  static let severity = Option(
    "--severity", "RULE=LEVEL", "Set the severity of rules: fatal, error, warning or information", repeats: true)
  static let now = Option("--now", "DATE", "Use this date, or date and time, as the current time instead of the clock")
  static let maxDepth = Option("--max-depth", "N", "The maximum nesting depth (\(Limits().depth))")
  package static let maxSize = Option(
    "--max-size", "BYTES", "The maximum payload size, with optional suffix K, M or G (\(Limits().size >> 20)M)")
  package static let maxFindings = Option(
    "--max-findings", "N", "The maximum number of findings per payload (\(Limits().findings))")

  static let against = Option(
    "--against", "EARLIER", "Treat the payload as the body of a PUT, and report forbidden changes to this earlier version")

  // How to report.
  static let format = Option(
    "--format", "FORMAT", "A report format listed above (full); repeat for several formats, each with its own --output",
    choices: ReportFormat.allCases.map(\.rawValue), repeats: true)
  static let output = Option("--output", "FILE", "Write the preceding --format to a file", repeats: true)
  static let failOn = Option(
    "--fail-on", "LEVEL", "The lowest severity that makes the exit status 1: error (the default), warning,\ninformation or never",
    choices: FailOn.names)
  static let maxWarnings = Option("--max-warnings", "N", "Also make the exit status 1 if there are more warnings than this")
  static let baseline = Option(
    "--baseline", "FILE", "Omit the findings recorded in this file, and list those that are fixed")
  static let writeBaseline = Option("--write-baseline", "FILE", "Record findings in a baseline instead of reporting them")
  static let pruneBaseline = Option("--prune-baseline", nil, "Remove fixed findings from the --baseline")
  static let fix = Option("--fix", nil, "Apply safe fixes in place, and report the remaining findings")
  static let diff = Option("--diff", nil, "Show what --fix would change, without changing files")
  static let showValues = Option(
    "--show-values", nil,
    "Show payload values, which can be patient data, and source lines. This is the default on\na terminal")
  static let showValuesToAssistant = Option(
    "--show-values", nil, "Show values from files, which can be patient data, to the assistant")
  static let color = Option("--color", "WHEN", "auto (the default), always or never", choices: ["auto", "always", "never"])
  static let quiet = Option("--quiet", nil, "Print findings only")
  static let statistics = Option("--statistics", nil, "Print the number of findings per rule instead of the findings")

  // Where payloads come from.
  static let ndjsonInput = Option("--ndjson-input", nil, "Read one resource per line")
  static let stdinFilename = Option(
    "--stdin-filename", "NAME", "The name to use for standard input, also to look up .apptlint.json")
  static let jobs = Option("--jobs", "N", "The number of payloads to check in parallel. Default: the number of processors")

  static let watch = Option("--watch", nil, "Keep running, and check files again when they change; stop with Ctrl-C")

  // Options of other commands.
  static let update = Option("--update", nil, "Rewrite files that differ; the exit status is then 1")
  static let rulesPack = Option("--pack", "ID", "Only the rules of this pack")
  static let rulesFormat = Option("--format", "FORMAT", "full (the default) or json", choices: ["full", "json"])
  static let coverageFormat = Option(
    "--format", "FORMAT", "full (the default), json or html", choices: CoverageFormat.allCases.map(\.rawValue))
  static let coverageOutput = Option("--output", "FILE", "Write to a file instead of standard output")
  static let coverageBy = Option(
    "--by", "GROUPING", "assurance: list assurance requirements by section and role, with the rules that check them",
    choices: ["assurance"])
  static let bundle = Option(
    "--bundle", "FILE", "With --by assurance: also write the evidence for an assessor to a ZIP archive")
  static let failUnder = Option(
    "--fail-under", "PERCENT",
    "Exit with 1 if the percentage of automatically checked requirements that are exercised (with\n"
      + "--by assurance: passed) is lower")
  static let strict = Option(
    "--strict", nil, "Reject expressions that are invalid for FHIR's types, such as those with unknown elements")
  static let fhirPathRelease = Option(
    "--fhir-version", "3.0|4.0", "Read the payload as this release. Default: from its claims, else guessed",
    choices: FHIRRelease.allNames, ignoresCase: true)
  static let profilesFormat = Option("--format", "FORMAT", "full (the default) or json", choices: ["full", "json"])
  static let profilesRelease = Option(
    "--fhir-version", "3.0|4.0", "Only the profiles of this release", choices: FHIRRelease.allNames, ignoresCase: true)
  static let stdio = Option("--stdio", nil, "Use standard input and output; accepted because many editors pass it")
  static let help = Option("--help", nil, "Print this help")

  /// The options that determine what to check.
  static let rules: [Option] = [
    pack, edition, fhirVersion, interaction, profile, ig, mustSupport, select, ignore, extendSelect, extendIgnore, severity, now,
    maxDepth, maxSize, maxFindings,
  ]
}
