import FHIRSyntax

/// The value is not one character over and over.
struct VariedCheck: ValueCheck {
  static let kind = "varied"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard text.utf8.count > 1, let first = text.utf8.first, text.utf8.allSatisfy({ $0 == first }) else { return nil }
    return "\(payload: text) is one character over and over"
  }
}
