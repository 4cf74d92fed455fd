import FHIRSyntax

/// The element must not be there.
struct AbsentCheck: RuleCheck {
  static let kind = "absent"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    for node in selection.elements { report(Objection(node, "\(words: selection.query.label) must not be here")) }
  }
}
