import FHIRSyntax
import Findings

/// The value is a whole number that exceeds another by a fixed amount, such as an expiry time 300 seconds after the time of
/// issue. Values that are not whole numbers are left to other rules.
struct DifferenceCheck: ValueCheck {
  static let kind = "difference"
  static let options = ["from", "is"]
  static let issueType = IssueType.businessRule

  private let other: ElementQuery
  private let difference: Int64

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    other = try options.path("from")
    guard let difference = try options.object.optionalNumber("is") else { throw options.object.error("'difference' needs 'is'") }
    self.difference = Int64(difference)
  }

  var planned: PlannedCheck { .contexts }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let number = Int64(text) else { return nil }
    let others = selection.payload.selector.elements(of: other, at: selection.scope).compactMap { node in
      selection.document.value(of: node).flatMap { Int64($0) }
    }
    if others.isEmpty || others.contains(where: { number.subtractingReportingOverflow($0) == (difference, false) }) { return nil }
    return "expected \(text: other.label) plus \(Int(difference))"
  }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? {
    selection.related(at: other)
  }

}
