import FHIRSyntax
import Findings

/// The UTC offset of a time is one that is in use: from -12:00 to +14:00.
struct OffsetCheck: ValueCheck {
  static let kind = "offset"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.offset) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = FHIRDateTime(text), !value.isOffsetInUse, selection.payload.isMoment(node) else { return nil }
    return "expected a UTC offset from -12:00 to +14:00"
  }
}
