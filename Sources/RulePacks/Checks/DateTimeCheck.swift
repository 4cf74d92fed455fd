import FHIRSyntax
import Findings

/// The value is a FHIR dateTime: a year, a month, a day, or a time with seconds and time zone.
struct DateTimeCheck: ValueCheck {
  static let kind = "dateTime"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.dateTime) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = FHIRDateTime(text) else {
      return "expected a dateTime such as \(code: "2026-01-17T15:00:00Z"), found \(selection.found(text, at: node))"
    }
    return value.isDateTime ? nil : "expected a dateTime: \(InstantCheck.flaw(of: value))"
  }
}
