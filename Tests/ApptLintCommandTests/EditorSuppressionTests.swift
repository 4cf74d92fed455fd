import Foundation
import Testing

/// The suppressions that `apptlint lsp` offers.
struct EditorSuppressionTests {
  @Test(
    arguments: [
      (nil, #"{"# + "\n  \"suppress\": [\n    "),
      (#"{"ignore": ["LNT"]}"#, #"{"ignore": ["LNT"],"# + "\n  \"suppress\": [\n    "),
      (#"{"suppress": []}"#, #"{"suppress": ["# + "\n    "),
      (#"{"suppress": null}"#, #"{"suppress": ["# + "\n    "),
      (#"{"suppress": null, "ignore": ["LNT"]}"#, #"{"suppress": ["# + "\n    "),
      ("{\r\n  \"ignore\": [\"LNT\"]\r\n}", "{\r\n  \"ignore\": [\"LNT\"],\r\n  \"suppress\": [\r\n    "),
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
    let edited = EditorSession.applied(changes?["file://\(folder.path)/.apptlint.json"] ?? [], to: settings ?? "")
    #expect(edited.hasPrefix(start + "{\"rule\":\"BND001\",\"files\":\"/a.json\",\"element\":\"Slot.status\",\"reason\":"))
    // The suppression hides the finding.
    #expect(session.published["a.json"]?.contains { $0.code == "BND001" } == true)
    try folder.write(".apptlint.json", edited)
    #expect(run().published["a.json"]?.contains { $0.code == "BND001" } == false)
  }

  /// No suppression is offered if the settings file is invalid.
  @Test(arguments: [
    #"{"suppress": 1}"#, #"{"suppress": {}}"#, #"{"unknown": 1}"#, #"{"suppress": [1]}"#, "[]",
    #"{"suppress": [],}"#,
  ]) func invalidSettingsAreNotChanged(settings: String) throws {
    let (position, text) = EditorSession.position("{\"resourceType\": \"Slot\", \"status\": \"ses‸ame\"}")
    let actions = try Self.actions("a.json", text, position, in: TestFolder([".apptlint.json": settings]))
    #expect(!actions.contains { ($0["title"] as? String)?.hasPrefix("Suppress") == true })
  }

  /// The pattern of a suppression matches only the file in which it was requested.
  @Test(arguments: [
    "a.json", "b[1].json", "c{x,y}.json", "i\\j.json", "h*.json", "h?.json", "[!a].json", "**.json", "!n.json", "é 𝄞.json",
  ])
  func aSuppressionIsForOneFile(name: String) throws {
    let (position, text) = EditorSession.position("{\"resourceType\": \"Slot\", \"status\": \"ses‸ame\"}")
    for folderName in ["", "in/[x]/"] {
      let others = ["sub/deep/\(name)", "hx.json", "h.json", "b1.json", "cx.json", "cy.json", "ij.json", "z.json"].map {
        folderName + $0
      }
      let files = (others + [folderName + name, "x/" + name]).map { ($0, text) }
      let folder = try TestFolder(Dictionary(uniqueKeysWithValues: files))
      let actions = try Self.actions(folderName + name, text, position, in: folder)
      let action = try #require(actions.first { ($0["title"] as? String)?.hasPrefix("Suppress BND001") == true })
      let changes = (action["edit"] as? [String: Any])?["changes"] as? [String: [[String: Any]]]
      try folder.write(".apptlint.json", EditorSession.applied(changes?.values.first ?? [], to: ""))
      let lines = folder.run("check", "--format", "concise", "@").findings
      let wrong = lines.filter { $0.contains("BND001") }.compactMap { line in files.first { line.hasPrefix($0.0 + ":") }?.0 }
      #expect(Set(wrong) == Set(files.map(\.0)).subtracting([folderName + name]))
      #expect(!lines.contains { $0.contains("CFG001") }, "\(lines)")
    }
  }

  /// Elements whose names or indices are unusual.
  @Test(arguments: [
    (
      "a.xml",
      #"<‸Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x y"/>"#
    ),
    ("a.json", #"{"resourceType": "Patient", "a.b`c‸": 1}"#), ("a.json", #"{"resourceType": "Patient", "‸": 1}"#),
    ("a.json", #"{"resourceType": "Patient", "x\ny [1]‸": [[1, 2]]}"#),
    ("a.json", #"{"resourceType": "Patient", "name": [[‸{"family": "x"}]]}"#),
  ]) func everyElementCanBeSuppressed(file: String, marked: String) throws {
    let text = marked.filter { $0 != "‸" }
    let folder = try TestFolder([file: text])
    let whole = #""range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}"#
    let actions = try Self.actions(file, text, whole, in: folder)
    let suppressions = actions.filter { ($0["title"] as? String)?.hasPrefix("Suppress ") == true }
    #expect(!suppressions.isEmpty)
    for action in suppressions {
      let changes = (action["edit"] as? [String: Any])?["changes"] as? [String: [[String: Any]]]
      try folder.write(".apptlint.json", EditorSession.applied(changes?.values.first ?? [], to: ""))
      let run = folder.run("check", "--format", "concise", "@")
      #expect(run.status != 2 && !run.output.contains("CFG001"), "\(run)")
      try folder.remove(".apptlint.json")
    }
  }

  /// The edit of a created file has the version null.
  @Test func aCreatedFileHasNoVersion() throws {
    let capabilities = #"{"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}}"#
    let (position, text) = EditorSession.position("{\"resourceType\": \"Slot\", \"status\": \"ses‸ame\"}")
    let actions = try Self.actions("a.json", text, position, in: TestFolder(), capabilities: capabilities)
    let action = try #require(actions.first { ($0["title"] as? String)?.hasPrefix("Suppress") == true })
    let changes = (action["edit"] as? [String: Any])?["documentChanges"] as? [[String: Any]] ?? []
    #expect(changes.first?["kind"] as? String == "create")
    #expect((changes.last?["textDocument"] as? [String: Any])?["version"] is NSNull)
  }

  /// The actions for a range of a text.
  private static func actions(
    _ name: String, _ text: String, _ range: String, in folder: TestFolder, capabilities: String = "{}"
  ) throws -> [[String: Any]] {
    let name = try #require(
      name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "/."))))
    let session = EditorSession(
      EditorSession.start(capabilities: capabilities, [(name, text)]) + [
        EditorSession.request(7, "codeAction", name, range + #", "context": {"diagnostics": []}"#)
      ],
      in: folder)
    return session.result(7) as? [[String: Any]] ?? []
  }
}
