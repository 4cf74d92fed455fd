import FHIRSyntax
import Findings

/// A date or time is not in the future.
struct NotFutureCheck: ValueCheck {
  static let kind = "notFuture"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.notFuture) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    // The first zone to reach a day is fourteen hours ahead of UTC.
    guard let value = FHIRDateTime(text), value.seconds > selection.payload.now + (value.offset == nil ? 14 * 3600 : 0) else {
      return nil
    }
    return "\(selection.found(text, at: node)) is in the future"
  }
}
