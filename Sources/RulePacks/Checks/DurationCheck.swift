import FHIRSyntax
import Findings

/// From one moment to another of the same resource it takes neither too little nor too long.
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
    for node in selection.elements {
      guard let from = OrderCheck.moment(node, in: selection.document) else { continue }
      for other in selection.elements(at: end, besides: node) {
        // An end before its start is the business of another rule.
        guard let to = OrderCheck.moment(other, in: selection.document), from.isComparable(to: to), !to.isBefore(from) else {
          continue
        }
        let seconds = to.seconds - from.seconds
        if let minimum, seconds < minimum * 60 {
          report(Violation(other, "it takes less than \(Int(minimum)) minutes to here"))
        } else if let maximum, seconds > maximum * 60 {
          report(Violation(other, "it takes more than \(Int(maximum / 60)) hours to here"))
        }
      }
    }
  }
}
