import FHIRSyntax
import Findings

/// The value is a whole number that exceeds another number by a fixed amount, such as an expiry time 300 seconds after the time
/// of issue. Values that are not whole numbers, and numbers to which the amount cannot be added, are left to other rules.
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
    func text(_ node: Node) -> String? { selection.document.value(of: node) }
    // The expected numbers, and the first element at the path; nil if the path selects no number.
    let expected = selection.payload.once(other, from: selection.scope) { () -> (numbers: Set<Int64>, first: Node)? in
      let nodes = selection.payload.selector.elements(of: other, at: selection.scope)
      let others = nodes.compactMap(text).compactMap { Int64($0) }
      guard let first = nodes.first, !others.isEmpty else { return nil }
      let sums = others.map { $0.addingReportingOverflow(difference) }
      return (Set(sums.filter { !$0.overflow }.map(\.partialValue)), first)
    }
    guard let expected else { return }
    for node in selection.elements {
      guard let text = text(node), !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { continue }
      // A number that is too large differs from every sum.
      if let number = Int64(text), expected.numbers.contains(number) { continue }
      report(
        Violation(
          node, "expected \(text: other.label) plus \(Int(difference))", related: (expected.first, other.sourceName)))
    }
  }
}
