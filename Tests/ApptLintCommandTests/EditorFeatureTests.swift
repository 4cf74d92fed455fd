import Foundation
import Testing

/// The responses of `apptlint lsp` to requests about positions in a text.
struct EditorFeatureTests {
  static let booking = """
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

  /// A request at the mark `‸`, or about the whole text if there is no mark.
  struct Case: Sendable, CustomTestStringConvertible {
    var method: String
    /// The text to replace in the booking, and the replacement, with a mark at the position of the request.
    var change: (String, String)
    var file = "a.json"
    var text: String?
    var parameters = ""
    /// Texts that are in the result, and texts that are not.
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
    at(
      "hover", #""status": "booked""#, #""status": "boo‸ked""#, ["`booked`: Booked", #""character":12"#, #""character":20"#],
      lacks: [#""character":2}"#]),
    at("hover", #""status": "booked""#, #""sta‸tus": "booked""#, [#""character":2"#, #""character":10"#]),
    at("hover", #""status": "booked""#, #""status":‸ "booked""#, [#""character":2"#, #""character":20"#]),
    at("hover", #""slot": [ {"#, #""slot": ‸[ {"#, ["**Appointment.slot**", #""character":10"#, #""character":11"#]),
    at("hover", stu3, #""resourceType": "Appoin‸tment","#, ["**Appointment**", #""character":18"#, #""character":31"#]),
    at("hover", ##""#slot" }"##, ##""#slot"   ‸}"##, ["**Appointment.slot**"], lacks: ["range"]),
    at("hover", ##""#slot" }"##, ##""#slot"  ‸ }"##, ["null"]),
    at("hover", #"  "status": "booked","#, #" ‸ "status": "booked","#, ["null"]),
    at("hover", stu3, #""resource‸Type": "Appointment","#, ["**Appointment**", "Checked as FHIR"]),
    // Text of the payload is not markup.
    at(
      "hover", stu3, #""resource‸Type": "Appointment", "meta": { "profile": ["http://a.org/[a](b)`<i>"] },"#,
      [#"http://a.org/\\[a\\](b)\\`\\<i\\>"#]),
    at("hover", #""deceasedBoolean""#, #""deceased‸Boolean""#, ["a type of `deceased[x]`"]),
    at("hover", #""actor": {"#, #""ac‸tor": {"#, ["`Reference` 0..1", "`Patient`", "`Practitioner`"]),
    within(
      "hover", #"<Slot xmlns="http://hl7.org/fhir"><sta‸tus value="free"/></Slot>"#, file: "a.xml",
      ["**Slot.status** `code` 1..1", #""character":35"#, #""character":41"#]),
    within(
      "hover", #"<Slot xmlns="http://hl7.org/fhir"><status value="fr‸ee"/></Slot>"#, file: "a.xml",
      ["`free`", #""character":49"#, #""character":53"#]),
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
    // A comma is inserted before a following member or item.
    at(
      "completion", #""deceasedBoolean": false"#, #""gen‸" "deceasedBoolean": false"#, [##""newText":"\"gender\": \"\",""##]),
    at("completion", #""slot": ["#, #"‸ "slot": ["#, [##""newText":"\"minutesDuration\": ,""##]),
    at("completion", #""status": "booked","#, #""status": "‸""#, [##""newText":"\"booked\",""##]),
    at("completion", #""status": "booked","#, #""status": ‸"#, [##""newText":"\"booked\",""##]),
    at("completion", #""deceasedBoolean": false"#, #""gen‸": "x""#, [##""newText":"\"gender\"""##]),
    at("completion", #""deceasedBoolean": false"#, #""gen‸", "x": 1"#, [##""newText":"\"gender\": \"\"""##]),
    within("completion", #"{"pa‸" "ignore": []}"#, file: ".apptlint.json", [##""newText":"\"packs\": [],""##]),
    within("completion", #"{"packs": ["‸" "bars"]}"#, file: ".apptlint.json", [##""newText":"\"nhs-booking\",""##]),
    within("completion", #"{"packs": ["‸"], "ignore": []}"#, file: ".apptlint.json", [##""newText":"\"nhs-booking\"""##]),
    // Nothing is proposed where it would break the JSON or XML.
    at("completion", #""status": "booked""#, #""status"‸: "booked""#, ["null"]),
    at("completion", #""status": "booked""#, #""status" ‸ : "booked""#, ["null"]),
    at("completion", #""status": "booked""#, #""status":‸"booked""#, ["null"]),
    at("completion", #""status": "booked""#, #""status": ‸ "booked""#, ["null"]),
    at("completion", #""deceasedBoolean": false"#, #""deceasedBoolean":‸ false"#, ["null"]),
    at("completion", #""deceasedBoolean": false"#, #""meta": { "profile": [ "http://a.org"‸ ] }"#, ["null"]),
    at("completion", #""deceasedBoolean": false"#, #""meta": { "profile": [ "http://a.org"‸ "b" ] }"#, ["null"]),
    at("completion", #""deceasedBoolean": false"#, #""meta": { "profile": [ "http://a.org", ‸ ] }"#, ["UKCore-Patient"]),
    at("completion", #""deceasedBoolean": false"#, #""meta": { "profile": [ ‸"http://a.org" ] }"#, [#"UKCore-Patient\","#]),
    within("completion", #"{"packs"‸: []}"#, file: ".apptlint.json", ["null"]),
    within("completion", #"{"packs": ["bars"‸]}"#, file: ".apptlint.json", ["null"]),
    within("completion", #"{"failOn":‸"error"}"#, file: ".apptlint.json", ["null"]),
    within("completion", #"{"suppress": [{"rule": "LNT001", "reason": "x"}‸]}"#, file: ".apptlint.json", ["null"]),
    within(
      "completion", #"<Slot xmlns="http://hl7.org/fhir"><st‸ value="free"/></Slot>"#, file: "a.xml",
      [#""newText":"status""#], lacks: ["value="]),
    within(
      "completion", #"<Slot xmlns="http://hl7.org/fhir"><st‸/></Slot>"#, file: "a.xml", [#""newText":"status""#],
      lacks: ["value="]),
    // References.
    at("definition", ##""#slot""##, ##""#sl‸ot""##, [#""line":3"#, #""line":8"#]),
    at(
      "references", #""id": "pat""#, #""id": "p‸at""#, [#""line":18"#], lacks: [#""line":11"#],
      #""context": {"includeDeclaration": false}"#),
    at(
      "references", #""id": "pat""#, #""id": "p‸at""#, [#""line":18"#, #""line":11"#], #""context": {"includeDeclaration": true}"#
    ),
    within(
      "definition",
      ##"{"resourceType": "Questionnaire", "item": [{"answerValueSet": "#v‸s"}], "contained": [{"resourceType": "ValueSet", "id": "vs"}]}"##,
      [#""character":85"#]),
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
}
