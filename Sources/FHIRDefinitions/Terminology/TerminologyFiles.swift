import FHIRSyntax
package import Findings

/// Writes and reads the files of `Profiles/*/codesystems` and `valuesets`: one concept a line.
package enum TerminologyFiles {
  // MARK: Writing

  package static func text(of system: CodeSystemSchema) -> String {
    var text = "{\n  \"url\": \(SchemaWriter.quoted(system.url))"
    if !system.isComplete { text += ",\n  \"complete\": false" }
    if !system.isCaseSensitive { text += ",\n  \"caseSensitive\": false" }
    if !system.concepts.isEmpty {
      text += ",\n  \"concepts\": [\n"
      append(system.concepts, indent: "    ", to: &text)
      text += "  ]"
    }
    return text + "\n}\n"
  }

  private static func append(_ concepts: [ConceptSchema], indent: String, to text: inout String) {
    for (index, concept) in concepts.enumerated() {
      text += "\(indent){ \"code\": \(SchemaWriter.quoted(concept.code))"
      if let display = concept.display { text += ", \"display\": \(SchemaWriter.quoted(display))" }
      if concept.isAbstract { text += ", \"abstract\": true" }
      if !concept.children.isEmpty {
        text += ", \"children\": [\(concept.children.map(SchemaWriter.quoted).joined(separator: ", "))]"
      }
      if !concept.concepts.isEmpty {
        text += ", \"concepts\": [\n"
        append(concept.concepts, indent: indent + "  ", to: &text)
        text += "\(indent)]"
      }
      text += index + 1 < concepts.count ? " },\n" : " }\n"
    }
  }

  package static func text(of set: ValueSetSchema) -> String {
    var parts = ["  \"url\": \(SchemaWriter.quoted(set.url))"]
    for (name, includes) in [("include", set.includes), ("exclude", set.excludes)] where !includes.isEmpty {
      parts.append("  \"\(name)\": [\n" + includes.map { "    { \(facts(of: $0)) }" }.joined(separator: ",\n") + "\n  ]")
    }
    return "{\n" + parts.joined(separator: ",\n") + "\n}\n"
  }

  private static func facts(of include: IncludeSchema) -> String {
    var facts: [String] = []
    if let system = include.system { facts.append("\"system\": \(SchemaWriter.quoted(system))") }
    if include.isWithheld { facts.append("\"withheld\": true") }
    if !include.codes.isEmpty { facts.append("\"codes\": [\(include.codes.map(SchemaWriter.quoted).joined(separator: ", "))]") }
    if !include.filters.isEmpty {
      let filters = include.filters.map {
        "[\(SchemaWriter.quoted($0.property)), \(SchemaWriter.quoted($0.op)), \(SchemaWriter.quoted($0.value))]"
      }
      facts.append("\"filters\": [\(filters.joined(separator: ", "))]")
    }
    if !include.valueSets.isEmpty {
      facts.append("\"valueSets\": [\(include.valueSets.map(SchemaWriter.quoted).joined(separator: ", "))]")
    }
    return facts.joined(separator: ", ")
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
