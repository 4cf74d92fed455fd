/// The code systems and value sets of one release: those of the pack, where look-ups allocate nothing, and those that a user
/// brought, which come first.
package struct Terminology: Sendable {
  package typealias Bytes = ArraySlice<UInt8>

  package let pack: CodeTables
  /// What a user brought; nil for nothing.
  var loaded: LoadedTerminology?

  init(_ pack: CodeTables) { self.pack = pack }

  package var strings: PackStrings { pack.strings }

  /// Whether a user brought something, so that the pack's tables do not tell all.
  package var isExtended: Bool { loaded != nil }

  /// Whether a code is in a value set.
  package enum Membership: Sendable, Hashable {
    case member
    case notMember
    /// The set takes codes from a system that are not known here.
    case unknown
  }

  /// A code system.
  package struct CodeSystem: Sendable, Hashable {
    fileprivate let content: Content
    /// Whether all of its codes are known.
    package let isComplete: Bool
    package let isCaseSensitive: Bool

    fileprivate enum Content: Sendable, Hashable {
      case pack(CodeTables.System)
      /// The URL of one that a user brought.
      case loaded(String)
    }
  }

  /// A concept of a code system.
  package struct Concept: Sendable, Hashable {
    package let isAbstract: Bool
    fileprivate let display: Display

    fileprivate enum Display: Sendable, Hashable {
      case none
      /// The number of the text among the strings.
      case number(UInt32)
      case text(String)
    }

    fileprivate init(_ concept: CodeTables.Concept) {
      isAbstract = concept.isAbstract
      display = concept.display > 0 ? .number(concept.display - 1) : .none
    }

    fileprivate init(_ concept: LoadedTerminology.Concept) {
      isAbstract = concept.isAbstract
      display = concept.display.map { .text($0) } ?? .none
    }
  }

  /// A value set.
  package struct ValueSet: Sendable, Hashable {
    fileprivate let content: Content
    /// Whether nothing is known of it, since it builds on value sets that are not here.
    package let isUnknown: Bool

    fileprivate enum Content: Sendable, Hashable {
      case pack(CodeTables.ValueSet)
      /// The URL of one that a user brought.
      case loaded(String)
    }
  }

  // MARK: Code systems

  /// The code system of a URL.
  package func codeSystem(_ url: Bytes) -> CodeSystem? {
    if let loaded {
      let url = String(decoding: url, as: UTF8.self)
      if let found = loaded.systems[url] {
        return CodeSystem(
          content: .loaded(url), isComplete: found.isComplete, isCaseSensitive: found.isCaseSensitive)
      }
    }
    return strings.number(of: url).flatMap { pack.system($0) }.map { system in
      CodeSystem(content: .pack(system), isComplete: system.isComplete, isCaseSensitive: system.isCaseSensitive)
    }
  }

  /// A concept by its code.
  package func concept(_ code: Bytes, in system: CodeSystem) -> Concept? {
    let rows: Range<Int>
    switch system.content {
    case .loaded(let url):
      return loaded?.systems[url]?.concept(String(decoding: code, as: UTF8.self)).map { Concept($0) }
    case .pack(let own):
      if let number = strings.number(of: code), let concept = pack.concept(number, in: own) { return Concept(concept) }
      rows = pack.rows(of: own)
    }
    if system.isCaseSensitive { return nil }
    let wanted = code.map(Self.lowercased)
    let row = rows.first { pack.code(at: $0).utf8.lazy.map(Self.lowercased).elementsEqual(wanted) }
    return row.map { Concept(pack.concept(at: $0)) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }

  /// What people call a concept; nil where its system does not say.
  package func display(of concept: Concept) -> String? {
    switch concept.display {
    case .none: nil
    case .number(let number): strings.text(number)
    case .text(let text): text
    }
  }

  /// Whether a concept is called so, or its system does not say what it is called.
  package func isCalled(_ text: Bytes, _ concept: Concept) -> Bool {
    switch concept.display {
    case .none: true
    case .number(let number): strings.equals(number, text)
    case .text(let display): display.utf8.elementsEqual(text)
    }
  }

  /// What else a code may be called, by the supplements that a user brought.
  package func otherDisplays(of code: Bytes, system: Bytes) -> [String] {
    guard let loaded, !loaded.supplements.isEmpty else { return [] }
    return loaded.supplements[String(decoding: system, as: UTF8.self)]?[String(decoding: code, as: UTF8.self)] ?? []
  }

  /// All concepts of a code system of the pack.
  func concepts(of system: CodeSystem) -> [ConceptSchema] {
    guard case .pack(let own) = system.content else { return [] }
    return pack.rows(of: own).map { index in
      let concept = Concept(pack.concept(at: index))
      return ConceptSchema(code: pack.code(at: index), display: display(of: concept), isAbstract: concept.isAbstract)
    }
  }

  // MARK: Value sets

  /// What a value set of the pack takes from each code system; nil where nothing is known of it.
  func parts(of set: ValueSet) -> [String: ValueSetResolver.Part]? {
    guard case .pack(let own) = set.content, own.state != .unresolved else { return nil }
    var result: [String: ValueSetResolver.Part] = [:]
    for index in pack.rows(of: own) {
      let part: ValueSetResolver.Part
      switch pack.extent(ofPart: index) {
      case 0: part = .all
      case 1: part = .codes(Set(pack.listedCodes(index)))
      default: part = .unknown
      }
      result[pack.system(ofPart: index)] = part
    }
    return result
  }

  /// The value set whose URL, without a version, has this number among the strings.
  package func valueSet(_ number: UInt32) -> ValueSet? {
    loaded.flatMap { $0.sets.isEmpty ? nil : loadedValueSet(strings.text(number)) } ?? packValueSet(number)
  }

  /// The value set of a URL, which may have a version behind it.
  package func valueSet(_ url: String) -> ValueSet? {
    // A package in the pack may call a value set of its own by its name, to tell it from others.
    if url.utf8.contains(UInt8(ascii: "#")), let set = strings.number(of: url).flatMap(packValueSet) { return set }
    let plain = Canonical.withoutVersion(url)
    return loadedValueSet(plain) ?? strings.number(of: plain).flatMap(packValueSet)
  }

  private func loadedValueSet(_ url: String) -> ValueSet? {
    loaded?.sets[url].map { ValueSet(content: .loaded(url), isUnknown: $0.parts == nil) }
  }

  private func packValueSet(_ number: UInt32) -> ValueSet? {
    let set = pack.valueSet(number)
    if case .missing = set.state { return nil }
    return ValueSet(content: .pack(set), isUnknown: set.state == .unresolved)
  }

  /// Whether there is a value set of a URL.
  package func isValueSet(_ url: Bytes) -> Bool {
    if let loaded, loaded.sets[String(decoding: url, as: UTF8.self)] != nil { return true }
    return strings.number(of: url).map { packValueSet($0) != nil } ?? false
  }

  /// Whether a value set has a code of a system; with no system, whether it has the code from any.
  package func membership(of code: Bytes, system: Bytes?, in set: ValueSet) -> Membership {
    switch set.content {
    case .loaded(let url): return loadedMembership(of: code, system: system, in: url)
    case .pack(let own):
      if !own.isKnown { return .unknown }
      let number = system.flatMap { strings.number(of: $0) }
      if number == nil, system != nil { return .notMember }
      if loaded == nil, let known = pack.membership(of: strings.number(of: code), system: number, in: own) { return known }
      return membership(of: code, system: number, in: own)
    }
  }

  /// The same, where a system may be one that a user brought, or one of no case.
  private func membership(of code: Bytes, system: UInt32?, in set: CodeTables.ValueSet) -> Membership {
    var isUnknown = false
    for index in pack.rows(of: set) {
      let url = pack.system(ofPart: index)
      if let system, strings.number(of: url) != system { continue }
      switch pack.extent(ofPart: index) {
      case 0: if let found = codeSystem(Array(url.utf8)[...]), concept(code, in: found) != nil { return .member }
      case 1: if pack.listedCodes(index).contains(where: { $0.utf8.elementsEqual(code) }) { return .member }
      default: isUnknown = true
      }
    }
    return isUnknown ? .unknown : .notMember
  }

  private func loadedMembership(of code: Bytes, system: Bytes?, in url: String) -> Membership {
    if loaded?.sets[url]?.parts == nil || hasUnknownSystemsOnly(loadedParts(url)) { return .unknown }
    var isUnknown = false
    let text = String(decoding: code, as: UTF8.self)
    for part in loadedParts(url) where system.map({ part.system.utf8.elementsEqual($0) }) ?? true {
      switch part.content {
      case .all:
        if let found = codeSystem(Array(part.system.utf8)[...]), concept(code, in: found) != nil { return .member }
      case .codes(let codes): if codes.contains(text) { return .member }
      case .unknown: isUnknown = true
      }
    }
    return isUnknown ? .unknown : .notMember
  }

  private func loadedParts(_ url: String) -> [LoadedTerminology.Part] { loaded?.sets[url]?.parts ?? [] }

  /// Whether a value set takes codes only from systems that are not known: see `CodeTables.ValueSet.State`.
  private func hasUnknownSystemsOnly(_ parts: [LoadedTerminology.Part]) -> Bool {
    !parts.isEmpty && parts.allSatisfy { $0.content == .unknown && !Self.isWellKnown($0.system) }
  }

  /// Whether a URL is that of a known system, whose codes may not be here.
  static func isWellKnown(_ system: String) -> Bool { wellKnownSystems.contains { system.hasPrefix($0) } }

  /// Systems whose codes are not here, but whose URLs are known.
  private static let wellKnownSystems = [
    "http://snomed.info/sct", "http://loinc.org", "https://dmd.nhs.uk", "http://unitsofmeasure.org", "urn:", "http://hl7.org/",
    "http://terminology.hl7.org/", "http://dicom.nema.org/",
  ]

  /// The systems that a value set takes codes from that are not known here.
  package func unknownSystems(of set: ValueSet) -> [String] {
    switch set.content {
    case .loaded(let url): loadedParts(url).filter { $0.content == .unknown }.map(\.system)
    case .pack(let own): pack.rows(of: own).filter { pack.extent(ofPart: $0) == 2 }.map { pack.system(ofPart: $0) }
    }
  }

  /// The systems that a value set takes codes from.
  package func systems(of set: ValueSet) -> [String] {
    switch set.content {
    case .loaded(let url): loadedParts(url).map(\.system)
    case .pack(let own): pack.rows(of: own).map { pack.system(ofPart: $0) }
    }
  }

  /// Whether a value set takes codes from a system.
  package func hasSystem(_ system: Bytes, in set: ValueSet) -> Bool {
    switch set.content {
    case .loaded(let url): loadedParts(url).contains { $0.system.utf8.elementsEqual(system) }
    case .pack(let own): strings.number(of: system).map { pack.hasSystem($0, in: own) } ?? false
    }
  }

  /// The codes of a value set that are known, as many as are wanted.
  package func codes(of set: ValueSet, upTo limit: Int) -> [String] {
    var found: [String] = []
    switch set.content {
    case .loaded(let url):
      for part in loadedParts(url) {
        switch part.content {
        case .all: found += codes(ofSystem: part.system, upTo: limit - found.count)
        case .codes(let codes): found += codes.sorted().prefix(limit - found.count)
        case .unknown: break
        }
      }
    case .pack(let own):
      for index in pack.rows(of: own) {
        switch pack.extent(ofPart: index) {
        case 0: found += codes(ofSystem: pack.system(ofPart: index), upTo: limit - found.count)
        case 1: found += pack.listedCodes(index).prefix(max(0, limit - found.count))
        default: break
        }
      }
    }
    return found
  }

  /// The codes of a system that may be used, as many as are wanted.
  package func codes(ofSystem url: String, upTo limit: Int) -> [String] {
    guard let system = codeSystem(Array(url.utf8)[...]) else { return [] }
    switch system.content {
    case .loaded(let url):
      let concepts = loaded?.systems[url]?.inOrder ?? []
      return Array(concepts.lazy.filter { !$0.isAbstract }.map(\.code).prefix(max(0, limit)))
    case .pack(let own):
      let rows = pack.rows(of: own).lazy.filter { !pack.concept(at: $0).isAbstract }
      return Array(rows.map { pack.code(at: $0) }.prefix(max(0, limit)))
    }
  }
}
