import FHIRSyntax

/// Each context has such an element, with a value that is not blank or with content.
struct PresentCheck: RuleCheck {
  static let kind = "present"
  static let issueType = IssueType.required
  static let judgesAbsence = true

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    if selection.elements.contains(where: { Self.isPresent($0, in: selection.document) }) { return }
    if let blank = selection.elements.first {
      report(Objection(blank, "\(words: selection.query.label) is empty"))
    } else {
      report(Self.missing(selection))
    }
  }

  /// Whether an element says anything: a value that is not blank, or elements inside.
  static func isPresent(_ node: Node, in document: Document) -> Bool {
    if let text = document.value(of: node) {
      if !text.utf8.allSatisfy({ $0 <= 0x20 }) { return true }
    }
    var inside = document.elements(of: node)
    return inside.next() != nil
  }

  /// What is said where a context lacks an element.
  static func missing(_ selection: Selection) -> Objection {
    Objection(selection.context, "\(words: selection.query.label)\(selection.query.condition) is missing")
  }
}
