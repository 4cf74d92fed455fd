/// A context in which an extension is allowed (StructureDefinition.context).
package struct ContextSchema: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The expression is a type, or the path of an element from its type.
    case element
    /// The expression is the URL of the enclosing extension.
    case `extension`
    /// The expression is FHIRPath.
    case fhirpath
  }

  package var kind: Kind
  package var expression: String

  package init(_ kind: Kind, _ expression: String) {
    self.kind = kind
    self.expression = expression
  }

  /// The elements in the expression of an `element` context, which is a list of types, paths and URLs.
  package var elements: [ElementContext] {
    expression.split(separator: ",").map { ElementContext($0.drop { $0 == " " }) }
  }
}

/// Elements in which an extension is allowed.
package enum ElementContext: Sendable, Hashable {
  case anywhere
  /// The elements of a type, or the elements at a path from it. Names of choices are without `[x]`.
  case elements(type: Substring, path: [Substring])

  fileprivate init(_ expression: Substring) {
    self = .anywhere
    if ["*", "Any", "Element"].contains(expression) { return }
    var path = expression
    // A URL of a profile or type, and an element after `#`.
    if let hash = path.firstIndex(of: "#") {
      path = path[path.index(after: hash)...]
    } else if path.contains(":") || path.hasPrefix("@") {
      guard let name = ProfileLibrary.typeName(ofCanonical: String(path)) else { return }
      path = name
    }
    let names = path.split(separator: ".")
    guard let type = names.first else { return }
    self = .elements(type: type, path: names.dropFirst().map { $0.hasSuffix("[x]") ? $0.dropLast(3) : $0 })
  }
}
