import FHIRSyntax

/// The value has no blanks at its ends.
struct TrimmedCheck: ValueCheck {
  static let kind = "trimmed"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return nil }
    let (begins, ends) = (first.isSpace, last.isSpace)
    // That a value is nothing but blanks is the business of other rules.
    if !begins && !ends || text.isBlank { return nil }
    return begins ? "this value begins with a blank" : "this value ends with a blank"
  }
}
