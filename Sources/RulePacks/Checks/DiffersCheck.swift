import FHIRSyntax
import Findings

/// The value differs from the one at a path, such as the version of a resource from the one before it.
struct DiffersCheck: ValueCheck {
  static let kind = "differs"
  static let options = ["from", "called"]
  static let issueType = IssueType.businessRule

  private let other: ElementQuery
  /// The expectation in the message; nil for another value.
  private let called: String?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    other = try options.path("from")
    called = try options.object.optionalString("called")
  }

  var planned: PlannedCheck { .contexts }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let others = selection.payload.selector.elements(of: other, at: selection.scope)
    guard others.contains(where: { selection.document.value(of: $0, is: text) }) else { return nil }
    return "expected \(text: called ?? "another value than that of \(other.messageText)")"
  }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? {
    selection.payload.selector.elements(of: other, at: selection.scope)
      .first { selection.document.value(of: $0, is: text) }.map { ($0, other.messageText) }
  }

}
