import FHIRSyntax
import Findings

/// The value, as text, does not lie in a range that is set apart.
struct OutsideCheck: ValueCheck {
  static let kind = "outside"
  static let options = ["from", "to"]

  private let range: ClosedRange<String>

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let (from, to) = (try options.string("from"), try options.string("to"))
    guard from <= to else { throw options.object.error("'from' lies behind 'to'") }
    range = from...to
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard text.utf8.count == range.lowerBound.utf8.count, range ~= text else { return nil }
    return "\(selection.found(text, at: node)) lies in the range from \(code: range.lowerBound) to \(code: range.upperBound)"
  }
}
