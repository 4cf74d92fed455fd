import FHIRSyntax
import Findings

/// A moment comes before another of the same resource. What cannot be compared exactly is not judged.
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
    for node in selection.elements {
      guard let moment = Self.moment(node, in: selection.document) else { continue }
      for other in selection.elements(at: later, besides: node) {
        guard let limit = Self.moment(other, in: selection.document), moment.isComparable(to: limit) else { continue }
        if moment.isBefore(limit) || orEqual && !limit.isBefore(moment) { continue }
        let name = later.label
        report(
          Violation(
            node,
            limit.isBefore(moment)
              ? "this is after \(words: name), expected it before" : "this is the same as \(words: name), expected it before"))
      }
    }
  }

  /// The moment that an element's value says.
  static func moment(_ node: Node, in document: Document) -> FHIRDateTime? {
    document.value(of: node).flatMap { FHIRDateTime($0) }
  }
}
