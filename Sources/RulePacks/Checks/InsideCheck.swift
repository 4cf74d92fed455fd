import FHIRSyntax

/// A moment lies between the earliest and the latest of others, which may be other resources'.
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
      let start = moments(at: from, in: selection, comparableTo: moment).min { $0.isBefore($1) }
      let end = moments(at: to, in: selection, comparableTo: moment).max { $0.isBefore($1) }
      if let start, moment.isBefore(start) {
        report(Objection(node, "this lies before \(words: from.text)"))
      } else if let end, end.isBefore(moment) {
        report(Objection(node, "this lies after \(words: to.text)"))
      }
    }
  }

  private func moments(at path: ElementQuery, in selection: Selection, comparableTo moment: FHIRDateTime) -> [FHIRDateTime] {
    selection.run.selector.elements(of: path, at: selection.scope)
      .compactMap { OrderCheck.moment($0, in: selection.document) }
      .filter { $0.isComparable(to: moment) }
  }
}
