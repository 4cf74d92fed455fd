import Testing

/// Which findings are one, since their rules say the same of the same place, and that each of the rules keeps its effect.
@Suite struct FindingMergeTests {
  private static let table = #"""
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment" } },
      "rules": [
        { "code": "OWN001", "name": "own-status", "keyword": "MUST", "requirement": "The status is present.",
          "at": "Appointment.status", "check": { "present": {} } },
        { "code": "OWN002", "name": "own-booked", "keyword": "MUST", "requirement": "The status is 'booked'.",
          "at": "Appointment.status", "check": { "fixed": { "value": "booked" } } },
        { "code": "OWN003", "name": "own-capitals", "keyword": "MUST", "requirement": "The description is in capitals.",
          "at": "Appointment.description", "check": { "pattern": { "matches": "[A-Z]+", "called": "capitals" } } },
        { "code": "OWN004", "name": "own-length", "keyword": "MUST", "requirement": "The description has three characters.",
          "at": "Appointment.description", "check": { "pattern": { "matches": ".{3}", "called": "three characters" } } },
        { "code": "OWN005", "name": "own-comment", "keyword": "SHOULD", "requirement": "The comment should be present.",
          "at": "Appointment.comment", "check": { "present": {} } },
        { "code": "OWN006", "name": "own-comment-also", "keyword": "MUST", "requirement": "The comment is present.",
          "at": "Appointment.comment", "check": { "present": {} } },
        { "code": "OWN007", "name": "own-participant", "keyword": "MUST", "requirement": "Each participant has a status.",
          "at": "Appointment.participant.status", "check": { "present": {} } },
        { "code": "OWN008", "name": "own-start", "keyword": "MUST", "requirement": "The start is present.",
          "at": "Appointment.start", "check": { "present": {} } },
        { "code": "OWN009", "name": "own-end", "keyword": "MUST", "requirement": "The end is present.",
          "at": "Appointment.end", "check": { "present": {} } },
        { "code": "OWN010", "name": "own-status-also", "keyword": "MUST", "requirement": "There is one status.",
          "at": "Appointment.status", "check": { "count": { "min": 1, "max": 1 } } } ] }
    """#
  private static let booking = #"""
    { "resourceType": "Appointment", "status": "booked",
      "description": "ABC", "comment": "x",
      "start": "2026-03-09T09:20:00Z", "end": "2026-03-09T10:20:00Z",
      "participant": [ { "actor": { "display": "A" }, "status": "accepted" },
                       { "actor": { "display": "B" }, "status": "accepted" } ] }
    """#

  struct Case: CustomTestStringConvertible {
    /// What is left out of the booking, or else replaced.
    var without: String
    var by = ""
    var options: [String] = []
    var settings = "{}"
    /// Severity and codes of each finding, in order.
    var finds: [String]
    var testDescription: String { ([without, by, settings] + options).joined(separator: " ") }
  }

  private static func run(_ example: Case, format: String = "concise") throws -> (folder: TestFolder, words: [String]) {
    let folder = try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "3.0", "tables": ["table.json"] }"#, "own/table.json": table,
      ".apptlint.json": example.settings, "booking.json": booking.replacing(example.without, with: example.by),
    ])
    let options = example.options.isEmpty ? ["--select", "OWN,STR,BND,PRM"] : example.options
    return (folder, ["--pack", "@own", "--format", format] + options + ["@booking.json"])
  }

  private static let status = #", "status": "booked""#

  @Test(arguments: [
    Case(without: "never", finds: []),
    // What is missing by FHIR and by rows of a pack is one fault, and the rows' codes come first.
    Case(without: status, finds: ["error: OWN001,OWN010,STR005"]),
    // So is a value that a row and a rule of FHIR refuse.
    Case(without: #""booked""#, by: #""booking""#, finds: ["error: OWN002,BND001"]),
    // Each participant has its own fault.
    Case(without: #", "status": "accepted""#, finds: ["error: OWN007,STR005", "error: OWN007,STR005"]),
    // Two rows that want different things of one value, or two elements of one place, are two faults.
    Case(without: "ABC", by: "ab", finds: ["error: OWN003", "error: OWN004"]),
    Case(without: "ABC", by: "AB", finds: ["error: OWN004"]),
    Case(
      without: #""start": "2026-03-09T09:20:00Z", "end": "2026-03-09T10:20:00Z","#, finds: ["error: OWN008", "error: OWN009"]),
    // An error and a warning are not joined.
    Case(without: #", "comment": "x""#, finds: ["error: OWN006", "warning: OWN005"]),
    // Each rule is selected, ignored, suppressed and set to a severity by itself.
    Case(without: status, options: ["--select", "STR005"], finds: ["error: STR005"]),
    Case(without: status, options: ["--ignore", "OWN001,LNT,INV"], finds: ["error: OWN010,STR005"]),
    Case(
      without: status, options: ["--select", "OWN,STR", "--severity", "STR005=warning"],
      finds: ["error: OWN001,OWN010", "warning: STR005"]),
    Case(
      without: status, settings: #"{ "suppress": [ { "rule": "OWN001", "reason": "known" } ] }"#,
      finds: ["error: OWN010,STR005"]),
    Case(without: status, settings: #"{ "suppress": [ { "rule": "OWN", "reason": "known" } ] }"#, finds: ["error: STR005"]),
  ]) func rulesThatSayTheSameAreOneFinding(_ example: Case) throws {
    let (folder, words) = try Self.run(example)
    let run = folder.run(["check"] + words)
    let lines = run.findings
    #expect(
      lines.count == example.finds.count && zip(lines, example.finds).allSatisfy { $0.contains(": \($1) ") }, "\(run.output)")
  }

  @Test(arguments: ["full", "concise", "json", "xml", "ndjson", "html", "sarif", "github", "gitlab", "junit", "rdjson"])
  func eachFormatHasAllCodes(format: String) throws {
    let (folder, words) = try Self.run(Case(without: Self.status, finds: []), format: format)
    let output = folder.run(["check"] + words).output
    #expect(["OWN001", "OWN010", "STR005"].allSatisfy { output.contains($0) }, "\(output)")
  }

  @Test func outcomesHaveTheCodesInOneIssue() throws {
    let (folder, words) = try Self.run(Case(without: Self.status, finds: []), format: "ndjson")
    let output = folder.run(["check"] + words).output
    #expect(output.ranges(of: #""severity":"error""#).count == 1, "\(output)")
    let places = ["OWN001", "OWN010", "STR005"].compactMap { output.firstRange(of: "\"code\":\"\($0)\"")?.lowerBound }
    #expect(places.count == 3 && places == places.sorted(), "\(output)")
  }
}
