import ApptLint
import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// Fixes and suppressions that the editor offers.
extension LanguageServer {
  mutating func actions(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (text, knowledge, document) = try payload(parameters), let analysis = analysis(of: document.uri) else { return nil }
    guard let range = document.range(parameters["range"]) else { throw RPCError(.invalidParameters, "the request has no range") }
    let only = parameters["context"]["only"].items.compactMap { $0.text }
    func isWanted(_ kind: String) -> Bool { only.isEmpty || only.contains { kind == $0 || kind.hasPrefix($0 + ".") } }
    var actions: [FHIRValue] = []
    if isWanted("quickfix") {
      let touching = analysis.findings.filter {
        $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound
      }
      for finding in touching.prefix(Self.maxFindings) { actions += fixes(finding, text, knowledge, document) }
      var suppressed: Set<String> = []
      for finding in touching.prefix(Self.maxFindings) where finding.family?.phase != .reading {
        guard suppressed.insert("\(finding.code) \(finding.element ?? "")").inserted else { continue }
        if let action = suppression(finding, document) { actions.append(action) }
      }
    }
    if isWanted("source.fixAll.apptlint"), analysis.findings.contains(where: { !$0.edits.isEmpty }) {
      let checker = linters.linter(for: document.path).checker
      let edit = OpenText.fixingAll(document.source) { source, isComplete in
        var report = (isComplete ? checker.linter.withoutFindingLimit : checker.linter).lint(source)
        _ = checker.suppressions.apply(to: &report)
        return report
      }
      if let edit {
        actions.append(
          .object([
            "title": .string("Apply all safe fixes"), "kind": .string("source.fixAll.apptlint"),
            "edit": workspaceEdit([edit], document),
          ]))
      }
    }
    return .list(actions)
  }

  /// The maximum number of findings for which actions are offered at once.
  private static let maxFindings = 50

  private func fixes(
    _ finding: Finding, _ text: OpenText, _ knowledge: EditorKnowledge, _ document: OpenDocument
  ) -> [FHIRValue] {
    func action(_ title: String, _ edits: [Edit], isPreferred: Bool) -> FHIRValue {
      .object([
        "title": .string(Message.printable(title, limit: 200)), "kind": .string("quickfix"),
        "diagnostics": .list([diagnostic(finding, document)]), "isPreferred": .boolean(isPreferred),
        "edit": workspaceEdit(edits, document),
      ])
    }
    if !finding.edits.isEmpty { return [action("Fix: \(finding.help ?? finding.name)", finding.edits, isPreferred: true)] }
    guard let (name, edit) = text.addingMissing(finding, knowledge) else { return [] }
    return [action("Add \(name)", [edit], isPreferred: false)]
  }

  private mutating func suppression(_ finding: Finding, _ document: OpenDocument) -> FHIRValue? {
    let existing = settingsFile(above: document.path)
    let path = existing?.path ?? newSettingsPath(document.path)
    guard let folder = Paths.parent(path) else { return nil }
    // The slash at the start ties the pattern to the folder.
    let files = "/" + Paths.relative(document.path, to: folder).map { PathPattern.escaped(String($0)) }.joined(separator: "/")
    let edit: FHIRValue
    if let existing {
      guard let insertion = SuppressionEdit.adding(finding, files: files, to: existing.source) else { return nil }
      let open = openText(path)
      let positions = open?.positions ?? TextPositions(existing.source, client.encoding)
      edit = workspaceEdit([insertion], uri: open?.uri ?? FileURI.uri(path), version: open?.version, positions)
    } else {
      let text = SuppressionEdit.newFile(finding, files: files)
      let uri = FileURI.uri(path)
      let insertion: FHIRValue = .object(["range": Self.start, "newText": .string(text)])
      if client.createsFiles {
        edit = .object([
          "documentChanges": .list([
            .object(["kind": .string("create"), "uri": .string(uri), "options": .object(["ignoreIfExists": .boolean(true)])]),
            .object(["textDocument": .object(["uri": .string(uri), "version": .null]), "edits": .list([insertion])]),
          ])
        ])
      } else {
        edit = .object(["changes": .object(FHIRMembers(uri: uri, .list([insertion])))])
      }
    }
    return .object([
      "title": .string("Suppress \(finding.code) here, with a reason in \(SettingsFile.name)"), "kind": .string("quickfix"),
      "diagnostics": .list([diagnostic(finding, document)]), "edit": edit,
    ])
  }

  /// The range at the start of a text.
  private static var start: FHIRValue {
    let zero: FHIRValue = .object(["line": .integer(0), "character": .integer(0)])
    return .object(["start": zero, "end": zero])
  }

  /// The settings file that applies to a path, with its text in the editor if it is open.
  private func settingsFile(above path: String) -> (path: String, source: SourceText)? {
    var next = Paths.parent(path)
    while let folder = next {
      let candidate = Paths.join(folder, SettingsFile.name)
      if let open = openText(candidate) { return (candidate, open.source) }
      if let text = try? FileReading.text(candidate) { return (candidate, SourceText(name: candidate, text: text)) }
      next = Paths.parent(folder)
    }
    return nil
  }

  private func openText(_ path: String) -> OpenDocument? { documents.values.first { $0.path == path } }

  /// The path of a new settings file: in the workspace folder that contains the file at `path`, or next to this file.
  private func newSettingsPath(_ path: String) -> String {
    let folder = client.folders.filter { Paths.isInside(path, $0) }.max { $0.utf8.count < $1.utf8.count }
    return Paths.join(folder ?? Paths.parent(path) ?? "/", SettingsFile.name)
  }

  // MARK: Edits

  /// A workspace edit with edits of an open text.
  func workspaceEdit(_ edits: [Edit], _ document: OpenDocument) -> FHIRValue {
    workspaceEdit(edits, uri: document.uri, version: document.version, document.positions)
  }

  private func workspaceEdit(_ edits: [Edit], uri: String, version: Int?, _ positions: TextPositions) -> FHIRValue {
    func position(_ offset: Int) -> FHIRValue {
      let position = positions.position(of: offset)
      return .object(["line": .integer(position.line), "character": .integer(position.character)])
    }
    let list: FHIRValue = .list(
      edits.map { edit in
        .object([
          "range": .object(["start": position(edit.range.lowerBound), "end": position(edit.range.upperBound)]),
          "newText": .string(edit.replacement),
        ])
      })
    guard client.hasVersionedEdits, let version else { return .object(["changes": .object(FHIRMembers(uri: uri, list))]) }
    return .object([
      "documentChanges": .list([
        .object(["textDocument": .object(["uri": .string(uri), "version": .integer(version)]), "edits": list])
      ])
    ])
  }
}

extension FHIRMembers {
  /// A value for one file, keyed by its URI.
  fileprivate init(uri: String, _ value: FHIRValue) {
    self = [:]
    append(uri, value)
  }
}
