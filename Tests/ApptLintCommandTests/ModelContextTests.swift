import ApptLintCommand
import Foundation
import Testing

/// The protocol and the tools of `apptlint mcp`.
struct ModelContextTests {
  private static let slot = #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "sesame"}"#

  private static let start =
    #"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}"#
  private static let initialized = #"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#

  /// The messages of a server for some lines of input.
  private static func messages(_ lines: [String], in folder: TestFolder, _ words: [String] = []) -> (
    messages: [[String: Any]], status: Int32
  ) {
    let run = folder.run(["mcp"] + words, input: lines.map { $0.replacing("@", with: folder.path) + "\n" }.joined())
    let messages = run.output.split(separator: "\n").map {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? ["invalid": String($0)]
    }
    return (messages, run.status)
  }

  private static func call(_ tool: String, _ arguments: String) -> String {
    #"{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "\#(tool)", "arguments": \#(arguments)}}"#
  }

  /// The text of a tool's result, and whether the tool failed; or the code of the error.
  private static func result(_ messages: [[String: Any]]) -> (text: String, isError: Bool, code: Int?) {
    let message = messages.first { $0["id"] as? Int == 7 } ?? [:]
    let result = message["result"] as? [String: Any]
    let text = (result?["content"] as? [[String: Any]])?.first?["text"] as? String ?? ""
    return (text, result?["isError"] as? Bool ?? false, (message["error"] as? [String: Any])?["code"] as? Int)
  }

  @Test(arguments: [("2025-06-18", "2025-06-18"), ("2024-11-05", "2024-11-05"), ("1999-01-01", "2025-06-18")])
  func theVersionIsNegotiated(wanted: String, given: String) throws {
    let (messages, status) = Self.messages([Self.start.replacing("2025-06-18", with: wanted)], in: try TestFolder())
    #expect((messages.first?["result"] as? [String: Any])?["protocolVersion"] as? String == given)
    #expect(status == 0)
  }

  @Test func theToolsAreListed() throws {
    let (messages, _) = Self.messages(
      [
        Self.start, Self.initialized, #"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#,
        #"{"jsonrpc": "2.0", "id": 2, "method": "ping"}"#,
      ],
      in: try TestFolder())
    let tools = (messages.first { $0["id"] as? Int == 1 }?["result"] as? [String: Any])?["tools"] as? [[String: Any]]
    #expect(tools?.compactMap { $0["name"] as? String } == ["lint", "explain", "example", "fix", "coverage"])
    #expect((messages.last?["result"] as? [String: Any])?.isEmpty == true)
    #expect(messages.count == 3)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var tool: String
    var arguments: String
    var options: [String] = []
    var contains: [String] = []
    var lacks: [String] = []
    var isError = false
    var code: Int?
    /// The message of the error.
    var message: String?
    var testDescription: String { "\(tool) \(arguments) \(options)" }
  }

  private static let payload = EditorSession.quoted(slot)
  private static let broken = EditorSession.quoted(#"{"resourceType": "Slot" "status": "free"}"#)

  static let cases = [
    Case(tool: "lint", arguments: #"{"text": \#(payload), "fhirVersion": "4.0"}"#, contains: ["BND001", "'sesame'"]),
    Case(
      tool: "lint", arguments: #"{"text": \#(payload), "pack": "unknown"}"#, contains: ["unknown rule pack 'unknown'"],
      isError: true),
    Case(tool: "lint", arguments: #"{"text": \#(payload), "pack": "../pack"}"#, code: -32602),
    Case(
      tool: "lint", arguments: #"{"text": "<Slot xmlns=\"http://hl7.org/fhir\"><status value=\"sesame\"/></Slot>"}"#,
      contains: ["BND001"]),
    Case(tool: "lint", arguments: #"{"text": "GET /Slot HTTP/1.1\n", "kind": "http"}"#, contains: ["text.http"]),
    Case(tool: "lint", arguments: #"{"path": "@/in/slot.json"}"#, options: ["@in"], contains: ["BND001"], lacks: ["sesame"]),
    Case(tool: "lint", arguments: #"{"path": "@/in/slot.json"}"#, options: ["--show-values", "@in"], contains: ["'sesame'"]),
    Case(tool: "lint", arguments: #"{"path": "@/in"}"#, options: ["@in"], contains: ["BND001"]),
    Case(tool: "lint", arguments: #"{"path": "@/out.json"}"#, options: ["@in"], code: -32602),
    Case(tool: "lint", arguments: #"{"path": "@/in/../out.json"}"#, options: ["@in"], code: -32602),
    Case(tool: "lint", arguments: #"{"path": "@/in/link.json"}"#, options: ["@in"], code: -32602),
    Case(tool: "lint", arguments: #"{"path": "@/in/slot.json"}"#, code: -32602),
    Case(tool: "lint", arguments: "{}", options: ["@in"], code: -32602),
    Case(
      tool: "lint", arguments: #"{"text": \#(payload), "kind": "yaml"}"#, code: -32602,
      message: "kind must be json, xml, har or http"),
    Case(
      tool: "fix", arguments: #"{"text": \#(payload), "fhirVersion": "5.0"}"#, code: -32602,
      message: "fhirVersion must be 3.0 or 4.0"),
    Case(tool: "lint", arguments: #"{"text": 3}"#, code: -32602, message: "text must be a string"),
    Case(tool: "explain", arguments: #"["BND001"]"#, code: -32602, message: "the arguments are an object"),
    Case(tool: "explain", arguments: #"{"rule": "BND001"}"#, contains: ["BND001", "Requirement"]),
    Case(tool: "explain", arguments: #"{"rule": "ABC001"}"#, contains: ["unknown rule"], isError: true),
    Case(tool: "explain", arguments: #"{"rule": "--help"}"#, contains: ["unknown rule"], isError: true),
    Case(tool: "explain", arguments: "{}", code: -32602),
    Case(tool: "example", arguments: "{}", contains: ["nhs-booking", "book"]),
    Case(tool: "example", arguments: #"{"pack": "nhs-booking", "interaction": "book"}"#, contains: [#""booked""#]),
    Case(
      tool: "example", arguments: #"{"pack": "nhs-booking", "interaction": "fly"}"#, contains: ["no example 'fly'"], isError: true
    ),
    Case(tool: "example", arguments: #"{"pack": "../pack"}"#, code: -32602),
    Case(tool: "fix", arguments: #"{"text": \#(broken)}"#, contains: ["JSN001", #"{"resourceType": "Slot", "status": "free"}"#]),
    Case(tool: "fix", arguments: #"{"text": \#(payload)}"#, contains: ["Nothing could be fixed"]),
    Case(
      tool: "coverage", arguments: #"{"path": "@/in", "pack": "nhs-identifiers"}"#, options: ["@in"],
      contains: ["nhs-identifiers"]),
    Case(tool: "fly", arguments: "{}", code: -32602),
  ]

  @Test(arguments: cases) func toolsAnswer(item: Case) throws {
    let folder = try TestFolder(["in/slot.json": Self.slot, "out.json": Self.slot])
    try folder.link("in/link.json", to: folder.path + "/out.json")
    let (messages, status) = Self.messages(
      [Self.start, Self.initialized, Self.call(item.tool, item.arguments)], in: folder, item.options)
    let result = Self.result(messages)
    #expect(result.code == item.code)
    if let message = item.message {
      let error = messages.first { $0["id"] as? Int == 7 }?["error"] as? [String: Any]
      #expect(error?["message"] as? String == message)
    }
    #expect(result.isError == item.isError, "\(result.text)")
    for text in item.contains { #expect(result.text.contains(text), "\(text) in \(result.text)") }
    for text in item.lacks { #expect(!result.text.contains(text), "\(text) in \(result.text)") }
    #expect(status == 0)
  }

  @Test(arguments: [
    #"{"extends": "../out.json"}"#, #"{"packages": ["/etc/passwd"]}"#, #"{"packs": ["../pack"]}"#, #"{"extends": "more.json"}"#,
  ]) func settingsNameNoFilesElsewhere(settings: String) throws {
    let folder = try TestFolder([
      "in/slot.json": Self.slot, "in/.apptlint.json": settings, "in/more.json": #"{"extends": "../out.json"}"#,
      "out.json": #"{"secret": 1}"#,
    ])
    let (messages, _) = Self.messages(
      [Self.start, Self.initialized, Self.call("lint", #"{"path": "@/in/slot.json"}"#)], in: folder, ["@in"])
    let result = Self.result(messages)
    #expect(result.code == -32602 && !result.text.contains("secret"), "\(result.text)")
  }

  @Test(arguments: [
    ("{", -32700), ("[]", -32600), (#"{"jsonrpc": "2.0", "id": 7, "m\u0065thod": "tools/list"}"#, -32002),
    (#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#, -32600),
    (#"{"jsonrpc": "2.0", "id": 7, "method": "tools/list"}"#, -32002),
  ]) func whatIsNotARequestIsAnError(line: String, code: Int) throws {
    let (messages, _) = Self.messages([line, "", Self.start], in: try TestFolder())
    #expect((messages.first?["error"] as? [String: Any])?["code"] as? Int == code)
    #expect(messages.count == 2)
  }

  /// A batch, and the ids and codes of the answers: 0 for a result.
  struct Batch: Sendable, CustomTestStringConvertible {
    var version = "2025-03-26"
    var line: String
    var answers: [[Int?]]
    /// Whether the answer is a list.
    var isList = true
    var testDescription: String { "\(version) \(line)" }
  }

  private static let ping = #"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#

  static let batches = [
    Batch(line: "[\(ping)]", answers: [[1, 0]]),
    Batch(line: "[\(ping), \(initialized), \(ping.replacing("1,", with: "2,"))]", answers: [[1, 0], [2, 0]]),
    Batch(line: "[\(ping.replacing("ping", with: "fly")), 3, \(start)]", answers: [[1, -32601], [nil, -32600], [0, -32600]]),
    Batch(line: "[\(initialized)]", answers: []),
    Batch(line: "[]", answers: [[nil, -32600]], isList: false),
    Batch(version: "2025-06-18", line: "[\(ping)]", answers: [[nil, -32600]], isList: false),
    Batch(version: "2024-11-05", line: "[\(ping)]", answers: [[nil, -32600]], isList: false),
    Batch(
      line: "[" + [String](repeating: ping, count: 101).joined(separator: ",") + "]", answers: [[nil, -32600]], isList: false),
  ]

  @Test(arguments: batches) func onlyOneVersionHasBatches(batch: Batch) throws {
    let start = Self.start.replacing("2025-06-18", with: batch.version)
    let run = try TestFolder().run(["mcp"], input: [start, batch.line, Self.ping].map { $0 + "\n" }.joined())
    let lines = run.output.split(separator: "\n").map { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
    // The answers to the messages before and after it are separate.
    #expect(lines.count == (batch.answers.isEmpty ? 2 : 3) && run.status == 0)
    #expect((lines.last as? [String: Any])?["id"] as? Int == 1)
    guard lines.count == 3 else { return }
    let answers = batch.isList ? lines[1] as? [[String: Any]] : (lines[1] as? [String: Any]).map { [$0] }
    let found = answers?.map { [$0["id"] as? Int, (($0["error"] as? [String: Any])?["code"] as? Int) ?? 0] }
    #expect(found == batch.answers)
  }

  @Test func aBatchBeforeTheStartIsRefused() throws {
    let run = try TestFolder().run(["mcp"], input: "[\(Self.ping)]\n")
    #expect(run.output.contains("-32600") && run.output.hasPrefix("{"))
  }

  @Test func wrongSettingsAreReportedAtTheStart() throws {
    let folder = try TestFolder()
    #expect(folder.run("mcp", "--pack", "unknown").status == 2)
    #expect(folder.run("mcp", "@missing").status == 2)
  }
}
