package import FHIRSyntax

/// Takes the facts about code systems and value sets out of their resources, in JSON or XML, alone or in a Bundle.
package struct TerminologyImport {
  private let document: Document

  /// The code systems of a file that are free to be passed on: those of HL7.
  package static func codeSystems(in document: Document) -> [CodeSystemSchema] {
    let reader = TerminologyImport(document: document)
    let systems = document.resources.filter { document.name($0.type) == "CodeSystem" }.compactMap { reader.codeSystem($0.node) }
    return systems.filter { isFree($0.url) }
  }

  package static func valueSets(in document: Document) -> [ValueSetSchema] {
    let reader = TerminologyImport(document: document)
    return document.resources.filter { document.name($0.type) == "ValueSet" }.compactMap { reader.valueSet($0.node) }
  }

  /// The value sets that the StructureDefinitions of a file bind elements to, but for examples; without versions.
  package static func boundValueSets(in document: Document) -> Set<String> {
    let reader = TerminologyImport(document: document)
    var urls: Set<String> = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      for view in ["differential", "snapshot"] {
        guard let view = reader.children(view, of: mark.node).first else { continue }
        for element in reader.children("element", of: view) {
          guard let binding = reader.children("binding", of: element).first, reader.text("strength", of: binding) != "example"
          else { continue }
          let url =
            reader.text("valueSet", of: binding) ?? reader.text("valueSetUri", of: binding)
            ?? reader.children("valueSetReference", of: binding).first.flatMap { reader.text("reference", of: $0) }
          if let url { urls.insert(Canonical.withoutVersion(url)) }
        }
      }
    }
    return urls
  }

  private func codeSystem(_ node: Node) -> CodeSystemSchema? {
    guard let url = text("url", of: node) else { return nil }
    return CodeSystemSchema(
      url: url, isComplete: text("content", of: node) == "complete", isCaseSensitive: text("caseSensitive", of: node) != "false",
      concepts: concepts(in: node))
  }

  private func concepts(in node: Node) -> [ConceptSchema] {
    children("concept", of: node).compactMap { concept in
      guard let code = text("code", of: concept) else { return nil }
      var isAbstract = false
      var below: [String] = []
      for property in children("property", of: concept) {
        switch text("code", of: property) {
        case "notSelectable", "abstract":
          isAbstract = isAbstract || text("valueBoolean", of: property) == "true"
        case "child": if let code = text("valueCode", of: property) { below.append(code) }
        default: break
        }
      }
      return ConceptSchema(
        code: code, display: text("display", of: concept), isAbstract: isAbstract, concepts: concepts(in: concept),
        children: below)
    }
  }

  private func valueSet(_ node: Node) -> ValueSetSchema? {
    guard let url = text("url", of: node) else { return nil }
    let compose = children("compose", of: node).first
    func parts(_ name: String) -> [IncludeSchema] {
      compose.map { children(name, of: $0) }?.map(include) ?? []
    }
    return ValueSetSchema(url: url, includes: parts("include"), excludes: parts("exclude"))
  }

  private func include(_ node: Node) -> IncludeSchema {
    let system = text("system", of: node)
    let codes = children("concept", of: node).compactMap { text("code", of: $0) }
    let isFree = system.map(Self.isFree) ?? true
    return IncludeSchema(
      system: system, codes: isFree ? codes : [], isWithheld: !isFree && !codes.isEmpty,
      filters: children("filter", of: node).map {
        IncludeSchema.Filter(
          property: text("property", of: $0) ?? "", op: text("op", of: $0) ?? "", value: text("value", of: $0) ?? "")
      },
      valueSets: children("valueSet", of: node).compactMap { document.value(of: $0) })
  }

  /// Whether the codes of a system may be passed on as they are listed in FHIR's own value sets: those of HL7, of the
  /// internet's standards, and the few units that FHIR names itself.
  private static func isFree(_ system: String) -> Bool {
    ["http://hl7.org/", "http://www.hl7.org/", "http://terminology.hl7.org/", "urn:ietf:", "http://unitsofmeasure.org"].contains { system.hasPrefix($0) }
  }

  private func children(_ name: String, of node: Node) -> [Node] {
    document.symbol(name).map { Array(document.elements(of: node, named: $0)) } ?? []
  }

  private func text(_ name: String, of node: Node) -> String? {
    children(name, of: node).first.flatMap { document.value(of: $0) }
  }
}

/// Canonical URLs.
package enum Canonical {
  /// A canonical URL without `|` and what stands behind it.
  package static func withoutVersion(_ url: String) -> String {
    url.utf8.firstIndex(of: UInt8(ascii: "|")).map { String(url[..<$0]) } ?? url
  }
}
