import FHIRSyntax
import Findings

/// A value of a JSON document, or a missing value, whose members are missing too.
struct JSONView {
  let document: Document
  let node: Node?

  init(_ document: Document) {
    self.document = document
    node = document.root
  }

  private init(_ document: Document, _ node: Node?) {
    self.document = document
    self.node = node
  }

  private var form: Form? { node.map { document.record($0).form } }

  var isObject: Bool { form == .object }
  var isArray: Bool { form == .array }
  /// Whether there is a value other than null.
  var exists: Bool { form.map { $0 != .null && $0 != .missing } ?? false }

  subscript(name: StaticString) -> JSONView {
    JSONView(document, node.flatMap { isObject ? document.decodedMember(name, of: $0) : nil })
  }

  /// The text of a string; nil for other values.
  var text: String? { form == .string ? node.flatMap { document.value(of: $0) } : nil }

  /// The value of an integer; nil for other values.
  var number: Int? { form == .number ? node.flatMap { document.value(of: $0) }.flatMap { Int($0) } : nil }

  var isTrue: Bool { form == .true }

  /// The items of an array; none for other values.
  var items: [JSONView] { isArray ? node.map { document.children(of: $0).map { JSONView(document, $0) } } ?? [] : [] }

  /// The members of an object; none for other values.
  var members: [(name: String, value: JSONView)] {
    isObject ? node.map { document.children(of: $0).map { (document.name(of: $0), JSONView(document, $0)) } } ?? [] : []
  }

  /// The value as written.
  var written: String? { node.map { document.source.string(document.valueRange(of: $0)) } }
}
