import EditorSupport

/// The client's capabilities, from its `initialize` request.
struct Client {
  var encoding = PositionEncoding.utf16
  /// Whether the client requests diagnostics itself (pull diagnostics); if so, none are published.
  var pullsDiagnostics = false
  var refreshesDiagnostics = false
  var refreshesHints = false
  var hasVersionedEdits = false
  var createsFiles = false
  var hasSnippets = false
  var hasNestedSymbols = false
  var watchesFiles = false
  var supportsConfiguration = false
  var hasRelatedInformation = false
  var hasMarkdown = false
  /// The folders of the workspace, as absolute paths.
  var folders: [String] = []

  init() {}

  init(_ parameters: JSONView) {
    let capabilities = parameters["capabilities"]
    let (document, workspace) = (capabilities["textDocument"], capabilities["workspace"])
    // In order of preference: UTF-8 needs no conversion. A client that offers none uses UTF-16.
    let offered = capabilities["general"]["positionEncodings"].items.compactMap { $0.text.flatMap(PositionEncoding.init) }
    encoding = [.utf8, .utf16, .utf32].first { offered.contains($0) } ?? .utf16
    pullsDiagnostics = document["diagnostic"].exists
    refreshesDiagnostics = workspace["diagnostics"]["refreshSupport"].isTrue
    refreshesHints = workspace["inlayHint"]["refreshSupport"].isTrue
    hasVersionedEdits = workspace["workspaceEdit"]["documentChanges"].isTrue
    createsFiles =
      hasVersionedEdits && workspace["workspaceEdit"]["resourceOperations"].items.contains { $0.text == "create" }
    hasSnippets = document["completion"]["completionItem"]["snippetSupport"].isTrue
    hasNestedSymbols = document["documentSymbol"]["hierarchicalDocumentSymbolSupport"].isTrue
    watchesFiles = workspace["didChangeWatchedFiles"]["dynamicRegistration"].isTrue
    supportsConfiguration = workspace["configuration"].isTrue
    hasRelatedInformation =
      document["publishDiagnostics"]["relatedInformation"].isTrue || document["diagnostic"]["relatedInformation"].isTrue
    let formats = document["hover"]["contentFormat"].items.compactMap { $0.text }
    hasMarkdown = formats.isEmpty || formats.contains("markdown")
    folders = parameters["workspaceFolders"].items.compactMap { $0["uri"].text.flatMap(FileURI.path) }
    if folders.isEmpty, let root = parameters["rootUri"].text.flatMap(FileURI.path) ?? parameters["rootPath"].text {
      folders = [root]
    }
  }
}
