import FHIRSyntax
import Findings

/// The value differs from the one at a path, such as the version of a resource from the one before it. With `together`, all the
/// values of a context, as a group, differ from those at the path: an additional or missing value is enough. References are
/// compared by what they refer to.
struct DiffersCheck: ValueCheck {
  static let kind = "differs"
  static let options = ["from", "called", "together"]
  static let issueType = IssueType.businessRule

  private let other: ElementQuery
  /// The expectation in the message; nil for another value.
  private let called: String?
  private let isTogether: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    other = try options.path("from")
    called = try options.object.optionalString("called")
    isTogether = try options.object.flag("together")
  }

  var planned: PlannedCheck { .contexts }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard isTogether ? repeats(selection, from: node) : same(as: text, in: selection) != nil else { return nil }
    return "expected \(text: called ?? "a value other than that of \(other.messageText)")"
  }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? {
    same(as: text, in: selection).map { ($0, other.messageText) }
  }

  /// The element at the path with the same value.
  private func same(as text: String, in selection: Selection) -> Node? {
    let servers = ServerAddresses(of: selection.payload)
    let text = servers.relative(text)
    return selection.payload.selector.elements(of: other, at: selection.scope).first {
      selection.document.value(of: $0).map(servers.relative) == text
    }
  }

  /// Whether a node is the first of a selection, and its values are those at the path.
  private func repeats(_ selection: Selection, from node: Node) -> Bool {
    guard node == selection.elements.first else { return false }
    let servers = ServerAddresses(of: selection.payload)
    func values(_ nodes: [Node]) -> [String] {
      nodes.compactMap { selection.document.value(of: $0).map(servers.relative) }.sorted()
    }
    return values(selection.elements) == values(selection.payload.selector.elements(of: other, at: selection.scope))
  }
}
