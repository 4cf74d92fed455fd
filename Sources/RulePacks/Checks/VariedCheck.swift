import FHIRSyntax
import Findings

/// The value is not one character repeated; with `digits`, not one digit repeated that many times.
struct VariedCheck: ValueCheck {
  static let kind = "varied"
  static let options = ["after", "digits"]

  /// The text before the value to check.
  private let prefix: String
  /// Checks only values with this number of digits; nil for any text.
  private let digits: Int?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    prefix = try options.object.optionalString("after") ?? ""
    digits = try options.object.optionalNumber("digits")
  }

  var planned: PlannedCheck { .test(.varied(after: prefix)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = ChecksumCheck.value(in: text, after: prefix)?.utf8 else { return nil }
    // The rule about the format reports values with a different number of digits.
    if let digits, value.count != digits || !value.allSatisfy(\.isDigit) { return nil }
    guard value.count > 1, let first = value.first, value.allSatisfy({ $0 == first }) else { return nil }
    return "\(selection.found(text, at: node)) is one character repeated"
  }
}
