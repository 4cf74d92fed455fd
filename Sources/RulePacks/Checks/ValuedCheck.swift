import FHIRSyntax
import Findings

/// The element, if present, has a value.
struct ValuedCheck: RuleCheck {
  static let kind = "valued"
  static let issueType = IssueType.required
  static let checksEmpty = true

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .valued }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements where !selection.document.hasContent(node) {
      report(PresentCheck.valueless(node, selection))
    }
  }
}
