import FHIRSyntax

/// The value has no blanks at its ends.
struct TrimmedCheck: ValueCheck {
  static let kind = "trimmed"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    if first <= 0x20 { return "this value begins with a blank" }
    return last <= 0x20 ? "this value ends with a blank" : nil
  }
}
