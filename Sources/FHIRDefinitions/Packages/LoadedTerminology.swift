/// The code systems and value sets that users loaded for one release, resolved against each other and against the pack's.
///
/// Immutable once built; a class only so that passing it on costs one reference count.
final class LoadedTerminology: Sendable {
  private struct Key: Hashable {
    var system: CodeTables.System
    /// In lower case if the system is case-insensitive.
    var code: String

    init(_ code: String, in system: CodeTables.System) {
      self.system = system
      self.code = system.isCaseSensitive ? code : code.lowercased()
    }
  }

  private struct Part {
    var system: String
    var content: ValueSetResolver.Part
  }

  /// By canonical URL.
  private let systems: [String: CodeTables.System]
  /// The concepts of all systems, each in its own order.
  private let concepts: [ConceptSchema]
  /// Where each code of a system first occurs among the concepts.
  private let indices: [Key: Int]
  /// By canonical URL; a second version of a value set has its version in the key.
  private let sets: [String: CodeTables.ValueSet]
  /// The value sets by the same keys, without their contents: for their versions.
  private let schemas: [String: ValueSetSchema]
  /// The parts of all value sets; those of each value set are in ascending order of system.
  private let parts: [Part]
  /// The displays of supplements for the codes of systems.
  private let supplements: [String: [String: [String]]]

  /// Nil if the packages have no terminology.
  init?(_ packages: [DefinitionPackage], over pack: Terminology) {
    var systems: [String: CodeSystemSchema] = [:]
    var sets: [String: ValueSetSchema] = [:]
    var supplements: [String: [String: [String]]] = [:]
    for package in packages {
      for system in package.codeSystems where systems[system.url] == nil {
        // An incomplete code system is combined with the codes of the pack.
        let known = system.isComplete ? nil : pack.schema(ofCodeSystem: system.url)
        systems[system.url] = known?.adding(system) ?? system
      }
      for set in package.valueSets {
        guard let known = sets[set.url] else {
          sets[set.url] = set
          continue
        }
        // A second version is found only if its version is requested.
        if let version = set.version, version != known.version {
          sets[set.url + "|" + version] = sets[set.url + "|" + version] ?? set
        }
      }
      for supplement in package.supplements {
        for (code, displays) in supplement.displays { supplements[supplement.url, default: [:]][code, default: []] += displays }
      }
    }
    if systems.isEmpty, sets.isEmpty, supplements.isEmpty { return nil }
    self.supplements = supplements
    (self.systems, concepts, indices) = Self.flattened(systems)
    var resolver = ValueSetResolver(systems: systems, sets: sets, over: pack)
    schemas = sets.mapValues { ValueSetSchema(url: $0.url, includes: [], excludes: [], version: $0.version) }
    (self.sets, parts) = Self.flattened(Dictionary(uniqueKeysWithValues: sets.keys.map { ($0, resolver.parts(of: $0)) }))
  }

  private static func flattened(
    _ schemas: [String: CodeSystemSchema]
  ) -> (systems: [String: CodeTables.System], concepts: [ConceptSchema], indices: [Key: Int]) {
    var systems: [String: CodeTables.System] = [:]
    var concepts: [ConceptSchema] = []
    var indices: [Key: Int] = [:]
    for (url, schema) in schemas {
      let own = schema.allConcepts
      let system = CodeTables.System(
        first: UInt32(concepts.count), count: UInt32(own.count), isComplete: schema.isComplete,
        isCaseSensitive: schema.isCaseSensitive)
      systems[url] = system
      for concept in own {
        let key = Key(concept.code, in: system)
        if indices[key] == nil { indices[key] = concepts.count }
        concepts.append(concept)
      }
    }
    return (systems, concepts, indices)
  }

  private static func flattened(
    _ resolved: [String: [String: ValueSetResolver.Part]?]
  ) -> (sets: [String: CodeTables.ValueSet], parts: [Part]) {
    var sets: [String: CodeTables.ValueSet] = [:]
    var parts: [Part] = []
    for (url, own) in resolved {
      var set = CodeTables.ValueSet(first: UInt32(parts.count), count: UInt32(own?.count ?? 0), state: .known)
      if let own {
        parts += own.map { Part(system: $0.key, content: $0.value) }.sorted { $0.system < $1.system }
        if !own.isEmpty, own.allSatisfy({ $0.value == .unknown && !ExternalSystems.isWellKnown($0.key) }) {
          set.state = .unknownSystems
        }
      } else {
        set.state = .unresolved
      }
      sets[url] = set
    }
    return (sets, parts)
  }
}

extension LoadedTerminology: TerminologySource {
  func codeSystem(_ url: Bytes) -> CodeTables.System? { systems[String(decoding: url, as: UTF8.self)] }

  func concept(_ code: Bytes, in system: CodeTables.System) -> CodeTables.Concept? {
    guard let index = indices[Key(String(decoding: code, as: UTF8.self), in: system)] else { return nil }
    let hasDisplay = concepts[index].display != nil
    return CodeTables.Concept(isAbstract: concepts[index].isAbstract, display: hasDisplay ? UInt32(index) + 1 : 0)
  }

  func spelling(of code: Bytes, in system: CodeTables.System) -> String? {
    indices[Key(String(decoding: code, as: UTF8.self), in: system)].map { concepts[$0].code }
  }

  func hasSystem(withCode code: Bytes) -> Bool { systems.values.contains { concept(code, in: $0) != nil } }

  func display(of concept: CodeTables.Concept) -> String? {
    concept.display > 0 ? concepts[Int(concept.display) - 1].display : nil
  }

  func allowsDisplay(_ text: Bytes, _ concept: CodeTables.Concept) -> Bool {
    display(of: concept)?.utf8.elementsEqual(text) ?? true
  }

  func concepts(of system: CodeTables.System) -> [ConceptSchema] { Array(concepts[range(system.first, system.count)]) }

  func codes(of system: CodeTables.System, upTo limit: Int) -> [String] {
    let own = concepts[range(system.first, system.count)]
    return Array(own.lazy.filter { !$0.isAbstract }.map(\.code).prefix(max(0, limit)))
  }

  func otherDisplays(of code: Bytes, system: Bytes) -> [String] {
    if supplements.isEmpty { return [] }
    return supplements[String(decoding: system, as: UTF8.self)]?[String(decoding: code, as: UTF8.self)] ?? []
  }

  func valueSet(_ url: String) -> CodeTables.ValueSet? { schemas.key(of: url).flatMap { sets[$0] } }

  func parts(of set: CodeTables.ValueSet) -> Range<Int> { range(set.first, set.count) }

  func system(ofPart part: Int) -> String { parts[part].system }

  func extent(ofPart part: Int) -> ValueSetExtent {
    switch parts[part].content {
    case .all: .all
    case .codes: .listed
    case .unknown: .unknown
    }
  }

  func lists(_ code: Bytes, inPart part: Int) -> Bool {
    guard case .codes(let codes) = parts[part].content else { return false }
    return codes.contains(String(decoding: code, as: UTF8.self))
  }

  func codes(ofPart part: Int, upTo limit: Int) -> [String] {
    guard case .codes(let codes) = parts[part].content else { return [] }
    return Array(codes.sorted().prefix(max(0, limit)))
  }

  func hasSystem(_ system: Bytes, in set: CodeTables.ValueSet) -> Bool {
    parts(of: set).contains { parts[$0].system.utf8.elementsEqual(system) }
  }

  private func range(_ first: UInt32, _ count: UInt32) -> Range<Int> { Int(first)..<Int(first) + Int(count) }
}
