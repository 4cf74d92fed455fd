import FHIRSyntax
package import Findings

/// References inside a payload: their targets, all references to a target, and renaming of a contained resource.
extension EditorTree {
  /// The node that has the text of a reference, if that node, or the element around it, is one: `#id`, `urn:uuid:...`, `Type/id`.
  private func reference(at offset: Int) -> (node: Node, target: Node)? {
    guard let node = node(at: offset), document.record(node).name == .reference, document.hasValue(node),
      let element = document.parent(of: node), let target = references.target(of: element)
    else { return nil }
    return (node, target)
  }

  /// The resource that a position stands for: the target of a reference, or the resource whose id or address it is.
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

  /// The texts of all references to the resource at an offset; with its id or address if asked.
  package func references(at offset: Int, includingDeclaration: Bool) -> [Range<Int>] {
    guard let resource = resource(at: inner(offset)) else { return [] }
    var ranges = referring(to: resource).map { placed(document.textRange(of: $0)) }
    if includingDeclaration, let id = document.element(.id, of: resource), document.hasValue(id) {
      ranges.append(placed(document.textRange(of: id)))
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  private func referring(to resource: Node) -> [Node] {
    var found: [Node] = []
    for index in document.nodes.indices where document.nodes[index].name == .reference {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard document.hasValue(node), let element = document.parent(of: node), references.target(of: element) == resource else {
        continue
      }
      found.append(node)
    }
    return found
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
    for node in referring(to: resource) { edits.append(Edit(placed(document.textRange(of: node)), "#" + name)) }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether another contained resource in the same resource as the one at an offset has an id.
  package func isTaken(_ id: String, besides offset: Int) -> Bool {
    guard let resource = contained(at: inner(offset)) else { return false }
    func container(_ node: Node) -> Node? { document.parent(of: node).flatMap { document.resource(containing: $0) } }
    return document.resources.contains { mark in
      guard mark.node != resource, document.record(mark.node).name == .contained, container(mark.node) == container(resource),
        let other = document.element(.id, of: mark.node)
      else { return false }
      return document.value(of: other) == id
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
