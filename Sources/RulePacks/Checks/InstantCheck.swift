import FHIRSyntax
import Findings

/// The value is a FHIR instant: a date, a time to the second or finer, and a time zone.
struct InstantCheck: ValueCheck {
  static let kind = "instant"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.instant) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = FHIRDateTime(text) else {
      return "expected a full instant such as \(code: "2026-01-17T15:00:00Z"), found \(selection.found(text, at: node))"
    }
    if value.isInstant { return nil }
    return "expected a full instant: \(Self.flaw(of: value))"
  }

  /// The reason why a date or time is not an instant.
  static func flaw(of value: FHIRDateTime) -> Message {
    if value.precision <= .day { return "the time is missing" }
    if value.precision < .second { return "the seconds are missing" }
    return value.offset == nil
      ? "the time zone is missing; add \(code: "Z") or an offset such as \(code: "+00:00")"
      : "the time zone is not a valid offset"
  }
}
