import FHIRSyntax

/// Each context has so many elements.
struct CountCheck: RuleCheck {
  static let kind = "count"
  static let options = ["min", "max"]
  static let issueType = IssueType.businessRule
  static let judgesAbsence = true

  private let minimum: Int
  private let maximum: Int?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    minimum = try options.object.optionalNumber("min") ?? 0
    maximum = try options.object.optionalNumber("max")
    if maximum == nil && minimum == 0 { throw options.object.error("'count' needs 'min' or 'max'") }
    if let maximum, maximum < minimum { throw options.object.error("'max' is less than 'min'") }
  }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    let label: Message = "\(words: selection.query.label)\(selection.query.condition)"
    let count = selection.elements.count
    if count < minimum {
      report(
        count == 0 && minimum == 1
          ? PresentCheck.missing(selection) : Objection(selection.context, "expected \(wanted) of \(label), found \(count)"))
    } else if let maximum, count > maximum {
      for node in selection.elements[maximum...] { report(Objection(node, "expected \(wanted) of \(label), found \(count)")) }
    }
  }

  private var wanted: Message {
    guard let maximum else { return "at least \(minimum)" }
    return maximum == minimum ? "exactly \(minimum)" : "at most \(maximum)"
  }
}
