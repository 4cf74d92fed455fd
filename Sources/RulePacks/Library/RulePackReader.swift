import FHIRSyntax
import Findings

/// Reads the files of rule packs: see docs/rule-files.md.
struct RulePackReader {
  let symbols: SymbolTable
  /// The editions of the pack that a table belongs to.
  var editions = EditionSelection()

  /// A reader for the given editions.
  func reading(_ editions: EditionSelection) -> RulePackReader { RulePackReader(symbols: symbols, editions: editions) }

  /// The head of a pack, for the edition that `chosen` maps the pack's id to, by default the newest.
  func head(_ source: SourceText, _ chosen: [String: String]) throws(RuleFileError) -> PackHead {
    var object = try RuleObject(root: Document.read(source, symbols: symbols, limits: Limits()))
    return try head(&object, chosen)
  }

  /// A pack without its tables, for the edition in `chosen` or, with `readsAll`, for all editions.
  func pack(_ source: SourceText, _ chosen: [String: String], readsAll: Bool = false) throws(RuleFileError) -> RulePack {
    var object = try RuleObject(root: Document.read(source, symbols: symbols, limits: Limits()))
    let head = try head(&object, chosen)
    var editions = head.editions
    editions.readsAll = readsAll
    return try reading(editions).pack(head, &object)
  }

  private func head(_ object: inout RuleObject, _ chosen: [String: String]) throws(RuleFileError) -> PackHead {
    _ = object.take("$schema")
    let id = try object.string("id")
    var selection = EditionSelection(editions: try editions(&object))
    // An unknown edition is an error in the configuration, not in this file.
    selection.index = chosen[id].flatMap { version in selection.editions.firstIndex { $0.version == version } } ?? 0
    var release: FHIRRelease?
    if let version = try object.optionalString("release") {
      release = FHIRRelease(rawValue: version)
      if release == nil { throw object.error("'release' must be '3.0' or '4.0', not '\(version)'") }
    }
    return PackHead(
      id: id, title: selection.filled(try object.string("title")), release: release, includes: try object.strings("includes"),
      detects: try reading(selection).detections(&object), ownProfiles: try object.strings("ownProfiles"),
      otherProfiles: object.has("otherProfiles") ? try object.strings("otherProfiles") : nil, editions: selection)
  }

  private func editions(_ object: inout RuleObject) throws(RuleFileError) -> [RulePack.Edition] {
    var editions: [RulePack.Edition] = []
    for item in try object.items("editions") {
      var entry = try RuleObject(item, in: object.document)
      editions.append(
        .init(
          version: try entry.string("version"), title: try entry.string("title"),
          definitions: try entry.optionalString("definitions")))
      try entry.finish(known: ["version", "title", "definitions"])
    }
    return editions
  }

  private func pack(_ head: PackHead, _ object: inout RuleObject) throws(RuleFileError) -> RulePack {
    let pack = RulePack(
      head, interactions: try interactions(&object), waives: try waivers(&object), decisions: try object.strings("decisions"),
      examples: try examples(&object), assurance: try assurance(&object), tableFiles: try tableFiles(&object))
    try object.finish(
      known: [
        "id", "title", "release", "editions", "includes", "tables", "detects", "ownProfiles", "otherProfiles", "interactions",
        "waives",
        "decisions", "examples", "assurance",
      ])
    return pack
  }

  /// The objects of an array that apply to the chosen edition.
  func entries(_ key: StaticString, in object: inout RuleObject) throws(RuleFileError) -> [RuleObject] {
    try entries(try object.items(key), in: object.document)
  }

  private func entries(_ items: [Node], in document: Document) throws(RuleFileError) -> [RuleObject] {
    var entries: [RuleObject] = []
    for item in items {
      var entry = try RuleObject(item, in: document)
      if try editions.includes(&entry) { entries.append(entry) }
    }
    return entries
  }

  /// The table files: names, and groups of names with a common condition.
  private func tableFiles(_ object: inout RuleObject) throws(RuleFileError) -> [RulePack.TableFile] {
    var files: [RulePack.TableFile] = []
    for item in try object.items("tables") {
      guard object.document.record(item).form == .object else {
        files.append(.init(name: try object.text(item)))
        continue
      }
      guard var group = try entries([item], in: object.document).first else { continue }
      let when = try queries("when", in: &group)
      let unless = try queries("unless", in: &group)
      if when.isEmpty { throw group.error("the key 'when' is missing or empty") }
      let about = try group.string("about")
      let editions = try editions.scope(of: group)
      for name in try group.strings("files") {
        files.append(.init(name: name, about: about, when: when, unless: unless, editions: editions))
      }
      try group.finish(known: ["about", "when", "unless", "files"] + Self.editionKeys)
    }
    return files
  }

  private func queries(_ key: StaticString, in object: inout RuleObject) throws(RuleFileError) -> [ElementQuery] {
    var queries: [ElementQuery] = []
    for path in try object.strings(key) { queries.append(try query(path, in: object)) }
    return queries
  }

  private func detections(_ object: inout RuleObject) throws(RuleFileError) -> [PackHead.Detection] {
    var detections: [PackHead.Detection] = []
    for var entry in try entries("detects", in: &object) {
      let unless = try queries("unless", in: &entry)
      detections.append(
        .init(when: try query(try entry.string("when"), in: entry), unless: unless, because: try entry.string("because")))
      try entry.finish(known: ["when", "unless", "because"] + Self.editionKeys)
    }
    return detections
  }

  private func interactions(_ object: inout RuleObject) throws(RuleFileError) -> [RulePack.Interaction] {
    var interactions: [RulePack.Interaction] = []
    for var entry in try entries("interactions", in: &object) {
      interactions.append(
        .init(
          id: try entry.string("id"), when: try queries("when", in: &entry), requests: try queries("requests", in: &entry),
          response: try entry.optionalString("response"), isPartial: try entry.flag("partial"),
          withoutExample: try entry.optionalString("withoutExample")))
      try entry.finish(known: ["id", "when", "requests", "response", "partial", "withoutExample"] + Self.editionKeys)
    }
    return interactions
  }

  private func examples(_ object: inout RuleObject) throws(RuleFileError) -> [RulePack.Example] {
    var examples: [RulePack.Example] = []
    for var entry in try entries("examples", in: &object) {
      let name = try entry.string("name")
      var example = RulePack.Example(
        name: name, interaction: try entry.optionalString("interaction") ?? name, about: try entry.string("about"),
        file: try entry.string("file"))
      if let part = try entry.optionalString("part") {
        example.part = RulePack.Example.Part(rawValue: part)
        if example.part == nil { throw entry.error("'part' must be 'request' or 'response', not '\(part)'") }
      }
      if examples.contains(where: { $0.name == name }) { throw entry.error("the example '\(name)' occurs more than once") }
      try entry.finish(known: ["name", "interaction", "about", "file", "part"] + Self.editionKeys)
      examples.append(example)
    }
    return examples
  }

  private func waivers(_ object: inout RuleObject) throws(RuleFileError) -> [RulePack.Waiver] {
    var waivers: [RulePack.Waiver] = []
    for var entry in try entries("waives", in: &object) {
      let reason = try entry.string("reason")
      if let code = try entry.optionalString("rule") {
        let query = try query(try entry.string("at"), in: entry)
        waivers.append(
          .init(subject: .rule(code: code, at: query, missing: try entry.optionalString("missing")), reason: reason))
        try entry.finish(known: ["rule", "at", "missing", "reason"] + Self.editionKeys)
      } else {
        waivers.append(.init(subject: .constraint(try entry.string("constraint")), reason: reason))
        try entry.finish(known: ["constraint", "reason"] + Self.editionKeys)
      }
    }
    return waivers
  }

  private func assurance(_ object: inout RuleObject) throws(RuleFileError) -> [AssuranceSection] {
    var sections: [AssuranceSection] = []
    for item in try object.items("assurance") {
      var section = try RuleObject(item, in: object.document)
      var requirements: [AssuranceSection.Requirement] = []
      for item in try section.items("requirements") {
        var requirement = try RuleObject(item, in: object.document)
        requirements.append(
          .init(
            id: try requirement.string("id"), number: try requirement.optionalString("number"),
            rules: try requirement.strings("rules")))
        try requirement.finish(known: ["id", "number", "rules"])
      }
      sections.append(
        AssuranceSection(title: try section.string("section"), role: try section.string("role"), requirements: requirements))
      try section.finish(known: ["section", "role", "requirements"])
    }
    return sections
  }

  /// The compiled path; presence is counted per element at `per`.
  func query(_ path: String, per: String? = nil, in object: RuleObject) throws(RuleFileError) -> ElementQuery {
    do {
      return try ElementQueryParser.parse(path, per: per, symbols: symbols)
    } catch {
      throw object.error("in the path '\(path)': \(error.problem)")
    }
  }

  /// The keys that limit an object to certain editions.
  static let editionKeys = ["since", "until"]
}
