import FHIRSyntax
import Findings

/// The value has no blanks at its ends.
struct TrimmedCheck: ValueCheck {
  static let kind = "trimmed"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.trimmed) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    Self.blankEnd(of: text).map { "this value \(words: $0) with a blank" }
  }

  /// `begins` or `ends`, where a text has a blank there; nil where it has none.
  static func blankEnd(of text: String) -> String? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return nil }
    let (begins, ends) = (first.isSpace, last.isSpace)
    // That a value is nothing but blanks is the business of other rules.
    if !begins && !ends || text.isBlank { return nil }
    return begins ? "begins" : "ends"
  }
}
