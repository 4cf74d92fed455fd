import FHIRSyntax
import Findings

/// The value has no leading or trailing whitespace.
struct TrimmedCheck: ValueCheck {
  static let kind = "trimmed"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.trimmed) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    Self.blankEnd(of: text).map { "the value must not \(text: $0) with whitespace" }
  }

  /// `begin` or `end`, depending on where a text has whitespace; nil if it has none.
  static func blankEnd(of text: String) -> String? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return nil }
    let (begins, ends) = (first.isSpace, last.isSpace)
    // Other rules report values that are only whitespace.
    if !begins && !ends || text.isBlank { return nil }
    return begins ? "begin" : "end"
  }
}
