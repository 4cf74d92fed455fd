import FHIRSyntax
import Findings
import Reporting

/// Every option there is.
extension Option {
  // What to check, and how gravely.
  static let pack = Option(
    "--pack", "ID",
    "Apply this rule pack (a comma list, or several times), or the one in a folder of your own;\n"
      + "none: FHIR alone. Default: what .apptlint.json says, else what the payload claims", repeats: true)
  static let fhirVersion = Option(
    "--fhir-version", "3.0|4.0",
    "Check payloads against this release (or STU3, R4, 3.0.2, 4.0.1, 3, 4). Default: from what\n"
      + "they claim, else the pack, else a guess that is reported", choices: FHIRRelease.allNames, ignoresCase: true)
  static let interaction = Option(
    "--interaction", "ID", "What the payload is the body of, for example book or cancel. Default: told from the payload")
  static let profile = Option(
    "--profile", "URL",
    "Hold payloads to this profile too, whatever they claim; or to those that a capability\n"
      + "statement, message definition or implementation guide names", repeats: true)
  static let ig = Option(
    "--ig", "PATH", "Load definitions: a folder, an npm package (.tgz) or a file, STU3 or R4", repeats: true)
  static let mustSupport = Option(
    "--must-support", nil, "Note, as information, what a profile marks as mustSupport and is not there")
  static let select = Option("--select", "CODES", "Report only these rules: codes, names or families such as LNT", repeats: true)
  static let ignore = Option("--ignore", "CODES", "Do not report these rules", repeats: true)
  static let severity = Option(
    "--severity", "CODE=LEVEL", "Give a rule another severity: error, warning or information", repeats: true)
  static let maxDepth = Option("--max-depth", "N", "The deepest nesting that is read (\(Limits().depth))")
  static let maxSize = Option(
    "--max-size", "BYTES", "The largest payload that is read, K, M or G for short (\(Limits().size >> 20)M)")
  static let maxFindings = Option("--max-findings", "N", "The most findings for one payload (\(Limits().findings))")

  static let against = Option(
    "--against", "EARLIER", "Compare with this earlier version, as the body of a PUT: what has changed that must not?")

  // How to report.
  static let format = Option(
    "--format", "FORMAT", "How to report, below (full); several times for several, each with its own --output",
    choices: ReportFormat.allCases.map(\.rawValue), repeats: true)
  static let output = Option("--output", "FILE", "Write the format before it into a file", repeats: true)
  static let failOn = Option(
    "--fail-on", "LEVEL", "The least severity that makes the exit status 1: error (the default), warning,\ninformation or never",
    choices: FailOn.names)
  static let maxWarnings = Option("--max-warnings", "N", "More warnings than this make the exit status 1 too")
  static let baseline = Option(
    "--baseline", "FILE", "Leave out the findings that this file knows, and say which of them are mended")
  static let writeBaseline = Option("--write-baseline", "FILE", "Write what is found as a baseline, and report nothing of it")
  static let pruneBaseline = Option("--prune-baseline", nil, "Take what is mended out of the --baseline")
  static let fix = Option("--fix", nil, "Mend in the files what cannot be mended wrongly, and report what is left")
  static let diff = Option("--diff", nil, "Show what --fix would change, and change nothing")
  static let showValues = Option(
    "--show-values", nil,
    "Show payload values, which can be patient data, and source lines. On a terminal they\nare shown without it")
  static let color = Option("--color", "WHEN", "auto (the default), always or never", choices: ["auto", "always", "never"])
  static let quiet = Option("--quiet", nil, "Print findings and nothing else")
  static let statistics = Option("--statistics", nil, "Print how often each rule was broken, in place of the findings")

  // Where payloads come from.
  static let ndjsonInput = Option("--ndjson-input", nil, "Read one resource a line")
  static let stdinFilename = Option(
    "--stdin-filename", "NAME", "What to call standard input, and where to look for .apptlint.json")
  static let jobs = Option("--jobs", "N", "How many payloads to check at once. Default: the number of processors")

  static let watch = Option("--watch", nil, "Go on, and check each file again when it changes; to end: Ctrl-C")

  // Of other commands.
  static let update = Option("--update", nil, "Rewrite what differs; the exit status is then 1")
  static let rulesPack = Option("--pack", "ID", "Only the rules of this pack")
  static let rulesFormat = Option("--format", "FORMAT", "full (the default) or json", choices: ["full", "json"])
  static let coverageFormat = Option(
    "--format", "FORMAT", "full (the default), json or html", choices: CoverageFormat.allCases.map(\.rawValue))
  static let coverageOutput = Option("--output", "FILE", "Write into a file in place of standard output")
  static let strict = Option("--strict", nil, "Refuse what the types of FHIR rule out, such as elements that there are not")
  static let profilesFormat = Option("--format", "FORMAT", "full (the default) or json", choices: ["full", "json"])
  static let profilesRelease = Option(
    "--fhir-version", "3.0|4.0", "Only the profiles of this release", choices: FHIRRelease.allNames, ignoresCase: true)
  static let help = Option("--help", nil, "Print this, and do nothing else")

  /// The options about what to check.
  static let rules: [Option] = [
    pack, fhirVersion, interaction, profile, ig, mustSupport, select, ignore, severity, maxDepth, maxSize, maxFindings,
  ]
}
