import Foundation
import Testing

/// What `apptlint lsp` answers about positions in a text.
struct EditorFeatureTests {
  private static let booking = """
    {
      "resourceType": "Appointment",
      "contained": [
        {
          "resourceType": "Slot",
          "id": "slot",
          "schedule": { "reference": "Schedule/1" },
          "status": "free"
        },
        {
          "resourceType": "Patient",
          "id": "pat",
          "identifier": [ { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018" } ],
          "deceasedBoolean": false
        }
      ],
      "status": "booked",
      "slot": [ { "reference": "#slot" } ],
      "participant": [ { "actor": { "reference": "#pat" }, "status": "accepted" } ]
    }

    """

  /// A request at the mark, or in the whole text if there is none.
  struct Case: Sendable, CustomTestStringConvertible {
    var method: String
    /// The text to replace in the booking, and the replacement, with a mark at the position of the request.
    var change: (String, String)
    var file = "a.json"
    var text: String?
    var parameters = ""
    /// Texts in the result, and texts that are not.
    var contains: [String]
    var lacks: [String] = []

    var testDescription: String { "\(method) \(change.1.isEmpty ? text ?? "" : change.1)" }
  }

  private static func at(
    _ method: String, _ old: String, _ new: String, _ contains: [String], lacks: [String] = [], _ parameters: String = ""
  ) -> Case {
    Case(method: method, change: (old, new), parameters: parameters, contains: contains, lacks: lacks)
  }

  private static func within(
    _ method: String, _ text: String, file: String = "a.json", _ contains: [String], lacks: [String] = []
  )
    -> Case
  {
    Case(method: method, change: ("", ""), file: file, text: text, contains: contains, lacks: lacks)
  }

  private static let stu3 = #""resourceType": "Appointment","#

  static let cases: [Case] = [
    // Hover.
    at(
      "hover", #""status": "booked""#, #""sta‸tus": "booked""#,
      ["**Appointment.status** `code` 1..1", "required", "`noshow`: No Show", "appointmentstatus"]),
    at("hover", #""status": "booked""#, #""status": "boo‸ked""#, ["`booked`: Booked"]),
    at("hover", stu3, #""resource‸Type": "Appointment","#, ["**Appointment**", "Checked as FHIR"]),
    at("hover", #""deceasedBoolean""#, #""deceased‸Boolean""#, ["a type of `deceased[x]`"]),
    at("hover", #""actor": {"#, #""ac‸tor": {"#, ["`Reference` 0..1", "`Patient`", "`Practitioner`"]),
    within(
      "hover", #"<Slot xmlns="http://hl7.org/fhir"><sta‸tus value="free"/></Slot>"#, file: "a.xml",
      ["**Slot.status** `code` 1..1"]),
    // Completion.
    at("completion", #""status": "booked""#, #""status": "‸""#, ["arrived", "waitlist", ##""newText":"\"booked\"""##]),
    at(
      "completion", #""status": "booked""#, #""‸""#, ["minutesDuration", "created"],
      lacks: ["\"participant\"", #""label":"slot""#]),
    at(
      "completion", #""deceasedBoolean": false"#, #""gen‸""#, ["gender", "birthDate", "deceasedDateTime"],
      lacks: [#""label":"id""#]),
    at("completion", #""deceasedBoolean": false"#, #""deceasedBoolean": ‸"#, [#""label":"true""#, #""label":"false""#]),
    at("completion", #""deceasedBoolean": false"#, #""gender": "f‸"#, [#""label":"female""#]),
    at("completion", ##""#pat""##, ##""#‸""##, ["#pat"], lacks: ["#slot"]),
    at("completion", #""resourceType": "Slot""#, #""resourceType": "S‸""#, [#""label":"Schedule""#, #""label":"Slot""#]),
    at(
      "completion", #""deceasedBoolean": false"#, #""maritalStatus": { "coding": [ { "system": "‸" } ] }"#, ["v3-MaritalStatus"]),
    at(
      "completion", #""deceasedBoolean": false"#,
      #""maritalStatus": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "‸" } ] }"#,
      [#""label":"M""#, #""detail":"Married""#]),
    at(
      "completion", #""deceasedBoolean": false"#, #""meta": { "profile": [ "‸" ] }"#, ["UKCore-Patient"], lacks: ["UKCore-Slot"]),
    at("completion", #""deceasedBoolean": false"#, #""extension": [ { "url": "‸" } ]"#, ["Extension-UKCore"]),
    at(
      "completion", #""identifier": [ { "system": "https://fhir.nhs.uk/Id/nhs-number""#, #""identifier": [ { "system": "‸""#,
      ["https://fhir.nhs.uk/Id/nhs-number"]),
    within(
      "completion", #"<Slot xmlns="http://hl7.org/fhir"><st‸</Slot>"#, file: "a.xml",
      [#""label":"start""#, #""label":"status""#, #"start value=\"\"/>"#]),
    within(
      "completion", #"<Slot xmlns="http://hl7.org/fhir"><status value="‸"/></Slot>"#, file: "a.xml",
      [#""label":"free""#, #""newText":"free""#]),
    within(
      "completion", #"{"pa‸"}"#, file: ".apptlint.json", [#""label":"packs""#, #""label":"packages""#],
      lacks: [#""label":"rule""#]),
    within("completion", #"{"packs": ["‸"]}"#, file: ".apptlint.json", ["nhs-booking", "bars"]),
    within(
      "completion", #"{"suppress": [{"rule": "LNT001", ‸}]}"#, file: ".apptlint.json",
      [#""label":"reason""#, #""label":"expires""#],
      lacks: [#""label":"packs""#]),
    within("completion", #"{"suppress": [{"rule": "‸"}]}"#, file: ".apptlint.json", ["BKL003", "booking-status"]),
    within("completion", #"{"failOn": ‸}"#, file: ".apptlint.json", ["warning", "never"]),
    within(
      "completion", #"{"table": {}, "rules": [{"check": {"‸"}}]}"#, file: "t.json", [#""label":"oneOf""#, #""label":"present""#]),
    within("completion", #"{"table": {}, "rules": [{"keyword": "‸"}]}"#, file: "t.json", ["SHALL NOT"]),
    // References.
    at("definition", ##""#slot""##, ##""#sl‸ot""##, [#""line":3"#, #""line":8"#]),
    at(
      "references", #""id": "pat""#, #""id": "p‸at""#, [#""line":18"#], lacks: [#""line":11"#],
      #""context": {"includeDeclaration": false}"#),
    at(
      "references", #""id": "pat""#, #""id": "p‸at""#, [#""line":18"#, #""line":11"#], #""context": {"includeDeclaration": true}"#
    ),
    at("prepareRename", ##""#slot""##, ##""#sl‸ot""##, [#""character":29"#, #""character":33"#]),
    // Structure.
    at("documentSymbol", "", "", [#""name":"contained[0]""#, #""detail":"Slot""#, #""name":"Appointment""#]),
    at("foldingRange", "", "", [#""startLine":3"#, #""endLine":7"#]),
    at("inlayHint", "", "", ["deceased[x]: boolean", "test number"]),
  ]

  @Test(arguments: cases) func requestsAreAnswered(item: Case) throws {
    let marked = item.text ?? Self.booking.replacing(item.change.0, with: item.change.1, maxReplacements: 1)
    if item.text == nil, !item.change.0.isEmpty { #expect(marked != Self.booking) }
    let (position, text) = EditorSession.position(marked)
    let parameters = [position, item.parameters].filter { !$0.isEmpty }.joined(separator: ", ")
    let whole = #""range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}"#
    let nested = #"{"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}"#
    let session = EditorSession(
      EditorSession.start(capabilities: nested, [(item.file, text)])
        + [EditorSession.request(7, item.method, item.file, marked == text ? whole : parameters)] + EditorSession.end,
      in: try TestFolder(), options: ["--fhir-version", "4.0"])
    let value = session.result(7).flatMap {
      try? JSONSerialization.data(withJSONObject: [$0], options: [.withoutEscapingSlashes])
    }
    let result = String(decoding: value ?? Data(), as: UTF8.self)
    for text in item.contains { #expect(result.contains(text), "\(text) in \(result)") }
    for text in item.lacks { #expect(!result.contains(text), "\(text) in \(result)") }
    #expect(session.status == 0)
  }

  // MARK: Edits

  struct Action: Sendable, CustomTestStringConvertible {
    var title: String
    var text: String
    var expected: String
    var file = "a.json"
    var options = ["--fhir-version", "4.0"]
    var testDescription: String { "\(title): \(text) \(options)" }
  }

  static let actions = [
    Action(
      title: "Fix: Insert a comma here.", text: "{\"resourceType\": \"Slot\"‸ \"status\": \"free\"}",
      expected: "{\"resourceType\": \"Slot\", \"status\": \"free\"}"),
    Action(
      title: "Make all safe fixes", text: "{\"resourceType\": \"Slot\"‸ \"status\": \"free\" \"schedule\": {}}",
      expected: "{\"resourceType\": \"Slot\", \"status\": \"free\", \"schedule\": {}}"),
    Action(
      title: "Add schedule", text: "{‸\n  \"resourceType\": \"Slot\",\n  \"status\": \"free\"\n}",
      expected: "{\n  \"resourceType\": \"Slot\",\n  \"status\": \"free\",\n  \"schedule\": {}\n}"),
    Action(
      title: "Add status", text: "{‸\"resourceType\": \"Slot\", \"schedule\": {\"reference\": \"Schedule/1\"}}",
      expected: "{\"resourceType\": \"Slot\", \"schedule\": {\"reference\": \"Schedule/1\"}, \"status\": \"\"}"),
    Action(
      title: "Add participant", text: "{‸\n\t\"resourceType\": \"Appointment\",\n\t\"status\": \"booked\"\n}",
      expected:
        "{\n\t\"resourceType\": \"Appointment\",\n\t\"status\": \"booked\",\n\t\"participant\": [\n\t\t{\n\t\t\t\"status\": \"\"\n\t\t}\n\t]\n}"
    ),
    // What a pack requires is written; if it allows several codes, none is chosen.
    Action(
      title: "Add status", text: "{‸\"resourceType\": \"Appointment\"}",
      expected: "{\"resourceType\": \"Appointment\", \"status\": \"booked\"}",
      options: ["--pack", "nhs-booking", "--interaction", "book"]),
    Action(
      title: "Add status", text: "{‸\"resourceType\": \"Appointment\"}",
      expected: "{\"resourceType\": \"Appointment\", \"status\": \"\"}",
      options: ["--pack", "nhs-booking", "--interaction", "cancel"]),
    Action(
      title: "Add status",
      text: "<‸Slot xmlns=\"http://hl7.org/fhir\">\n  <schedule/>\n  <start value=\"2026-03-02T09:00:00Z\"/>\n</Slot>",
      expected:
        "<Slot xmlns=\"http://hl7.org/fhir\">\n  <schedule/>\n  <status value=\"\"/>\n  <start value=\"2026-03-02T09:00:00Z\"/>\n</Slot>",
      file: "a.xml"),
    Action(
      title: "Add end",
      text:
        "<‸Slot xmlns=\"http://hl7.org/fhir\">\n  <status value=\"free\"/>\n  <start value=\"2026-03-02T09:00:00Z\"/>\n</Slot>",
      expected:
        "<Slot xmlns=\"http://hl7.org/fhir\">\n  <status value=\"free\"/>\n  <start value=\"2026-03-02T09:00:00Z\"/>\n  <end value=\"\"/>\n</Slot>",
      file: "a.xml"),
  ]

  @Test(arguments: actions) func actionsMakeTheirEdits(action: Action) throws {
    let (position, text) = EditorSession.position(action.text)
    let session = EditorSession(
      EditorSession.start([(action.file, text)])
        + [EditorSession.request(7, "codeAction", action.file, position + #", "context": {"diagnostics": []}"#)]
        + EditorSession.end,
      in: try TestFolder(), options: action.options)
    let actions = session.result(7) as? [[String: Any]] ?? []
    let titles = actions.compactMap { $0["title"] as? String }
    let chosen = try #require(actions.first { $0["title"] as? String == action.title }, "\(titles)")
    let changes = (chosen["edit"] as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    #expect(Self.applied(changes?.values.first ?? [], to: text) == action.expected)
  }

  /// What is written for the user to replace is a finding until then.
  @Test func anEmptyValueIsAFinding() throws {
    let text = #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": ""}"#
    let session = EditorSession(
      EditorSession.start([("a.json", text)]), in: try TestFolder(), options: ["--fhir-version", "4.0"])
    #expect(session.published["a.json"]?.contains { $0.message.contains("empty") } == true, "\(session.published)")
  }

  @Test func aContainedResourceIsRenamedWithItsReferences() throws {
    let (position, text) = EditorSession.position(Self.booking.replacing(#""id": "slot""#, with: #""id": "s‸lot""#))
    func rename(_ name: String, _ position: String) -> EditorSession? {
      try? EditorSession(
        EditorSession.start([("a.json", text)]) + [
          EditorSession.request(7, "rename", "a.json", position + #", "newName": "\#(name)""#)
        ],
        in: TestFolder())
    }
    let changes = (rename("first", position)?.result(7) as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let expected = text.replacing(#""id": "slot""#, with: #""id": "first""#).replacing("#slot", with: "#first")
    #expect(Self.applied(changes?.values.first ?? [], to: text) == expected)
    #expect(rename("a b", position)?.error(7) == -32803)
    #expect(rename("pat", position)?.error(7) == -32803)
    #expect(rename("x", EditorSession.position("{‸").parameters)?.error(7) == -32803)
  }

  @Test(
    arguments: [
      (nil, #"{"# + "\n  \"suppress\": [\n    "),
      (#"{"ignore": ["LNT"]}"#, #"{"ignore": ["LNT"],"# + "\n  \"suppress\": [\n    "),
      (#"{"suppress": []}"#, #"{"suppress": ["# + "\n    "),
      (
        "{\n  \"suppress\": [\n    {\"rule\":\"LNT001\",\"reason\":\"x\"}\n  ]\n}",
        "{\n  \"suppress\": [\n    {\"rule\":\"LNT001\",\"reason\":\"x\"},\n    "
      ),
    ] as [(String?, String)]) func aSuppressionIsAddedToTheSettings(settings: String?, start: String) throws
  {
    let (position, text) = EditorSession.position("{\"resourceType\": \"Slot\", \"status\": \"ses‸ame\"}")
    let folder = try TestFolder(settings.map { [".apptlint.json": $0] } ?? [:])
    func run() -> EditorSession {
      EditorSession(
        EditorSession.start([("a.json", text)]) + [
          EditorSession.request(7, "codeAction", "a.json", position + #", "context": {"diagnostics": []}"#)
        ],
        in: folder)
    }
    let session = run()
    let actions = session.result(7) as? [[String: Any]] ?? []
    let action = try #require(actions.first { ($0["title"] as? String)?.hasPrefix("Suppress BND001") == true })
    let changes = (action["edit"] as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let edited = Self.applied(changes?["file://\(folder.path)/.apptlint.json"] ?? [], to: settings ?? "")
    #expect(edited.hasPrefix(start + "{\"rule\":\"BND001\",\"files\":\"a.json\",\"element\":\"Slot.status\",\"reason\":"))
    // With it, the finding is gone.
    #expect(session.published["a.json"]?.contains { $0.code == "BND001" } == true)
    try folder.write(".apptlint.json", edited)
    #expect(run().published["a.json"]?.contains { $0.code == "BND001" } == false)
  }

  @Test func aBrokenDocumentKeepsItsOutline() throws {
    let broken = EditorSession.change(
      "a.json", version: 2, #"{"text": "{\"resourceType\": \"Appointment\", \"contained\": [ {"}"#)
    let session = EditorSession(
      EditorSession.start([("a.json", Self.booking)])
        + [EditorSession.request(7, "documentSymbol", "a.json"), broken, EditorSession.request(8, "documentSymbol", "a.json")],
      in: try TestFolder())
    func names(_ id: Int) -> [String] { (session.result(id) as? [[String: Any]] ?? []).compactMap { $0["name"] as? String } }
    #expect(names(7).contains("participant[0]"))
    #expect(names(8) == names(7))
  }

  @Test func noSymbolHasABlankName() throws {
    let session = EditorSession(
      EditorSession.start([("a.json", #"{"resourceType": "Slot", "": 1, " ": {"\t": "x"}}"#)])
        + [EditorSession.request(7, "documentSymbol", "a.json")],
      in: try TestFolder())
    let names = (session.result(7) as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(names.contains("\"\"") && names.contains("\" \""), "\(names)")
    #expect(names.allSatisfy { $0.contains { !$0.isWhitespace } }, "\(names)")
  }

  /// The text after some edits, whose positions are in UTF-16.
  private static func applied(_ edits: [[String: Any]], to text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.utf16.count + 1 }
    func offset(_ value: Any?) -> Int {
      let position = value as? [String: Int] ?? [:]
      return lines.prefix(position["line"] ?? 0).reduce(0, +) + (position["character"] ?? 0)
    }
    var units = Array(text.utf16)
    let ranges = edits.compactMap { edit -> (Range<Int>, String)? in
      guard let range = edit["range"] as? [String: Any], let new = edit["newText"] as? String else { return nil }
      return (offset(range["start"])..<offset(range["end"]), new)
    }
    for (range, new) in ranges.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) { units.replaceSubrange(range, with: new.utf16) }
    return String(decoding: units, as: UTF16.self)
  }
}
