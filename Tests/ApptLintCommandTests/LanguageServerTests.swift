import Foundation
import Testing

/// The protocol of `apptlint lsp`: sessions, texts, diagnostics and settings.
struct LanguageServerTests {
  private static let slot = """
    {
      "resourceType": "Slot",
      "schedule": { "reference": "Schedule/1" },
      "status": "free",
      "start": "2026-03-02T09:00:00Z",
      "end": "2026-03-02T09:10:00Z"
    }

    """
  private static let wrong = slot.replacing("\"free\"", with: "\"sesame\"")
  private static let versions = #"{"textDocument": {"publishDiagnostics": {"versionSupport": true}}}"#
  private static let pulling = #"{"textDocument": {"diagnostic": {}}}"#

  private static func codes(_ diagnostics: [EditorSession.Diagnostic]?) -> [String]? { diagnostics?.map(\.code) }

  // MARK: Sessions

  struct Exchange: Sendable, CustomTestStringConvertible {
    var name: String
    var messages: [String]
    /// The error of the request with the id 7; nil for none.
    var error: Int?
    var status: Int32 = 0
    var testDescription: String { name }
  }

  static let exchanges = [
    Exchange(
      name: "a request before initialize", messages: [EditorSession.request(7, "hover", "a.json")], error: -32002, status: 1),
    Exchange(name: "exit without shutdown", messages: EditorSession.start() + [#"{"method": "exit"}"#], status: 1),
    Exchange(name: "the end of the input", messages: EditorSession.start(), status: 1),
    Exchange(
      name: "a second initialize",
      messages: EditorSession.start() + [#"{"id": 7, "method": "initialize", "params": {}}"#] + EditorSession.end, error: -32600),
    Exchange(
      name: "an unknown method",
      messages: EditorSession.start() + [#"{"id": 7, "method": "textDocument/fly"}"#] + EditorSession.end, error: -32601),
    Exchange(
      name: "an unknown notification", messages: EditorSession.start() + [#"{"method": "textDocument/fly"}"#] + EditorSession.end),
    Exchange(
      name: "a request after shutdown",
      messages: EditorSession.start() + [
        #"{"id": 6, "method": "shutdown"}"#, EditorSession.request(7, "hover", "a.json"), #"{"method": "exit"}"#,
      ], error: -32600),
    Exchange(
      name: "no document",
      messages: EditorSession.start() + [#"{"id": 7, "method": "textDocument/hover", "params": {}}"#] + EditorSession.end,
      error: -32602),
    Exchange(
      name: "no position",
      messages: EditorSession.start([("a.json", slot)]) + [EditorSession.request(7, "hover", "a.json")] + EditorSession.end,
      error: -32602),
    Exchange(
      name: "a document that is not open",
      messages: EditorSession.start() + [EditorSession.request(7, "hover", "b.json", #""position": {"line": 0, "character": 0}"#)]
        + EditorSession.end),
    Exchange(
      name: "another version of JSON-RPC",
      messages: EditorSession.start() + [#"{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}"#] + EditorSession.end),
  ]

  @Test(arguments: exchanges) func aSessionEndsWithItsStatus(exchange: Exchange) throws {
    let session = EditorSession(exchange.messages, in: try TestFolder())
    #expect(session.error(7) == exchange.error)
    #expect(session.status == exchange.status)
    #expect(session.errors == "")
  }

  @Test(arguments: [
    ("Content-Length: 3\r\n\r\n{,}", -32700), ("Content-Length: 2\r\n\r\n[]", -32600), ("Content-Length: 4\r\n\r\nnull", -32600),
    ("Content-Type: x\r\n\r\n", -32700), ("Content-Length: x\r\n\r\n", -32700), ("Content-Length: -1\r\n\r\n", -32700),
    ("Content-Length: 99999999999\r\n\r\n", -32700), (String(repeating: "x", count: 5000), -32700),
    ("Content-Length: 17\r\n\r\n{\"jsonrpc\":\"2.0\"}", -32600),
    ("Content-Length: 27\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":[1]} ", -32600),
  ]) func invalidMessagesAreErrors(text: String, code: Int) throws {
    let session = EditorSession(EditorSession.start(), in: try TestFolder(), bytes: Array(text.utf8))
    #expect(session.error(nil) == code)
    #expect(session.status == 1)
  }

  @Test func messagesAfterAMalformedOneAreHandled() throws {
    let bytes = Array("Content-Type: x\r\n\r\n".utf8) + EditorSession.framed(#"{"id": 7, "method": "shutdown"}"#)
    let session = EditorSession(EditorSession.start(), in: try TestFolder(), bytes: bytes)
    #expect(session.error(nil) == -32700)
    #expect(session.result(7) is NSNull)
  }

  @Test func aCancelledRequestFails() throws {
    let messages =
      EditorSession.start([("a.json", Self.slot)]) + [
        EditorSession.request(7, "documentSymbol", "a.json"), #"{"method": "$/cancelRequest", "params": {"id": 7}}"#,
        #"{"method": "$/cancelRequest", "params": {"id": 1000}}"#,
      ]
    let session = EditorSession(messages + EditorSession.end, in: try TestFolder(), arrival: .together)
    #expect(session.error(7) == -32800)
    #expect(session.status == 0)
  }

  // MARK: Texts

  @Test func findingsArePublishedWithTheirVersion() throws {
    let whole = EditorSession.change("a.json", version: 2, #"{"text": \#(EditorSession.quoted(Self.wrong))}"#)
    let part = EditorSession.change(
      "a.json", version: 3,
      #"{"range": {"start": {"line": 3, "character": 13}, "end": {"line": 3, "character": 19}}, "text": "busy"}"#)
    let close = #"{"method": "textDocument/didClose", "params": {"textDocument": {"uri": "file://@/a.json"}}}"#
    let folder = try TestFolder()
    let first = EditorSession(EditorSession.start([("a.json", Self.slot)]) + [whole] + EditorSession.end, in: folder)
    #expect(first.publishedVersions == [1, 2])
    #expect(first.published["a.json"]?.first { $0.code == "BND001" }?.range == "3:12-3:20")
    #expect(first.published["a.json"]?.first { $0.code == "BND001" }?.message.contains("sesame") == true)
    let second = EditorSession(EditorSession.start([("a.json", Self.slot)]) + [whole, part] + EditorSession.end, in: folder)
    #expect(second.publishedVersions == [1, 2, 3])
    #expect(Self.codes(second.published["a.json"])?.contains("BND001") == false)
    let third = EditorSession(EditorSession.start([("a.json", Self.wrong)]) + [close] + EditorSession.end, in: folder)
    #expect(third.published["a.json"] == [])
  }

  @Test func onlyTheLastOfWaitingVersionsIsChecked() throws {
    let changes = (2...5).map {
      EditorSession.change("a.json", version: $0, #"{"text": \#(EditorSession.quoted($0 == 5 ? Self.wrong : Self.slot))}"#)
    }
    let session = EditorSession(EditorSession.start([("a.json", Self.slot)]) + changes, in: try TestFolder(), arrival: .together)
    #expect(session.publishedVersions == [5])
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == true)
  }

  @Test func findingsAreSentOnRequest() throws {
    let messages =
      EditorSession.start(capabilities: Self.pulling, [("a.json", Self.wrong)]) + [
        EditorSession.request(7, "diagnostic", "a.json")
      ]
    let session = EditorSession(messages + EditorSession.end, in: try TestFolder())
    let report = session.result(7) as? [String: Any]
    #expect(report?["kind"] as? String == "full")
    #expect(Self.codes(EditorSession.diagnostics(report?["items"]))?.contains("BND001") == true)
    #expect(session.published.isEmpty)
    let change = EditorSession.change("a.json", version: 2, #"{"text": "{}"}"#)
    let stale = EditorSession(
      messages + [change, EditorSession.request(8, "diagnostic", "a.json")], in: try TestFolder(), arrival: .together)
    #expect(stale.error(7) == -32802)
    #expect((stale.result(8) as? [String: Any])?["kind"] as? String == "full")
  }

  @Test func aRequestForFindingsFailsAtShutdown() throws {
    let session = EditorSession(
      EditorSession.start(capabilities: Self.pulling, [("a.json", Self.wrong)])
        + [EditorSession.request(7, "diagnostic", "a.json")] + EditorSession.end, in: try TestFolder(), arrival: .together)
    #expect(session.error(7) == -32802)
    #expect(session.result(99) is NSNull)
    #expect(session.status == 0)
  }

  @Test(arguments: [("utf-8", "3:28-3:36"), ("utf-16", "3:23-3:31"), ("utf-32", "3:22-3:30")])
  func positionsAreInTheNegotiatedEncoding(encoding: String, range: String) throws {
    let text = Self.wrong.replacing("\"status\":", with: "\"é𝄞€\": 1, \"status\":")
    let capabilities = #"{"general": {"positionEncodings": ["\#(encoding)"]}}"#
    let session = EditorSession(EditorSession.start(capabilities: capabilities, [("a.json", text)]), in: try TestFolder())
    let result = (session.result(0) as? [String: Any])?["capabilities"] as? [String: Any]
    #expect(result?["positionEncoding"] as? String == encoding)
    #expect(session.published["a.json"]?.first { $0.code == "BND001" }?.range == range)
  }

  /// A finding about two elements also refers to the other element.
  @Test func relatedPlacesAreShown() throws {
    let capabilities = #"{"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}"#
    let text = """
      {"resourceType": "Appointment", "status": "proposed",
       "start": "2026-03-02T10:00:00Z",
       "end": "2026-03-02T09:00:00Z",
       "contained": [{"resourceType": "Slot", "id": "a"},
                     {"resourceType": "Slot", "id": "a"}],
       "status": "booked"}
      """
    let session = EditorSession(EditorSession.start(capabilities: capabilities, [("a.json", text)]), in: try TestFolder())
    let published = session.messages.first { $0["method"] as? String == "textDocument/publishDiagnostics" }
    let diagnostics = (published?["params"] as? [String: Any])?["diagnostics"] as? [[String: Any]] ?? []
    var related: [String: [String]] = [:]
    for diagnostic in diagnostics {
      for item in diagnostic["relatedInformation"] as? [[String: Any]] ?? [] {
        let range = EditorSession.range((item["location"] as? [String: Any])?["range"])
        related[diagnostic["code"] as? String ?? "", default: []].append("\(range) \(item["message"] as? String ?? "")")
      }
    }
    #expect(related["STR002"] == ["0:32-0:40 the first occurrence"])
    #expect(related["REF010"]?.first == "3:46-3:49 the other resource with this id")
    #expect(related.values.joined().contains { $0.hasPrefix("2:8-2:30 the time that this one must ") }, "\(related)")
  }

  @Test func otherFilesAreNotChecked() throws {
    let session = EditorSession(
      EditorSession.start([("package.json", #"{"name": "x", }"#), ("a.xml", "<project/>"), ("empty.json", "")]),
      in: try TestFolder())
    #expect(session.published.values.flatMap { $0 } == [])
    #expect(session.published.count == 3)
  }

  @Test func everyKindOfFileIsChecked() throws {
    let xml = #"<Slot xmlns="http://hl7.org/fhir"><status value="sesame"/></Slot>"#
    let http = "POST /Slot HTTP/1.1\nHost: example.org\nContent-Type: application/fhir+json\n\n" + Self.wrong
    let session = EditorSession(EditorSession.start([("a.xml", xml), ("a.http", http)]), in: try TestFolder())
    for name in ["a.xml", "a.http"] { #expect(Self.codes(session.published[name])?.contains("BND001") == true, "\(name)") }
  }

  // MARK: Settings

  @Test func settingsOfFilesPrecedeThoseOfTheClient() throws {
    let texts = [("a.json", Self.wrong)]
    let ignoring = #"{"ignore": ["BND"]}"#
    let suppressing = #"{"suppress": [{"rule": "BND001", "reason": "x"}]}"#
    for (files, options, isReported) in [
      ([:], "null", true), ([".apptlint.json": ignoring], "null", false), ([:], ignoring, false),
      ([:], #"{"apptlint": \#(ignoring)}"#, false),
      ([".apptlint.json": #"{"ignore": ["LNT"]}"#], ignoring, true),
      ([:], suppressing, false), ([".apptlint.json": #"{"ignore": ["LNT"]}"#], suppressing, false),
      ([".apptlint.json": "7"], suppressing, false),
      ([:], suppressing.replacing("BND001", with: "LNT001"), true),
      ([:], suppressing.replacing("}]", with: #", "files": "/a.*"}]"#), false),
      ([:], suppressing.replacing("}]", with: #", "files": "b/a.*"}]"#), true),
      (["more.json": ignoring], #"{"extends": "more.json"}"#, false),
      (["b/more.json": #"{"extends": "../c.json"}"#, "c.json": suppressing], #"{"extends": "b/more.json"}"#, false),
    ] {
      let session = EditorSession(EditorSession.start(options: options, texts), in: try TestFolder(files))
      #expect(Self.codes(session.published["a.json"])?.contains("BND001") == isReported, "\(files) \(options)")
    }
    let session = EditorSession(EditorSession.start(texts), in: try TestFolder(), options: ["--ignore", "BND"])
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == false)
  }

  @Test func changedSettingsApplyAtOnce() throws {
    let notification =
      #"{"method": "workspace/didChangeConfiguration", "params": {"settings": {"apptlint": {"ignore": ["BND"]}}}}"#
    let session = EditorSession(EditorSession.start([("a.json", Self.wrong)]) + [notification], in: try TestFolder())
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == false)
    for settings in [
      #""ignore": 7"#, #""extends": "missing.json""#, #""suppress": [{"rule": "XYZ001", "reason": "x"}], "ignore": ["BND"]"#,
    ] {
      let bad = notification.replacing(#""ignore": ["BND"]"#, with: settings)
      let failed = EditorSession(EditorSession.start([("a.json", Self.wrong)]) + [bad], in: try TestFolder())
      #expect(Self.codes(failed.published["a.json"])?.contains("BND001") == true)
      #expect(failed.messages.contains { $0["method"] as? String == "window/showMessage" }, "\(settings)")
    }
  }

  struct Configuration: Sendable, CustomTestStringConvertible {
    /// The settings at the start, and the answers to the requests for the configuration.
    var options = "null"
    var answers: [String]
    var isReported: Bool
    var testDescription: String { "\(options) \(answers)" }
  }

  static let configurations = [
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#], isReported: false),
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#, "[{}]"], isReported: true),
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#, "[null]"], isReported: true),
    Configuration(answers: [#"[{"settings": {"ignore": ["BND"]}}]"#, #"[{"settings": {}}]"#], isReported: true),
    Configuration(answers: [#"[{"settings": {"ignore": ["BND"]}}]"#, #"[{"settings": null}]"#], isReported: true),
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#, "[]"], isReported: false),
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#, "null"], isReported: false),
    Configuration(answers: [#"[{"ignore": ["BND"]}]"#, "[{}]", #"[{"ignore": ["BND"]}]"#], isReported: false),
    // If the client has no section for the settings, the settings at the start apply.
    Configuration(options: #"{"ignore": ["BND"]}"#, answers: ["[null]", "[{}]"], isReported: false),
    Configuration(options: #"{"ignore": ["BND"]}"#, answers: [#"[{"ignore": ["LNT"]}]"#], isReported: true),
    Configuration(options: #"{"ignore": ["BND"]}"#, answers: [#"[{"ignore": ["BND"]}]"#, "[null]"], isReported: true),
  ]

  @Test(arguments: configurations) func theLastConfigurationApplies(item: Configuration) throws {
    var messages = EditorSession.start(
      capabilities: #"{"workspace": {"configuration": true}}"#, options: item.options, [("a.json", Self.wrong)])
    for (index, answer) in item.answers.enumerated() {
      if index > 0 { messages.append(#"{"method": "workspace/didChangeConfiguration", "params": {"settings": null}}"#) }
      messages.append(#"{"id": \#(index + 1), "result": \#(answer)}"#)
    }
    let session = EditorSession(messages, in: try TestFolder())
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == item.isReported)
    #expect(!session.messages.contains { $0["method"] as? String == "window/showMessage" })
  }

  @Test(arguments: ["{}", "null", #"{"apptlint": {}}"#, #"{"apptlint": null}"#, #"{"apptlint": {"settings": {}}}"#])
  func sentSettingsCanBeRemoved(settings: String) throws {
    func notification(_ settings: String) -> String {
      #"{"method": "workspace/didChangeConfiguration", "params": {"settings": \#(settings)}}"#
    }
    let session = EditorSession(
      EditorSession.start([("a.json", Self.wrong)]) + [
        notification(#"{"apptlint": {"ignore": ["BND"]}}"#), notification(settings),
      ], in: try TestFolder())
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == true)
    #expect(!session.messages.contains { $0["method"] as? String == "window/showMessage" })
  }

  @Test func errorsInSettingsAreShownInBothFiles() throws {
    let settings = "{\n  \"packs\": [\"nhs-bookings\"]\n}"
    let session = EditorSession(
      EditorSession.start([(".apptlint.json", settings), ("a.json", Self.wrong)]),
      in: try TestFolder([".apptlint.json": settings]))
    #expect(session.published[".apptlint.json"]?.map(\.range) == ["1:12-1:26"])
    #expect(session.published["a.json"]?.first?.message.hasPrefix("the settings are not used: ") == true)
    #expect(Self.codes(session.published["a.json"])?.contains("BND001") == true)
    let fixed = EditorSession(EditorSession.start([(".apptlint.json", #"{"packs": ["nhs-booking"]}"#)]), in: try TestFolder())
    #expect(fixed.published[".apptlint.json"] == [])
  }

  @Test func errorsInRuleFilesAreShown() throws {
    let pack = #"{"id": "our", "title": "Our rules", "tables": ["slot.json"]}"#
    let table = """
      { "table": { "title": "Slot", "source": { "document": "Our API" }, "applies": { "resource": "Slot" } },
        "rules": [ { "code": "OUR001", "name": "slot-start", "keyword": "MUST", "requirement": "A start.",
                     "at": "Slot.start", "check": { "presen": {} },
                     "passes": [], "fails": [] } ] }
      """
    let session = EditorSession(
      EditorSession.start([("our/slot.json", table)]), in: try TestFolder(["our/pack.json": pack, "our/slot.json": "{}"]))
    #expect(session.published["slot.json"]?.first?.range.hasPrefix("2:") == true)
    #expect(session.published["slot.json"]?.first?.message.contains("presen") == true)
  }
}
