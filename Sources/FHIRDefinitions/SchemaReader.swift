import FHIRSyntax
package import Findings

/// Reads types in the format of `Profiles/`. Unknown keys are errors, reported with line and column.
package struct SchemaReader {
  let document: Document

  /// Reads one type.
  package static func type(_ source: SourceText) throws(DefinitionsError) -> TypeSchema {
    let reader = try SchemaReader(source)
    let root = try reader.root()
    let members = try reader.members(
      of: root, known: ["url", "type", "kind", "abstract", "base", "binding", "elements", "invariants"])
    let kind = try reader.text("kind", of: members, in: root)
    guard let kind = TypeSchema.Kind(rawValue: kind) else { throw reader.error("unknown kind '\(kind)'", at: root) }
    return TypeSchema(
      url: try reader.text("url", of: members, in: root), name: try reader.text("type", of: members, in: root), kind: kind,
      isAbstract: try reader.flag("abstract", of: members),
      base: members["base"] == nil ? nil : try reader.text("base", of: members, in: root),
      elements: try reader.elements(members["elements"]), invariants: try reader.invariants(members["invariants"]),
      binding: try reader.binding(members["binding"]))
  }

  init(_ source: SourceText, symbols: SymbolTable = .wellKnown) throws(DefinitionsError) {
    document = Document.read(source, symbols: symbols, limits: Limits())
    try document.checkSyntax()
  }

  func root() throws(DefinitionsError) -> Node {
    guard let root = document.root, document.record(root).form == .object else {
      throw DefinitionsError("\(document.position(of: 0)): expected an object")
    }
    return root
  }

  private func elements(_ node: Node?) throws(DefinitionsError) -> [ElementSchema] {
    guard let node else { return [] }
    var elements: [ElementSchema] = []
    for child in document.children(of: node) { elements.append(try element(child)) }
    return elements
  }

  private func element(_ node: Node) throws(DefinitionsError) -> ElementSchema {
    let members = try members(
      of: node,
      known: [
        "type", "elements", "choices", "elementReference", "min", "max", "array", "xmlAttribute", "targets", "binding", "profile",
        "invariants",
      ])
    let content: ElementSchema.Content
    if let choices = members["choices"] {
      content = .choice(try texts(choices))
    } else if let path = members["elementReference"] {
      content = .reference(try text(path))
    } else if let max = members["max"] {
      guard try text(max) == "0" else { throw error("'max' must be 0", at: max) }
      content = .none
    } else if let elements = members["elements"] {
      content = .nested(base: try text("type", of: members, in: node), elements: try self.elements(elements))
    } else {
      content = .type(try text("type", of: members, in: node))
    }
    var isRequired = false
    if let min = members["min"] {
      guard try text(min) == "1" else { throw error("'min' must be 1", at: min) }
      isRequired = true
    }
    return ElementSchema(
      document.name(of: node), content, isRequired: isRequired, repeats: try flag("array", of: members),
      isXMLAttribute: try flag("xmlAttribute", of: members), targets: try texts(members["targets"]),
      binding: try binding(members["binding"]), profile: try members["profile"].map(text),
      invariants: try invariants(members["invariants"]))
  }

  func binding(_ node: Node?) throws(DefinitionsError) -> BindingSchema? {
    guard let node else { return nil }
    let members = try members(of: node, known: ["strength", "valueSet", "maxValueSet"])
    let strength = try text("strength", of: members, in: node)
    guard let strength = BindingStrength(rawValue: strength) else { throw error("unknown strength '\(strength)'", at: node) }
    return BindingSchema(
      strength, try text("valueSet", of: members, in: node), maxValueSet: try members["maxValueSet"].map(text))
  }

  func invariants(_ node: Node?) throws(DefinitionsError) -> [InvariantSchema] {
    guard let node else { return [] }
    var invariants: [InvariantSchema] = []
    for child in document.children(of: node) {
      let members = try members(of: child, known: ["key", "severity", "expression"])
      invariants.append(
        InvariantSchema(
          key: try text("key", of: members, in: child), isError: try text("severity", of: members, in: child) == "error",
          expression: try text("expression", of: members, in: child)))
    }
    return invariants
  }

  // MARK: JSON

  /// The members of an object by name: its JSON members, not its FHIR elements, because an element may be named `resourceType`.
  func members(of node: Node, known: [StaticString]) throws(DefinitionsError) -> SchemaMembers {
    try SchemaMembers(of: node, in: document, known: known)
  }

  func text(_ name: StaticString, of members: SchemaMembers, in node: Node) throws(DefinitionsError) -> String {
    guard let member = members[name] else { throw error("'\(name)' is missing", at: node) }
    return try text(member)
  }

  func text(_ node: Node) throws(DefinitionsError) -> String {
    guard let text = document.value(of: node) else { throw error("expected a value", at: node) }
    return text
  }

  /// The values in an array.
  func texts(_ node: Node?) throws(DefinitionsError) -> [String] {
    guard let node else { return [] }
    guard document.record(node).form == .array else { throw error("expected an array", at: node) }
    var texts: [String] = []
    for child in document.children(of: node) { texts.append(try text(child)) }
    return texts
  }

  func flag(_ name: StaticString, of members: SchemaMembers) throws(DefinitionsError) -> Bool {
    guard let member = members[name] else { return false }
    switch document.record(member).form {
    case .true: return true
    case .false: return false
    default: throw error("expected true or false", at: member)
    }
  }

  func error(_ problem: String, at node: Node) -> DefinitionsError {
    DefinitionsError(problem, at: node, in: document)
  }
}
