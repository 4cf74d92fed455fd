import FHIRSyntax
import Findings

/// The seconds of a time have at most the given number of fractional digits.
struct FractionCheck: ValueCheck {
  static let kind = "fraction"
  static let options = ["maximum"]

  private let maximum: Int

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    guard let maximum = try options.object.optionalNumber("maximum") else {
      throw options.object.error("the option 'maximum' is missing")
    }
    self.maximum = maximum
  }

  var planned: PlannedCheck { .test(.fraction(maximum: maximum)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let count = FHIRDateTime(text)?.fraction.utf8.count, count > maximum, selection.payload.isMoment(node) else {
      return nil
    }
    return "expected at most \(maximum) fractional \(text: maximum == 1 ? "digit" : "digits") in the seconds, found \(count)"
  }
}
