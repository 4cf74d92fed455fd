/// Writes reports in one format.
///
/// The parts are written in this order, and each depends on its arguments alone, so that reports can be written on
/// many threads and put together in the order of the inputs:
///
///     begin  separate(first) report 1  separate report 2  separate report 3  end
public protocol Reporter: Sendable {
  /// Writes what stands before the first report.
  func begin(into output: inout OutputBuffer)
  /// Writes what stands before each report.
  func separate(first: Bool, into output: inout OutputBuffer)
  /// Writes one report; `number` is that of the input, from 1.
  func report(_ report: Report, number: Int, into output: inout OutputBuffer)
  /// Writes what stands behind the last report.
  func end(_ tally: Tally, into output: inout OutputBuffer)
}

extension Reporter {
  public func begin(into output: inout OutputBuffer) {}
  public func separate(first: Bool, into output: inout OutputBuffer) {}
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

  public init() {}
}

/// A format that reports can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
  case full
  case concise
  case json
  case ndjson
  case xml

  /// Whether people read it, rather than programs.
  public var isText: Bool { self == .full || self == .concise }

  /// The reporter that writes this format.
  public func reporter(_ style: ReportStyle) -> any Reporter {
    switch self {
    case _ where style.countsOnly && isText: StatisticsReporter(style: style)
    case .full: FullReporter(style: style)
    case .concise: ConciseReporter(style: style)
    case .json: JSONReporter(style: style)
    case .ndjson: NDJSONReporter(style: style)
    case .xml: XMLReporter(style: style)
    }
  }
}
