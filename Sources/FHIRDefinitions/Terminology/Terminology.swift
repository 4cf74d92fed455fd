/// The code systems and value sets of one release: those loaded by users take precedence over the pack's. Lookups in the pack
/// allocate nothing.
package struct Terminology: Sendable {
  package typealias Bytes = ArraySlice<UInt8>

  /// The pack's own tables, for walks without loaded packages.
  package let pack: CodeTables
  /// In order of precedence; the last is the pack.
  private var sources: [any TerminologySource]
  /// Additional public codes; nil if there are none.
  var publicTexts: PublicTexts?

  init(_ pack: CodeTables) {
    self.pack = pack
    sources = [pack]
  }

  /// A copy with an additional source, which takes precedence. Code systems, concepts and value sets found in this terminology
  /// are invalid in the copy.
  func adding(_ source: some TerminologySource) -> Terminology {
    var result = self
    result.sources.insert(source, at: 0)
    return result
  }

  package var strings: PackStrings { pack.strings }

  /// Whether packages were loaded, so that the pack's tables are not complete.
  package var isExtended: Bool { sources.count > 1 }

  /// Whether a code is in a value set.
  package enum Membership: Sendable, Hashable {
    case member
    case notMember
    /// The set includes unknown codes of a system.
    case unknown
  }

  /// A code system.
  package struct CodeSystem: Sendable, Hashable {
    /// The index of its source in `sources`, and its entry in that source.
    fileprivate let source: Int
    fileprivate let entry: CodeTables.System

    /// Whether all of its codes are known.
    package var isComplete: Bool { entry.isComplete }
    package var isCaseSensitive: Bool { entry.isCaseSensitive }
  }

  /// A concept of a code system.
  package struct Concept: Sendable, Hashable {
    fileprivate let source: Int
    fileprivate let entry: CodeTables.Concept

    package var isAbstract: Bool { entry.isAbstract }
  }

  /// A value set.
  package struct ValueSet: Sendable, Hashable {
    fileprivate let source: Int
    /// The entry in its source: in the pack's tables if nothing is loaded.
    package let entry: CodeTables.ValueSet

    /// Whether its content is unknown because it includes unknown value sets.
    package var isUnknown: Bool { entry.state == .unresolved }
  }

  // MARK: Code systems

  /// The code system with the given URL.
  package func codeSystem(_ url: Bytes) -> CodeSystem? {
    for (index, source) in sources.enumerated() {
      if let found = source.codeSystem(url) { return CodeSystem(source: index, entry: found) }
    }
    return nil
  }

  /// A concept by its code.
  package func concept(_ code: Bytes, in system: CodeSystem) -> Concept? {
    sources[system.source].concept(code, in: system.entry).map { Concept(source: system.source, entry: $0) }
  }

  /// A code as its system writes it; nil if the system does not have the code.
  private func spelling(of code: Bytes, in system: CodeSystem) -> String? {
    sources[system.source].spelling(of: code, in: system.entry)
  }

  /// Whether any code system has the given code.
  func hasSystem(withCode code: Bytes) -> Bool { sources.contains { $0.hasSystem(withCode: code) } }

  /// Whether a URL belongs to a code system or value set.
  func isKnown(_ url: String) -> Bool { codeSystem(Array(url.utf8)[...]) != nil || valueSet(withoutVersion: url) != nil }

  /// The display of a concept; nil if it has none.
  package func display(of concept: Concept) -> String? { sources[concept.source].display(of: concept.entry) }

  /// Whether a text is the display of a concept; also true if the concept has no display.
  package func allowsDisplay(_ text: Bytes, _ concept: Concept) -> Bool {
    sources[concept.source].allowsDisplay(text, concept.entry)
  }

  /// Additional displays of a code, from supplements loaded by users.
  package func otherDisplays(of code: Bytes, system: Bytes) -> [String] {
    sources.flatMap { $0.otherDisplays(of: code, system: system) }
  }

  /// A code system as a schema, without its hierarchy.
  func schema(ofCodeSystem url: String) -> CodeSystemSchema? {
    guard let system = codeSystem(Array(url.utf8)[...]) else { return nil }
    var schema = CodeSystemSchema(
      url: url, isComplete: system.isComplete, isCaseSensitive: system.isCaseSensitive,
      concepts: sources[system.source].concepts(of: system.entry))
    schema.isFlat = true
    return schema
  }

  /// The codes of a system that are not abstract, at most `limit` of them.
  package func codes(ofSystem url: String, upTo limit: Int) -> [String] {
    codeSystem(Array(url.utf8)[...]).map { sources[$0.source].codes(of: $0.entry, upTo: limit) } ?? []
  }

  // MARK: Value sets

  /// The value set whose URL, without a version, has this number among the strings.
  package func valueSet(_ number: UInt32) -> ValueSet? {
    if isExtended { return valueSet(withoutVersion: strings.text(number)) }
    let set = pack.valueSet(number)
    if case .missing = set.state { return nil }
    return ValueSet(source: 0, entry: set)
  }

  /// The value set with the given URL, which may have a version.
  package func valueSet(_ url: String) -> ValueSet? {
    // A package in the pack may give its value set a separate name to distinguish it from others.
    if url.utf8.contains(UInt8(ascii: "#")), let set = pack.valueSet(url) {
      return ValueSet(source: sources.count - 1, entry: set)
    }
    for (index, source) in sources.dropLast().enumerated() {
      if let found = source.valueSet(url) { return ValueSet(source: index, entry: found) }
    }
    return pack.valueSet(Canonical.withoutVersion(url)).map { ValueSet(source: sources.count - 1, entry: $0) }
  }

  private func valueSet(withoutVersion url: String) -> ValueSet? {
    for (index, source) in sources.enumerated() {
      if let found = source.valueSet(url) { return ValueSet(source: index, entry: found) }
    }
    return nil
  }

  /// Whether there is a value set with the given URL.
  package func isValueSet(_ url: Bytes) -> Bool { valueSet(withoutVersion: String(decoding: url, as: UTF8.self)) != nil }

  /// Whether a value set includes a code of the given system, or of any system if `system` is nil.
  package func membership(of code: Bytes, system: Bytes?, in set: ValueSet) -> Membership {
    if !set.entry.isKnown { return .unknown }
    if !isExtended {
      let number = system.flatMap { strings.number(of: $0) }
      if number == nil, system != nil { return .notMember }
      if let known = pack.membership(of: strings.number(of: code), system: number, in: set.entry) { return known }
    }
    // Systems that the value set includes completely may be in any source.
    let source = sources[set.source]
    var isUnknown = false
    for part in source.parts(of: set.entry) {
      let url = source.system(ofPart: part)
      if let system, !url.utf8.elementsEqual(system) { continue }
      switch source.extent(ofPart: part) {
      case .all: if let found = codeSystem(Array(url.utf8)[...]), concept(code, in: found) != nil { return .member }
      case .listed:
        if source.lists(code, inPart: part) { return .member }
        // A system that ignores case may write the code differently.
        if let found = codeSystem(Array(url.utf8)[...]), !found.isCaseSensitive, let spelling = spelling(of: code, in: found),
          source.lists(Array(spelling.utf8)[...], inPart: part)
        {
          return .member
        }
      case .unknown: isUnknown = true
      }
    }
    return isUnknown ? .unknown : .notMember
  }

  /// What a value set includes from each code system; nil if its content is unknown.
  func parts(of set: ValueSet) -> [String: ValueSetResolver.Part]? {
    if set.isUnknown { return nil }
    let source = sources[set.source]
    var result: [String: ValueSetResolver.Part] = [:]
    for part in source.parts(of: set.entry) {
      let content: ValueSetResolver.Part
      switch source.extent(ofPart: part) {
      case .all: content = .all
      case .listed: content = .codes(Set(source.codes(ofPart: part, upTo: .max)))
      case .unknown: content = .unknown
      }
      result[source.system(ofPart: part)] = content
    }
    return result
  }

  /// The unknown systems from which a value set includes codes.
  package func unknownSystems(of set: ValueSet) -> [String] {
    let source = sources[set.source]
    return source.parts(of: set.entry).filter { source.extent(ofPart: $0) == .unknown }.map { source.system(ofPart: $0) }
  }

  /// The systems from which a value set includes codes.
  package func systems(of set: ValueSet) -> [String] {
    let source = sources[set.source]
    return source.parts(of: set.entry).map { source.system(ofPart: $0) }
  }

  /// Whether a value set includes codes of a system.
  package func hasSystem(_ system: Bytes, in set: ValueSet) -> Bool { sources[set.source].hasSystem(system, in: set.entry) }

  /// The known codes of a value set, at most `limit` of them.
  package func codes(of set: ValueSet, upTo limit: Int) -> [String] {
    let source = sources[set.source]
    var found: [String] = []
    for part in source.parts(of: set.entry) {
      switch source.extent(ofPart: part) {
      case .all: found += codes(ofSystem: source.system(ofPart: part), upTo: limit - found.count)
      case .listed: found += source.codes(ofPart: part, upTo: limit - found.count)
      case .unknown: break
      }
    }
    return found
  }
}
