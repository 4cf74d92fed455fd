import ApptLint
import Testing

/// Changes between two versions are reported, but not differences in notation.
@Suite struct ComparisonTests {
  /// Members of an Appointment before and after, as JSON or XML, and the elements that differ.
  struct Case: CustomTestStringConvertible, Sendable {
    var before: String
    var after: String
    var differs: [String] = []
    var testDescription: String { before + " -> " + after }
  }

  static let cases = [
    // Not reported: the same content, and changes that the rule permits.
    Case(before: #""start":"2026-03-09T10:00:00Z","priority":1"#, after: #" "priority" : 1 , "start" : "2026-03-09T10:00:00Z" "#),
    Case(before: #""description":"a/b\u00e9""#, after: #""description":"a\/bé""#),
    Case(before: #""start":"2026-03-09T10:00:00Z""#, after: #""start":"2026-03-09T11:00:00.000+01:00""#),
    Case(before: #""status":"booked""#, after: #""status":"cancelled""#),
    Case(before: #""meta":{"versionId":"1"}"#, after: #""meta":{"versionId":"2","lastUpdated":"2026-03-09T10:00:00Z"}"#),
    Case(
      before: #""slot":[{"reference":"Slot/1"},{"reference":"Slot/2"}]"#,
      after: #""slot":[{"reference":"Slot/2"},{"reference":"Slot/1"}]"#),
    Case(
      before: #""description":"a b","priority":1"#, after: #"<priority value='1'/><description value="a&#x20;b"></description>"#),
    Case(before: #"<slot><reference value="Slot/1"/></slot>"#, after: #""slot":[{"reference":"Slot/1"}]"#),
    Case(before: #""_description":{"id":"d"},"description":"a""#, after: #"<description id="d" value="a"/>"#),
    Case(
      before: #""contained":[{"resourceType":"Patient","id":"p","active":true}]"#,
      after: #"<contained><Patient><id value="p"/><active value="true"/></Patient></contained>"#),
    Case(
      before: #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>A  b</p></div>"}"#,
      after: #"<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>A b</p></div></text>"#),
    // Reported.
    Case(before: #""description":"a""#, after: #""description":"b""#, differs: ["Appointment.description"]),
    Case(before: #""description":"a""#, after: "", differs: ["Appointment"]),
    Case(before: "", after: #""description":"a""#, differs: ["Appointment.description"]),
    Case(before: #""description":"a""#, after: #""description":"a ""#, differs: ["Appointment.description"]),
    Case(before: #""start":"2026-03-09T10:00:00Z""#, after: #""start":"2026-03-09T10:00:00.5Z""#, differs: ["Appointment.start"]),
    Case(before: #""start":"2026-03-09T10:00:00Z""#, after: #""start":"2026-03-09""#, differs: ["Appointment.start"]),
    Case(
      before: #""extension":[{"url":"u","valueDecimal":1.0}]"#, after: #""extension":[{"url":"u","valueDecimal":1.00}]"#,
      differs: ["Appointment.extension[0].value"]),
    Case(
      before: #""extension":[{"url":"u","valueString":"1"}]"#, after: #""extension":[{"url":"u","valueCode":"1"}]"#,
      differs: ["Appointment.extension[0]", "Appointment.extension[0].value"]),
    Case(
      before: #""slot":[{"reference":"Slot/1"},{"reference":"Slot/2"}]"#, after: #""slot":[{"reference":"Slot/2"}]"#,
      differs: ["Appointment"]),
    Case(
      before: #""slot":[{"reference":"Slot/1"},{"reference":"Slot/2"}]"#,
      after: #""slot":[{"reference":"Slot/3"},{"reference":"Slot/2"}]"#, differs: ["Appointment.slot[0].reference"]),
    Case(
      before: #""contained":[{"resourceType":"Patient","id":"p"}]"#, after: #""contained":[{"resourceType":"Slot","id":"p"}]"#,
      differs: ["Appointment.contained[0]"]),
    Case(
      before: #""participant":[{"actor":{"reference":"Patient/1"},"status":"accepted"}]"#,
      after: #"<participant><actor><reference value="Patient/1"/></actor><status value="declined"/></participant>"#,
      differs: ["Appointment.participant[0].status"]),
    Case(
      before: #""text":{"status":"generated","div":"<div>A</div>"}"#,
      after: #""text":{"status":"generated","div":"<div>B</div>"}"#,
      differs: ["Appointment.text.div"]),
    Case(before: #""meta":{"profile":["a"]}"#, after: #""meta":{"profile":["b"]}"#, differs: ["Appointment.meta.profile[0]"]),
  ]

  private func appointment(_ members: String) -> String {
    if members.hasPrefix("<") { return "<Appointment xmlns=\"http://hl7.org/fhir\">\(members)</Appointment>" }
    return "{\"resourceType\":\"Appointment\"" + (members.isEmpty ? "" : ",") + members + "}"
  }

  @Test(arguments: cases) func differencesAreReported(test: Case) throws {
    let earlier = SourceText(name: "earlier", text: appointment(test.before))
    let report = try Recordings.linter().lint(SourceText(name: "later", text: appointment(test.after)), against: earlier)
    let found = report.findings.filter { $0.code == "BKL140" }
    #expect(found.compactMap(\.element).sorted() == test.differs.sorted())
    #expect(found.allSatisfy { $0.range.upperBound <= report.source.count })
  }

  @Test func theEarlierElementIsNamedWithItsLine() throws {
    let earlier = SourceText(
      name: "read.json", text: "{\n\"resourceType\": \"Appointment\",\n\"slot\": [{\n\"reference\": \"Slot/1\"}]}")
    let report = try Recordings.linter().lint(
      SourceText(name: "sent.json", text: #"{"resourceType":"Appointment","slot":[{"reference":"Slot/2"}]}"#), against: earlier)
    let finding = try #require(report.findings.first { $0.code == "BKL140" })
    let message = finding.message.text(showingValues: true)
    let expected = "expected the value of Appointment.slot[0].reference, line 4 of read.json ('Slot/1')"
    #expect(message == expected + ", found a different one ('Slot/2')")
    #expect(report.recommendedStatus == 422)
  }

  /// A PUT is a cancellation or an update, never a booking: elements forbidden in a booking are allowed.
  @Test func thePayloadIsTheBodyOfAPut() throws {
    let text = #"{"resourceType":"Appointment","id":"a1","status":"booked"}"#
    let linter = try Recordings.linter()
    #expect(linter.lint(SourceText(name: "a", text: text)).findings.contains { $0.code == "BKL001" })
    let report = linter.lint(SourceText(name: "a", text: text), against: SourceText(name: "b", text: text))
    #expect(!report.findings.contains { $0.code == "BKL001" || $0.code == "BKL140" })
  }

  /// A linter with packs that each have one rule about changes.
  private func linter(_ packs: [(id: String, interaction: String, row: String)]) throws -> Linter {
    var configuration = Configuration()
    configuration.packs = .chosen(packs.map(\.id))
    configuration.now = 1_800_000_000
    let files = packs.flatMap { pack in
      let head = """
        { "id": "\(pack.id)", "title": "T", "release": "4.0", "tables": ["t.json"], "interactions": [ {
            "id": "\(pack.interaction)", "when": ["Bundle"], "requests": ["Exchange.request.where(method = 'PUT')"] } ] }
        """
      let table = """
        { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Change", "root": true } },
          "rules": [ { "keyword": "SHALL", "requirement": "R", \(pack.row) } ] }
        """
      return [SourceText(name: pack.id + "/pack.json", text: head), SourceText(name: pack.id + "/t.json", text: table)]
    }
    return try Linter(configuration, packFiles: files)
  }

  /// Rules about changes use the time of the configuration.
  @Test(arguments: [("2026-03-09", []), ("2030-03-09", ["Basic.created"])])
  func changesAreCheckedAtTheConfiguredTime(created: String, found: [String]) throws {
    let linter = try linter([
      (
        "x", "replace",
        """
        "code": "XXX001", "name": "x-created", "at": "Change.later.resource.ofType(Basic).created", "check": { "notFuture": {} }
        """
      )
    ])
    let later = SourceText(name: "later", text: #"{"resourceType":"Basic","created":"\#(created)"}"#)
    let report = linter.lint(later, against: SourceText(name: "earlier", text: #"{"resourceType":"Basic"}"#))
    #expect(report.findings.filter { $0.code == "XXX001" }.map(\.element) == found)
  }

  /// Each pack infers its own interaction: an interaction's id means nothing in another pack.
  @Test func eachPackHasItsOwnInteraction() throws {
    let check = #""at": "Change.later.resource.ofType(Basic).created", "check": { "absent": {} }"#
    let linter = try linter([
      ("x", "replace", #""code": "XXX001", "name": "x-created", "interaction": "replace", \#(check)"#),
      ("y", "amend", #""code": "YYY001", "name": "y-created", "interaction": "amend", \#(check)"#),
      ("z", "renew", #""code": "ZZZ001", "name": "z-created", "interaction": "replace", \#(check)"#),
    ])
    let later = SourceText(name: "later", text: #"{"resourceType":"Basic","created":"2026-03-09"}"#)
    let report = linter.lint(later, against: SourceText(name: "earlier", text: #"{"resourceType":"Basic"}"#))
    let codes = report.findings.flatMap { [$0.code] + $0.further.map(\.code) }
    #expect(["XXX001", "YYY001", "ZZZ001"].filter(codes.contains) == ["XXX001", "YYY001"])
  }

  /// If the versions cannot be compared, the report says so.
  @Test(arguments: [
    ("{", ["nhs-booking"], "resource"), (#"{"resourceType":"Appointment""#, ["nhs-booking"], "well-formed"),
    (#"{"resourceType":"Appointment"}"#, ["nhs-registry"], "No applicable pack"),
  ]) func missingComparisonsAreReported(earlier: String, packs: [String], word: String) throws {
    let report = try Recordings.linter(packs).lint(
      SourceText(name: "a", text: #"{"resourceType":"Appointment"}"#), against: SourceText(name: "b", text: earlier))
    #expect(report.notChecked.contains { $0.code == "against" && $0.reason.contains(word) })
  }
}
