import FHIRSyntax

/// A moment lies between the earliest and the latest of others, which may be other resources'.
struct InsideCheck: RuleCheck {
  static let kind = "inside"
  static let options = ["from", "to"]
  static let issueType = IssueType.businessRule

  private let from: [ElementQuery]
  private let to: [ElementQuery]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    from = try options.onePathOrMore("from")
    to = try options.onePathOrMore("to")
    if from.isEmpty && to.isEmpty { throw options.object.error("'inside' needs 'from' or 'to'") }
  }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    for node in selection.elements {
      guard let moment = OrderCheck.moment(node, in: selection.document) else { continue }
      let start = from.flatMap { limits(at: $0, beside: node, in: selection, comparableTo: moment) }
        .min { $0.moment.isBefore($1.moment) }
      let end = to.flatMap { limits(at: $0, beside: node, in: selection, comparableTo: moment) }
        .max { $0.moment.isBefore($1.moment) }
      if let start, moment.isBefore(start.moment) {
        report(Objection(node, "this lies before \(words: start.name)"))
      } else if let end, end.moment.isBefore(moment) {
        report(Objection(node, "this lies after \(words: end.name)"))
      }
    }
  }

  /// Where a path begins: at the element's own resource if it is of the path's type, so that of many appointments each
  /// has its own limits; else at the resource that the table applies to.
  private func scope(of path: ElementQuery, in selection: Selection, beside node: Node) -> Node {
    guard case .type(let name) = path.head, let holder = selection.document.resource(holding: node),
      let type = selection.document.resourceType(of: holder), selection.document.name(type) == name.text
    else { return selection.scope }
    return holder
  }

  /// The moments at a path that can be compared to one, with names such as `Slot.start`.
  private func limits(
    at path: ElementQuery, beside node: Node, in selection: Selection, comparableTo moment: FHIRDateTime
  ) -> [(moment: FHIRDateTime, name: String)] {
    let document = selection.document
    return selection.run.selector.elements(of: path, at: scope(of: path, in: selection, beside: node)).compactMap { node in
      guard let limit = OrderCheck.moment(node, in: document), limit.isComparable(to: moment) else { return nil }
      let type = document.resource(holding: node).flatMap { document.resourceType(of: $0) }.map { document.name($0) + "." } ?? ""
      return (limit, type + document.name(of: node))
    }
  }
}
