import Testing

/// An external pack with requirements in FHIRPath.
@Suite struct ConditionTests {
  static let table = #"""
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment" } },
      "rules": [
        { "code": "OWN001", "name": "own-length", "keyword": "MUST", "requirement": "No appointment takes longer than an hour.",
          "at": "Appointment", "check": { "fhirpath": { "holds": "start + 1 hour >= end", "called": "an hour at the most" } } },
        { "code": "OWN002", "name": "own-actor", "keyword": "SHOULD",
          "requirement": "A participant who has accepted is a Patient in the payload.",
          "at": "Appointment.participant",
          "check": { "fhirpath": { "holds": "status != 'accepted' or actor.resolve().conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')",
                                   "called": "a Patient" } } } ] }
    """#

  static func booking(end: String, actor: String, status: String = "accepted") -> String {
    """
    { "resourceType": "Appointment", "status": "booked", "start": "2026-03-09T09:20:00Z", "end": "\(end)",
      "contained": [ { "resourceType": "Patient", "id": "p" }, { "resourceType": "Location", "id": "l" } ],
      "supportingInformation": [ { "reference": "#p" }, { "reference": "#l" } ],
      "participant": [ { "status": "\(status)", "actor": { "reference": "\(actor)" } } ] }
    """
  }

  @Test(arguments: [
    ("2026-03-09T10:20:00Z", "#p", "accepted", [String]()),
    ("2026-03-09T10:20:01Z", "#p", "accepted", ["error: OWN001 own-length"]),
    ("2026-03-09T10:20:00Z", "#l", "accepted", ["warning: OWN002 own-actor"]),
    ("2026-03-09T10:20:00Z", "#l", "tentative", []),
    // Whether an external resource is a Patient cannot be determined.
    ("2026-03-09T10:20:00Z", "https://example.org/Patient/1", "accepted", []),
  ]) func conditionsAreEnforced(end: String, actor: String, status: String, finds: [String]) throws {
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "3.0", "tables": ["table.json"] }"#,
      "own/table.json": Self.table, "booking.json": Self.booking(end: end, actor: actor, status: status),
    ])
    let run = folder.run("check", "--pack", "@own", "--select", "OWN", "--format", "concise", "@booking.json")
    let lines = run.findings
    #expect(lines.count == finds.count && zip(lines, finds).allSatisfy { $0.contains($1) }, "\(run.output)")
  }
}
