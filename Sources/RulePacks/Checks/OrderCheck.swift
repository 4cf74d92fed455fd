import FHIRSyntax
import Findings

/// A moment is before another moment of the same resource. Moments that cannot be compared exactly are ignored.
struct OrderCheck: RuleCheck {
  static let kind = "order"
  static let options = ["before", "orEqual"]
  static let issueType = IssueType.businessRule

  private let later: ElementQuery
  private let orEqual: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    later = try options.path("before")
    orEqual = try options.object.flag("orEqual")
  }

  var planned: PlannedCheck { .test(.order(before: later, orEqual: orEqual)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    selection.eachPair(with: later) { node, other in
      guard let moment = Self.moment(node, in: selection.document), let limit = Self.moment(other, in: selection.document),
        moment.isComparable(to: limit)
      else { return }
      if moment.isBefore(limit) || orEqual && !limit.isBefore(moment) { return }
      let order = orEqual ? "not after" : "before"
      let found = limit.isBefore(moment) ? "a later one" : "the same time"
      report(
        Violation(
          node, "expected a time \(text: order) \(text: later.label), found \(text: found)",
          related: (other, "the time that this one must be \(order)")))
    }
  }

  /// The moment that an element's value denotes.
  static func moment(_ node: Node, in document: Document) -> FHIRDateTime? {
    document.value(of: node).flatMap { FHIRDateTime($0) }
  }
}
