import FHIRSyntax
import Findings

/// The value is a FHIR date, with a day if the rule requires one.
struct DateCheck: ValueCheck {
  static let kind = "date"
  static let options = ["precision"]

  private let needsDay: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let precision = try options.object.optionalString("precision")
    guard precision == nil || precision == "day" else { throw options.object.error("'precision' must be 'day'") }
    needsDay = precision != nil
  }

  var planned: PlannedCheck { .test(.date(requiresDay: needsDay)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = FHIRDateTime(text), value.precision <= .day else {
      return "expected a date such as \(code: "1974-12-25"), found \(selection.found(text, at: node))"
    }
    return needsDay && value.precision < .day ? "expected a full date such as \(code: "1974-12-25")" : nil
  }
}
