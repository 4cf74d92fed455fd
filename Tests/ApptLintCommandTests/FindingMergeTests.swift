import Reporting
import Testing

/// Findings of rules that report the same error are merged; each rule can still be selected, ignored, suppressed and given a
/// severity.
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
          "at": "Appointment.status", "check": { "count": { "min": 1, "max": 1 } } },
        { "code": "OWN011", "name": "own-priority", "keyword": "MUST", "requirement": "The priority is 1.",
          "at": "Appointment.priority", "check": { "fixed": { "value": "1" } }, "covers": [ "OWN012", "OWN013" ],
          "answer": 422 },
        { "code": "OWN012", "name": "own-covered-warning", "keyword": "SHOULD", "requirement": "The priority is 1 or 2.",
          "at": "Appointment.priority", "check": { "oneOf": { "values": [ "1", "2" ] } } },
        { "code": "OWN013", "name": "own-covered", "keyword": "MUST", "requirement": "The priority is 1 or 3.",
          "at": "Appointment.priority", "check": { "oneOf": { "values": [ "1", "3" ] } }, "covers": [ "OWN014", "OWN013" ] },
        { "code": "OWN014", "name": "own-covered-further", "keyword": "MUST", "requirement": "The priority is 1 or 4.",
          "at": "Appointment.priority", "check": { "oneOf": { "values": [ "1", "4" ] } }, "answer": 400 },
        { "code": "OWN015", "name": "own-lower-severity", "keyword": "SHOULD", "requirement": "The length is 1.",
          "at": "Appointment.minutesDuration", "check": { "fixed": { "value": "1" } }, "covers": [ "OWN016" ] },
        { "code": "OWN016", "name": "own-higher-severity", "keyword": "MUST", "requirement": "The length is 1 or 2.",
          "at": "Appointment.minutesDuration", "check": { "oneOf": { "values": [ "1", "2" ] } } },
        { "code": "OWN017", "name": "own-cycle", "keyword": "MUST", "requirement": "The creation date has a day.",
          "at": "Appointment.created", "check": { "date": { "precision": "day" } }, "covers": [ "OWN018" ] },
        { "code": "OWN018", "name": "own-cycle-also", "keyword": "MUST", "requirement": "The creation date has a time.",
          "at": "Appointment.created", "check": { "instant": {} }, "covers": [ "OWN017" ] },
        { "code": "OWN019", "name": "own-language", "keyword": "MUST", "requirement": "The language is 'EN'.",
          "at": "Appointment.language", "check": { "fixed": { "value": "EN" } }, "covers": [ "OWN020" ] },
        { "code": "OWN020", "name": "own-language-length", "keyword": "MUST", "requirement": "The language has three letters.",
          "at": "Appointment.language", "check": { "pattern": { "matches": "[a-z]{3}", "called": "three letters" } } } ] }
    """#
  private static let booking = #"""
    { "resourceType": "Appointment", "status": "booked",
      "description": "ABC", "comment": "x",
      "start": "2026-03-09T09:20:00Z", "end": "2026-03-09T10:20:00Z",
      "participant": [ { "actor": { "display": "A" }, "status": "accepted" },
                       { "actor": { "display": "B" }, "status": "accepted" } ] }
    """#

  struct Case: CustomTestStringConvertible {
    /// The text that is removed from the booking, or replaced by `by`.
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
  private static let comment = #""comment": "x""#
  private static let priority = #""comment": "x", "priority": 5"#

  @Test(arguments: [
    Case(without: "never", finds: []),
    // A missing element that FHIR and rows of a pack require is one error, and the rows' codes come first.
    Case(without: status, finds: ["error: OWN001,OWN010,STR005"]),
    // A value that a row and a rule of FHIR reject is also one error.
    Case(without: #""booked""#, by: #""booking""#, finds: ["error: OWN002,BND001"]),
    // Each participant has its own error.
    Case(without: #", "status": "accepted""#, finds: ["error: OWN007,STR005", "error: OWN007,STR005"]),
    // Rows with different requirements for one value report separate errors, as do rows about different elements at one position.
    Case(without: "ABC", by: "ab", finds: ["error: OWN003", "error: OWN004"]),
    Case(without: "ABC", by: "AB", finds: ["error: OWN004"]),
    Case(
      without: #""start": "2026-03-09T09:20:00Z", "end": "2026-03-09T10:20:00Z","#, finds: ["error: OWN008", "error: OWN009"]),
    // An error and a warning are not merged.
    Case(without: #", "comment": "x""#, finds: ["error: OWN006", "warning: OWN005"]),
    // All errors about an element that has the wrong form or is empty are merged, even those of different rows.
    Case(without: #""ABC""#, by: "5", finds: ["error: OWN003,OWN004,STR010"]),
    Case(without: #""ABC""#, by: "{}", finds: ["error: STR009"]),
    Case(without: #""booked""#, by: "null", finds: ["error: OWN001,OWN010,STR011"]),
    Case(without: #""x""#, by: "null", finds: ["error: OWN006,STR011", "warning: OWN005"]),
    // Covered findings are merged into the finding of the covering rule, transitively, unless they have a higher severity.
    Case(without: comment, by: priority, finds: ["error: OWN011,OWN013,OWN012,OWN014"]),
    Case(without: comment, by: #""comment": "x", "priority": 2"#, finds: ["error: OWN011,OWN013,OWN014"]),
    Case(
      without: comment, by: priority, options: ["--select", "OWN", "--ignore", "OWN011"],
      finds: ["error: OWN013,OWN014", "warning: OWN012"]),
    Case(
      without: comment, by: priority, options: ["--select", "OWN", "--ignore", "OWN013"],
      finds: ["error: OWN011,OWN012", "error: OWN014"]),
    Case(without: comment, by: priority, options: ["--select", "OWN012"], finds: ["warning: OWN012"]),
    Case(
      without: comment, by: priority, options: ["--select", "OWN", "--severity", "OWN014=information"],
      finds: ["error: OWN011,OWN013,OWN012,OWN014"]),
    Case(
      without: comment, by: priority, settings: #"{ "suppress": [ { "rule": "OWN011", "reason": "known" } ] }"#,
      finds: ["error: OWN013,OWN014", "warning: OWN012"]),
    Case(
      without: comment, by: priority, settings: #"{ "suppress": [ { "rule": "OWN013", "reason": "known" } ] }"#,
      finds: ["error: OWN011,OWN012", "error: OWN014"]),
    Case(without: comment, by: #""comment": "x", "minutesDuration": 5"#, finds: ["error: OWN016", "warning: OWN015"]),
    // If rules cover each other, none is omitted.
    Case(without: comment, by: #""comment": "x", "created": "2026""#, finds: ["error: OWN017", "error: OWN018"]),
    // Each rule is selected, ignored, suppressed and given a severity separately.
    Case(without: status, options: ["--select", "STR005"], finds: ["error: STR005"]),
    Case(without: status, options: ["--ignore", "OWN001,LNT,INV"], finds: ["error: OWN010,STR005"]),
    Case(
      without: status, options: ["--select", "OWN,STR", "--severity", "STR005=warning"],
      finds: ["error: OWN001,OWN010", "warning: STR005"]),
    Case(
      without: status, settings: #"{ "suppress": [ { "rule": "OWN001", "reason": "known" } ] }"#,
      finds: ["error: OWN010,STR005"]),
    Case(without: status, settings: #"{ "suppress": [ { "rule": "OWN", "reason": "known" } ] }"#, finds: ["error: STR005"]),
  ]) func equivalentFindingsAreMerged(_ example: Case) throws {
    let (folder, words) = try Self.run(example)
    let run = folder.run(["check"] + words)
    let lines = run.findings
    #expect(
      lines.count == example.finds.count && zip(lines, example.finds).allSatisfy { $0.contains(": \($1) ") }, "\(run.output)")
  }

  @Test(arguments: ReportFormat.allCases.map(\.rawValue)) func eachFormatHasAllCodes(format: String) throws {
    let (folder, words) = try Self.run(Case(without: Self.status, finds: []), format: format)
    let output = folder.run(["check"] + words).output
    #expect(["OWN001", "OWN010", "STR005"].allSatisfy { output.contains($0) }, "\(output)")
  }

  @Test(arguments: ["full", "json", "xml", "ndjson", "html", "github", "junit", "rdjson"])
  func eachFormatHasTheSeverityOfAFurtherRule(format: String) throws {
    let (folder, words) = try Self.run(Case(without: Self.comment, by: Self.priority, finds: []), format: format)
    let output = folder.run(["check"] + words).output
    #expect(output.contains("warning OWN012 own-covered-warning") && !output.contains("error OWN013"), "\(output)")
  }

  @Test func sarifHasTheLevelOfAFurtherRule() throws {
    let (folder, words) = try Self.run(Case(without: Self.comment, by: Self.priority, finds: []), format: "sarif")
    let output = folder.run(["check"] + words).output
    let further = try #require(output.firstRange(of: "\"furtherRules\"").map { output[$0.upperBound...] })
    let levels = further.matches(of: /"ruleId": ?"(OWN[0-9]+)",\s*"level": ?"([a-z]+)"/).prefix(3).map {
      "\($0.output.1) \($0.output.2)"
    }
    #expect(levels == ["OWN013 error", "OWN012 warning", "OWN014 error"], "\(output)")
  }

  @Test func coveredFindingsDoNotChangeTheStatus() throws {
    let (folder, words) = try Self.run(Case(without: Self.comment, by: Self.priority, finds: []), format: "full")
    #expect(folder.run(["check"] + words).output.contains("HTTP status: 422"))
    #expect(folder.run(["check"] + words + ["--ignore", "OWN011,OWN013"]).output.contains("HTTP status: 400"))
  }

  @Test(arguments: [("{}", "EN"), (#"{ "suppress": [ { "rule": "OWN019", "reason": "known" } ] }"#, "en")])
  func onlyFixesOfReportedRulesAreApplied(settings: String, language: String) throws {
    let example = Case(
      without: Self.comment, by: #""comment": "x", "language": "en""#, options: ["--select", "OWN", "--fix"], settings: settings,
      finds: [])
    let (folder, words) = try Self.run(example)
    _ = folder.run(["check"] + words)
    #expect(folder.read("booking.json")?.contains("\"language\": \"\(language)\"") == true)
  }

  @Test func outcomesHaveTheCodesInOneIssue() throws {
    let (folder, words) = try Self.run(Case(without: Self.status, finds: []), format: "ndjson")
    let output = folder.run(["check"] + words).output
    #expect(output.ranges(of: #""severity":"error""#).count == 1, "\(output)")
    let positions = ["OWN001", "OWN010", "STR005"].compactMap { output.firstRange(of: "\"code\":\"\($0)\"")?.lowerBound }
    #expect(positions.count == 3 && positions == positions.sorted(), "\(output)")
  }
}
