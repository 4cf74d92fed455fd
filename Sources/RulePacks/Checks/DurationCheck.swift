import FHIRSyntax
import Findings

/// The time between two moments of the same resource is within limits.
struct DurationCheck: RuleCheck {
  static let kind = "duration"
  static let options = ["until", "minimumMinutes", "maximumMinutes"]
  static let issueType = IssueType.businessRule

  private let end: ElementQuery
  private let minimum: Int64?
  private let maximum: Int64?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    end = try options.path("until")
    minimum = try options.object.optionalNumber("minimumMinutes").map { Int64($0) }
    maximum = try options.object.optionalNumber("maximumMinutes").map { Int64($0) }
    if minimum == nil && maximum == nil { throw options.object.error("'duration' needs 'minimumMinutes' or 'maximumMinutes'") }
  }

  var planned: PlannedCheck { .test(.duration(until: end, minimum: minimum, maximum: maximum)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    selection.eachPair(with: end) { node, other in
      // Another rule reports an end before its start.
      guard let from = OrderCheck.moment(node, in: selection.document),
        let to = OrderCheck.moment(other, in: selection.document), from.isComparable(to: to), !to.isBefore(from)
      else { return }
      let seconds = to.seconds - from.seconds
      if let minimum, seconds < minimum * 60 {
        report(Violation(other, "expected a duration of at least \(text: Self.text(minimum))", related: (node, "the start")))
      } else if let maximum, seconds > maximum * 60 {
        report(Violation(other, "expected a duration of at most \(text: Self.text(maximum))", related: (node, "the start")))
      }
    }
  }

  /// A number of minutes as text: `90 min`, or `24 h` for whole hours.
  private static func text(_ minutes: Int64) -> String {
    minutes > 0 && minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
  }
}
