import FHIRSyntax
import Findings

/// The value, compared as text, is outside a reserved range.
struct OutsideCheck: ValueCheck {
  static let kind = "outside"
  static let options = ["from", "to"]

  private let range: ClosedRange<String>

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let (from, to) = (try options.string("from"), try options.string("to"))
    guard from <= to else { throw options.object.error("'from' is greater than 'to'") }
    range = from...to
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard text.utf8.count == range.lowerBound.utf8.count, range ~= text else { return nil }
    return "\(selection.found(text, at: node)) is in the range from \(code: range.lowerBound) to \(code: range.upperBound)"
  }
}
