import FHIRSyntax
import Findings

/// Each context has such an element, with text that is not blank or with other content.
struct PresentCheck: RuleCheck {
  static let kind = "present"
  static let issueType = IssueType.required
  static let judgesAbsence = true

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .present }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    if selection.elements.contains(where: { selection.document.hasVisibleContent($0) }) { return }
    if let blank = selection.elements.first {
      report(Objection(blank, "\(words: selection.query.label) is blank"))
    } else {
      report(Self.missing(selection))
    }
  }

  /// The objection to a context that lacks an element: at an element without content where there is one.
  static func missing(_ selection: Selection) -> Objection {
    if let empty = selection.elementsWithEmpty.first(where: { !selection.document.hasContent($0) }) {
      return valueless(empty, selection)
    }
    var objection = Objection(selection.context, "\(words: selection.query.label)\(selection.query.condition) is missing")
    objection.missing = selection.query.child
    return objection
  }

  /// The objection to an element that has no value.
  static func valueless(_ node: Node, _ selection: Selection) -> Objection {
    Objection(node, "\(words: selection.query.label) has no value")
  }
}
