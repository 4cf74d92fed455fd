import FHIRDefinitions
import FHIRSyntax
package import Findings

/// References inside a payload: their targets, all references to a target, and renaming of a contained resource.
extension EditorTree {
  /// The node with the text of the reference at an offset, and its target: `#id`, `urn:uuid:...`, `Type/id`.
  private func reference(at offset: Int) -> (node: Node, target: Node)? {
    guard let node = node(at: offset), let target = target(of: node) else { return nil }
    return (node, target)
  }

  /// The resource that a node's text refers to: the text of a Reference, or `#id` in a uri such as `answerValueSet`.
  private func target(of node: Node) -> Node? {
    guard document.hasValue(node) else { return nil }
    if document.record(node).name == .reference, let element = document.parent(of: node),
      let target = references.target(of: element)
    {
      return target
    }
    guard let text = document.value(of: node), text.utf8.first == UInt8(ascii: "#"), let element = typed.element(of: node),
      ["uri", "url", "canonical"].contains(document.symbols.name(element.typeName))
    else { return nil }
    return references.target(of: text, from: node)
  }

  /// The resource at an offset: the target of a reference, the resource with an id or fullUrl, or the resource itself.
  private func resource(at offset: Int) -> Node? {
    if let found = reference(at: offset) { return found.target }
    guard let node = node(at: offset), node.index > 0, let parent = document.parent(of: node) else { return nil }
    switch document.record(node).name {
    case .id where document.record(parent).flags.contains(.resource): return parent
    case .fullUrl: return document.element(.resource, of: parent)
    default: return document.record(node).flags.contains(.resource) ? node : nil
    }
  }

  /// The range of the resource that the reference at an offset refers to.
  package func definition(at offset: Int) -> Range<Int>? {
    reference(at: inner(offset)).map { placed(extent(of: $0.target)) }
  }

  /// The texts of all references to the resource at an offset; with `includingDeclaration`, also the text of its id.
  package func references(at offset: Int, includingDeclaration: Bool) -> [Range<Int>] {
    guard let resource = resource(at: inner(offset)) else { return [] }
    var ranges = referring(to: resource).map { placed($0) }
    if includingDeclaration, let id = document.element(.id, of: resource), document.hasValue(id) {
      ranges.append(placed(document.textRange(of: id)))
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The texts of all references to a resource, in the order of the text.
  private func referring(to resource: Node) -> [Range<Int>] {
    let id = document.record(resource).name == .contained ? document.value(.id, of: resource) : nil
    var found: [Range<Int>] = []
    for index in document.nodes.indices {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      let record = document.nodes[index]
      if let id, record.name == .div, let text = document.parent(of: node), document.record(text).name == .text {
        if references.contained(withId: id, inContainerOf: node) == resource { found += links(to: id, in: node) }
      } else if record.name == .reference || mayBeFragment(node), target(of: node) == resource {
        found.append(document.textRange(of: node))
      }
    }
    return found
  }

  private func mayBeFragment(_ node: Node) -> Bool {
    guard document.hasValue(node) else { return false }
    let range = document.textRange(of: node)
    return document.record(node).flags.contains(.escaped)
      || !range.isEmpty && document.source.storage[range.lowerBound] == UInt8(ascii: "#")
  }

  /// The links to an id in a narrative, `href="#id"` and `src="#id"`, unless an element of the narrative has this id.
  private func links(to id: String, in narrative: Node) -> [Range<Int>] {
    let range = document.format == .json ? document.textRange(of: narrative) : extent(of: narrative)
    var found: [Range<Int>] = []
    var hasElement = false
    for (name, value) in NarrativeAttributes.all(in: document.source.bytes[range]) {
      let text = document.source.bytes[value]
      if name.elementsEqual("href".utf8) || name.elementsEqual("src".utf8) {
        if text.first == UInt8(ascii: "#"), text.dropFirst().elementsEqual(id.utf8) { found.append(value) }
      } else if name.elementsEqual("id".utf8) || name.elementsEqual("name".utf8) {
        hasElement = hasElement || text.elementsEqual(id.utf8)
      }
    }
    return hasElement ? [] : found
  }

  /// The id of the contained resource at an offset, if all of its references can be renamed with it.
  package func renamable(at offset: Int) -> Range<Int>? {
    guard isVerbatim, let resource = contained(at: inner(offset)), let node = node(at: inner(offset)), document.hasValue(node)
    else {
      return nil
    }
    let range = document.textRange(of: node)
    if document.record(node).name == .id { return document.parent(of: node) == resource ? placed(range) : nil }
    return placed(min(range.lowerBound + 1, range.upperBound)..<range.upperBound)
  }

  /// The edits that rename the contained resource at an offset: its id and all references to it.
  package func renaming(at offset: Int, to name: String) -> [Edit] {
    guard isVerbatim, let resource = contained(at: inner(offset)), let id = document.element(.id, of: resource),
      document.hasValue(id)
    else {
      return []
    }
    var edits = [Edit(placed(document.textRange(of: id)), name)]
    for range in referring(to: resource) { edits.append(Edit(placed(range), "#" + name)) }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether another contained resource in the same container as the one at an offset has the given id.
  package func isTaken(_ id: String, besides offset: Int) -> Bool {
    guard let resource = contained(at: inner(offset)) else { return false }
    func container(_ node: Node) -> Node? { document.parent(of: node).flatMap { document.resource(containing: $0) } }
    return document.resources.contains { other in
      guard other.node != resource, document.record(other.node).name == .contained, container(other.node) == container(resource),
        let otherId = document.element(.id, of: other.node)
      else { return false }
      return document.value(of: otherId) == id
    }
  }

  private func contained(at offset: Int) -> Node? {
    guard let resource = resource(at: offset), document.record(resource).name == .contained else { return nil }
    return resource
  }

  /// Whether a text may be the id of a resource (FHIR, data types: id).
  package static func isId(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

/// Finds the attributes in the XHTML of a narrative, as written in XML or in a JSON string.
private enum NarrativeAttributes {
  static func all(in bytes: ArraySlice<UInt8>) -> [(name: ArraySlice<UInt8>, value: Range<Int>)] {
    var found: [(name: ArraySlice<UInt8>, value: Range<Int>)] = []
    var index = bytes.startIndex
    while let equals = bytes[index...].firstIndex(of: UInt8(ascii: "=")) {
      let nameEnd = bytes[index..<equals].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? index
      var nameStart = bytes[index..<nameEnd].lastIndex { !isNameByte($0) }.map { $0 + 1 } ?? index
      // The letter of an escape such as \n.
      if nameStart > index, nameStart < nameEnd, bytes[nameStart - 1] == UInt8(ascii: "\\") { nameStart += 1 }
      index = equals + 1
      // In a JSON string, a backslash comes before a double quote.
      guard let quote = bytes[index...].firstIndex(where: { $0 > 0x20 && $0 != UInt8(ascii: "\\") }),
        bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'"),
        let close = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
      else { continue }
      let end = bytes[close - 1] == UInt8(ascii: "\\") ? close - 1 : close
      found.append((bytes[nameStart..<nameEnd], quote + 1..<max(quote + 1, end)))
      index = close + 1
    }
    return found
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }
}
