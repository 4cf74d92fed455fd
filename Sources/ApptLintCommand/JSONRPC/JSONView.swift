import FHIRSyntax
import Findings

/// A value of a JSON document, or nothing: members of nothing are nothing.
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
    guard isObject, let node else { return JSONView(document, nil) }
    return JSONView(document, document.member(name, of: node)?.node ?? escapedMember(name, of: node))
  }

  /// The member whose name is spelled like this with escapes.
  private func escapedMember(_ name: StaticString, of object: Node) -> Node? {
    document.children(of: object).first { member in
      guard let range = document.nameRange(of: member), document.source.bytes[range].contains(UInt8(ascii: "\\")) else {
        return false
      }
      return document.name(of: member) == name.description
    }
  }

  /// A string.
  var text: String? { form == .string ? node.flatMap { document.value(of: $0) } : nil }

  /// A whole number.
  var number: Int? { form == .number ? node.flatMap { document.value(of: $0) }.flatMap { Int($0) } : nil }

  var isTrue: Bool { form == .true }

  /// The items of an array.
  var items: [JSONView] { isArray ? node.map { document.children(of: $0).map { JSONView(document, $0) } } ?? [] : [] }

  /// The members of an object.
  var members: [(name: String, value: JSONView)] {
    isObject ? node.map { document.children(of: $0).map { (document.name(of: $0), JSONView(document, $0)) } } ?? [] : []
  }

  /// The value as written.
  var written: String? { node.map { document.source.string(document.valueRange(of: $0)) } }
}
