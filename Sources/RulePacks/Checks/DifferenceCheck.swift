import FHIRSyntax
import Findings

/// The value is a whole number that exceeds another by a fixed amount, such as an expiry time 300 seconds after the time of
/// issue. Values that are not whole numbers are left to other rules.
struct DifferenceCheck: RuleCheck {
  static let kind = "difference"
  static let options = ["from", "is"]
  static let issueType = IssueType.businessRule
  static let checksValues = true

  private let other: ElementQuery
  private let difference: Int64

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    other = try options.path("from")
    guard let difference = try options.object.optionalNumber("is") else { throw options.object.error("'difference' needs 'is'") }
    self.difference = Int64(difference)
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    func number(_ node: Node) -> Int64? { selection.document.value(of: node).flatMap { Int64($0) } }
    let others = selection.payload.selector.elements(of: other, at: selection.scope).compactMap(number)
    if others.isEmpty { return }
    let expected = Set(
      others.compactMap { other in
        let (sum, isTooLarge) = other.addingReportingOverflow(difference)
        return isTooLarge ? nil : sum
      })
    for node in selection.elements {
      guard let number = number(node), !expected.contains(number) else { continue }
      report(
        Violation(
          node, "expected \(text: other.label) plus \(Int(difference))", related: selection.related(at: other)))
    }
  }
}
