/// Options that all formats share.
package struct ReportStyle: Sendable, Hashable {
  /// Whether payload values, which can be patient data, are shown.
  package var showsValues = false
  /// Whether text is coloured.
  package var usesColor = false
  /// How paths are turned into links; nil for no links.
  package var links: PathLinks?
  /// Whether there is more than one input.
  package var hasSeveralInputs = false
  /// Whether only findings are written, without the rules not checked and the summary.
  package var isQuiet = false
  /// Whether text formats print the number of findings per rule instead of the findings.
  package var countsOnly = false
  /// The folders that paths are relative to in formats for programs.
  package var paths = ReportPaths()

  package init() {}
}
