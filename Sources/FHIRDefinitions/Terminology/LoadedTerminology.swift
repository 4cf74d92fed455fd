/// The code systems and value sets that a user brought for one release, resolved against each other and against those of
/// the pack.
///
/// It never changes once it is built: a class only so that handing it on costs one reference count.
final class LoadedTerminology: Sendable {
  struct Concept: Sendable, Hashable {
    var code: String
    var display: String?
    var isAbstract: Bool
  }

  struct CodeSystem: Sendable {
    var isComplete: Bool
    var isCaseSensitive: Bool
    var inOrder: [Concept]
    /// The place of each code; codes in small letters where case does not matter.
    private var places: [String: Int] = [:]

    init(_ schema: CodeSystemSchema) {
      isComplete = schema.isComplete
      isCaseSensitive = schema.isCaseSensitive
      inOrder = schema.allConcepts.map { Concept(code: $0.code, display: $0.display, isAbstract: $0.isAbstract) }
      for (index, concept) in inOrder.enumerated() {
        let key = isCaseSensitive ? concept.code : concept.code.lowercased()
        if places[key] == nil { places[key] = index }
      }
    }

    func concept(_ code: String) -> Concept? { places[isCaseSensitive ? code : code.lowercased()].map { inOrder[$0] } }
  }

  /// What a value set takes from one code system.
  struct Part: Sendable, Hashable {
    var system: String
    var content: ValueSetResolver.Part
  }

  struct ValueSet: Sendable {
    /// By rising system; nil where it builds on value sets that are not here.
    var parts: [Part]?
  }

  /// By canonical URL.
  let systems: [String: CodeSystem]
  let sets: [String: ValueSet]
  /// What supplements call the codes of systems.
  let supplements: [String: [String: [String]]]

  init(_ packages: [DefinitionPackage], beneath pack: Terminology) {
    var systems: [String: CodeSystemSchema] = [:]
    var sets: [String: ValueSetSchema] = [:]
    var supplements: [String: [String: [String]]] = [:]
    for package in packages {
      for system in package.codeSystems where systems[system.url] == nil {
        // What does not hold all codes of a system adds to those that are known.
        let known = system.isComplete ? nil : pack.schema(ofCodeSystem: system.url)
        systems[system.url] = known?.adding(system) ?? system
      }
      for set in package.valueSets where sets[set.url] == nil { sets[set.url] = set }
      for supplement in package.supplements {
        for (code, displays) in supplement.displays { supplements[supplement.url, default: [:]][code, default: []] += displays }
      }
    }
    var resolver = ValueSetResolver(systems: systems, sets: sets, beneath: pack)
    var resolved: [String: ValueSet] = [:]
    for url in sets.keys {
      let parts = resolver.parts(of: url)
      resolved[url] = ValueSet(parts: parts?.map { Part(system: $0.key, content: $0.value) }.sorted { $0.system < $1.system })
    }
    self.systems = systems.mapValues { CodeSystem($0) }
    self.sets = resolved
    self.supplements = supplements
  }
}

/// What a code system supplement calls the codes of another system (CodeSystem.supplements).
struct CodeSystemSupplement: Sendable {
  /// The system that is supplemented.
  var url: String
  var displays: [String: [String]]
}

extension Terminology {
  /// A code system of the pack as it was before it was laid out, but without its hierarchy.
  func schema(ofCodeSystem url: String) -> CodeSystemSchema? {
    guard let system = codeSystem(Array(url.utf8)[...]) else { return nil }
    var schema = CodeSystemSchema(
      url: url, isComplete: system.isComplete, isCaseSensitive: system.isCaseSensitive, concepts: concepts(of: system))
    schema.isFlat = true
    return schema
  }
}
