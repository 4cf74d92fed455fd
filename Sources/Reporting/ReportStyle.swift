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
  /// The folders that paths are relative to, where programs look for the files.
  public var paths = ReportPaths()

  public init() {}
}
