package import FHIRSyntax

/// Extracts code systems and value sets from their resources, in JSON or XML, single or in a Bundle.
package struct TerminologyImport {
  private let document: Document
  /// Whether only redistributable content is included, for publication by the project. Packages loaded by users are not
  /// redistributed.
  private let isForPublication: Bool

  /// The redistributable code systems of a file.
  package static func codeSystems(in document: Document) -> [CodeSystemSchema] {
    let reader = TerminologyImport(document: document, isForPublication: true)
    let systems = document.resources.filter { document.name($0.type) == "CodeSystem" }.compactMap { reader.codeSystem($0.node) }
    return systems.filter { isRedistributable($0.url) }
  }

  package static func valueSets(in document: Document) -> [ValueSetSchema] {
    let reader = TerminologyImport(document: document, isForPublication: true)
    return document.resources.filter { document.name($0.type) == "ValueSet" }.compactMap { reader.valueSet($0.node) }
  }

  /// A code system with all of its content, which must not be published; nil for a supplement.
  static func fullCodeSystem(_ node: Node, in document: Document) -> CodeSystemSchema? {
    if document.text("content", of: node) == "supplement" { return nil }
    return TerminologyImport(document: document, isForPublication: false).codeSystem(node)
  }

  /// A value set with all of its content, which must not be published.
  static func fullValueSet(_ node: Node, in document: Document) -> ValueSetSchema? {
    TerminologyImport(document: document, isForPublication: false).valueSet(node)
  }

  /// The displays that a code system gives to codes in addition to its own: in a supplement, the displays and designations of
  /// another system's codes, otherwise the designations of its own codes; nil if there are none.
  static func supplement(_ node: Node, in document: Document) -> CodeSystemSupplement? {
    let isSupplement = document.text("content", of: node) == "supplement"
    guard let system = document.text(isSupplement ? "supplements" : "url", of: node) else { return nil }
    var displays: [String: [String]] = [:]
    func collect(_ node: Node) {
      for concept in document.children("concept", of: node) {
        if let code = document.text("code", of: concept) {
          var own = document.children("designation", of: concept).compactMap { document.text("value", of: $0) }
          if isSupplement, let display = document.text("display", of: concept) { own.append(display) }
          if !own.isEmpty { displays[code, default: []] += own }
        }
        collect(concept)
      }
    }
    collect(node)
    return displays.isEmpty ? nil : CodeSystemSupplement(url: Canonical.withoutVersion(system), displays: displays)
  }

  /// The URLs, without versions, of the value sets that the StructureDefinitions of a file bind elements to. Example bindings are
  /// included for types, but not for profiles.
  package static func boundValueSets(in document: Document) -> Set<String> {
    var urls: Set<String> = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      let isProfile = document.isProfile(mark.node)
      for view in ["differential", "snapshot"] {
        guard let view = document.children(view, of: mark.node).first else { continue }
        for element in document.children("element", of: view) {
          guard let binding = document.binding(of: element), !(isProfile && binding.strength == .example) else { continue }
          if !binding.valueSet.isEmpty { urls.insert(Canonical.withoutVersion(binding.valueSet)) }
          if let widest = document.maxValueSet(of: element) { urls.insert(Canonical.withoutVersion(widest)) }
        }
      }
    }
    return urls
  }

  private func codeSystem(_ node: Node) -> CodeSystemSchema? {
    guard let url = document.text("url", of: node) else { return nil }
    var parents: [(child: String, parent: String)] = []
    let properties = standardProperties(of: node)
    let own = self.concepts(in: node, properties, &parents)
    var children: [String: [String]] = [:]
    for (child, parent) in parents { children[parent, default: []].append(child) }
    let concepts = children.isEmpty ? own : own.map { $0.adding(children) }
    let included = isForPublication ? concepts.compactMap { $0.withoutSNOMED } : concepts
    return CodeSystemSchema(
      url: url, isComplete: document.text("content", of: node) == "complete" && included == concepts,
      isCaseSensitive: document.text("caseSensitive", of: node) != "false",
      concepts: included)
  }

  /// The names that FHIR gives to the properties of a code system, by the codes that the system uses for them.
  private func standardProperties(of system: Node) -> [String: String] {
    let prefix = "http://hl7.org/fhir/concept-properties#"
    var names: [String: String] = [:]
    for property in document.children("property", of: system) {
      guard let code = document.text("code", of: property), let uri = document.text("uri", of: property) else { continue }
      if uri.hasPrefix(prefix) { names[code] = String(uri.dropFirst(prefix.utf8.count)) }
    }
    return names
  }

  /// The concepts inside a node; adds the parents that their properties name to `parents`.
  private func concepts(
    in node: Node, _ properties: [String: String], _ parents: inout [(child: String, parent: String)]
  ) -> [ConceptSchema] {
    var concepts: [ConceptSchema] = []
    for concept in document.children("concept", of: node) {
      guard let code = document.text("code", of: concept) else { continue }
      var isAbstract = false
      var below: [String] = []
      for property in document.children("property", of: concept) {
        let name = document.text("code", of: property) ?? ""
        switch properties[name] ?? name {
        case "notSelectable", "abstract":
          isAbstract = isAbstract || document.text("valueBoolean", of: property) == "true"
        case "child": if let code = document.text("valueCode", of: property) { below.append(code) }
        case "parent": if let parent = document.text("valueCode", of: property) { parents.append((code, parent)) }
        default: break
        }
      }
      concepts.append(
        ConceptSchema(
          code: code, display: document.text("display", of: concept), isAbstract: isAbstract,
          concepts: self.concepts(in: concept, properties, &parents), children: below))
    }
    return concepts
  }

  private func valueSet(_ node: Node) -> ValueSetSchema? {
    guard let url = document.text("url", of: node) else { return nil }
    let compose = document.children("compose", of: node).first
    func parts(_ name: String) -> [IncludeSchema] {
      compose.map { document.children(name, of: $0) }?.map(include) ?? []
    }
    var includes = parts("include")
    // A complete expansion is equivalent to the composition.
    if includes.isEmpty, !isForPublication, let expansion = document.child("expansion", of: node) {
      includes = expanded(expansion)
    }
    let version = isForPublication ? nil : document.text("version", of: node)
    return ValueSetSchema(url: url, includes: includes, excludes: parts("exclude"), version: version)
  }

  private func expanded(_ expansion: Node) -> [IncludeSchema] {
    var includes: [IncludeSchema] = []
    func collect(_ node: Node) {
      for item in document.children("contains", of: node) {
        if let code = document.text("code", of: item), let system = document.text("system", of: item),
          document.text("abstract", of: item) != "true"
        {
          if let index = includes.firstIndex(where: { $0.system == system }) {
            includes[index].codes.append(code)
          } else {
            includes.append(IncludeSchema(system: system, codes: [code], isWithheld: false, filters: [], valueSets: []))
          }
        }
        collect(item)
      }
    }
    collect(expansion)
    return includes
  }

  private func include(_ node: Node) -> IncludeSchema {
    let system = document.text("system", of: node)
    let codes = document.children("concept", of: node).compactMap { document.text("code", of: $0) }
    let isIncluded = !isForPublication || system.map(Self.isRedistributable) ?? true
    return IncludeSchema(
      system: system, codes: isIncluded ? codes : [], isWithheld: !isIncluded && !codes.isEmpty,
      filters: document.children("filter", of: node).map {
        IncludeSchema.Filter(
          property: document.text("property", of: $0) ?? "", op: document.text("op", of: $0) ?? "",
          value: document.text("value", of: $0) ?? "")
      },
      valueSets: document.children("valueSet", of: node).compactMap { document.value(of: $0) })
  }

  /// Whether the codes of a system that value sets and code systems list may be redistributed: those of HL7, the NHS and HL7 UK,
  /// internet standards, and the few units that FHIR itself names.
  private static func isRedistributable(_ system: String) -> Bool {
    redistributablePrefixes.contains { system.hasPrefix($0) }
  }

  private static let redistributablePrefixes = [
    "http://hl7.org/", "http://www.hl7.org/", "http://terminology.hl7.org/", "urn:ietf:", "http://unitsofmeasure.org",
    "https://fhir.nhs.uk/", "http://fhir.nhs.uk/", "https://fhir.nhs.net/", "http://fhir.nhs.net/", "https://fhir.hl7.org.uk/",
    "http://fhir.hl7.org.uk/",
  ]
}

extension ConceptSchema {
  /// The concept with the children that name it as their parent.
  fileprivate func adding(_ children: [String: [String]]) -> ConceptSchema {
    var result = self
    result.concepts = concepts.map { $0.adding(children) }
    result.children += children[code] ?? []
    return result
  }

  /// The concept without SNOMED CT codes, which some code systems list as their own; nil if its own code is one of them.
  fileprivate var withoutSNOMED: ConceptSchema? {
    if Self.isSNOMED(code) { return nil }
    var result = self
    result.concepts = concepts.compactMap(\.withoutSNOMED)
    return result
  }

  /// Whether a code has the form of a SNOMED CT concept identifier: 6 to 18 digits, with 00 or 10 before the last one.
  private static func isSNOMED(_ code: String) -> Bool {
    guard 6...18 ~= code.utf8.count, code.utf8.allSatisfy(\.isDigit) else { return false }
    let partition = code.suffix(3).prefix(2)
    return partition == "00" || partition == "10"
  }
}
