import FHIRSyntax
import Findings

/// A time is in UTC: its time zone is `Z` or `+00:00`.
struct UTCCheck: ValueCheck {
  static let kind = "utc"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.utc) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let offset = FHIRDateTime(text)?.offset, offset != 0, selection.payload.isMoment(node) else { return nil }
    return "expected a time in UTC, with \(code: "Z") or \(code: "+00:00")"
  }
}
