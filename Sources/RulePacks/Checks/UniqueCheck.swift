import FHIRSyntax
import Findings

/// No two values of a context are equal.
struct UniqueCheck: RuleCheck {
  static let kind = "unique"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .unique }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    var seen: [String: Node] = [:]
    for node in selection.elements {
      guard let text = selection.document.value(of: node) else { continue }
      if let first = seen[text] {
        report(
          Violation(node, "\(selection.found(text, at: node)) occurs more than once", related: (first, "the first occurrence")))
      } else {
        seen[text] = node
      }
    }
  }
}
