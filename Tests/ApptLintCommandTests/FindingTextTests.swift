import Testing

/// Texts of findings that depend on a number, or on the form of a value.
@Suite struct FindingTextTests {
  @Test(arguments: [
    (#""maximumMinutes": 90"#, "2026-03-09T11:00:00Z", "at most 90 min"),
    (#""maximumMinutes": 120"#, "2026-03-09T11:20:01Z", "at most 2 h"),
    (#""maximumMinutes": 0"#, "2026-03-09T09:20:01Z", "at most 0 min"),
    (#""minimumMinutes": 15"#, "2026-03-09T09:30:00Z", "at least 15 min"),
    (#""minimumMinutes": 60"#, "2026-03-09T09:30:00Z", "at least 1 h"),
  ]) func limitsOfDurationsHaveTheirUnit(limit: String, end: String, text: String) throws {
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "3.0", "tables": ["table.json"] }"#,
      "own/table.json": """
      { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment" } },
        "rules": [
          { "code": "OWN001", "name": "own-length", "keyword": "MUST", "requirement": "The length is within limits.",
            "at": "Appointment.start", "check": { "duration": { "until": "Appointment.end", \(limit) } } } ] }
      """,
      "a.json": #"{ "resourceType": "Appointment", "start": "2026-03-09T09:20:00Z", "end": "\#(end)" }"#,
    ])
    let run = folder.run("check", "--pack", "@own", "--select", "OWN", "--format", "concise", "@a.json")
    #expect(run.findings.count == 1 && run.findings[0].contains("expected a duration of \(text) ["), "\(run.output)")
  }

  @Test(arguments: [
    (#""name": { "family": "Smith", "given": ["Mary"] }"#, "contact must have telecom ["),
    (#""telecom": [{ "value": "01234 588 187" }]"#, "contact must have name.family or name.given ["),
  ]) func missingPartsAreNamedOnce(member: String, text: String) throws {
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "3.0", "tables": ["table.json"] }"#,
      "own/table.json": """
      { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Patient" } },
        "rules": [
          { "code": "OWN001", "name": "own-contact", "keyword": "MUST", "requirement": "A contact has a telecom and a name.",
            "at": "Patient.contact",
            "check": { "has": { "anyOf": ["telecom and name.family", "telecom and name.given"] } } } ] }
      """,
      "a.json": #"{ "resourceType": "Patient", "contact": [{ \#(member) }] }"#,
    ])
    let run = folder.run("check", "--pack", "@own", "--select", "OWN", "--format", "concise", "@a.json")
    #expect(run.findings.count == 1 && run.findings[0].contains(text), "\(run.output)")
  }

  @Test(arguments: [
    (#""gender": true"#, "expected a string for the type code, found a boolean ["),
    (#""gender": 1"#, "expected a string for the type code, found a number ["),
    (#""active": "true""#, "expected true or false for the type boolean, found a string ["),
  ]) func formsOfValuesAreNamed(member: String, text: String) throws {
    let folder = try TestFolder(["a.json": #"{ "resourceType": "Patient", \#(member) }"#])
    let run = folder.run("check", "--pack", "none", "--select", "STR010", "--format", "concise", "@a.json")
    #expect(run.findings.count == 1 && run.findings[0].contains(text), "\(run.output)")
  }
}
