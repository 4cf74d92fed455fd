import FHIRSyntax
import Findings

/// The value is one of those at a path, such as those of a search parameter.
struct ListedCheck: ValueCheck {
  static let kind = "listed"
  static let options = ["in", "separator"]
  static let issueType = IssueType.businessRule

  private let list: ElementQuery
  /// What separates several values of one element; nil if each element is one value.
  private let separator: Character?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    list = try options.path("in")
    let separator = try options.object.optionalString("separator")
    guard separator.map({ $0.count == 1 }) ?? true else { throw options.object.error("'separator' must be one character") }
    self.separator = separator?.first
  }

  var planned: PlannedCheck { .contexts }

  /// Nothing is required if the path selects nothing.
  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let nodes = selection.payload.selector.elements(of: list, at: selection.scope)
    for node in nodes {
      guard let value = selection.document.value(of: node) else { continue }
      if value == text { return nil }
      if let separator, value.split(separator: separator).contains(where: { $0 == text }) { return nil }
    }
    guard let first = nodes.first, let wanted = selection.document.value(of: first) else { return nil }
    let values: (Message, Message) = (selection.found(wanted, at: first), selection.found(text, at: node))
    return "expected the value of \(text: list.messageText) (\(values.0)), found a different one (\(values.1))"
  }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? {
    selection.related(at: list)
  }

}
