package import Findings

/// A format for reports; the command selects it with `--format`.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// Human-readable text: a block for each finding, with clause and fix.
  case full
  /// Human-readable text: a line for each finding.
  case concise
  /// An OperationOutcome as JSON; a Bundle of them for several reports.
  case json
  /// An OperationOutcome as JSON for each report, on one line each.
  case ndjson
  /// An OperationOutcome as XML; a Bundle of them for several reports.
  case xml
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// JUnit XML, for test reports.
  case junit
  /// Annotations of GitHub Actions.
  case github
  /// GitLab's code quality report.
  case gitlab
  /// Reviewdog Diagnostic Format.
  case rdjson
  /// A complete web page.
  case html

  /// The syntax of the output.
  package enum Syntax: Sendable {
    /// Plain text for reading.
    case text
    case json
    case jsonLines
    case fhirXML
    case otherXML
    case html
    /// Commands for a CI system, and Markdown.
    case commands
  }

  package var syntax: Syntax {
    switch self {
    case .full, .concise: .text
    case .json, .sarif, .gitlab, .rdjson: .json
    case .ndjson: .jsonLines
    case .xml: .fhirXML
    case .junit: .otherXML
    case .html: .html
    case .github: .commands
    }
  }

  /// Whether it is plain text for reading.
  package var isText: Bool { syntax == .text }

  /// The names of the formats for reading: `full or concise`.
  package static var textNames: String { allCases.filter(\.isText).map(\.rawValue).joined(separator: " or ") }

  /// The description in the command's help.
  package var summary: String {
    switch self {
    case .full: "human-readable: each finding with its source line, clause and advice"
    case .concise: "one line per finding: path:line:column: severity: code name: message [element]"
    case .json: "a FHIR OperationOutcome; for several inputs a Bundle (type collection) with one for each"
    case .ndjson: "one OperationOutcome per line, one for each input, in input order"
    case .xml: "like json, in XML"
    case .sarif: "SARIF 2.1.0, for code scanning and editors"
    case .junit: "JUnit XML, one test case per finding"
    case .github: "GitHub Actions workflow commands and a job summary"
    case .gitlab: "a GitLab Code Quality report"
    case .rdjson: "Reviewdog Diagnostic Format"
    case .html: "a self-contained HTML page"
    }
  }

  /// The reporter that writes this format; `rules` finds the descriptions of rules, for formats that contain them.
  package func reporter(_ style: ReportStyle, rules: @escaping RuleDescriptor.Lookup = { _ in [] }) -> any Reporter {
    switch self {
    case _ where style.countsOnly && isText: StatisticsReporter(style: style)
    case .full: FullReporter(style: style)
    case .concise: ConciseReporter(style: style)
    case .json: JSONReporter(style: style)
    case .ndjson: NDJSONReporter(style: style)
    case .xml: XMLReporter(style: style)
    case .sarif: SARIFReporter(style: style, rules: rules)
    case .junit: JUnitReporter(style: style)
    case .github: GitHubReporter(style: style)
    case .gitlab: GitLabReporter(style: style)
    case .rdjson: RDJSONReporter(style: style)
    case .html: HTMLReporter(style: style, rules: rules)
    }
  }
}
