import FHIRSyntax
import Findings

/// The value is one of the values that the specification lists.
struct OneOfCheck: ValueCheck {
  static let kind = "oneOf"
  static let options = ["values"]
  static let issueType = IssueType.codeInvalid

  private let values: [String]

  init(_ options: inout CheckOptions) throws(RuleFileError) { values = try options.strings("values") }

  var spellings: [String] { values }

  var planned: PlannedCheck { .test(.oneOf(values)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if values.contains(text) { return nil }
    return "expected \(Alternatives.codes(values)), found \(selection.found(text, at: node))"
  }
}
