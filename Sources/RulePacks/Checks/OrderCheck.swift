import FHIRSyntax
import Findings

/// A moment is before another moment of the same resource. Moments that cannot be compared exactly are ignored. With `zone`, a
/// date means the whole day, month or year in that zone, and a time without seconds the whole minute: there is a violation only
/// if no two moments in these periods are in the right order.
struct OrderCheck: RuleCheck {
  static let kind = "order"
  static let options = ["before", "orEqual", "zone"]
  static let issueType = IssueType.businessRule

  private let later: ElementQuery
  private let orEqual: Bool
  private let hasZone: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    later = try options.path("before")
    orEqual = try options.object.flag("orEqual")
    hasZone = try UnitedKingdomTime.isChosen(&options)
  }

  var planned: PlannedCheck { hasZone ? .contexts : .test(.order(before: later, orEqual: orEqual)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    selection.eachPair(with: later) { node, other in
      guard var moment = Self.moment(node, in: selection.document), var limit = Self.moment(other, in: selection.document)
      else { return }
      if hasZone {
        if let period = UnitedKingdomTime.period(of: moment) { moment = period.start }
        if let period = UnitedKingdomTime.period(of: limit) { limit = period.end }
      }
      guard moment.isComparable(to: limit) else { return }
      if moment.isBefore(limit) || orEqual && !limit.isBefore(moment) { return }
      // In an exchange, the label would be `operand`.
      let name = selection.payload.isExchangeOrChange ? "the other bound" : later.label
      let order = orEqual ? "not after" : "before"
      let requirement = orEqual ? "not be after" : "be before"
      let found = limit.isBefore(moment) ? "a later one" : "the same time"
      report(
        Violation(
          node, "expected a time \(text: order) \(text: name), found \(text: found)",
          related: (other, "the time that this one must \(requirement)")))
    }
  }

  /// The moment that an element's value denotes.
  static func moment(_ node: Node, in document: Document) -> FHIRDateTime? {
    document.value(of: node).flatMap { FHIRDateTime($0) }
  }
}
