import Foundation
import Testing

/// The edits that `apptlint lsp` offers: fixes, added elements and renaming.
struct EditorEditTests {
  struct Action: Sendable, CustomTestStringConvertible {
    var title: String
    var text: String
    var expected: String
    var file = "a.json"
    var options = ["--fhir-version", "4.0"]
    /// A rule that reports a missing element before the action, but not after it.
    var fixes: String?
    var testDescription: String { "\(title): \(text) \(options)" }
  }

  static let actions = [
    Action(
      title: "Fix: Insert a comma here.", text: "{\"resourceType\": \"Slot\"‸ \"status\": \"free\"}",
      expected: "{\"resourceType\": \"Slot\", \"status\": \"free\"}"),
    Action(
      title: "Apply all safe fixes", text: "{\"resourceType\": \"Slot\"‸ \"status\": \"free\" \"schedule\": {}}",
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
    // The code that a pack requires is inserted; if the pack allows several codes, none is chosen.
    Action(
      title: "Add status", text: "{‸\"resourceType\": \"Appointment\"}",
      expected: "{\"resourceType\": \"Appointment\", \"status\": \"booked\"}",
      options: ["--pack", "nhs-booking", "--interaction", "book"]),
    Action(
      title: "Add status", text: "{‸\"resourceType\": \"Appointment\"}",
      expected: "{\"resourceType\": \"Appointment\", \"status\": \"\"}",
      options: ["--pack", "nhs-booking", "--interaction", "update"]),
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
    // Inserted line breaks are like those of the text.
    Action(
      title: "Add participant", text: "{‸\r\n  \"resourceType\": \"Appointment\",\r\n  \"status\": \"booked\"\r\n}",
      expected:
        "{\r\n  \"resourceType\": \"Appointment\",\r\n  \"status\": \"booked\",\r\n  \"participant\": [\r\n    {\r\n      \"status\": \"\"\r\n    }\r\n  ]\r\n}"
    ),
    Action(
      title: "Add status", text: "{‸\r  \"resourceType\": \"Slot\"\r}",
      expected: "{\r  \"resourceType\": \"Slot\",\r  \"status\": \"\"\r}"),
    Action(
      title: "Add end",
      text: "<‸Slot xmlns=\"http://hl7.org/fhir\">\r\n  <start value=\"2026-03-02T09:00:00Z\"/>\r\n</Slot>",
      expected:
        "<Slot xmlns=\"http://hl7.org/fhir\">\r\n  <start value=\"2026-03-02T09:00:00Z\"/>\r\n  <end value=\"\"/>\r\n</Slot>",
      file: "a.xml"),
    // All missing elements on the path of a rule are added.
    Action(
      title: "Add meta.profile",
      text: #"{"resourceType": "Appointment", "contained": [{‸"resourceType": "Patient", "id": "p"}]}"#,
      expected:
        #"{"resourceType": "Appointment", "contained": [{"resourceType": "Patient", "id": "p", "meta": {"#
        + "\n  \"profile\": [\"\"]\n}}]}",
      options: ["--pack", "uec-booking"], fixes: "UEC110"),
    Action(
      title: "Add meta.profile",
      text:
        #"<Appointment xmlns="http://hl7.org/fhir"><‸contained><Patient><id value="p"/></Patient></contained></Appointment>"#,
      expected:
        #"<Appointment xmlns="http://hl7.org/fhir"><contained><Patient><id value="p"/>"#
        + "\n<meta>\n  <profile value=\"\"/>\n</meta></Patient></contained></Appointment>",
      file: "a.xml", options: ["--pack", "uec-booking"], fixes: "UEC110"),
    Action(
      title: "Add coding.system",
      text:
        #"{"resourceType": "Patient", "extension": [{"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1", "value‸CodeableConcept": {"text": "x"}}]}"#,
      expected:
        #"{"resourceType": "Patient", "extension": [{"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1", "valueCodeableConcept": {"text": "x", "coding": ["#
        + "\n  {\n    \"system\": \"\"\n  }\n]}}]}",
      options: ["--pack", "nhs-identifiers", "--fhir-version", "3.0"], fixes: "NHS004"),
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
    let edited = EditorSession.applied(changes?.values.first ?? [], to: text)
    #expect(edited == action.expected)
    guard let rule = action.fixes else { return }
    func findings(_ text: String) throws -> [String] {
      let session = EditorSession(EditorSession.start([(action.file, text)]), in: try TestFolder(), options: action.options)
      return (session.published[action.file] ?? []).filter { $0.code == rule && $0.message.contains("is missing") }.map(\.message)
    }
    #expect(try !findings(text).isEmpty)
    #expect(try findings(edited).isEmpty)
  }

  /// The empty placeholder that an action inserts is reported until the user replaces it.
  @Test func anEmptyValueIsReported() throws {
    let text = #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": ""}"#
    let session = EditorSession(
      EditorSession.start([("a.json", text)]), in: try TestFolder(), options: ["--fhir-version", "4.0"])
    #expect(session.published["a.json"]?.contains { $0.message.contains("empty") } == true, "\(session.published)")
  }

  @Test func aContainedResourceIsRenamedWithItsReferences() throws {
    let (position, text) = EditorSession.position(EditorFeatureTests.booking.replacing(#""id": "slot""#, with: #""id": "s‸lot""#))
    func rename(_ name: String, _ position: String) -> EditorSession? {
      try? EditorSession(
        EditorSession.start([("a.json", text)]) + [
          EditorSession.request(7, "rename", "a.json", position + #", "newName": "\#(name)""#)
        ],
        in: TestFolder())
    }
    let changes = (rename("first", position)?.result(7) as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let expected = text.replacing(#""id": "slot""#, with: #""id": "first""#).replacing("#slot", with: "#first")
    #expect(EditorSession.applied(changes?.values.first ?? [], to: text) == expected)
    #expect(rename("a b", position)?.error(7) == -32803)
    #expect(rename("pat", position)?.error(7) == -32803)
    #expect(rename("x", EditorSession.position("{‸").parameters)?.error(7) == -32803)
  }

  /// Texts with `old` as the id of a contained resource, and `#old` in references to it.
  static let renamed: [(file: String, text: String)] = [
    (
      "a.json",
      ##"""
      {"resourceType": "Questionnaire", "status": "draft", "title": "#%", "description": "#%",
       "contained": [{"resourceType": "ValueSet", "id": "o‸ld", "status": "draft",
                      "compose": {"include": [{"valueSet": ["#old"], "system": "#old"}]}}],
       "derivedFrom": ["#old"], "extension": [{"url": "http://x", "valueUri": "\u0023old"}, {"url": "http://y", "valueString": "#%"}],
       "item": [{"linkId": "1", "type": "choice", "answerValueSet": "#old"}, {"linkId": "#%", "type": "choice"}]}
      """##
    ),
    (
      "a.json",
      ##"""
      {"resourceType": "Questionnaire", "contained": [{"resourceType": "ValueSet", "id": "old"}],
       "item": [{"linkId": "1", "type": "choice", "answerValueSet": "#o‸ld"}]}
      """##
    ),
    (
      "a.json",
      ##"""
      {"resourceType": "Patient", "contained": [{"resourceType": "Binary", "id": "o‸ld"}],
       "text": {"div": "<div title='#%'>#%<img\nsrc=\"#old\"/><a href = '#old'>a=b</a><a href=\"#%2\" data-href='#%'/></div>"},
       "photo": [{"url": "#old", "title": "#%"}], "managingOrganization": {"reference": "#old", "display": "#%"}}
      """##
    ),
    (
      "a.json",
      ##"""
      {"resourceType": "Patient", "contained": [{"resourceType": "Binary", "id": "o‸ld"}], "photo": [{"url": "#old"}],
       "text": {"div": "<div><a href='#%'/><p id='%'/></div>"}}
      """##
    ),
    (
      "a.xml",
      ##"""
      <Questionnaire xmlns="http://hl7.org/fhir"><text><div xmlns="http://www.w3.org/1999/xhtml"><div><img src="#old" alt="#%"/></div></div></text>
      <contained><ValueSet><id value="o‸ld"/></ValueSet></contained><title value="#%"/>
      <item><linkId value="1"/><answerValueSet value="#old"/></item></Questionnaire>
      """##
    ),
    // Each resource of a Bundle has its own contained resources.
    (
      "a.json",
      ##"""
      {"resourceType": "Bundle", "entry": [
        {"resource": {"resourceType": "Questionnaire", "contained": [{"resourceType": "ValueSet", "id": "o‸ld"}], "derivedFrom": ["#old"]}},
        {"resource": {"resourceType": "Questionnaire", "contained": [{"resourceType": "ValueSet", "id": "%"}], "derivedFrom": ["#%"],
         "text": {"div": "<div><a href='#%'/></div>"}}}]}
      """##
    ),
  ]

  @Test(arguments: renamed.indices) func everythingThatRefersToAContainedResourceIsRenamed(index: Int) throws {
    let (file, marked) = Self.renamed[index]
    // A percent sign is an `old` that must not be renamed.
    let (position, text) = EditorSession.position(marked)
    let written = text.replacing("%", with: "old")
    let session = EditorSession(
      EditorSession.start([(file, written)]) + [EditorSession.request(7, "rename", file, position + #", "newName": "new""#)],
      in: try TestFolder(), options: ["--fhir-version", "4.0"])
    let changes = (session.result(7) as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let expected = text.replacing("\\u0023old", with: "#new").replacing("old", with: "new").replacing("%", with: "old")
    #expect(EditorSession.applied(changes?.values.first ?? [], to: written) == expected)
  }
}
