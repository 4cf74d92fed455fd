import FHIRSyntax

/// A moment is the same as those at another path. What cannot be compared exactly is not judged.
struct SimultaneousCheck: RuleCheck {
  static let kind = "simultaneous"
  static let options = ["with"]
  static let issueType = IssueType.businessRule

  private let other: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) { other = try options.path("with") }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    let document = selection.document
    let others = selection.run.selector.elements(of: other, at: selection.scope).compactMap { OrderCheck.moment($0, in: document) }
    for node in selection.elements {
      guard let moment = OrderCheck.moment(node, in: document) else { continue }
      guard let limit = others.first(where: { differs($0, from: moment) }) else { continue }
      let direction = moment.isBefore(limit) ? "before" : "after"
      report(Objection(node, "expected the same time as \(words: other.text), found one \(words: direction) it"))
    }
  }

  private func differs(_ other: FHIRDateTime, from moment: FHIRDateTime) -> Bool {
    moment.isComparable(to: other) && (moment.isBefore(other) || other.isBefore(moment))
  }
}
