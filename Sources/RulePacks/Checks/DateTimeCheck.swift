import FHIRSyntax
import Findings

/// The value is a FHIR dateTime: a year, a month, a day, or a time with seconds and time zone. In searches, a time may omit the
/// seconds (FHIR STU3 and R4, Search, date).
struct DateTimeCheck: ValueCheck {
  static let kind = "dateTime"
  static let options = ["precision"]

  private let mayOmitSeconds: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let precision = try options.object.optionalString("precision")
    guard precision == nil || precision == "minute" else { throw options.object.error("'precision' must be 'minute'") }
    mayOmitSeconds = precision != nil
  }

  var planned: PlannedCheck { .test(.dateTime) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard var value = FHIRDateTime(text) else {
      return "expected a dateTime such as \(code: "2026-01-17T15:00:00Z"), found \(selection.found(text, at: node))"
    }
    if mayOmitSeconds && value.precision == .minute { value.precision = .second }
    return value.isDateTime ? nil : "expected a dateTime: \(InstantCheck.flaw(of: value))"
  }
}
