import FHIRSyntax
import Findings

/// The changes that a rule's example makes to the `example` of its table: removed elements and replaced values.
struct ExampleEdit {
  private let document: Document
  private var removed: Set<Node> = []
  private var replaced: [Node: String] = [:]
  /// The change as text, such as `without Patient.name`.
  private(set) var description = ""

  /// The changes in the keys `without` and `with` of an object.
  ///
  /// Paths that select nothing are errors, because the example would change nothing.
  init(_ object: inout RuleObject, of document: Document) throws(RuleFileError) {
    self.document = document
    let without = try object.strings("without")
    for path in without { removed.formUnion(try nodes(at: path, object)) }
    var phrases = without.isEmpty ? [] : ["without " + without.map { "`\($0)`" }.joined(separator: " and ")]
    if let values = object.take("with") {
      let file = object.document
      for member in file.children(of: values) {
        let text = file.source.string(file.valueRange(of: member))
        let path = file.name(of: member)
        for node in try nodes(at: path, object) { replaced[node] = text }
        phrases.append("with `\(path)` set to \(file.hasValue(member) ? "`\(text)`" : "another value")")
      }
    }
    if removed.isEmpty && replaced.isEmpty { throw object.error("an example needs 'document', 'without' or 'with'") }
    description = phrases.joined(separator: " and ")
  }

  /// The keys that `init` reads.
  static let keys = ["without", "with"]

  private func nodes(at path: String, _ object: RuleObject) throws(RuleFileError) -> [Node] {
    let query: ElementQuery
    do {
      query = try ElementQueryParser.parse(path, symbols: document.symbols)
    } catch {
      throw object.error("in the path '\(path)': \(error.problem)")
    }
    let selector = ElementSelector(document: document, references: ReferenceIndex(document))
    let nodes = document.root.map { selector.elements(of: query, at: $0) } ?? []
    if nodes.isEmpty { throw object.error("the table's 'example' has no '\(path)'") }
    return nodes
  }

  /// The changed document as JSON, without the objects and arrays that become empty.
  var text: String { document.root.flatMap { text(of: $0) } ?? "{}" }

  /// The part of the changed document that the changes affect.
  var excerpt: String { excerpt(isChanged: true) }

  /// The part of the document that `excerpt` shows, before the changes.
  var original: String { excerpt(isChanged: false) }

  private func text(of node: Node) -> String? {
    if removed.contains(node) { return nil }
    if let text = replaced[node] { return text }
    switch document.record(node).form {
    case .object:
      let members = document.children(of: node).compactMap { child in
        text(of: child).map { "\"\(document.name(of: child))\": \($0)" }
      }
      return members.isEmpty ? nil : "{ " + members.joined(separator: ", ") + " }"
    case .array:
      let items = document.children(of: node).compactMap { text(of: $0) }
      return items.isEmpty ? nil : "[" + items.joined(separator: ", ") + "]"
    default: return document.source.string(document.valueRange(of: node))
    }
  }

  private func excerpt(isChanged: Bool) -> String {
    let changed = removed.union(replaced.keys)
    var ancestors: Set<Node> = []
    for var node in changed {
      while node.index != 0 {
        node = Node(index: document.record(node).parent)
        ancestors.insert(node)
      }
    }
    let excerpt = ExampleExcerpt(
      document: document, ancestors: ancestors, changed: changed, removed: isChanged ? removed : [],
      replaced: isChanged ? replaced : [:])
    return document.root.flatMap { excerpt.text(of: $0, indent: 0) } ?? "{}"
  }
}

/// An excerpt that shows what an example changes in a document: the elements from the root to each change, and the primitive
/// values next to them.
private struct ExampleExcerpt {
  let document: Document
  let ancestors: Set<Node>
  let changed: Set<Node>
  let removed: Set<Node>
  let replaced: [Node: String]

  /// The text of a node, on lines of at most 100 columns where possible; nil if nothing of the node is shown.
  func text(of node: Node, indent: Int, showsAll: Bool = false) -> String? {
    if removed.contains(node) { return nil }
    if let text = replaced[node] { return text }
    let isObject = document.record(node).form == .object
    guard isObject || document.record(node).form == .array else {
      return document.source.string(document.valueRange(of: node))
    }
    let showsAll = showsAll || changed.contains(node)
    let parts = document.children(of: node).compactMap { child -> String? in
      let isPrimitive = ![.object, .array].contains(document.record(child).form)
      guard showsAll || isPrimitive || ancestors.contains(child) || changed.contains(child) else { return nil }
      guard let text = self.text(of: child, indent: indent + 2, showsAll: showsAll) else { return nil }
      return isObject ? "\"\(document.name(of: child))\": \(text)" : text
    }
    if parts.isEmpty { return nil }
    let (start, end) = isObject ? ("{ ", " }") : ("[", "]")
    let line = start + parts.joined(separator: ", ") + end
    if indent + line.utf8.count <= 100 && !line.utf8.contains(UInt8(ascii: "\n")) { return line }
    let margin = "\n" + String(repeating: " ", count: indent + 2)
    return (isObject ? start : start + margin) + parts.joined(separator: "," + margin) + " " + (isObject ? "}" : "]")
  }
}
