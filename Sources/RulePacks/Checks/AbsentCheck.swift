import FHIRSyntax
import Findings

/// The element must be absent, whether it has a value or not. With `removable`, the element carries no information and may be
/// removed automatically.
struct AbsentCheck: RuleCheck {
  static let kind = "absent"
  static let options = ["removable"]
  static let issueType = IssueType.businessRule
  static let checksEmpty = true
  static let forbidsElements = true

  private let isRemovable: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) { isRemovable = try options.object.flag("removable") }

  var planned: PlannedCheck { .elements }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      var violation = Violation(node, "\(text: selection.query.label) must not be present")
      if isRemovable { violation.edits = selection.document.edits(removing: node) }
      report(violation)
    }
  }
}
