package import FHIRSyntax

/// Extracts the definitions of types from StructureDefinitions, in JSON or XML, single or in a Bundle.
package struct StructureDefinitionImport {
  private let document: Document
  private let resource: Node

  /// The types that a file defines: primitive types, data types and resources, including abstract ones. Profiles and logical
  /// models are skipped.
  package static func types(in document: Document) throws(DefinitionsError) -> [TypeSchema] {
    try document.checkSyntax()
    var types: [TypeSchema] = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      let definition = StructureDefinitionImport(document: document, resource: mark.node)
      if let type = try definition.type() { types.append(type) }
    }
    return types
  }

  /// The FHIR releases, such as `3.0`, that the StructureDefinitions of a file are written for.
  package static func releases(in document: Document) -> Set<String> {
    var releases: Set<String> = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      guard let version = document.text("fhirVersion", of: mark.node) else { continue }
      releases.insert(version.split(separator: ".").prefix(2).joined(separator: "."))
    }
    return releases
  }

  private func type() throws(DefinitionsError) -> TypeSchema? {
    guard !document.isProfile(resource) else { return nil }
    guard let kind = document.text("kind", of: resource).flatMap(TypeSchema.Kind.init) else { return nil }
    guard let url = document.text("url", of: resource), let name = document.text("type", of: resource) else {
      throw DefinitionsError("a StructureDefinition must have url and type", at: resource, in: document)
    }
    guard let view = document.child("differential", of: resource) ?? document.child("snapshot", of: resource) else {
      throw DefinitionsError("'\(name)' has neither differential nor snapshot", at: resource, in: document)
    }
    var rows: [Row] = []
    for element in document.children("element", of: view) {
      guard let path = document.text("path", of: element) else {
        throw DefinitionsError("an element has no path", at: element, in: document)
      }
      // The `value` of a primitive type is the primitive itself, which has no such name in either format.
      if kind == .primitive && path == "\(name).value" { continue }
      rows.append(Row(path: path.split(separator: ".").map(String.init), node: element))
    }
    var rest = rows[...]
    guard let root = rest.popFirst(), root.path.count == 1 else {
      throw DefinitionsError("'\(name)' has no root element", at: resource, in: document)
    }
    let binding = document.binding(of: root.node).flatMap { $0.strength == .example || $0.valueSet.isEmpty ? nil : $0 }
    return TypeSchema(
      url: url, name: name, kind: kind, isAbstract: document.text("abstract", of: resource) == "true",
      base: document.text("baseDefinition", of: resource).map { String($0.split(separator: "/").last ?? "") },
      elements: try elements(below: root.path, from: &rest), invariants: document.invariants(of: root.node),
      binding: binding)
  }

  /// An ElementDefinition with its parsed path.
  private struct Row {
    var path: [String]
    var node: Node
  }

  /// The elements directly below a path, whose rows are removed from the front of `rows`.
  private func elements(below parent: [String], from rows: inout ArraySlice<Row>) throws(DefinitionsError) -> [ElementSchema] {
    var elements: [ElementSchema] = []
    while let row = rows.first, row.path.count > parent.count, row.path.starts(with: parent) {
      rows.removeFirst()
      guard row.path.count == parent.count + 1 else {
        throw DefinitionsError("the parent of '\(row.path.joined(separator: "."))' is missing", at: row.node, in: document)
      }
      let nested = try self.elements(below: row.path, from: &rows)
      elements.append(try element(row, nested: nested))
    }
    return elements
  }

  private func element(_ row: Row, nested: [ElementSchema]) throws(DefinitionsError) -> ElementSchema {
    let path = row.path.joined(separator: ".")
    let types = types(of: row)
    let max = document.text("max", of: row.node)
    var name = row.path.last ?? ""
    let content: ElementSchema.Content
    if max == "0" {
      content = .none
    } else if let reference = document.text("contentReference", of: row.node) {
      content = .reference(String(reference.drop { $0 != "#" }.dropFirst()))
    } else if name.hasSuffix("[x]") {
      name.removeLast(3)
      content = .choice(types)
    } else if let type = types.first, types.count == 1 {
      content = nested.isEmpty ? .type(type) : .nested(base: type, elements: nested)
    } else {
      throw DefinitionsError("'\(path)' has \(types.count) types", at: row.node, in: document)
    }
    let binding = document.binding(of: row.node)
    let isRequired = max != "0" && document.text("min", of: row.node).map { $0 != "0" } ?? false
    return ElementSchema(
      name, content, isRequired: isRequired, repeats: max != "0" && max != "1",
      isXMLAttribute: document.children("representation", of: row.node).contains { document.value(of: $0) == "xmlAttr" },
      targets: targets(of: row), binding: binding?.valueSet.isEmpty == false ? binding : nil, profile: try profile(of: row),
      invariants: document.invariants(of: row.node))
  }

  /// The allowed targets of references; empty for any resource.
  private func targets(of row: Row) -> [String] {
    var targets: [String] = []
    for type in document.children("type", of: row.node) {
      for profile in document.children("targetProfile", of: type) {
        guard let url = document.value(of: profile) else { continue }
        // FHIR's own types are identified by their names.
        let name = url.hasPrefix(Self.types) ? String(url.dropFirst(Self.types.utf8.count)) : url
        if name == "Resource" { return [] }
        if !targets.contains(name) { targets.append(name) }
      }
    }
    return targets
  }

  private static let types = "http://hl7.org/fhir/StructureDefinition/"

  /// The profile of an element's types, if they have one; throws if there are several.
  private func profile(of row: Row) throws(DefinitionsError) -> String? {
    var profiles: [String] = []
    for type in document.children("type", of: row.node) {
      for profile in document.children("profile", of: type) {
        if let url = document.value(of: profile), !profiles.contains(url) { profiles.append(url) }
      }
    }
    if profiles.count > 1 {
      throw DefinitionsError("'\(row.path.joined(separator: "."))' has \(profiles.count) profiles", at: row.node, in: document)
    }
    return profiles.first
  }

  /// The types of an element without duplicates: STU3 repeats Reference for each target.
  private func types(of row: Row) -> [String] {
    // R4 4.0.1 gives Resource.id the type string, although its page says id, like STU3 and R5.
    if row.path == ["Resource", "id"] { return ["id"] }
    var types: [String] = []
    for node in document.children("type", of: row.node) {
      let type = document.typeName(node)
      if let type, !types.contains(type) { types.append(type) }
    }
    return types
  }
}
