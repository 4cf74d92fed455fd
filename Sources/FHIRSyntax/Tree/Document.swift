package import Findings

/// A payload as one flat array of nodes with exact positions. JSON and XML have the same structure.
///
/// Every payload yields a document, even a malformed one: errors are in `findings`, and the rest is in the tree. A document is
/// immutable once built; it is a class only so that passing it on costs one reference count instead of one for each of its
/// arrays.
package final class Document: Sendable {
  /// The format of the payload.
  package typealias Format = PayloadFormat

  /// The text that the ranges of the nodes refer to: UTF-8, transcoded if the payload has another encoding.
  package let source: SourceText
  package let format: Format
  /// The syntax errors of the payload, in the order of discovery.
  package let findings: [Finding]

  /// The names that all documents share.
  package let symbols: SymbolTable
  private let localNames: LocalNames
  package let nodes: [NodeRecord]
  /// Primitives with a JSON companion, in ascending order of the value node.
  let companions: [Companion]
  /// Primitives with a JSON companion, in ascending order of the companion node.
  private let primitives: [Companion]
  /// The FHIR resources of the document, in ascending node order.
  package let resources: [ResourceMark]
  /// The nodes of each tree whose end is missing: of this payload, or of one that was assembled into it.
  let truncatedTrees: [Range<UInt32>]

  /// A primitive and the JSON `_name` with its id and extensions.
  struct Companion: Sendable {
    var value: Node
    var companion: Node
  }

  /// A resource and its type.
  package struct ResourceMark: Sendable {
    package var node: Node
    package var type: Symbol
  }

  init(_ builder: consuming DocumentBuilder) {
    source = builder.source
    format = builder.format
    symbols = builder.symbols
    findings = builder.findings
    localNames = builder.localNames
    nodes = builder.nodes
    companions = Self.sorted(builder.companions) { $0.value.index }
    primitives = Self.sorted(builder.companions) { $0.companion.index }
    resources = Self.sorted(builder.resources) { $0.node.index }
    truncatedTrees =
      builder.findings.contains(where: Self.isTruncation) ? [0..<UInt32(clamping: builder.nodes.count)] : builder.truncatedTrees
  }

  /// Sorts a list by ascending index; nearly all lists are in order already and are returned unchanged.
  private static func sorted<Item>(_ list: [Item], by index: (Item) -> UInt32) -> [Item] {
    for position in list.indices.dropFirst() where index(list[position]) < index(list[position - 1]) {
      return list.sorted { index($0) < index($1) }
    }
    return list
  }

  /// The outermost node, unless the payload is empty.
  package var root: Node? { nodes.isEmpty ? nil : Node(index: 0) }

  /// The record of a node, which must belong to this document.
  @inline(__always)
  package func record(_ node: Node) -> NodeRecord { nodes[Int(node.index)] }

  // MARK: Names

  /// The spelling of a symbol of this document.
  package func name(_ symbol: Symbol) -> String {
    symbol.rawValue < symbols.count ? symbols.name(symbol) : localNames.name(symbol, base: symbols.count)
  }

  /// The name of a node: empty for the root of a JSON payload.
  package func name(of node: Node) -> String { name(record(node).name) }

  /// The name of a node as messages show it: hidden if it may be part of a value, even if values are shown, since it may also be
  /// part of a credential; the excerpt of the source shows it.
  package func shownName(of node: Node) -> Message {
    let record = record(node)
    let name = Message.printable((record.flags.contains(.companion) ? "_" : "") + name(record.name), limit: 80)
    return record.flags.contains(.misread) ? "\(code: "…")" : "\(text: name)"
  }

  /// The name of the type of a resource for messages and paths; nil if it must not be shown: the type is a value, so it is hidden
  /// unless a specification defines it. The names of elements, such as `patient`, start with a lower-case letter.
  package func publicType(of resource: Node) -> String? {
    guard let type = resourceType(of: resource) else { return nil }
    let name = name(type)
    let isDefined = type.rawValue < symbols.count && name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
    return isDefined || Self.ownTypes.contains(name) ? name : nil
  }

  /// The types of the trees that rules about exchanges and changes apply to.
  private static let ownTypes = ["Exchange", "Change"]

  /// The name of the type of a resource as messages show it.
  package func shownType(of resource: Node) -> Message {
    if let name = publicType(of: resource) { return "\(code: name)" }
    return resourceType(of: resource).map { "\(payload: name($0))" } ?? "a resource"
  }

  /// The member of a JSON object whose name is written exactly as `name`, without escapes, and its index among the members.
  package func member(_ name: StaticString, of object: Node) -> (position: Int, node: Node)? {
    var position = 0
    var node = Node(index: object.index + 1)
    let end = nodes[Int(object.index)].next
    while node.index < end {
      if isNamed(name, node) { return (position, node) }
      position += 1
      node = Node(index: nodes[Int(node.index)].next)
    }
    return nil
  }

  /// The member of a JSON object with the given name, which may be written with escapes.
  package func decodedMember(_ name: StaticString, of object: Node) -> Node? {
    if let member = member(name, of: object) { return member.node }
    return children(of: object).first { child in
      guard let range = nameRange(of: child), range.count > name.utf8CodeUnitCount + 2,
        source.storage[range].contains(UInt8(ascii: "\\"))
      else { return false }
      return self.name(of: child) == name.description
    }
  }

  /// Whether the name of a JSON member is written exactly as `name`, without escapes.
  @inline(__always)
  package func isNamed(_ name: StaticString, _ member: Node) -> Bool {
    let record = nodes[Int(member.index)]
    guard record.nameEnd &- record.nameStart == UInt32(name.utf8CodeUnitCount) + 2 else { return false }
    let start = Int(record.nameStart) + 1
    return name.withUTF8Buffer { name in
      var offset = 0
      // Safe: the buffer is valid inside this closure, and `offset` stays below its count.
      while offset < name.count, unsafe source.storage[start + offset] == name[offset] { offset += 1 }
      return offset == name.count
    }
  }

  /// The number of members of a JSON object, and the first member that repeats the name of an earlier member.
  package func members(of object: Node) -> (count: Int, duplicate: Node?) {
    var count = 0
    var duplicate: Node?
    var index = object.index + 1
    let end = nodes[Int(object.index)].next
    while index < end {
      if duplicate == nil && nodes[Int(index)].flags.contains(.duplicate) { duplicate = Node(index: index) }
      count += 1
      index = nodes[Int(index)].next
    }
    return (count, duplicate)
  }

  /// The symbol of a name; nil if neither the shared names nor this document's names have it.
  package func symbol(_ name: String) -> Symbol? {
    symbols.symbol(name) ?? localNames.symbol(name, base: symbols.count)
  }

  /// The symbol of the shared name in a range of the source.
  package func sharedSymbol(in range: Range<Int>) -> Symbol? {
    guard range.lowerBound >= 0, range.upperBound <= source.count else { return nil }
    return unsafe source.storage.withUnsafeBytes { bytes in
      // Safe: the range lies inside the text, which is padded by more than eight bytes.
      unsafe bytes.baseAddress.flatMap { unsafe symbols.find($0 + range.lowerBound, count: range.count) }
    }
  }

  // MARK: Positions

  /// The bytes of a node's value.
  package func valueRange(of node: Node) -> Range<Int> {
    let record = record(node)
    return Int(record.valueStart)..<Int(record.valueEnd)
  }

  /// The bytes of a node's name; nil for array items and for the root of a JSON payload.
  package func nameRange(of node: Node) -> Range<Int>? {
    let record = record(node)
    return record.nameStart < record.nameEnd ? Int(record.nameStart)..<Int(record.nameEnd) : nil
  }

  /// The bytes that represent a whole node in a report: its name, or the opening bracket or value of an array item or of the
  /// root.
  package func headRange(of node: Node) -> Range<Int> {
    if let range = nameRange(of: node) { return range }
    let range = valueRange(of: node)
    switch record(node).form {
    case .object, .array: return range.lowerBound..<min(range.lowerBound + 1, range.upperBound)
    default: return range
    }
  }

  // MARK: Resources

  /// The type of a resource node, nil for any other node.
  package func resourceType(of node: Node) -> Symbol? {
    guard record(node).flags.contains(.resource) else { return nil }
    let index = resources.firstIndex(pastThose: { $0.node < node })
    return index < resources.count && resources[index].node == node ? resources[index].type : nil
  }

  /// The innermost resource that contains a node; the node itself if it is a resource.
  package func resource(containing node: Node) -> Node? {
    var node = node
    for step in 1... {
      if record(node).flags.contains(.resource) { return node }
      if node.index == 0 { return nil }
      // Deep inside a resource, a search is faster than climbing.
      if step == 16, let last = resources[..<resources.firstIndex(pastThose: { $0.node <= node })].last?.node,
        record(last).next > node.index
      {
        return last
      }
      node = Node(index: record(node).parent)
    }
    return nil
  }

  /// The JSON companion of a primitive.
  package func companion(of node: Node) -> Node? {
    let index = companions.firstIndex(pastThose: { $0.value < node })
    return index < companions.count && companions[index].value == node ? companions[index].companion : nil
  }

  /// The primitive of a companion.
  package func primitive(of companion: Node) -> Node? {
    let index = primitives.firstIndex(pastThose: { $0.companion < companion })
    return index < primitives.count && primitives[index].companion == companion ? primitives[index].value : nil
  }
}
