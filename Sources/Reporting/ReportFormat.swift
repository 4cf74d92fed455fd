public import Findings

/// A format that reports can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
  case full
  case concise
  case json
  case ndjson
  case xml
  case sarif
  case junit
  case github
  case gitlab
  case rdjson
  case html

  /// Whether it is plain text for reading.
  public var isText: Bool { self == .full || self == .concise }

  /// The reporter that writes this format; `rules` finds the descriptions of rules, for formats that contain them.
  public func reporter(_ style: ReportStyle, rules: @escaping RuleDescriptor.Lookup = { _ in [] }) -> any Reporter {
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
