/// Writes a JSON document as FHIR XML: for tests, which run the examples of rule files and the test vectors in both formats.
package struct XMLWriter {
  private let document: Document
  private let order: (Node) -> Int?
  private var text = ""

  /// The document as XML; empty if it is not a FHIR resource. Elements are sorted by `order`; an element without an order stays
  /// after its predecessor.
  package static func write(_ document: Document, order: @escaping (Node) -> Int? = { _ in nil }) -> String {
    guard let root = document.root, let type = document.resourceType(of: root) else { return "" }
    var writer = XMLWriter(document: document, order: order)
    writer.resource(root, of: document.name(type), namespace: " xmlns=\"http://hl7.org/fhir\"")
    return writer.text
  }

  private init(document: Document, order: @escaping (Node) -> Int?) {
    self.document = document
    self.order = order
  }

  /// The elements inside a node, sorted.
  private func elements(of node: Node) -> [Node] {
    var last = -1
    let ordered = document.elements(of: node).map { element in
      last = order(element) ?? last
      return (element, last)
    }
    // The sort is stable.
    return ordered.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private mutating func resource(_ node: Node, of type: String, namespace: String = "") {
    text += "<\(type)\(namespace)>"
    for child in elements(of: node) { element(child) }
    text += "</\(type)>"
  }

  private mutating func element(_ node: Node) {
    let name = document.name(of: node)
    if document.record(node).name == .div, let markup = document.value(of: node) {
      text += markup
      return
    }
    text += "<" + name
    var children: [Node] = []
    for child in elements(of: node) {
      if isAttribute(child, of: node), let value = document.value(of: child) {
        attribute(document.name(of: child), value)
      } else {
        children.append(child)
      }
    }
    if let value = document.value(of: node) { attribute("value", value) }
    let type = document.resourceType(of: node)
    if children.isEmpty && type == nil {
      text += "/>"
      return
    }
    text += ">"
    if let type {
      resource(node, of: document.name(type))
    } else {
      for child in children { element(child) }
    }
    text += "</\(name)>"
  }

  /// The id of an element and the url of an extension are attributes; the id of a resource is an element.
  private func isAttribute(_ child: Node, of parent: Node) -> Bool {
    if document.resourceType(of: parent) != nil { return false }
    let (name, parentName) = (document.record(child).name, document.record(parent).name)
    return name == .id || name == .url && (parentName == .extension || parentName == .modifierExtension)
  }

  private mutating func attribute(_ name: String, _ value: String) {
    text += " \(name)=\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case "\"": text += "&quot;"
      case "\n": text += "&#10;"
      case "\r": text += "&#13;"
      case "\t": text += "&#9;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
