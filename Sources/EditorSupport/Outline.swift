import FHIRSyntax
import Findings

/// An entry of an editor's outline.
package struct OutlineItem: Sendable {
  package enum Kind: Int, Sendable {
    // The numbers of SymbolKind.
    case message = 3
    case resource = 5
    case element = 8
    case string = 15
    case number = 16
    case boolean = 17
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
  /// The largest number of nodes for which all elements are listed; in larger payloads, only resources and their own elements are.
  private static let maxNodes = 20_000

  /// The outline: messages, resources and their elements.
  package var outline: [OutlineItem] {
    var items = messages.map { message in
      OutlineItem(name: message.title, kind: .message, range: message.range, head: message.range, children: [])
    }
    for tree in trees {
      guard let root = tree.document.root, tree.document.record(root).form != .missing else { continue }
      items.append(tree.item(root, position: nil, isDeep: tree.document.nodes.count <= Self.maxNodes, depth: 0))
    }
    return items
  }
}

extension EditorTree {
  /// The deepest level of an outline.
  private static let maxDepth = 64

  fileprivate func item(_ node: Node, position: Int?, isDeep: Bool, depth: Int) -> OutlineItem {
    let record = document.record(node)
    let type = typeName(ofResource: node)
    var name = document.name(of: node)
    if name.isEmpty || type != nil && node.index == 0 { name = type ?? "payload" }
    if let position { name += "[\(position)]" }
    var detail = node.index == 0 ? nil : type
    if document.hasValue(node), let value = document.value(of: node) { detail = Message.printable(value, limit: 60) }
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
      range: shifted(range), head: shifted(head.clamped(to: range)), children: children)
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
        ranges.append(shifted(range))
      default: break
      }
    }
    return ranges
  }

  /// The ranges around an offset, the innermost first: the text of a value, the value, the member, and those around it.
  package func selections(at offset: Int) -> [Range<Int>] {
    guard var node = node(at: offset - shift) else { return [] }
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      let range = shifted(range)
      if let last = ranges.last, last == range || range.lowerBound > last.lowerBound || range.upperBound < last.upperBound {
        return
      }
      ranges.append(range)
    }
    let offset = offset - shift
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
