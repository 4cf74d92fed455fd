package import FHIRSyntax
import Findings

/// Renders the FHIRPath of a node as HL7's validator does: `Appointment.contained[1].identifier[0].value`.
///
/// - The path starts with the type of the outermost resource, or with the root's name if it is not a resource. A type that no
///   specification defines is hidden: in JSON it is a value.
/// - An element that its base definition allows to repeat has an index, from 0, even if it occurs once; other elements have none.
///   An unknown element has an index if it is an item of a JSON array or shares its name with a sibling.
/// - A choice has its base name, `value` for `valueQuantity`.
/// - A name that no specification defines and that is next to a syntax error is hidden: it may be part of a value.
/// - XML attributes are written like elements, a JSON `_name` like the primitive that it belongs to, a JSON array like its
///   element without an index. The content of narrative XHTML is written as the `div`.
///
/// One renderer can render any number of nodes of a document: it counts the children of a node at most once.
package struct ElementPath {
  private let document: Document
  private let release: ReleaseDefinitions
  private let xhtml: Symbol?
  /// The positions of the document's nodes among their siblings, computed when needed; empty until the first use.
  private var ordinals: [Ordinal] = []

  private struct Ordinal {
    /// Counted from 0; negative if not yet known.
    var index: Int32 = -1
    /// Whether no sibling has the same name.
    var isAlone = true
  }

  /// A renderer for the nodes of one document, which must have been read with the symbols of the definitions.
  package init(document: Document, release: ReleaseDefinitions) {
    self.document = document
    self.release = release
    xhtml = document.symbols.symbol("xhtml")
  }

  /// The path of one node.
  package static func render(_ node: Node, in document: Document, release: ReleaseDefinitions) -> String {
    var path = ElementPath(document: document, release: release)
    return path.render(node)
  }

  /// The path of a node.
  package mutating func render(_ node: Node) -> String {
    var path = ""
    var type: TypeShape?
    for node in lineage(of: node) {
      let record = document.record(node)
      let parent = Node(index: record.parent)
      let resourceType = document.resourceType(of: node)
      if node.index == 0 || parent.index == 0 && document.record(parent).form == .array {
        // The root, or an item where the root is an array.
        path = root(node, isResource: resourceType != nil)
        type = resourceType.flatMap { release.type($0) }
        continue
      }
      guard record.form != .text, record.form != .instruction else { break }
      let isItem = document.record(parent).form == .array
      let element = type.flatMap { release.child(record.name, of: $0) }
      if !isItem {
        if !path.isEmpty { path += "." }
        path +=
          element.map { document.symbols.name($0.baseName) }
          ?? (record.flags.contains(.misread)
            ? Self.hidden : Self.identifier(document.name(of: node), mayHaveHyphens: isField(node, in: parent)))
      }
      // The items of an array are elements; the array itself is not, unless it is an item of another array.
      if record.form == .array && !isItem { continue }
      let ordinal = ordinal(of: node)
      if element?.repeats ?? (isItem || !ordinal.isAlone) { path += "[\(ordinal.index)]" }
      if record.form == .array { continue }
      type = element?.type
      if let resourceType, type == nil || type?.kind == .resource { type = release.type(resourceType) }
      if let type, type.name == xhtml { break }
    }
    return path
  }

  /// A node and all its ancestors, the root first.
  private func lineage(of node: Node) -> [Node] {
    var nodes = [node]
    var node = node
    while node.index != 0 {
      node = Node(index: document.record(node).parent)
      nodes.append(node)
    }
    return nodes.reversed()
  }

  // MARK: Indexes

  private mutating func ordinal(of node: Node) -> Ordinal {
    if ordinals.isEmpty { ordinals = [Ordinal](repeating: Ordinal(), count: document.nodes.count) }
    if ordinals[Int(node.index)].index < 0 { countChildren(of: Node(index: document.record(node).parent)) }
    return ordinals[Int(node.index)]
  }

  private mutating func countChildren(of parent: Node) {
    if document.record(parent).form == .array {
      for (index, item) in document.children(of: parent).enumerated() {
        ordinals[Int(item.index)] = Ordinal(index: Int32(index), isAlone: false)
      }
      return
    }
    // Children with the same name are contiguous, in document order. A primitive and its companion are one element.
    let children = document.children(of: parent).map { child in
      let record = document.record(child)
      return (key: UInt64(record.name.rawValue) << 1 | (record.flags.contains(.companion) ? 1 : 0), node: child)
    }.sorted { ($0.key, $0.node.index) < ($1.key, $1.node.index) }
    var index: Int32 = 0
    for (position, child) in children.enumerated() {
      let follows = position > 0 && children[position - 1].key == child.key
      let isFollowed = position + 1 < children.count && children[position + 1].key == child.key
      index = follows ? index + 1 : 0
      ordinals[Int(child.node.index)] = Ordinal(index: index, isAlone: !follows && !isFollowed)
    }
  }

  // MARK: Names

  /// Whether a node is a header field of an exchange, whose name is written in HTTP style.
  private func isField(_ node: Node, in parent: Node) -> Bool {
    document.name(of: parent) == "header"
      && document.root.flatMap { document.resourceType(of: $0) }.map { document.name($0) } == "Exchange"
  }

  /// The start of the path of a root.
  private func root(_ node: Node, isResource: Bool) -> String {
    // A root outside the FHIR namespace is not a resource: its name is not that of a type.
    let isForeign = !document.record(node).flags.isDisjoint(with: [.foreignNamespace, .xhtml])
    if isResource, !isForeign, document.resourceType(of: node).map({ !document.name($0).isEmpty }) ?? false {
      return document.publicType(of: node).map { Self.identifier($0) } ?? Self.hidden
    }
    let name = isResource && !isForeign ? "" : document.name(of: node)
    return name.isEmpty ? "" : Self.identifier(name)
  }

  /// A name in FHIRPath: plain, or in backticks if it is not an identifier.
  private static func identifier(_ name: String, mayHaveHyphens: Bool = false) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
      case UInt8(ascii: "-"): mayHaveHyphens && index > 0
      default: false
      }
    }
    if isPlain && !name.isEmpty && name.utf8.count <= longestName { return name }
    let escaped = name.map { $0 == "`" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "`" + Message.printable(escaped, limit: longestName) + "`"
  }

  /// A name that may be part of a value.
  package static let hidden = identifier("…")

  /// Longer names, which occur only in malformed payloads, are truncated.
  private static let longestName = 100
}
