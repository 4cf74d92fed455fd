import FHIRSyntax
import Findings

/// The value is one of those at a path, such as those of a search parameter.
struct ListedCheck: RuleCheck {
  static let kind = "listed"
  static let options = ["in", "separator"]
  static let issueType = IssueType.businessRule
  static let checksValues = true

  private let list: ElementQuery
  /// What separates several values of one element; nil if each element is one value.
  private let separator: Character?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    list = try options.path("in")
    let separator = try options.object.optionalString("separator")
    guard separator.map({ $0.count == 1 }) ?? true else { throw options.object.error("'separator' must be one character") }
    self.separator = separator?.first
  }

  /// Nothing is required if the path selects nothing.
  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    let nodes = selection.payload.selector.elements(of: list, at: selection.scope)
    guard let first = nodes.first, let wanted = document.value(of: first) else { return }
    var listed: Set<String> = []
    for value in nodes.compactMap(document.value) {
      listed.insert(value)
      if let separator { listed.formUnion(value.split(separator: separator).map { String($0) }) }
    }
    for node in selection.elements {
      guard let text = document.value(of: node), !listed.contains(text) else { continue }
      let values: (Message, Message) = (selection.found(wanted, at: first), selection.found(text, at: node))
      report(
        Violation(
          node, "expected the value of \(text: list.messageText) (\(values.0)), found a different one (\(values.1))",
          related: (first, list.messageText)))
    }
  }
}
