/// Writes a JSON document as FHIR XML: for the examples of rule files, which are tested in both formats.
///
/// Elements are in the order of the JSON, not in FHIR's.
package struct XMLWriter {
  private let document: Document
  private var text = ""

  /// The document as XML; empty if it is not a FHIR resource.
  package static func write(_ document: Document) -> String {
    guard let root = document.root, let type = document.resourceType(of: root) else { return "" }
    var writer = XMLWriter(document: document)
    writer.resource(root, of: document.name(type), namespace: " xmlns=\"http://hl7.org/fhir\"")
    return writer.text
  }

  private init(document: Document) {
    self.document = document
  }

  private mutating func resource(_ node: Node, of type: String, namespace: String = "") {
    text += "<\(type)\(namespace)>"
    for child in document.elements(of: node) { element(child) }
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
    for child in document.elements(of: node) {
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
    let (name, holder) = (document.record(child).name, document.record(parent).name)
    return name == .id || name == .url && (holder == .extension || holder == .modifierExtension)
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
