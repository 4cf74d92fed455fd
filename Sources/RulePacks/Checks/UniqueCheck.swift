import FHIRSyntax
import Findings

/// No two values of a context are equal.
struct UniqueCheck: RuleCheck {
  static let kind = "unique"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .unique }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    var seen: Set<String> = []
    for node in selection.elements {
      guard let text = selection.document.value(of: node), !seen.insert(text).inserted else { continue }
      report(Violation(node, "\(selection.found(text, at: node)) occurs more than once"))
    }
  }
}
