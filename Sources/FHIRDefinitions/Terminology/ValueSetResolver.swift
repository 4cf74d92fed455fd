/// Resolves the compositions of value sets, to the extent that the available code systems allow: nested value sets, filters and
/// exclusions become lists of codes.
struct ValueSetResolver {
  /// What a value set includes from one code system.
  enum Part: Sendable, Hashable {
    /// All codes of an available system.
    case all
    case codes(Set<String>)
    /// Unknown codes.
    case unknown
  }

  private var systems: [String: CodeSystemSchema]
  private let sets: [String: ValueSetSchema]
  /// Other available code systems and value sets; these value sets are already resolved.
  private let pack: Terminology?
  /// The codes below each code of a system, including itself.
  private var hierarchies: [String: [String: Set<String>]] = [:]
  private var resolved: [String: [String: Part]] = [:]
  private var resolvedInPack: [String: [String: Part]] = [:]
  /// By system and lower-case code, the code as the system writes it; empty for case-sensitive systems.
  private var spellings: [String: [String: String]] = [:]
  private var inProgress: Set<String> = []

  /// The maximum nesting of value sets: protects against value sets designed to exhaust the stack.
  private static let maxNesting = 100

  init(systems: [String: CodeSystemSchema], sets: [String: ValueSetSchema], over pack: Terminology? = nil) {
    self.systems = systems
    self.sets = sets
    self.pack = pack
  }

  /// The parts of a value set by code system; nil if it includes an unknown value set.
  mutating func parts(of url: String) -> [String: Part]? {
    // The separate name that a package's value set may have in the pack also contains `|`.
    let key = sets.key(of: url)
    // Without a key, sets that were loaded in other versions are not used.
    let url = key ?? Canonical.withoutVersion(url)
    if let parts = (key == nil ? resolvedInPack : resolved)[url] { return parts }
    guard let set = key.flatMap({ sets[$0] }) else {
      let parts = pack.flatMap { pack in pack.valueSet(url).flatMap { pack.parts(of: $0) } }
      resolvedInPack[url] = parts
      return parts
    }
    guard inProgress.count < Self.maxNesting, inProgress.insert(url).inserted else { return nil }
    defer { inProgress.remove(url) }
    var parts: [String: Part] = [:]
    for include in set.includes {
      guard let included = self.parts(of: include) else { return nil }
      for (system, part) in included { parts[system] = union(parts[system], part, of: system) }
    }
    for exclude in set.excludes {
      guard let excluded = self.parts(of: exclude) else { return nil }
      for (system, part) in excluded { if let old = parts[system] { parts[system] = difference(old, part, of: system) } }
    }
    resolved[url] = parts
    return parts
  }

  private mutating func parts(of include: IncludeSchema) -> [String: Part]? {
    var result: [String: Part]?
    if let system = include.system { result = [system: part(of: include, system)] }
    for url in include.valueSets {
      guard let nested = parts(of: url) else { return nil }
      guard let old = result else {
        result = nested
        continue
      }
      // A code must be in all included value sets, and in the system if one is given.
      var both: [String: Part] = [:]
      for (system, part) in old { if let other = nested[system] { both[system] = intersection(part, other, of: system) } }
      result = both
    }
    return result ?? [:]
  }

  private mutating func part(of include: IncludeSchema, _ system: String) -> Part {
    if include.isWithheld { return .unknown }
    if !include.codes.isEmpty { return .codes(Set(include.codes.map { spelling(of: $0, in: system) })) }
    guard let schema = schema(of: system), schema.isComplete else { return .unknown }
    if include.filters.isEmpty { return .all }
    var codes: Set<String>?
    for filter in include.filters {
      guard let found = self.codes(of: schema, filter) else { return .unknown }
      codes = codes?.intersection(found) ?? found
    }
    return .codes(codes ?? [])
  }

  private mutating func schema(of system: String) -> CodeSystemSchema? {
    if let schema = systems[system] { return schema }
    let schema = pack?.schema(ofCodeSystem: system)
    systems[system] = schema
    return schema
  }

  /// A code as its system writes it, which matters if the system ignores case.
  private mutating func spelling(of code: String, in system: String) -> String {
    if let known = spellings[system] { return known[code.lowercased()] ?? code }
    let isCaseSensitive = systems[system]?.isCaseSensitive ?? pack?.codeSystem(Array(system.utf8)[...])?.isCaseSensitive ?? true
    var known: [String: String] = [:]
    if !isCaseSensitive, let schema = schema(of: system) {
      for concept in schema.allConcepts where known[concept.code.lowercased()] == nil {
        known[concept.code.lowercased()] = concept.code
      }
    }
    spellings[system] = known
    return known[code.lowercased()] ?? code
  }

  private mutating func codes(of system: CodeSystemSchema, _ filter: IncludeSchema.Filter) -> Set<String>? {
    if system.isFlat, !["=", "in", "not-in"].contains(filter.op) { return nil }
    let below = hierarchy(of: system)
    let values = filter.op == "in" || filter.op == "not-in" ? filter.value.split(separator: ",").map(String.init) : [filter.value]
    let codes = Set(values.map { spelling(of: $0, in: system.url) })
    guard let code = codes.first else { return nil }
    switch (filter.property, filter.op) {
    case ("concept", "is-a"), ("code", "is-a"): return below[code]
    case ("concept", "descendent-of"), ("code", "descendent-of"): return below[code]?.subtracting([code])
    case ("concept", "is-not-a"), ("code", "is-not-a"): return Set(below.keys).subtracting(below[code] ?? [])
    case ("concept", "="), ("code", "="), ("concept", "in"), ("code", "in"): return codes
    case ("concept", "not-in"), ("code", "not-in"): return Set(below.keys).subtracting(codes)
    default: return nil
    }
  }

  private mutating func hierarchy(of system: CodeSystemSchema) -> [String: Set<String>] {
    if let known = hierarchies[system.url] { return known }
    var children: [String: Set<String>] = [:]
    func collect(_ concept: ConceptSchema) {
      children[concept.code, default: []].formUnion(concept.concepts.map(\.code) + concept.children)
      for child in concept.concepts { collect(child) }
    }
    for concept in system.concepts { collect(concept) }
    var below: [String: Set<String>] = [:]
    for code in children.keys {
      var found: Set<String> = [code]
      var waiting = [code]
      while let next = waiting.popLast() {
        for child in children[next] ?? [] where found.insert(child).inserted { waiting.append(child) }
      }
      below[code] = found
    }
    hierarchies[system.url] = below
    return below
  }

  // MARK: Sets

  private mutating func list(_ part: Part, of system: String) -> Set<String>? {
    switch part {
    case .unknown: nil
    case .codes(let codes): codes
    case .all: schema(of: system).map { Set($0.allConcepts.map(\.code)) }
    }
  }

  private mutating func union(_ left: Part?, _ right: Part, of system: String) -> Part {
    guard let left else { return right }
    if left == .all || right == .all { return .all }
    guard let leftCodes = list(left, of: system), let rightCodes = list(right, of: system) else { return .unknown }
    return .codes(leftCodes.union(rightCodes))
  }

  private mutating func difference(_ left: Part, _ right: Part, of system: String) -> Part {
    guard let leftCodes = list(left, of: system), let rightCodes = list(right, of: system) else { return .unknown }
    return .codes(leftCodes.subtracting(rightCodes))
  }

  private mutating func intersection(_ left: Part, _ right: Part, of system: String) -> Part {
    guard let leftCodes = list(left, of: system), let rightCodes = list(right, of: system) else { return .unknown }
    return .codes(leftCodes.intersection(rightCodes))
  }
}

extension [String: ValueSetSchema] {
  /// The key of the value set with a canonical URL, which may have a version; nil if only other versions are present.
  func key(of url: String) -> String? {
    if self[url] != nil { return url }
    let (plain, wanted) = Canonical.parts(of: url)
    guard let wanted, let set = self[plain] else { return nil }
    guard let version = set.version, version != wanted, !version.hasPrefix(wanted + ".") else { return plain }
    return nil
  }
}

extension CodeSystemSchema {
  /// The concepts of all levels.
  package var allConcepts: [ConceptSchema] {
    var all: [ConceptSchema] = []
    func collect(_ concepts: [ConceptSchema]) {
      for concept in concepts {
        all.append(concept)
        collect(concept.concepts)
      }
    }
    collect(concepts)
    return all
  }
}
