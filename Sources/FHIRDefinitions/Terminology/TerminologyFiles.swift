import FHIRSyntax
package import Findings

/// Writes and reads code systems and value sets in the format of `Profiles/`.
package enum TerminologyFiles {
  // MARK: Writing

  package static func text(of system: CodeSystemSchema) -> String {
    var members = [(name: "url", text: JSONText.quoted(system.url))]
    if !system.isComplete { members.append(("complete", "false")) }
    if !system.isCaseSensitive { members.append(("caseSensitive", "false")) }
    if !system.concepts.isEmpty { members.append(("concepts", JSONText.list(system.concepts.map(text)))) }
    return JSONText.object(members)
  }

  private static func text(of concept: ConceptSchema) -> String {
    var members = [(name: "code", text: JSONText.quoted(concept.code))]
    if let display = concept.display { members.append(("display", JSONText.quoted(display))) }
    if concept.isAbstract { members.append(("abstract", "true")) }
    if !concept.children.isEmpty { members.append(("children", JSONText.list(quoting: concept.children))) }
    if !concept.concepts.isEmpty { members.append(("concepts", JSONText.list(concept.concepts.map(text)))) }
    return JSONText.object(members)
  }

  package static func text(of set: ValueSetSchema) -> String {
    var members = [(name: "url", text: JSONText.quoted(set.url))]
    for (name, includes) in [("include", set.includes), ("exclude", set.excludes)] where !includes.isEmpty {
      members.append((name, JSONText.list(includes.map(text))))
    }
    return JSONText.object(members)
  }

  private static func text(of include: IncludeSchema) -> String {
    var members: [(name: String, text: String)] = []
    if let system = include.system { members.append(("system", JSONText.quoted(system))) }
    if include.isWithheld { members.append(("withheld", "true")) }
    if !include.codes.isEmpty { members.append(("codes", JSONText.list(quoting: include.codes))) }
    if !include.filters.isEmpty {
      members.append(("filters", JSONText.list(include.filters.map { JSONText.list(quoting: [$0.property, $0.op, $0.value]) })))
    }
    if !include.valueSets.isEmpty { members.append(("valueSets", JSONText.list(quoting: include.valueSets))) }
    return JSONText.object(members)
  }

  // MARK: Reading

  package static func codeSystem(_ source: SourceText) throws(DefinitionsError) -> CodeSystemSchema {
    let reader = try SchemaReader(source)
    let root = try reader.root()
    let members = try reader.members(of: root, known: ["url", "complete", "caseSensitive", "concepts"])
    return CodeSystemSchema(
      url: try reader.text("url", of: members, in: root),
      isComplete: members["complete"] == nil ? true : try reader.flag("complete", of: members),
      isCaseSensitive: members["caseSensitive"] == nil ? true : try reader.flag("caseSensitive", of: members),
      concepts: try concepts(members["concepts"], reader))
  }

  private static func concepts(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> [ConceptSchema] {
    guard let node else { return [] }
    var concepts: [ConceptSchema] = []
    for child in reader.document.children(of: node) {
      let members = try reader.members(of: child, known: ["code", "display", "abstract", "children", "concepts"])
      concepts.append(
        ConceptSchema(
          code: try reader.text("code", of: members, in: child), display: try members["display"].map(reader.text),
          isAbstract: try reader.flag("abstract", of: members), concepts: try self.concepts(members["concepts"], reader),
          children: try reader.texts(members["children"])))
    }
    return concepts
  }

  package static func valueSet(_ source: SourceText) throws(DefinitionsError) -> ValueSetSchema {
    let reader = try SchemaReader(source)
    let root = try reader.root()
    let members = try reader.members(of: root, known: ["url", "include", "exclude"])
    return ValueSetSchema(
      url: try reader.text("url", of: members, in: root), includes: try includes(members["include"], reader),
      excludes: try includes(members["exclude"], reader))
  }

  private static func includes(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> [IncludeSchema] {
    guard let node else { return [] }
    var includes: [IncludeSchema] = []
    for child in reader.document.children(of: node) {
      let members = try reader.members(of: child, known: ["system", "withheld", "codes", "filters", "valueSets"])
      var filters: [IncludeSchema.Filter] = []
      if let list = members["filters"] {
        for filter in reader.document.children(of: list) {
          let texts = try reader.texts(filter)
          guard texts.count == 3 else { throw reader.error("expected property, operator and value", at: filter) }
          filters.append(IncludeSchema.Filter(property: texts[0], op: texts[1], value: texts[2]))
        }
      }
      includes.append(
        IncludeSchema(
          system: try members["system"].map(reader.text), codes: try reader.texts(members["codes"]),
          isWithheld: try reader.flag("withheld", of: members), filters: filters,
          valueSets: try reader.texts(members["valueSets"])))
    }
    return includes
  }
}
