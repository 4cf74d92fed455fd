import ApptLint
import Findings
import Testing

/// Constraints that STU3 and R4 define or evaluate differently.
@Suite struct ReleaseConstraintTests {
  @Test(arguments: [
    (FHIRRelease.stu3, "booked", "start and end are required unless status is proposed or cancelled (constraint app-3)"),
    (.r4, "booked", "start and end are required unless status is proposed, cancelled or waitlist (constraint app-3)"),
  ]) func timesAreRequired(release: FHIRRelease, status: String, message: String) throws {
    let text =
      #"{"resourceType": "Appointment", "status": "\#(status)", "participant": [{"status": "accepted", "actor": {"display": "x"}}]}"#
    #expect(try messages(of: text, release) == [message])
  }

  @Test(arguments: [
    (
      FHIRRelease.stu3, "history", "response",
      "response is allowed only in a response to a batch or transaction (constraint bdl-4)"
    ),
    (.stu3, "collection", "request", "request is allowed only in a batch, transaction or history (constraint bdl-3)"),
    (
      .r4, "collection", "response", "response is required in a response or history, and not allowed elsewhere (constraint bdl-4)"
    ),
    (
      .r4, "collection", "request",
      "request is required in a batch, transaction or history, and not allowed elsewhere (constraint bdl-3)"
    ),
  ]) func entriesFitTheirBundle(release: FHIRRelease, type: String, element: String, message: String) throws {
    let content = element == "request" ? #""method": "GET", "url": "Patient/1""# : #""status": "200""#
    let text = """
      {"resourceType": "Bundle", "type": "\(type)", "entry": [{"fullUrl": "urn:uuid:5a1bd0ee-6d43-4d55-9e43-1d0a2b6ff1a1",
        "resource": {"resourceType": "Patient", "active": true}, "\(element)": {\(content)}}]}
      """
    #expect(try messages(of: text, release) == [message])
  }

  @Test(arguments: [
    ("noshow", false), ("cancelled", false), ("booked", true), ("entered-in-error", true), ("waitlist", true),
  ]) func reasonsAreForMissedAndCancelledAppointments(status: String, isViolated: Bool) throws {
    let text = """
      {"resourceType": "Appointment", "status": "\(status)", "start": "2026-03-09T09:20:00Z", "end": "2026-03-09T09:40:00Z",
       "participant": [{"status": "accepted", "actor": {"display": "x"}}], "cancelationReason": {"text": "x"}}
      """
    #expect(try findings(of: text) == (isViolated ? ["INV Appointment"] : []))
  }

  /// que-7: the operator `exists` requires a boolean answer.
  @Test(arguments: [
    ("exists", #""answerBoolean": true"#, false), ("exists", #""answerString": "x""#, true),
    ("=", #""answerString": "x""#, false),
    ("=", #""answerBoolean": true"#, false),
  ]) func existsRequiresABooleanAnswer(operation: String, answer: String, isViolated: Bool) throws {
    let text = """
      {"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "string"}, {"linkId": "2",
       "type": "string", "enableWhen": [{"question": "1", "operator": "\(operation)", \(answer)}]}]}
      """
    #expect(try findings(of: text, family: "INV") == (isViolated ? ["INV Questionnaire.item[1].enableWhen[0]"] : []))
  }

  /// que-12: the conditions of an item are combined by enableBehavior.
  @Test(arguments: [(1, false, false), (2, false, true), (2, true, false), (3, false, true)])
  func severalConditionsRequireABehaviour(count: Int, hasBehavior: Bool, isViolated: Bool) throws {
    let condition = #"{"question": "1", "operator": "exists", "answerBoolean": true}"#
    let conditions = repeatElement(condition, count: count).joined(separator: ", ")
    let text = """
      {"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "string"}, {"linkId": "2",
       "type": "string", "enableWhen": [\(conditions)]\(hasBehavior ? #", "enableBehavior": "all""# : "")}]}
      """
    #expect(try findings(of: text, family: "INV") == (isViolated ? ["INV Questionnaire.item[1]"] : []))
  }

  /// The published expression has the same meaning if a profile repeats it.
  @Test(arguments: [("noshow", false), ("booked", true)]) func profilesThatRestateAConstraintMeanTheSame(
    status: String, isViolated: Bool
  ) throws {
    let profile = """
      {"resourceType": "StructureDefinition", "url": "https://example.org/P", "name": "P", "status": "draft", "fhirVersion": "4.0.1",
       "kind": "resource", "abstract": false, "type": "Appointment", "derivation": "constraint",
       "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Appointment", "differential": {"element": [{"id": "Appointment",
       "path": "Appointment", "constraint": [{"key": "app-4", "severity": "error", "human": "x", "expression":
       "Appointment.cancelationReason.exists() implies (Appointment.status='no-show' or Appointment.status='cancelled')"}]}]}}
      """
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.release = .r4
    configuration.packages = [
      try DefinitionsPackage(name: "own", files: [SourceText(name: "p.json", bytes: Array(profile.utf8))])
    ]
    configuration.profiles = ["https://example.org/P"]
    let text = """
      {"resourceType": "Appointment", "status": "\(status)", "start": "2026-03-09T09:20:00Z", "end": "2026-03-09T09:40:00Z",
       "participant": [{"status": "accepted", "actor": {"display": "x"}}], "cancelationReason": {"text": "x"}}
      """
    let report = try Linter(configuration).lint(SourceText(name: "a.json", bytes: Array(text.utf8)))
    #expect(report.findings.contains { $0.code == "INV" && $0.name == "app-4" } == isViolated)
  }

  static let milligrams = #""unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg""#

  @Test(
    arguments: [
      (#""unit": "mg""#, #""unit": "mg""#, true), (milligrams, #""unit": "mg""#, true), (milligrams, milligrams, false),
      (#""unit": "mg", "system": "urn:x", "code": "mg""#, #""unit": "mg", "system": "urn:x", "code": "mg""#, true),
    ], [FHIRRelease.stu3, .r4]) func rangesThatCannotBeComparedAreListed(
      range: (low: String, high: String, isUnchecked: Bool), release: FHIRRelease
    ) throws
  {
    let text = """
      {"resourceType": "Observation", "status": "final", "code": {"text": "x"},
       "valueRange": {"low": {"value": 2, \(range.low)}, "high": {"value": 5, \(range.high)}}}
      """
    let report = try report(of: text, as: release)
    #expect(report.findings.isEmpty)
    #expect(
      report.notChecked.contains { $0.code == "INV" && $0.reason.contains("rng-2 cannot be evaluated") } == range.isUnchecked)
  }

  /// Nothing is reported as not checked if one end is missing, or if dates have different precision.
  @Test(arguments: [
    #""valueRange": {"low": {"value": 2}}"#, #""valuePeriod": {"start": "2026", "end": "2026-03"}"#,
    #""valuePeriod": {"start": "2026-03"}"#,
    #""valuePeriod": {"_start": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}, "end": "2026-03"}"#,
  ]) func valuesWithoutResultAreNotListed(value: String) throws {
    let text = #"{"resourceType": "Observation", "status": "final", "code": {"text": "x"}, \#(value)}"#
    for release in [FHIRRelease.stu3, .r4] {
      let report = try report(of: text, as: release)
      #expect(report.findings.isEmpty && report.notChecked.isEmpty)
    }
  }

  private func messages(of text: String, _ release: FHIRRelease) throws -> [String] {
    try report(of: text, as: release).findings.filter { $0.code == "INV" }.map { $0.message.text(showingValues: false) }
  }
}
