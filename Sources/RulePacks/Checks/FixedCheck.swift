import FHIRSyntax
import Findings

/// The value is exactly the one that the specification fixes.
struct FixedCheck: ValueCheck {
  static let kind = "fixed"
  static let options = ["value"]

  private let value: String

  init(_ options: inout CheckOptions) throws(RuleFileError) { value = try options.string("value") }

  var spellings: [String] { [value] }

  var planned: PlannedCheck { .test(.oneOf([value])) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    text == value ? nil : "expected \(code: value), found \(selection.found(text, at: node))"
  }
}
