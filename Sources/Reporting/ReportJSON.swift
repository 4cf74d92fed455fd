public import Findings

extension Report {
  /// The report as one JSON object, for programs that need neither FHIR nor the positions of edits:
  ///
  ///     { "source": "booking.json", "release": "3.0", "packs": ["nhs-booking"], "basis": "pack from the claimed profile",
  ///       "recommendedStatus": 422, "omitted": 0,
  ///       "findings": [ { "code": "BKL003", "name": "booking-status", "severity": "error", "type": "value", "line": 1,
  ///                       "column": 27, "element": "Appointment.status", "message": "...", "help": "...", "clause": "...",
  ///                       "further": [ { "code": "BND001", "name": "...", "severity": "error", "message": "..." } ] } ],
  ///       "notChecked": [ { "code": "BND005", "requirement": "...", "reason": "..." } ] }
  ///
  /// Members without a value are omitted. Without `showingValues` it contains nothing from the payload except element names and
  /// codes of specifications.
  public func json(showingValues: Bool = false) -> String {
    var members: FHIRMembers = ["source": .string(source.name), "release": .string(releaseCode)]
    members.append("packs", .list(packs.map { .string($0) }))
    members.append("basis", .string(basis))
    if let recommendedStatus { members.append("recommendedStatus", .integer(recommendedStatus)) }
    members.append("omitted", .integer(omitted))
    members.append(
      "findings", .list(placedFindings.map { .object(self.members(of: $0.finding, at: $0.position, showingValues)) }))
    members.append(
      "notChecked",
      .list(
        notChecked.map {
          .object([
            "code": .string($0.code), "requirement": .string($0.requirement),
            "reason": .string($0.reason(showingValues: showingValues)),
          ])
        }))
    var output = OutputBuffer()
    FHIRJSONWriter(isIndented: false).write(.object(members), into: &output)
    return output.text
  }

  private func members(of finding: Finding, at position: Position, _ showsValues: Bool) -> FHIRMembers {
    var members: FHIRMembers = [
      "code": .string(finding.code), "name": .string(finding.name), "severity": .string(finding.severity.rawValue),
      "type": .string(finding.type.rawValue), "line": .integer(position.line), "column": .integer(position.column),
    ]
    let texts = [
      ("element", finding.element), ("message", finding.message.text(showingValues: showsValues)), ("help", finding.help),
      ("clause", finding.clause), ("constraint", finding.constraint),
    ]
    for (name, text) in texts { if let text { members.append(name, .string(text)) } }
    guard !finding.further.isEmpty else { return members }
    let further = finding.further.map { rule -> FHIRValue in
      .object([
        "code": .string(rule.code), "name": .string(rule.name), "severity": .string(rule.severity.rawValue),
        "message": .string(rule.message.text(showingValues: showsValues)),
      ])
    }
    members.append("further", .list(further))
    return members
  }
}
