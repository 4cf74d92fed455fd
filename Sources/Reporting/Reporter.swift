public import FHIRSyntax

/// Writes reports in one format.
///
/// The parts are written in this order, and each depends on its arguments alone, so that reports can be written on
/// many threads and put together in the order of the inputs:
///
///     begin  separate(first) report 1  separate report 2  separate report 3  end
///
/// A format that has to know of other reports takes what `report` wrote to its place in `join`, which is called on one
/// thread, in the order of the inputs.
public protocol Reporter: Sendable {
  /// Whether reports stand directly behind each other, so that `report` may write several into one text for one `join`.
  var concatenates: Bool { get }
  /// Writes what stands before the first report.
  func begin(into output: inout OutputBuffer)
  /// Writes what stands before each report.
  func separate(first: Bool, into output: inout OutputBuffer)
  /// Writes one report; `number` is that of the input, from 1.
  func report(_ report: Report, number: Int, into output: inout OutputBuffer)
  /// Puts what `report` wrote, and `separate` before it, behind what was written so far.
  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer)
  /// Writes what stands behind the last report.
  func end(_ tally: Tally, into output: inout OutputBuffer)
}

extension Reporter {
  public var concatenates: Bool { false }
  public func begin(into output: inout OutputBuffer) {}
  public func separate(first: Bool, into output: inout OutputBuffer) {}
  public mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    separate(first: first, into: &output)
    output.append(text)
  }
  public func end(_ tally: Tally, into output: inout OutputBuffer) {}
}

/// How reports are written, whatever the format.
public struct ReportStyle: Sendable, Hashable {
  /// Whether values of the payload, which can be patient data, are shown.
  public var showsValues = false
  /// Whether text is coloured.
  public var usesColor = false
  /// How paths are made links; nil where they are not.
  public var links: PathLinks?
  /// Whether there is more than one input.
  public var hasSeveralInputs = false
  /// Whether only findings are written: no list of what was not checked, no summary.
  public var isQuiet = false
  /// Whether text counts the findings of each rule in place of the findings themselves.
  public var countsOnly = false
  /// The folders that paths are told from, where programs look for the files.
  public var paths = ReportPaths()

  public init() {}
}

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

  /// Whether people read it, rather than programs.
  public var isText: Bool { self == .full || self == .concise }

  /// The reporter that writes this format; `rules` finds what the formats that describe rules say of them.
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
