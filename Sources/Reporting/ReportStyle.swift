/// Options that all formats share.
public struct ReportStyle: Sendable, Hashable {
  /// Whether payload values, which can be patient data, are shown.
  public var showsValues = false
  /// Whether text is coloured.
  public var usesColor = false
  /// How to make links of paths; nil for no links.
  public var links: PathLinks?
  /// Whether there is more than one input.
  public var hasSeveralInputs = false
  /// Whether only findings are written, without the rules not checked and the summary.
  public var isQuiet = false
  /// Whether text formats print the number of findings per rule instead of the findings.
  public var countsOnly = false
  /// The folders that paths are relative to in formats for programs.
  public var paths = ReportPaths()

  public init() {}
}
