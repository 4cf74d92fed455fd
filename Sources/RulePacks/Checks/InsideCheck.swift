import FHIRSyntax

/// A moment lies between two others, which may be another resource's.
struct InsideCheck: RuleCheck {
  static let kind = "inside"
  static let options = ["from", "to"]
  static let issueType = IssueType.businessRule

  private let from: ElementQuery
  private let to: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    from = try options.path("from")
    to = try options.path("to")
  }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    for node in selection.elements {
      guard let moment = OrderCheck.moment(node, in: selection.document) else { continue }
      let document = selection.document
      let start = selection.run.selector.elements(of: from, at: selection.scope).first.flatMap { OrderCheck.moment($0, in: document) }
      let end = selection.run.selector.elements(of: to, at: selection.scope).first.flatMap { OrderCheck.moment($0, in: document) }
      if let start, moment.isComparable(to: start), moment.isBefore(start) {
        report(Objection(node, "this lies before \(words: from.text)"))
      } else if let end, moment.isComparable(to: end), end.isBefore(moment) {
        report(Objection(node, "this lies after \(words: to.text)"))
      }
    }
  }
}
