import Foundation
import Testing

/// The suppressions that `apptlint lsp` offers.
struct EditorSuppressionTests {
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
    let edited = EditorSession.applied(changes?["file://\(folder.path)/.apptlint.json"] ?? [], to: settings ?? "")
    #expect(edited.hasPrefix(start + "{\"rule\":\"BND001\",\"files\":\"a.json\",\"element\":\"Slot.status\",\"reason\":"))
    // With it, the finding is gone.
    #expect(session.published["a.json"]?.contains { $0.code == "BND001" } == true)
    try folder.write(".apptlint.json", edited)
    #expect(run().published["a.json"]?.contains { $0.code == "BND001" } == false)
  }
}
