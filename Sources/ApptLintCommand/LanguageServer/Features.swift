import ApptLint
import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// The results of requests about an open text.
extension LanguageServer {
  /// The result of a request; nil stands for null.
  mutating func result(of method: String, _ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    switch method {
    case "textDocument/hover": return try hover(parameters)
    case "textDocument/completion": return try completion(parameters)
    case "textDocument/definition": return try definition(parameters)
    case "textDocument/references": return try references(parameters)
    case "textDocument/prepareRename": return try prepareRename(parameters)
    case "textDocument/rename": return try rename(parameters)
    case "textDocument/documentSymbol": return try symbols(parameters)
    case "textDocument/foldingRange": return try folds(parameters)
    case "textDocument/selectionRange": return try selections(parameters)
    case "textDocument/inlayHint": return try hints(parameters)
    case "textDocument/codeAction": return try actions(parameters)
    default: throw RPCError(.methodNotFound, "unknown method \(Message.printable(method, limit: 100))")
    }
  }

  /// The payload that a request refers to, with its document; nil if the text is not open or not a payload.
  mutating func payload(
    _ parameters: JSONView
  ) throws(RPCError) -> (text: OpenText, knowledge: EditorKnowledge, document: OpenDocument)? {
    let uri = try uri(parameters)
    guard case .payload(let text, let knowledge)? = analysis(of: uri)?.content, let document = documents[uri] else { return nil }
    return (text, knowledge, document)
  }

  /// The tree at the position of a request, with its payload; nil if there is none.
  private mutating func treeAtPosition(
    _ parameters: JSONView
  ) throws(RPCError) -> (tree: EditorTree, offset: Int, text: OpenText, knowledge: EditorKnowledge, document: OpenDocument)? {
    guard let (text, knowledge, document) = try payload(parameters) else { return nil }
    guard let offset = document.offset(parameters["position"]) else {
      throw RPCError(.invalidParameters, "the request has no position")
    }
    return text.tree(at: offset).map { ($0, offset, text, knowledge, document) }
  }

  // MARK: Texts

  private mutating func hover(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (tree, offset, text, knowledge, document) = try treeAtPosition(parameters),
      let (content, range) = tree.hover(at: offset, knowledge, text.report)
    else { return nil }
    let plain = client.hasMarkdown ? content : content.filter { $0 != "`" && $0 != "*" }
    var members: FHIRMembers = [
      "contents": .object(["kind": .string(client.hasMarkdown ? "markdown" : "plaintext"), "value": .string(plain)])
    ]
    if let range { members.append("range", self.range(range, document)) }
    return .object(members)
  }

  private mutating func completion(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    let uri = try uri(parameters)
    guard let open = documents[uri], let offset = open.offset(parameters["position"]) else { return nil }
    let list: CompletionList?
    if let (text, knowledge, _) = try payload(parameters) {
      list = text.tree(at: offset).flatMap {
        PayloadCompletion.completions(at: offset, in: $0, knowledge, packs: text.report.packs)
      }
    } else {
      list = SettingsCompletion.completions(at: offset, in: open, linters.linter(for: open.path).knowledge)
    }
    guard let list else { return nil }
    let range = self.range(list.replaced, open)
    let isQuoted = open.source.bytes[list.replaced].first == UInt8(ascii: "\"")
    let items = list.items.map { item -> FHIRValue in
      var members: FHIRMembers = ["label": .string(item.label), "kind": .integer(item.kind.rawValue)]
      if let detail = item.detail { members.append("detail", .string(detail)) }
      if let text = item.documentation { members.append("documentation", .string(text)) }
      members.append("sortText", .string("\(item.rank)\(item.label)"))
      if isQuoted { members.append("filterText", .string("\"\(item.label)")) }
      var text = item.text
      if let mark = text.firstIndex(of: "$0") {
        if client.hasSnippets {
          members.append("insertTextFormat", .integer(2))
          let (before, after) = (text[..<mark], text[mark...].dropFirst(2))
          text = Self.snippet(before) + "$0" + Self.snippet(after)
        } else {
          text = String(text[..<mark] + text[mark...].dropFirst(2))
        }
      }
      members.append("textEdit", .object(["range": range, "newText": .string(text)]))
      return .object(members)
    }
    return .object(["isIncomplete": .boolean(list.isIncomplete), "items": .list(items)])
  }

  /// Text escaped for a snippet.
  private static func snippet(_ text: Substring) -> String {
    var result = ""
    for character in text {
      if character == "$" || character == "}" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result
  }

  private mutating func hints(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (text, _, document) = try payload(parameters) else { return nil }
    let range = document.range(parameters["range"]) ?? 0..<document.source.count
    let hints = text.trees.flatMap { $0.hints(in: range) }.map { hint -> FHIRValue in
      .object([
        "position": position(hint.offset, document), "label": .string(hint.label), "tooltip": .string(hint.tooltip),
        "paddingLeft": .boolean(true),
      ])
    }
    return .list(hints)
  }

  // MARK: References

  private mutating func definition(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (tree, offset, _, _, document) = try treeAtPosition(parameters), let range = tree.definition(at: offset) else {
      return nil
    }
    return location(range, document)
  }

  private mutating func references(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (tree, offset, _, _, document) = try treeAtPosition(parameters) else { return nil }
    let includes = parameters["context"]["includeDeclaration"].isTrue
    return .list(tree.references(at: offset, includingDeclaration: includes).map { location($0, document) })
  }

  private func location(_ range: Range<Int>, _ document: OpenDocument) -> FHIRValue {
    .object(["uri": .string(document.uri), "range": self.range(range, document)])
  }

  private mutating func prepareRename(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (tree, offset, _, _, document) = try treeAtPosition(parameters) else { return nil }
    return tree.renamable(at: offset).map { range($0, document) }
  }

  private mutating func rename(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let name = parameters["newName"].text else { throw RPCError(.invalidParameters, "the request has no new name") }
    guard let (tree, offset, _, _, document) = try treeAtPosition(parameters) else { return nil }
    let edits = tree.renaming(at: offset, to: name)
    if edits.isEmpty { throw RPCError(.requestFailed, "only the id of a contained resource can be renamed") }
    guard EditorTree.isId(name) else {
      throw RPCError(.requestFailed, "an id must have 1 to 64 letters, digits, '-' and '.'")
    }
    if tree.isTaken(name, besides: offset) {
      throw RPCError(.requestFailed, "another contained resource has this id")
    }
    return workspaceEdit(edits, document)
  }

  // MARK: Structure

  private mutating func symbols(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (text, _, document) = try payload(parameters) else { return nil }
    let outline = (document.lastReadable ?? text).outline
    if client.hasNestedSymbols { return .list(outline.map { symbol($0, document) }) }
    var flat: [FHIRValue] = []
    append(outline, container: nil, document, to: &flat)
    return .list(flat)
  }

  private func symbol(_ item: OutlineItem, _ document: OpenDocument) -> FHIRValue {
    var members: FHIRMembers = ["name": .string(item.name)]
    if let detail = item.detail { members.append("detail", .string(detail)) }
    members.append("kind", .integer(item.kind.rawValue))
    members.append("range", range(item.range, document))
    members.append("selectionRange", range(item.head, document))
    if !item.children.isEmpty { members.append("children", .list(item.children.map { symbol($0, document) })) }
    return .object(members)
  }

  private func append(
    _ items: [OutlineItem], container: String?, _ document: OpenDocument, to flat: inout [FHIRValue]
  ) {
    for item in items {
      var members: FHIRMembers = [
        "name": .string(item.name), "kind": .integer(item.kind.rawValue), "location": location(item.range, document),
      ]
      if let container { members.append("containerName", .string(container)) }
      flat.append(.object(members))
      append(item.children, container: item.name, document, to: &flat)
    }
  }

  private mutating func folds(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (text, _, document) = try payload(parameters) else { return nil }
    var folds: [FHIRValue] = []
    var last = -1
    for fold in (document.lastReadable ?? text).folds {
      let start = document.positions.position(of: fold.range.lowerBound)
      let end = document.positions.position(of: fold.range.upperBound)
      let endLine = fold.showsEnd || end.character == 0 ? end.line - 1 : end.line
      // Editors fold only one range per line.
      guard endLine > start.line, start.line != last else { continue }
      last = start.line
      folds.append(.object(["startLine": .integer(start.line), "endLine": .integer(endLine)]))
    }
    return .list(folds)
  }

  private mutating func selections(_ parameters: JSONView) throws(RPCError) -> FHIRValue? {
    guard let (text, _, document) = try payload(parameters) else { return nil }
    var results: [FHIRValue] = []
    for view in parameters["positions"].items {
      guard let offset = document.offset(view) else { throw RPCError(.invalidParameters, "a position is invalid") }
      let ranges = text.selections(at: offset)
      var value: FHIRValue?
      for range in (ranges.isEmpty ? [offset..<offset] : ranges).reversed() {
        var members: FHIRMembers = ["range": self.range(range, document)]
        if let value { members.append("parent", value) }
        value = .object(members)
      }
      if let value { results.append(value) }
    }
    return .list(results)
  }
}
