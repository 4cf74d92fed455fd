import FHIRSyntax
import Findings

/// The value, or the text after a prefix in it, is one of the values at a path, such as the values of a search parameter.
struct ListedCheck: RuleCheck {
  static let kind = "listed"
  static let options = ["in", "separator", "after"]
  static let issueType = IssueType.businessRule
  static let checksValues = true

  private let list: ElementQuery
  /// The separator between the values in one element; nil if each element is one value.
  private let separator: Character?
  /// The text before the value that is compared; other values are ignored.
  private let prefix: String

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    list = try options.path("in")
    let separator = try options.object.optionalString("separator")
    guard separator.map({ $0.count == 1 }) ?? true else { throw options.object.error("'separator' must be one character") }
    self.separator = separator?.first
    prefix = try options.object.optionalString("after") ?? ""
  }

  /// Nothing is required if the path selects nothing.
  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    // The values in the list, and its first element; nil if it is empty.
    let list = selection.payload.once(self.list, from: selection.scope) { () -> (values: Set<String>, first: Node)? in
      let nodes = selection.payload.selector.elements(of: self.list, at: selection.scope)
      guard let first = nodes.first else { return nil }
      var values: Set<String> = []
      for value in nodes.compactMap(document.value) {
        values.insert(value)
        if let separator { values.formUnion(value.split(separator: separator).map { String($0) }) }
      }
      return (values, first)
    }
    guard let (listed, first) = list, let wanted = document.value(of: first) else { return }
    for node in selection.elements {
      guard let text = document.value(of: node), text.hasPrefix(prefix),
        !listed.contains(String(text.dropFirst(prefix.count)))
      else { continue }
      let values: (Message, Message) = (selection.found(wanted, at: first), selection.found(text, at: node))
      report(
        Violation(
          node, "expected the value of \(text: self.list.sourceName) (\(values.0)), found a different one (\(values.1))",
          related: (first, self.list.sourceName)))
    }
  }
}
