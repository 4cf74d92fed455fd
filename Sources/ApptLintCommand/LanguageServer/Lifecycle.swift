import ApptLint
import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// Starts the server, and keeps its settings and open texts up to date.
extension LanguageServer {
  mutating func initialize(_ parameters: JSONView) -> FHIRValue {
    client = Client(parameters)
    state = .running
    let settings = parameters["initializationOptions"]
    if settings.isObject { initialSettings = Self.section(settings) }
    let kinds: [FHIRValue] = [.string("quickfix"), .string("source.fixAll.apptlint")]
    let triggers: [FHIRValue] = ["\"", "<", "#", "/", ":"].map { .string($0) }
    return .object([
      "capabilities": .object([
        "positionEncoding": .string(client.encoding.rawValue),
        "textDocumentSync": .object([
          "openClose": .boolean(true), "change": .integer(2), "save": .object(["includeText": .boolean(false)]),
        ]),
        "diagnosticProvider": .object([
          "identifier": .string(Product.name), "interFileDependencies": .boolean(false), "workspaceDiagnostics": .boolean(false),
        ]),
        "codeActionProvider": .object(["codeActionKinds": .list(kinds)]),
        "completionProvider": .object(["triggerCharacters": .list(triggers)]),
        "hoverProvider": .boolean(true), "definitionProvider": .boolean(true), "referencesProvider": .boolean(true),
        "renameProvider": .object(["prepareProvider": .boolean(true)]),
        "documentSymbolProvider": .boolean(true), "foldingRangeProvider": .boolean(true),
        "selectionRangeProvider": .boolean(true), "inlayHintProvider": .boolean(true),
        "workspace": .object([
          "workspaceFolders": .object(["supported": .boolean(true), "changeNotifications": .boolean(true)])
        ]),
      ]),
      "serverInfo": .object(["name": .string(Product.name), "version": .string(Product.version)]),
    ])
  }

  mutating func handleNotification(_ message: RPCMessage) throws(CommandError) {
    guard state == .running else { return }
    let parameters = message.parameters
    switch message.method {
    case "initialized": try start()
    case "textDocument/didOpen": open(parameters["textDocument"])
    case "textDocument/didChange":
      guard let uri = parameters["textDocument"]["uri"].text, var document = documents.removeValue(forKey: uri) else { return }
      document.change(
        parameters["contentChanges"].items, version: parameters["textDocument"]["version"].number, encoding: client.encoding)
      documents[uri] = document
      try cancelPulls("the document has changed", retrigger: true) { $0.uri == uri }
      scheduleCheck(uri)
    case "textDocument/didClose":
      guard let uri = parameters["textDocument"]["uri"].text, documents.removeValue(forKey: uri) != nil else { return }
      dirty.removeAll { $0 == uri }
      if !client.pullsDiagnostics { try publish(uri) }
    case "textDocument/didSave":
      guard let document = parameters["textDocument"]["uri"].text.flatMap({ documents[$0] }) else { return }
      if case .other? = document.analysis?.content { try reload() } else if document.isSettings { try reload() }
    case "workspace/didChangeWatchedFiles": try reload()
    case "workspace/didChangeConfiguration":
      if client.supportsConfiguration {
        try requestConfiguration()
      } else if parameters["settings"].isObject || hasConfiguration {
        try apply(parameters["settings"])
      }
    case "workspace/didChangeWorkspaceFolders":
      let removed = parameters["event"]["removed"].items.compactMap { $0["uri"].text.flatMap(FileURI.path) }
      client.folders.removeAll { removed.contains($0) }
      client.folders += parameters["event"]["added"].items.compactMap { $0["uri"].text.flatMap(FileURI.path) }
    case "$/cancelRequest":
      guard let id = parameters["id"].written, let index = pulls.firstIndex(where: { $0.id == id }) else { return }
      pulls.remove(at: index)
      try writer.fail(id, RPCError(.requestCancelled, "the request was cancelled"))
    default: break
    }
  }

  private mutating func start() throws(CommandError) {
    if let settings = initialSettings { try configure(settings) }
    if client.watchesFiles {
      let watcher: FHIRValue = .object(["globPattern": .string("**/" + SettingsFile.name)])
      let registration: FHIRValue = .object([
        "id": .string("settings-files"), "method": .string("workspace/didChangeWatchedFiles"),
        "registerOptions": .object(["watchers": .list([watcher])]),
      ])
      _ = try request("client/registerCapability", .object(["registrations": .list([registration])]))
    }
    if client.supportsConfiguration { try requestConfiguration() }
  }

  // MARK: Texts

  private mutating func open(_ view: JSONView) {
    // Characters that are invalid in a URI could end the JSON string in which the URI is written.
    guard let uri = view["uri"].text, let text = view["text"].text,
      !uri.utf8.contains(where: { $0 <= 0x20 || $0 == 0x22 || $0 == 0x5C })
    else { return }
    documents[uri] = OpenDocument(
      uri: uri, path: path(uri, language: view["languageId"].text), version: view["version"].number, text: text,
      encoding: client.encoding)
    scheduleCheck(uri)
  }

  /// The path of a text, which determines its settings and, by its extension, its format. A text that is not a file gets a path in
  /// the first workspace folder, or in the current folder.
  private func path(_ uri: String, language: String?) -> String {
    if let path = FileURI.path(uri) {
      let plain = Paths.absolute(path, in: "/")
      return language == "http" && !plain.hasSuffix(".http") ? plain + ".http" : plain
    }
    let name = uri.split(separator: "/").last.map(String.init) ?? "untitled"
    let suffix = language == "http" ? ".http" : language == "xml" ? ".xml" : ""
    return Paths.join(client.folders.first ?? Platform.currentFolder, name.split(separator: ":").last.map(String.init) ?? name)
      + suffix
  }

  /// Schedules the check of a text, unless the client requests diagnostics itself.
  private mutating func scheduleCheck(_ uri: String) {
    if client.pullsDiagnostics { return }
    dirty.removeAll { $0 == uri }
    dirty.append(uri)
  }

  /// Cancels requests for diagnostics, such as those for an older version.
  mutating func cancelPulls(
    _ sentence: String, retrigger: Bool, where isCancelled: (Pull) -> Bool
  ) throws(CommandError) {
    for pull in pulls where isCancelled(pull) {
      try writer.fail(
        pull.id, RPCError(.serverCancelled, sentence), data: .object(["retriggerRequest": .boolean(retrigger)]))
    }
    pulls.removeAll(where: isCancelled)
  }

  // MARK: Settings

  /// The JSON of the settings of this server, from an object that may have a section for each server; `{}` if its section is
  /// null.
  static func section(_ view: JSONView) -> String {
    let section = view[SettingsSection.name]
    let own = section.node == nil ? view : section
    let settings = own["settings"].node == nil ? own : own["settings"]
    return settings.exists ? settings.written ?? "{}" : "{}"
  }

  private mutating func requestConfiguration() throws(CommandError) {
    let item: FHIRValue = .object(["section": .string("apptlint")])
    configurationRequests.insert(try request("workspace/configuration", .object(["items": .list([item])])))
  }

  mutating func handleResponse(_ id: String, _ result: JSONView) throws(CommandError) {
    guard configurationRequests.remove(id) != nil, let section = result.items.first else { return }
    // A client without such a section answers with an empty object or null. If it never had one, the initial settings stay in
    // effect.
    let isEmpty = !section.exists || section.isObject && section.members.isEmpty
    if !isEmpty || hasConfiguration { try apply(section) }
  }

  /// Applies the client's configuration.
  private mutating func apply(_ configuration: JSONView) throws(CommandError) {
    hasConfiguration = true
    try configure(Self.section(configuration))
  }

  /// Applies the client's settings, given as JSON with the members of a settings file.
  private mutating func configure(_ text: String) throws(CommandError) {
    do throws(CommandError) {
      linters = try EditorLinters(commandLine: commandLine, client: try settings(text))
      clientSettings = text
    } catch {
      guard case .sentence(let sentence) = error else { throw error }
      return try show(sentence)
    }
    try recheck()
  }

  /// The client's settings; paths in them are relative to the first workspace folder.
  private func settings(_ text: String) throws(CommandError) -> Settings {
    let path = Paths.join(client.folders.first ?? Platform.currentFolder, "editor settings")
    return try EditorLinters.chain(try SettingsFile(path: path, text: text)).settings
  }

  /// Reads all settings and rule files again.
  mutating func reload() throws(CommandError) {
    do throws(CommandError) {
      linters = try EditorLinters(commandLine: commandLine, client: try clientSettings.map(settings) ?? Settings())
    } catch {
      guard case .sentence(let sentence) = error else { throw error }
      return try show(sentence)
    }
    try recheck()
  }

  private mutating func recheck() throws(CommandError) {
    for uri in documents.keys.sorted() {
      documents[uri]?.analysis = nil
      scheduleCheck(uri)
    }
    if client.refreshesDiagnostics { _ = try request("workspace/diagnostic/refresh", nil) }
    if client.refreshesHints { _ = try request("workspace/inlayHint/refresh", nil) }
  }
}

/// The name of this server's section in the client's configuration.
enum SettingsSection {
  static let name: StaticString = "apptlint"
}
