import FHIRSyntax
import Findings

/// The value is not one character over and over.
struct VariedCheck: ValueCheck {
  static let kind = "varied"
  static let options = ["after"]

  /// The text before the value that is judged.
  private let prefix: String

  init(_ options: inout CheckOptions) throws(RuleFileError) { prefix = try options.object.optionalString("after") ?? "" }

  var planned: PlannedCheck { .test(.varied(after: prefix)) }

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard text.hasPrefix(prefix) else { return nil }
    let value = text.dropFirst(prefix.count).utf8
    guard value.count > 1, let first = value.first, value.allSatisfy({ $0 == first }) else { return nil }
    return "\(selection.found(text, at: node)) is one character over and over"
  }
}
