import ApptLintCommand
import Testing

/// Commands that new users try first, and their results.
@Suite struct FirstStepsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var words: [String]
    var status: Int32
    /// Texts that the output or the errors contain, and texts that neither contains.
    var says: [String]
    var not: [String] = []

    init(_ line: String, _ status: Int32, says: [String], not: [String] = []) {
      words = line.split(separator: " ").map(String.init)
      self.status = status
      self.says = says
      self.not = not
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  private static func booking(_ status: String) -> String {
    #"{"resourceType": "Appointment", "status": "\#(status)", "participant": [{"status": "accepted", "actor": {"display": "x"}}]}"#
  }

  private static let files = [
    "payloads/A.JSON": booking("arived"), "payloads/lines.ndjson": booking("proposed") + "\n" + booking("arived") + "\n",
    "payloads/package.json": #"{"name": "x", "version": "1.0.0"}"#, "other/package.json": #"{"name": "x", "version": "1.0.0"}"#,
    "markup/Patient.xml": #"<Patient xmlns="http:/hl7.org/fhir"><active value="true"/></Patient>"#,
    "markup/pom.xml": #"<project xmlns="http://maven.apache.org/POM/4.0.0"><name>x</name></project>"#,
    "ignoring/.apptlint.json": #"{"ignore": ["STR"], "extendIgnore": ["bnd"], "now": "2020-01-01"}"#,
    "ignoring/a.json": booking("arived"), "extending/.apptlint.json": #"{"ignore": ["BND"]}"#,
    "extending/a.json": booking("arived"),
    "suppressing/.apptlint.json":
      #"{"fhirVersion": "4.0", "suppress": [{"rule": "BND001", "reason": "x", "expires": "2026-03-01"}]}"#,
    "suppressing/a.json": booking("arived"), "wrong/.apptlint.json": #"{"now": "yesterday"}"#,
    "wrong/a.json": booking("proposed"),
    "misspelled/a.json": #"{"resourcetype": "Patient"}"#, "misspelled/b.json": #"{"ResourceType": "patient"}"#,
    "misspelled/c.json": #"{"id": "1", "reosurceType": "Slot"}"#, "misspelled/d.json": #"{"resource_type": "Patient"}"#,
    "misspelled/e.json": #"{"resourceType": 5}"#, "misspelled/f.json": #"{"sourceType": "Patient"}"#,
    "misspelled/g.json": #"{"resourceTypes": ["Patient"]}"#, "misspelled/h.json": #"{"ResourceType": "AWS::S3::Bucket"}"#,
    "misspelled/i.json": #"{"type": "Patient", "resource": "Slot"}"#,
    "broken.ndjson": [
      booking("proposed"), #"{"resourceType": "Patient", "name": [{"family": "x"]}"#,
      #"{"resourceType": "Patient", "name": [{"family": "x""#,
      #"<Patient xmlns="http://hl7.org/fhir"><active value="true"></Patient>"#,
    ].joined(separator: "\n"),
    "draft.json": claiming, "valued.json": booking("arived"),
    "patient.json": #"{"resourceType": "Patient", "birthDate": "2024-02-03"}"#,
    "open.xml": "<Patient xmlns=\"http://hl7.org/fhir\">\n<contact>\n<name>\n<given value=\"A\">\n</contact></Patient>",
    "staff.json": #"""
    {"resourceType": "Appointment", "status": "booked",
     "participant": [{"actor": {"reference": "Practitioner/1"}, "status": "accepted"},
                     {"actor": {"reference": "Location/1"}, "status": "accepted"}]}
    """#,
  ]

  /// A booking that could be for the live API or for its draft.
  private static let claiming = #"""
    {"resourceType": "Appointment", "status": "booked",
     "meta": {"profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1"]},
     "contained": [{"resourceType": "Patient", "id": "p", "telecom": [{"system": "phone", "value": "01632 960001"}]}],
     "participant": [{"status": "accepted", "actor": {"reference": "#p"}}]}
    """#

  private static let none = "--format concise --pack none --fhir-version 4.0"
  private static let cases = [
    Case(
      "check \(none) @payloads", 1, says: ["A.JSON:1:43: error: BND001", "lines.ndjson:2:43: error: BND001"], not: ["STR001"]),
    Case("check \(none) @other", 2, says: ["skipped 1 JSON file without a FHIR resource: other/package.json"]),
    Case(
      "check \(none) @markup", 1,
      says: ["Patient.xml:1:2: error: STR001", "skipped 1 file without a FHIR resource: markup/pom.xml"],
      not: ["pom.xml:1"]),
    Case("help check", 0, says: ["fatal, error, warning or information"]),
    Case("check \(none) @other/package.json", 1, says: ["error: STR001"], not: ["skipped"]),
    Case(
      "check \(none) @misspelled", 1,
      says: [
        "a.json:1:2: error: STR001", "b.json:1:2: error: STR001", "c.json:1:13: error: STR001", "d.json:1:2: error: STR001",
        "e.json:1:18: error: STR001", "skipped 4 JSON files without a FHIR resource: ",
      ]),
    Case("check \(none) --select bnd001 @payloads/A.JSON", 1, says: ["BND001"]),
    Case("check \(none) --ignore bnd @payloads/A.JSON", 0, says: [], not: ["BND001"]),
    Case("check \(none) --select BND01 @payloads/A.JSON", 2, says: ["did you mean BND001?"]),
    Case("check \(none) --select BN @payloads/A.JSON", 2, says: ["no rule has the code or name 'BN'"]),
    Case("check \(none) @ignoring", 0, says: [], not: ["BND001"]),
    Case("check \(none) --ignore STR @extending", 1, says: ["BND001"]),
    Case("check \(none) --extend-ignore STR @extending", 0, says: [], not: ["BND001"]),
    Case("check \(none) --extend-select PRM @payloads/A.JSON", 1, says: ["BND001"]),
    Case("check \(none) @wrong", 2, says: ["wrong/.apptlint.json:1:2: 'now' must be a date"]),
    Case("check --pack plausibility --now 2020-01-01 --format concise @patient.json", 0, says: ["future"]),
    Case("check --pack plausibility --now 2026-01-01 --format concise @patient.json", 0, says: [], not: ["future"]),
    Case("check --pack none --now 2026-03-01 --format concise @suppressing", 0, says: [], not: ["BND001", "CFG002"]),
    Case("check --pack none --now 2026-03-02 --fail-on warning --format concise @suppressing", 1, says: ["BND001", "CFG002"]),
    Case("check --now 2026-01-01T09:00:00 @patient.json", 2, says: ["--now must be a date"]),
    Case("check --format full @valued.json", 1, says: ["note: messages hide payload values", "--show-values shows them"]),
    Case("check --format full --show-values @valued.json", 1, says: ["arived"], not: ["hide payload values"]),
    Case("check --format full --quiet @valued.json", 1, says: ["BND001"], not: ["hide payload values"]),
    Case("check --select JSN @valued.json", 0, says: ["no findings"], not: ["hide payload values"]),
    Case("check --format concise @draft.json", 1, says: ["; for the draft, use --pack nhs-booking-draft"]),
    Case("check --select BKL023 @draft.json", 0, says: ["contact is missing; it is required with telecom"]),
    Case(
      "check --format concise --pack bars --interaction book --select BRS005 @staff.json", 1,
      says: [
        "none of the 2 'participant.actor' elements matches; the first: expected a reference to a Patient, found one to a"
      ]),
    Case(
      "check \(none) @broken.ndjson", 1,
      says: ["for the bracket opened on line 2", "the last of them on line 3", "opened on line 4"], not: ["on line 1"]),
    Case("check \(none) @open.xml", 1, says: ["'given', opened on line 4, is still open, as is 1 more"]),
    Case("check -patient.json", 2, says: ["unknown option -patient.json"]),
    Case("validate @patient.json", 2, says: ["did you mean check?"]),
    Case("lint @patient.json", 2, says: ["did you mean check?"]),
    Case("explain app-2", 0, says: ["FHIR constraint", "FHIR STU3, error", "start.exists() = end.exists()"]),
    Case("explain app-99", 2, says: ["app-99"]),
    // Examples that are made from the table's example are shown as excerpts.
    Case(
      "explain BRS338", 0,
      says: [
        "Invalid example\n    excerpt with `MessageHeader.definition` set to `\"another\"`:\n    { \"resourceType\"",
        "\"definition\": \"another\" }\n    excerpt without `MessageHeader.definition`:\n",
        "Valid example\n    excerpt:\n    { \"resourceType\": \"MessageHeader\"",
        "MessageDefinition/bars-message-booking-request-cancelled\" }\n",
      ], not: ["table"]),
    // Fixes for different interactions.
    Case(
      "explain BKL003", 0,
      says: [
        "    `book`: Set `status` to `booked`.\n    `cancel`: Set `status` to `cancelled` or `entered-in-error`.\n",
        "    interaction book:\n    {",
      ]),
    Case("explain BRS621", 0, says: ["Enforced by\n    BRS338, BRS497, BRS011, BRS013, BRS496\n"]),
    Case("explain BRS001", 0, says: ["\"status\": \"booked\",\n      \"participant\": ["]),
    Case(
      "rules --format json BRS621", 0,
      says: [#""heldBy": "BRS338""#, "\"coveredBy\": [\n      \"BRS338\",\n      \"BRS497\""]),
    Case("help mcp", 0, says: ["Show values from files, which can be patient data"], not: ["This is the default on"]),
    Case("rules BND", 0, says: ["BND001"], not: ["STR001"]),
    Case("rules placeholder", 0, says: ["LNT"], not: ["STR001"]),
    Case("rules nothing-like-this", 2, says: ["no rule has 'nothing-like-this'"]),
    Case("profiles Appointment", 0, says: ["CareConnect-Appointment-1", "UKCore-Appointment"], not: ["UKCore-Patient"]),
  ]

  @Test(arguments: cases) func commandHasTheExpectedResult(_ given: Case) throws {
    let run = try TestFolder(Self.files).run(given.words)
    #expect(run.status == given.status, "\(run.output)\(run.errors)")
    let text = run.output + run.errors
    for expected in given.says { #expect(text.contains(expected), "\(text)") }
    for unexpected in given.not { #expect(!text.contains(unexpected), "\(text)") }
  }

  @Test func pipesAreReadWithoutPaths() {
    let output = MemorySink()
    var console = Console(input: MemorySource(Self.booking("arived")), output: output, errors: output)
    console.hasInput = true
    let status = ApptLintCommand.run(
      arguments: ["check"] + Self.none.split(separator: " ").map(String.init), environment: [:], console: console)
    #expect(status == 1)
    #expect(output.text.contains("-:1:43: error: BND001"), "\(output.text)")
  }
}
