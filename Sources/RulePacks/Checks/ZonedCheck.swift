import FHIRSyntax
import Findings

/// A value with a time has a time zone.
struct ZonedCheck: ValueCheck {
  static let kind = "zoned"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.zoned) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = FHIRDateTime(text), value.precision > .day, value.offset == nil, selection.payload.isMoment(node) else {
      return nil
    }
    return "the time zone is missing: the time could be GMT or BST"
  }
}
