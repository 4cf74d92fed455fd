import FHIRSyntax
import Findings
import HTTPExchange

/// An entry of an editor's outline.
package struct OutlineItem: Sendable {
  package enum Kind: Int, Sendable {
    // The values of SymbolKind in the Language Server Protocol.
    case exchange = 3
    case resource = 5
    case message = 6
    case element = 8
    case string = 15
    case number = 16
    case boolean = 17
    case headers = 18
    case header = 20
  }

  package var name: String
  package var detail: String?
  package var kind: Kind
  package var range: Range<Int>
  /// The part of the range that the editor selects.
  package var head: Range<Int>
  package var children: [OutlineItem]
}

extension OpenText {
  /// The largest number of nodes for which all elements are listed; in larger payloads, only resources and their own elements
  /// are.
  private static let maxNodes = 20_000

  /// The outline: the resource and its elements, or the exchanges with their requests and responses.
  package var outline: [OutlineItem] {
    if let payload { return Self.items(payload) }
    return recording?.exchanges.map { exchange in
      let (method, url) = (exchange.exchange.method, exchange.exchange.url)
      let title = [method, url].compactMap { $0.map(shown) }.joined(separator: " ")
      let status = exchange.exchange.status.map(shown)
      var messages = [item("request", title, exchange.request)]
      if let response = exchange.response { messages.append(item("response", status, response)) }
      let head = method?.range ?? exchange.request.message.head
      return OutlineItem(
        name: title.isEmpty ? "exchange" : Message.printable(title, limit: 100), detail: status, kind: .exchange,
        range: Self.joined([exchange.exchange.range, head] + messages.map(\.range)), head: head, children: messages)
    } ?? []
  }

  private static func items(_ tree: EditorTree) -> [OutlineItem] {
    guard let root = tree.document.root, tree.document.record(root).form != .missing else { return [] }
    return [tree.item(root, position: nil, isDeep: tree.document.nodes.count <= maxNodes, depth: 0)]
  }

  /// A request or response, with its header fields and the resource in its body.
  private func item(_ name: String, _ detail: String?, _ message: OpenRecording.Message) -> OutlineItem {
    let headers = message.message.fields.map { field in
      OutlineItem(
        name: Message.printable(field.name, limit: 100), detail: Message.printable(shown(field.value), limit: 60), kind: .header,
        range: Self.joined([field.nameRange, field.value.range]), head: field.nameRange, children: [])
    }
    var children: [OutlineItem] = []
    if let first = headers.first {
      children.append(
        OutlineItem(
          name: "headers", kind: .headers, range: Self.joined(headers.map(\.range)), head: first.head, children: headers))
    }
    children += message.body.map { Self.items($0) } ?? []
    let head = message.message.head
    return OutlineItem(
      name: name, detail: detail.map { Message.printable($0, limit: 100) }, kind: .message,
      range: Self.joined([head, message.message.range] + children.map(\.range)), head: head, children: children)
  }

  /// A value as the report shows it, with credentials masked.
  private func shown(_ value: SourceSpan) -> String {
    let bytes = report.source.bytes
    guard value.range.upperBound <= bytes.count else { return "" }
    let text = String(decoding: bytes[value.range], as: UTF8.self)
    return text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count > 1 ? String(text.dropFirst().dropLast()) : text
  }

  /// The smallest range that contains all given ranges: editors reject an outline with entries outside their parent.
  private static func joined(_ ranges: [Range<Int>]) -> Range<Int> {
    let start = ranges.map(\.lowerBound).min() ?? 0
    return start..<max(start, ranges.map(\.upperBound).max() ?? 0)
  }

  /// A range that an editor may fold.
  package struct Fold: Sendable {
    package var range: Range<Int>
    /// Whether the last line, with a closing bracket, stays visible.
    package var showsEnd: Bool
  }

  /// The objects, arrays and XML elements, and messages of an HTTP file, in the order of their starts.
  package var folds: [Fold] {
    guard let recording else { return payload?.folds.map { Fold(range: $0, showsEnd: true) } ?? [] }
    if let file = recording.file { return file.folds.map { Fold(range: $0, showsEnd: true) } }
    return recording.exchanges.flatMap { [$0.request, $0.response].compactMap { $0 } }.flatMap { message in
      let range = message.message.range
      return [Fold(range: range, showsEnd: false)] + (message.body?.folds ?? []).map { Fold(range: $0, showsEnd: true) }
    }
  }

  /// The ranges around an offset, the innermost first.
  package func selections(at offset: Int) -> [Range<Int>] {
    var ranges = tree(at: offset)?.selections(at: offset) ?? []
    guard let recording else { return ranges }
    var outer = recording.file?.selections(at: offset) ?? []
    if recording.file == nil {
      for exchange in recording.exchanges where exchange.exchange.range.contains(offset) {
        outer += [exchange.request.message, exchange.response?.message].compactMap { $0?.range }.filter { $0.contains(offset) }
        outer.append(exchange.exchange.range)
      }
    }
    for range in outer {
      if let last = ranges.last, last == range || range.lowerBound > last.lowerBound || range.upperBound < last.upperBound {
        continue
      }
      ranges.append(range)
    }
    return ranges
  }
}

extension EditorTree {
  /// The maximum depth of an outline.
  private static let maxDepth = 64

  fileprivate func item(_ node: Node, position: Int?, isDeep: Bool, depth: Int) -> OutlineItem {
    let record = document.record(node)
    let type = typeName(ofResource: node)
    var name = shownName(of: node)
    if node.index == 0, type != nil || name.isEmpty { name = type ?? "payload" }
    // Editors reject names that are blank.
    if name.allSatisfy(\.isWhitespace) { name = "\"\(name)\"" }
    if let position { name += "[\(position)]" }
    var detail = node.index == 0 ? nil : type
    if let value = shownValue(of: node) { detail = Message.printable(value, limit: 60) }
    var children: [OutlineItem] = []
    let descends = isDeep || type != nil || depth == 0 || record.name == .entry || record.name == .contained
    if descends, depth < Self.maxDepth, !record.flags.contains(.xhtml) {
      for child in document.children(of: node) where isListed(child) {
        if document.record(child).form == .array {
          for (index, item) in document.children(of: child).enumerated() where isListed(item) {
            children.append(self.item(item, position: index, isDeep: isDeep, depth: depth + 1))
          }
        } else {
          children.append(item(child, position: nil, isDeep: isDeep, depth: depth + 1))
        }
      }
    }
    let range = extent(of: node)
    let head = document.headRange(of: node)
    return OutlineItem(
      name: Message.printable(name, limit: 100), detail: detail, kind: kind(record.form, isResource: type != nil),
      range: placed(range), head: placed(head.clamped(to: range)), children: children)
  }

  private func isListed(_ node: Node) -> Bool {
    switch document.record(node).form {
    case .text, .instruction, .missing: false
    default: true
    }
  }

  private func kind(_ form: Form, isResource: Bool) -> OutlineItem.Kind {
    if isResource { return .resource }
    switch form {
    case .number: return .number
    case .true, .false: return .boolean
    case .string, .attribute: return .string
    default: return .element
    }
  }

  /// The objects, arrays and XML elements that an editor may fold.
  package var folds: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in document.nodes.indices {
      switch document.nodes[index].form {
      case .object, .array:
        let node = Node(index: UInt32(truncatingIfNeeded: index))
        let range = document.valueRange(of: node)
        ranges.append(placed(range))
      default: break
      }
    }
    return ranges
  }

  /// The ranges around an offset, the innermost first: the text of a value, the value, the member, and the objects and members
  /// around it.
  package func selections(at offset: Int) -> [Range<Int>] {
    guard var node = node(at: inner(offset)) else { return [] }
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      let range = placed(range)
      if let last = ranges.last, last == range || range.lowerBound > last.lowerBound || range.upperBound < last.upperBound {
        return
      }
      ranges.append(range)
    }
    let offset = inner(offset)
    if let name = document.nameRange(of: node), name.contains(offset) {
      if document.format == .json, name.count >= 2 { add(name.lowerBound + 1..<name.upperBound - 1) }
      add(name)
    } else if document.hasValue(node) {
      add(document.textRange(of: node))
    }
    while true {
      let value = document.valueRange(of: node)
      if value.contains(offset) || value.upperBound == offset { add(value) }
      add(extent(of: node))
      guard node.index > 0 else { return ranges }
      node = Node(index: document.record(node).parent)
    }
  }
}
