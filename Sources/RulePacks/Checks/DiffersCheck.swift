import FHIRSyntax
import Findings

/// The value differs from the value at a path, such as the version of a resource from its previous version. With `together`, the
/// values of a context differ as a group from those at the path: one additional or missing value is enough. References are
/// compared by their targets.
struct DiffersCheck: RuleCheck {
  static let kind = "differs"
  static let options = ["from", "called", "together"]
  static let issueType = IssueType.businessRule
  static let checksValues = true

  private let other: ElementQuery
  /// The expected value as described in the message; nil for the default description.
  private let called: String?
  private let isTogether: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    other = try options.path("from")
    called = try options.object.optionalString("called")
    isTogether = try options.object.flag("together")
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    // The servers, the sorted values at the path, and the first element with each value.
    let (servers, others, known) = selection.payload.once(other, from: selection.scope) {
      () -> (ServerAddresses, [String], [String: Node]) in
      let servers = ServerAddresses(of: selection.payload)
      var others: [String] = []
      var known: [String: Node] = [:]
      for node in selection.payload.selector.elements(of: other, at: selection.scope) {
        guard let value = document.value(of: node).map(servers.relative) else { continue }
        others.append(value)
        if known[value] == nil { known[value] = node }
      }
      return (servers, others.sorted(), known)
    }
    func value(_ node: Node) -> String? { document.value(of: node).map(servers.relative) }
    let repeated =
      isTogether
      ? selection.elements.prefix(selection.elements.compactMap(value).sorted() == others ? 1 : 0) : selection.elements[...]
    for node in repeated {
      guard let value = value(node), isTogether || known[value] != nil else { continue }
      report(
        Violation(
          node, "expected \(text: called ?? "a value other than that of \(other.sourceName)")",
          related: known[value].map { ($0, other.sourceName) }))
    }
  }
}
