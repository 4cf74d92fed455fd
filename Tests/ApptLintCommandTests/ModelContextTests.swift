import ApptLintCommand
import Foundation
import Testing

/// The protocol and the tools of `apptlint mcp`.
struct ModelContextTests {
  private static let slot = #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "sesame"}"#

  private static let start =
    #"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}"#
  private static let initialized = #"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#

  /// The messages of the server for the given lines of input.
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
      contains: ["BND001", "text.xml"]),
    Case(tool: "lint", arguments: #"{"text": "GET /Slot HTTP/1.1\n", "kind": "http"}"#, contains: ["text.http"]),
    Case(tool: "lint", arguments: #"{"path": "@/in/slot.json"}"#, options: ["@in"], contains: ["BND001"], lacks: ["sesame"]),
    Case(tool: "lint", arguments: #"{"path": "@/in/slot.json"}"#, options: ["--show-values", "@in"], contains: ["'sesame'"]),
    // A link to a file outside the paths is reported.
    Case(
      tool: "lint", arguments: #"{"path": "@/in"}"#, options: ["@in"],
      contains: ["BND001", "link.json: it is outside the paths"],
      isError: true),
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
    Case(tool: "explain", arguments: #"["BND001"]"#, code: -32602, message: "the arguments must be an object"),
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
      contains: ["nhs-identifiers"], isError: true),
    Case(tool: "fly", arguments: "{}", code: -32602),
    // The options of a call apply to files too.
    Case(
      tool: "fix", arguments: #"{"path": "@/in/broken.json", "pack": "unknown"}"#, options: ["@in"],
      contains: ["unknown rule pack 'unknown'"], isError: true),
    Case(
      tool: "fix", arguments: #"{"path": "@/in/broken.json", "interaction": "fly"}"#, options: ["--pack=nhs-booking", "@in"],
      contains: ["'fly'"], isError: true),
    Case(
      tool: "fix", arguments: #"{"path": "@/in/broken.json", "fhirVersion": "4.0"}"#, options: ["@in"], contains: ["JSN001"]),
    Case(tool: "fix", arguments: #"{"path": "@/in/broken.json", "pack": "../pack"}"#, options: ["@in"], code: -32602),
    // An archive is read as the payloads that it contains.
    Case(
      tool: "lint", arguments: #"{"path": "@/in/a.txtar/slot.json"}"#, options: ["@in"],
      contains: ["in/a.txtar/slot.json", "BND001"], lacks: ["JSN"]),
    Case(
      tool: "lint", arguments: #"{"path": "@/in/a.txtar"}"#, options: ["@in"],
      contains: ["in/a.txtar/slot.json", "in/a.txtar/b.json"], lacks: ["JSN"]),
    Case(tool: "fix", arguments: #"{"path": "@/in/a.txtar/b.json"}"#, options: ["@in"], contains: ["nothing to fix"]),
    Case(
      tool: "lint", arguments: #"{"path": "@/in/a.txtar/c.json"}"#, options: ["@in"], contains: ["no such member"],
      isError: true),
    Case(tool: "lint", arguments: #"{"path": "@/in/a.txtar/../../out.json"}"#, options: ["@in"], code: -32602),
    Case(tool: "lint", arguments: #"{"path": "@/in/missing.json"}"#, options: ["@in"], code: -32602),
    Case(
      tool: "coverage", arguments: #"{"path": "@/in/a.txtar"}"#, options: ["@in"], contains: ["STR"]),
    Case(tool: "coverage", arguments: "{}", options: ["@in"], code: -32602, message: "the tool requires 'path'"),
    // A pipe is not opened: no process writes to it.
    Case(
      tool: "lint", arguments: #"{"path": "@/in/pipe.json"}"#, options: ["@in"], code: -32602,
      message: "the path is neither a file nor a folder"),
    Case(tool: "lint", arguments: #"{"path": "@/pipes"}"#, options: ["@pipes"], contains: ["not a file"], isError: true),
    // A recording is recognised by its content.
    Case(tool: "lint", arguments: #"{"text": \#(recording)}"#, contains: ["HTX", "***"], lacks: ["S3cret"]),
    Case(
      tool: "lint", arguments: #"{"text": "HTTP/1.1 200 OK\nSet-Cookie: S3cret\n\n"}"#, contains: ["HTX", "text.http"],
      lacks: ["S3cret"]),
    // A text must be of the given kind.
    Case(
      tool: "lint", arguments: #"{"text": \#(recording), "kind": "json"}"#, code: -32602,
      message: "kind is json, but the text contains HTTP messages"),
    Case(
      tool: "lint", arguments: #"{"text": \#(payload), "kind": "xml"}"#, code: -32602,
      message: "kind is xml, but the text contains JSON"),
    Case(
      tool: "fix", arguments: #"{"text": "<Slot/>", "kind": "json"}"#, code: -32602,
      message: "kind is json, but the text contains XML"),
    Case(tool: "lint", arguments: #"{"text": "<Slot/>", "kind": "xml"}"#, contains: ["STR", "text.xml"]),
    Case(tool: "lint", arguments: #"{"text": "Slot", "kind": "xml"}"#, contains: ["XML", "text.xml"]),
    Case(tool: "lint", arguments: #"{"text": "", "kind": "json"}"#, contains: ["JSN", "text.json"]),
    // No argument is ignored.
    Case(
      tool: "lint", arguments: #"{"text": \#(payload), "path": "@/in/slot.json"}"#, options: ["@in"], code: -32602,
      message: "'text' and 'path' must not be given together"),
    Case(
      tool: "fix", arguments: #"{"path": "@/in/slot.json", "kind": "json"}"#, options: ["@in"], code: -32602,
      message: "'kind' and 'path' must not be given together"),
    Case(
      tool: "lint", arguments: #"{"text": \#(payload), "packs": "bars"}"#, code: -32602,
      message: "unknown argument 'packs'; did you mean pack?"),
    Case(
      tool: "coverage", arguments: #"{"path": "@/in", "fhirVersion": "4.0"}"#, options: ["@in"], code: -32602,
      message: "unknown argument 'fhirVersion'"),
    Case(tool: "lint", arguments: #"{"text": \#(payload), "pack": ""}"#, code: -32602, message: "pack must not be empty"),
    Case(
      tool: "fix", arguments: #"{"text": \#(payload), "interaction": ""}"#, code: -32602,
      message: "interaction must not be empty"),
    Case(tool: "example", arguments: #"{"pack": ""}"#, code: -32602, message: "pack must not be empty"),
    // Names of arguments may contain escapes.
    Case(tool: "explain", arguments: #"{"r\u0075le": "BND001"}"#, contains: ["BND001", "Requirement"]),
  ]

  private static let recording = EditorSession.quoted(
    "\n# Comment\nPOST /Slot HTTP/1.1\nAuthorization: Bearer S3cret\nX-Broken S3cret\n\n{\"resourceType\": \"Slot\"}\n")

  @Test(arguments: cases) func toolsAnswer(item: Case) throws {
    let folder = try TestFolder([
      "in/slot.json": Self.slot, "out.json": Self.slot, "in/broken.json": #"{"resourceType": "Slot" "status": "free"}"#,
      "in/a.txtar": "-- slot.json --\n\(Self.slot)\n-- b.json --\n\(Self.slot)\n", "pipes/slot.json": Self.slot,
    ])
    for name in ["in", "pipes"] { #expect(unsafe mkfifo(folder.path + "/\(name)/pipe.json", 0o600) == 0) }
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

  /// Files and links in the folder that the server may read, and a call; its result must contain nothing from other files.
  struct Escape: Sendable, CustomTestStringConvertible {
    var settings: String?
    var files: [String: String] = [:]
    var links: [String: String] = [:]
    var call = ("lint", #"{"path": "@/in/slot.json"}"#)
    var options: [String] = []
    var testDescription: String { "\(settings ?? "") \(files.keys.sorted()) \(links) \(call) \(options)" }
  }

  static let escapes = [
    Escape(settings: #"{"extends": "../out.json"}"#), Escape(settings: #"{"ext\u0065nds": "../out.json"}"#),
    Escape(settings: #"{"extends": "more.json"}"#, files: ["more.json": #"{"\u0065xtends": "../out.json"}"#]),
    Escape(settings: #"{"extends": "link.json"}"#, links: ["link.json": "../out.json"]),
    Escape(settings: #"{"extends": "link/../../out.json"}"#, links: ["link": "../deep/folder"]),
    Escape(settings: #"{"extends": "nowhere.json"}"#, links: ["nowhere.json": "../missing.json"]),
    Escape(settings: #"{"extends": "link/out.json"}"#, links: ["link": ".."]),
    Escape(settings: #"{"extends": "../missing.json"}"#), Escape(settings: #"{"packages": ["/etc/passwd"]}"#),
    Escape(settings: #"{"packages": ["../ig"]}"#), Escape(settings: #"{"p\u0061ckages": ["../ig"]}"#),
    Escape(settings: #"{"packages": ["../ig/profile.json"]}"#),
    Escape(settings: #"{"packages": ["link"]}"#, links: ["link": "../ig"]),
    Escape(settings: #"{"packages": ["ig"]}"#, links: ["ig/profile.json": "../../ig/profile.json"]),
    Escape(settings: #"{"packs": ["../pack"]}"#), Escape(settings: #"{"pac\u006bs": ["../pack"]}"#),
    Escape(settings: #"{"packs": ["../pack/pack.json"]}"#),
    Escape(settings: #"{"packs": ["./pack"]}"#, links: ["pack": "../pack"]),
    Escape(
      settings: #"{"packs": ["./pack"]}"#, files: ["pack/pack.json": pack], links: ["pack/table.json": "../../pack/table.json"]),
    Escape(
      settings: #"{"packs": ["./pack"]}"#, files: ["pack/table.json": table], links: ["pack/pack.json": "../../pack/pack.json"]),
    Escape(links: [".apptlint.json": "../out.json"]), Escape(links: [".apptlint.json": "hop", "hop": "../out.json"]),
    Escape(files: ["a.txtar": archive(#"{"extends": "../out.json"}"#)], call: ("coverage", #"{"path": "@/in/a.txtar"}"#)),
    Escape(files: ["a.txtar": archive(#"{"packages": ["../ig"]}"#)], call: ("coverage", #"{"path": "@/in/a.txtar"}"#)),
    Escape(files: ["a.txtar": archive(#"{"packs": ["../pack"]}"#)], call: ("coverage", #"{"path": "@/in"}"#)),
    Escape(files: ["a.txtar": archive(#"{"extends": "../out.json"}"#)], call: ("lint", #"{"path": "@/in/a.txtar"}"#)),
    Escape(files: ["a.txtar": archive(#"{"extends": "../out.txtar/out.json"}"#)], call: ("lint", #"{"path": "@/in/a.txtar"}"#)),
    Escape(settings: #"{"ext\u0065nds": "../out.json"}"#, call: ("fix", #"{"path": "@/in/slot.json"}"#)),
    Escape(call: ("lint", #"{"path": "@/in/link.txtar/out.json"}"#)),
    Escape(links: ["link.txtar": "../out.txtar"], call: ("coverage", #"{"path": "@/in"}"#)),
    Escape(links: ["folder": ".."], call: ("lint", #"{"path": "@/in/folder"}"#)),
    // A link inside a folder that an option names must not point outside the paths either.
    Escape(files: ["ig/other.json": "{}"], links: ["ig/profile.json": "../../ig/profile.json"], options: ["--ig", "@in/ig"]),
  ]

  private static let pack = #"{"id": "mine", "title": "t", "tables": ["table.json"]}"#
  /// A table with a rule that every Slot violates.
  private static let table = """
    { "table": { "title": "Slot", "source": { "document": "secret" }, "applies": { "resource": "Slot" } },
      "rules": [ { "code": "OWN001", "name": "secret", "keyword": "SHALL", "requirement": "secret", "at": "Slot.comment",
                   "check": { "present": {} }, "fix": "secret" } ] }
    """

  private static func archive(_ settings: String) -> String {
    "-- .apptlint.json --\n\(settings)\n-- slot.json --\n\(slot)\n"
  }

  /// The folder `in`, which the server may read, and files outside it.
  private static func folder(_ files: [String: String], links: [String: String] = [:]) throws -> TestFolder {
    let folder = try TestFolder([
      "in/slot.json": slot, "out.json": #"{"secret": 1}"#, "out.txtar": "-- out.json --\n{\"secret\": 1}\n",
      "deep/folder/file": "", "pack/pack.json": pack, "pack/table.json": table, "ig/profile.json": secretProfile,
    ])
    for (name, text) in files { try folder.write(name, text) }
    for (name, target) in links {
      if let slash = name.lastIndex(of: "/") { try folder.write(name[..<slash] + "/.keep", "") }
      try folder.link(name, to: target)
    }
    return folder
  }

  private static let secretProfile = DefinitionsTests.patient(elements: #"{"path": "Patient"}, {"path": "Patient.secret"}"#)

  @Test(arguments: escapes) func filesOutsideThePathsAreNotRead(escape: Escape) throws {
    var files = Dictionary(uniqueKeysWithValues: escape.files.map { ("in/" + $0.key, $0.value) })
    files["in/.apptlint.json"] = escape.settings
    let links = Dictionary(uniqueKeysWithValues: escape.links.map { ("in/" + $0.key, $0.value) })
    let folder = try Self.folder(files, links: links)
    let run = folder.run(["mcp"] + escape.options + ["@in"], input: "")
    guard run.status == 0 else {
      #expect(run.errors.contains("outside the paths"), "\(run.errors)")
      return
    }
    let (messages, _) = Self.messages(
      [Self.start, Self.initialized, Self.call(escape.call.0, escape.call.1)], in: folder, escape.options + ["@in"])
    let result = Self.result(messages)
    #expect(result.isError && result.text.contains("outside the paths") || result.code == -32602, "\(result.text)")
    #expect(!result.text.contains("secret") && !result.text.contains("No such file"), "\(result.text)")
  }

  /// Files, links, options and a text of the result: files that the user's own settings or options name are read.
  static let namedByTheUser: [(files: [String: String], links: [String: String], options: [String], text: String)] = [
    ([".apptlint.json": #"{"packs": ["./pack"]}"#], [:], [], "OWN001"),
    ([".apptlint.json": #"{"packs": ["./pack/pack.json"]}"#], [:], [], "OWN001"),
    ([".apptlint.json": #"{"extends": "deep/more.json"}"#, "deep/more.json": #"{"packs": ["../pack"]}"#], [:], [], "OWN001"),
    (["deep/more.json": #"{"packs": ["./pack"]}"#], [".apptlint.json": "deep/more.json"], [], "OWN001"),
    (["deep/pack.json": pack], ["deep/table.json": "../pack/table.json"], ["--pack", "@deep"], "OWN001"),
    ([:], [:], ["--pack", "@pack"], "OWN001"), ([:], [:], ["--pack", "@pack/pack.json"], "OWN001"),
    ([".apptlint.json": #"{"ignore": ["BND"]}"#, "in/.apptlint.json": #"{"extends": "../.apptlint.json"}"#], [:], [], "STR005"),
    (["in/pack/pack.json": pack], ["in/pack/table.json": "../table.json"], ["--pack", "@in/pack"], "OWN001"),
    ([:], [:], ["--ig", "@ig"], "BND001"),
  ]

  @Test(arguments: namedByTheUser.indices) func filesNamedByTheUserAreRead(index: Int) throws {
    let item = Self.namedByTheUser[index]
    let folder = try Self.folder(item.files.merging(["in/table.json": Self.table]) { $1 }, links: item.links)
    let (messages, _) = Self.messages(
      [Self.start, Self.initialized, Self.call("lint", #"{"path": "@/in/slot.json"}"#)], in: folder, item.options + ["@in"])
    let result = Self.result(messages)
    #expect(!result.isError && result.text.contains(item.text), "\(result.text)")
  }

  @Test(arguments: [
    ("{", -32700), ("[]", -32600), (#"{"jsonrpc": "2.0", "id": 7, "m\u0065thod": "tools/list"}"#, -32002),
    (#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#, -32600),
    (#"{"jsonrpc": "2.0", "id": 7, "method": "tools/list"}"#, -32002),
  ]) func invalidRequestsAreErrors(line: String, code: Int) throws {
    let (messages, _) = Self.messages([line, "", Self.start], in: try TestFolder())
    #expect((messages.first?["error"] as? [String: Any])?["code"] as? Int == code)
    #expect(messages.count == 2)
  }

  /// A batch; and the id and the error code of each answer, with the code 0 for a result.
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
    // The messages before and after the batch are answered separately.
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

  @Test func invalidSettingsAreReportedAtTheStart() throws {
    let folder = try TestFolder()
    #expect(folder.run("mcp", "--pack", "unknown").status == 2)
    #expect(folder.run("mcp", "@missing").status == 2)
  }
}
