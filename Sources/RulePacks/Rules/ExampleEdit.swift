import FHIRSyntax
import Findings

/// The changes that a rule's example makes to the example of its table: removed elements and replaced values.
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
    var words = without.isEmpty ? [] : ["without " + without.map { "`\($0)`" }.joined(separator: " and ")]
    if let values = object.take("with") {
      let file = object.document
      for member in file.children(of: values) {
        let text = file.source.string(file.valueRange(of: member))
        let path = file.name(of: member)
        for node in try nodes(at: path, object) { replaced[node] = text }
        words.append("with \(file.hasValue(member) ? "`\(text)`" : "another value") as `\(path)`")
      }
    }
    if removed.isEmpty && replaced.isEmpty { throw object.error("an example needs 'document', 'without' or 'with'") }
    description = words.joined(separator: " and ")
  }

  /// The keys that it reads.
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
    if nodes.isEmpty { throw object.error("the example of the table has no '\(path)'") }
    return nodes
  }

  /// The changed document as JSON, without the objects and arrays that become empty.
  var text: String { document.root.flatMap { text(of: $0) } ?? "{}" }

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
}
