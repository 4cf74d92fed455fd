import Foundation
import Testing

/// The related places of findings, as listed in SARIF.
struct RelatedPlaceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var code: String
    var text: String
    /// The text in the range of the finding and in the range of each related place.
    var places: [String]
    var file = "a.json"
    var options = ["--fhir-version", "4.0", "--pack", "none"]
    /// The message about the last place; nil for any message.
    var relation: String? = nil
    var testDescription: String { "\(code) \(file)" }
  }

  private static let own = ["--fhir-version", "4.0", "--pack", "@own"]

  private static let table = """
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment", "root": true } },
      "rules": [
        { "code": "OWN001", "name": "own-count", "keyword": "MUST", "requirement": "One slot.",
          "at": "Appointment.slot", "check": { "count": { "max": 1 } } },
        { "code": "OWN002", "name": "own-target", "keyword": "MUST", "requirement": "Patients take part.",
          "at": "Appointment.participant.actor", "check": { "reference": { "to": ["Patient"] } } },
        { "code": "OWN003", "name": "own-window", "keyword": "MUST", "requirement": "It starts in the period.",
          "at": "Appointment.start", "check": { "inside": { "from": "Appointment.requestedPeriod.start" } } },
        { "code": "OWN004", "name": "own-length", "keyword": "MUST", "requirement": "The length is the priority plus 1.",
          "at": "Appointment.minutesDuration", "check": { "difference": { "from": "Appointment.priority", "is": 1 } } },
        { "code": "OWN005", "name": "own-comment", "keyword": "MUST", "requirement": "The comment is new.",
          "at": "Appointment.comment", "check": { "differs": { "from": "Appointment.description" } } },
        { "code": "OWN006", "name": "own-reason", "keyword": "MUST", "requirement": "The instruction is known.",
          "at": "Appointment.patientInstruction", "check": { "listed": { "in": "Appointment.description" } } },
        { "code": "OWN007", "name": "own-language", "keyword": "MUST", "requirement": "The language is repeated.",
          "at": "Appointment.contained.ofType(Slot).language", "check": { "echoed": { "of": "Appointment.language" } } } ] }
    """

  private static let booking = """
    { "resourceType": "Appointment", "language": "en",
      "contained": [ { "resourceType": "Slot", "id": "s", "language": "fr" } ],
      "description": "tea", "comment": "tea", "patientInstruction": "cake",
      "priority": 3, "minutesDuration": 5, "start": "2026-03-02T09:00:00Z", "requestedPeriod": [ { "start": "2026-03-03T09:00:00Z" } ],
      "slot": [ { "reference": "#s" }, { "reference": "Slot/2" } ],
      "participant": [ { "actor": { "reference": "#s" } } ] }
    """

  private static let bundle = """
    { "resourceType": "Bundle", "type": "collection", "link": [ { "relation": "self", "url": "https://a.org/1" }, { "relation": "self", "url": "https://a.org/2" } ],
      "entry": [ { "fullUrl": "https://a.org/Slot/1", "resource": { "resourceType": "Slot", "id": "2" } },
                 { "fullUrl": "https://a.org/Slot/1", "resource": { "resourceType": "Slot", "id": "1" } },
                 { "fullUrl": "https://a.org/Patient/3", "resource": { "resourceType": "Patient", "id": "3",
                   "generalPractitioner": [ { "reference": "Slot/1", "type": "Schedule" } ] } } ] }
    """

  private static let exchange = """
    PUT https://a.org/Appointment/1 HTTP/1.1
    Content-Type: application/fhir+json

    { "resourceType": "Appointment", "id": "1", "description": "tea", "description": "cake" }

    HTTP/1.1 200 OK
    Content-Type: application/fhir+json

    { "resourceType": "Appointment", "id": "1", "description": "cake" }
    """

  private static let answerTable = """
    { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Exchange", "root": true } },
      "rules": [
        { "code": "OWN001", "name": "own-response", "keyword": "MUST", "requirement": "The response repeats the request.",
          "at": "Exchange.response.resource.ofType(Appointment)",
          "check": { "unchanged": { "since": "Exchange.request.resource.ofType(Appointment)" } } },
        { "code": "OWN002", "name": "own-tag", "keyword": "MUST", "requirement": "The tag is the id.",
          "at": "Exchange.request.header('If-Match')", "check": { "entityTag": { "of": "Exchange.request.resource.id" } } } ] }
    """

  private static func put(_ body: String, answer: String) -> String {
    """
    PUT https://a.org/Appointment/1 HTTP/1.1
    Content-Type: application/fhir+json
    If-Match: W/"2"

    \(body)

    HTTP/1.1 200 OK
    Content-Type: application/fhir+json

    \(answer)
    """
  }

  private static let before = #"{ "resourceType": "Appointment", "id": "1", "description": "tea" }"#
  private static let after = #"{ "resourceType": "Appointment", "id": "1", "description": "cake" }"#
  private static let short = #"{ "resourceType": "Appointment", "id": "1" }"#
  private static let answers = ["--fhir-version", "4.0", "--pack", "@answers"]

  private static let har = """
    {"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-03-02T09:00:00Z",
    "request": {"method": "PUT", "url": "https://a.org/Appointment/1", "headers": [],
    "postData": {"mimeType": "application/fhir+json", "text": \(EditorSession.quoted(before))}},
    "response": {"status": 200, "headers": [], "content": {"size": 1, "mimeType": "application/fhir+json",
    "text": \(EditorSession.quoted(after))}}}]}}
    """

  static let cases = [
    Case(
      code: "STR002", text: #"{"resourceType": "Slot", "status": "busy", "status": "free"}"#,
      places: [#""status""#, #""status""#]),
    Case(
      code: "STR013", text: #"{"resourceType": "Patient", "deceasedBoolean": true, "deceasedDateTime": "2026-01-01"}"#,
      places: [#""deceasedDateTime""#, #""deceasedBoolean""#]),
    Case(
      code: "STR006", text: #"<Slot xmlns="http://hl7.org/fhir"><comment value="a"/><comment value="b"/></Slot>"#,
      places: ["comment", "comment"], file: "a.xml"),
    Case(code: "REF003", text: bundle, places: [#""Slot/1""#, #""resource""#]),
    Case(code: "REF004", text: bundle, places: [#""Schedule""#, #""Slot/1""#]),
    Case(code: "REF017", text: bundle, places: [#""https://a.org/Slot/1""#, #""2""#]),
    Case(code: "REF018", text: bundle, places: [#""https://a.org/Slot/1""#, #""https://a.org/Slot/1""#]),
    Case(code: "REF021", text: bundle, places: [#""self""#, #""self""#]),
    Case(code: "OWN001", text: booking, places: ["{", "{"], options: own),
    Case(code: "OWN002", text: booking, places: [##""#s""##, "{"], options: own),
    Case(
      code: "OWN003", text: booking, places: [#""2026-03-02T09:00:00Z""#, #""2026-03-03T09:00:00Z""#], options: own,
      relation: "Appointment.requestedPeriod.start"),
    Case(code: "OWN004", text: booking, places: ["5", "3"], options: own),
    Case(code: "OWN005", text: booking, places: [#""tea""#, #""tea""#], options: own),
    Case(code: "OWN006", text: booking, places: [#""cake""#, #""tea""#], options: own),
    Case(code: "OWN007", text: booking, places: [#""fr""#, #""en""#], options: own),
    Case(code: "STR002", text: exchange, places: [#""description""#, #""description""#], file: "a.http"),
    Case(
      code: "OWN001", text: put(before, answer: after), places: [#""cake""#, #""tea""#], file: "a.http", options: answers),
    Case(code: "OWN001", text: put(before, answer: short), places: ["{", #""tea""#], file: "a.http", options: answers),
    Case(code: "OWN002", text: put(before, answer: before), places: [#"W/"2""#, #""1""#], file: "a.http", options: answers),
    Case(code: "OWN001", text: har, places: [#"\"cake\""#, #"\"tea\""#], file: "a.har", options: answers),
  ]

  @Test(arguments: cases) func relatedPlacesAreListed(item: Case) throws {
    let pack = #"{ "id": "own", "title": "Own", "release": "4.0", "tables": ["table.json"] }"#
    let folder = try TestFolder([
      "own/pack.json": pack, "own/table.json": Self.table, "answers/pack.json": pack, "answers/table.json": Self.answerTable,
      item.file: item.text,
    ])
    let run = folder.run(["check", "--format", "sarif"] + item.options + ["@" + item.file])
    let log = (try? JSONSerialization.jsonObject(with: Data(run.output.utf8))) as? [String: Any]
    let results = (log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
    let result = results.first { ($0["ruleId"] as? String ?? "").hasPrefix(item.code) }
    let found = try #require(result, "\(run.output) \(run.errors)")
    let places = [found["locations"], found["relatedLocations"]].flatMap { $0 as? [[String: Any]] ?? [] }
    #expect(places.map { Self.part($0, of: item.text) } == item.places)
    let relations = places.dropFirst().map { ($0["message"] as? [String: String])?["text"] ?? "" }
    #expect(!relations.contains("") && (item.relation == nil || relations.last == item.relation), "\(relations)")
  }

  private static func part(_ place: [String: Any], of text: String) -> String {
    let region = (place["physicalLocation"] as? [String: Any])?["region"] as? [String: Any] ?? [:]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func number(_ name: String) -> Int { region[name] as? Int ?? 0 }
    guard number("startLine") == number("endLine"), lines.indices.contains(number("startLine") - 1) else { return "?" }
    let line = lines[number("startLine") - 1]
    return String(line.dropFirst(number("startColumn") - 1).prefix(number("endColumn") - number("startColumn")))
  }
}
