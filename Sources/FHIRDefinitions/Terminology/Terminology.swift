/// The code systems and value sets of one release: those of the pack, where look-ups are binary searches that allocate
/// nothing, and those that a user brought, which come first.
package struct Terminology: Sendable {
  package typealias Bytes = ArraySlice<UInt8>

  package let strings: PackStrings
  let systems: PackBytes
  let concepts: PackBytes
  let sets: PackBytes
  let parts: PackBytes
  let codes: PackBytes
  /// What a user brought; nil for nothing.
  var loaded: LoadedTerminology?

  /// Whether a code is in a value set.
  package enum Membership: Sendable, Hashable {
    case member
    case notMember
    /// The set takes codes from a system that are not known here.
    case unknown
  }

  /// A code system.
  package struct CodeSystem: Sendable, Hashable {
    fileprivate let first: Int
    fileprivate let count: Int
    /// Whether all of its codes are known.
    package let isComplete: Bool
    package let isCaseSensitive: Bool
    /// The URL of one that a user brought.
    fileprivate var loadedURL: String?
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
  }

  /// A value set: a row of the pack.
  package struct ValueSet: Sendable, Hashable {
    fileprivate let first: Int
    fileprivate let count: Int
    /// Whether nothing is known of it, since it builds on value sets that are not here.
    package let isUnknown: Bool
    /// The URL of one that a user brought.
    fileprivate var loadedURL: String?
  }

  // MARK: Code systems

  /// The code system of a URL.
  package func codeSystem(_ url: Bytes) -> CodeSystem? {
    if let loaded {
      let url = String(decoding: url, as: UTF8.self)
      if let found = loaded.systems[url] {
        return CodeSystem(
          first: 0, count: 0, isComplete: found.isComplete, isCaseSensitive: found.isCaseSensitive, loadedURL: url)
      }
    }
    guard let number = strings.number(of: url), let row = row(number, in: systems, size: PackFormat.systemSize) else {
      return nil
    }
    return CodeSystem(
      first: Int(systems[row + 4]), count: Int(systems[row + 8]), isComplete: systems[row + 12] & 1 != 0,
      isCaseSensitive: systems[row + 12] & 2 == 0)
  }

  /// A concept by its code.
  package func concept(_ code: Bytes, in system: CodeSystem) -> Concept? {
    if let url = system.loadedURL {
      return loaded?.systems[url]?.concept(String(decoding: code, as: UTF8.self)).map { concept in
        Concept(isAbstract: concept.isAbstract, display: concept.display.map { .text($0) } ?? .none)
      }
    }
    if let number = strings.number(of: code) {
      var low = system.first
      var high = system.first + system.count
      while low < high {
        let middle = (low + high) / 2
        if concepts[middle * PackFormat.conceptSize] < number { low = middle + 1 } else { high = middle }
      }
      if low < system.first + system.count, concepts[low * PackFormat.conceptSize] == number { return concept(at: low) }
    }
    if system.isCaseSensitive { return nil }
    let wanted = code.map(Self.lowercased)
    for index in system.first..<system.first + min(system.count, concepts.count) {
      if strings.text(concepts[index * PackFormat.conceptSize]).utf8.lazy.map(Self.lowercased).elementsEqual(wanted) {
        return concept(at: index)
      }
    }
    return nil
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }

  private func concept(at index: Int) -> Concept {
    let row = index * PackFormat.conceptSize
    let display = concepts[row + 4]
    return Concept(isAbstract: concepts[row + 8] & 1 != 0, display: display > 0 ? .number(display - 1) : .none)
  }

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
    (system.first..<system.first + min(system.count, concepts.count)).map { index in
      let concept = concept(at: index)
      return ConceptSchema(
        code: strings.text(concepts[index * PackFormat.conceptSize]), display: display(of: concept),
        isAbstract: concept.isAbstract)
    }
  }

  // MARK: Value sets

  /// What a value set of the pack takes from each code system; nil where nothing is known of it.
  func parts(of set: ValueSet) -> [String: ValueSetResolver.Part]? {
    if set.isUnknown { return nil }
    var result: [String: ValueSetResolver.Part] = [:]
    for index in set.first..<set.first + min(set.count, parts.count) {
      let row = index * PackFormat.partSize
      let part: ValueSetResolver.Part
      switch parts[row + 4] {
      case 0: part = .all
      case 1:
        let first = Int(parts[row + 8])
        part = .codes(Set((first..<first + min(Int(parts[row + 12]), codes.count)).map { strings.text(codes[$0 * 4]) }))
      default: part = .unknown
      }
      result[strings.text(parts[row])] = part
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
    loaded?.sets[url].map { ValueSet(first: 0, count: 0, isUnknown: $0.parts == nil, loadedURL: url) }
  }

  private func packValueSet(_ number: UInt32) -> ValueSet? {
    guard let row = row(number, in: sets, size: PackFormat.setSize) else { return nil }
    return ValueSet(first: Int(sets[row + 4]), count: Int(sets[row + 8]), isUnknown: sets[row + 12] != 0)
  }

  /// Whether there is a value set of a URL.
  package func isValueSet(_ url: Bytes) -> Bool {
    if let loaded, loaded.sets[String(decoding: url, as: UTF8.self)] != nil { return true }
    return strings.number(of: url).map { packValueSet($0) != nil } ?? false
  }

  /// Whether a value set has a code of a system; with no system, whether it has the code from any.
  package func membership(of code: Bytes, system: Bytes?, in set: ValueSet) -> Membership {
    if set.isUnknown || isOfStrangers(set) { return .unknown }
    if let url = set.loadedURL { return loadedMembership(of: code, system: system, in: url) }
    var isUnknown = false
    for index in set.first..<set.first + min(set.count, parts.count) {
      let row = index * PackFormat.partSize
      if let system, !strings.equals(parts[row], system) { continue }
      switch parts[row + 4] {
      case 0:
        let url = Array(strings.text(parts[row]).utf8)[...]
        if let found = codeSystem(url), concept(code, in: found) != nil { return .member }
      case 1: if list(parts[row + 8], parts[row + 12], has: code) { return .member }
      default: isUnknown = true
      }
    }
    return isUnknown ? .unknown : .notMember
  }

  private func loadedMembership(of code: Bytes, system: Bytes?, in url: String) -> Membership {
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

  /// Whether nobody has heard of any system that a value set takes codes from: most likely its URL is a slip of those who
  /// wrote the value set, and any other system may be the one that is meant.
  private func isOfStrangers(_ set: ValueSet) -> Bool {
    if let url = set.loadedURL {
      let parts = loadedParts(url)
      return !parts.isEmpty
        && parts.allSatisfy { part in
          part.content == .unknown && !Self.wellKnownSystems.contains { part.system.hasPrefix($0) }
        }
    }
    for index in set.first..<set.first + min(set.count, parts.count) {
      let row = index * PackFormat.partSize
      if parts[row + 4] != 2 || Self.wellKnownSystems.contains(where: { strings.text(parts[row]).hasPrefix($0) }) { return false }
    }
    return set.count > 0
  }

  /// Systems whose codes are not here, and whose URLs are no slip.
  private static let wellKnownSystems = [
    "http://snomed.info/sct", "http://loinc.org", "https://dmd.nhs.uk", "http://unitsofmeasure.org", "urn:", "http://hl7.org/",
    "http://terminology.hl7.org/", "http://dicom.nema.org/",
  ]

  /// The systems that a value set takes codes from that are not known here.
  package func unknownSystems(of set: ValueSet) -> [String] {
    if let url = set.loadedURL { return loadedParts(url).filter { $0.content == .unknown }.map(\.system) }
    return (set.first..<set.first + min(set.count, parts.count)).filter { parts[$0 * PackFormat.partSize + 4] == 2 }.map {
      strings.text(parts[$0 * PackFormat.partSize])
    }
  }

  /// The systems that a value set takes codes from.
  package func systems(of set: ValueSet) -> [String] {
    if let url = set.loadedURL { return loadedParts(url).map(\.system) }
    return (set.first..<set.first + min(set.count, parts.count)).map { strings.text(parts[$0 * PackFormat.partSize]) }
  }

  /// Whether a value set takes codes from a system.
  package func hasSystem(_ system: Bytes, in set: ValueSet) -> Bool {
    if let url = set.loadedURL { return loadedParts(url).contains { $0.system.utf8.elementsEqual(system) } }
    return (set.first..<set.first + min(set.count, parts.count)).contains {
      strings.equals(parts[$0 * PackFormat.partSize], system)
    }
  }

  /// The codes of a value set that are known, as many as are wanted.
  package func codes(of set: ValueSet, upTo limit: Int) -> [String] {
    var found: [String] = []
    if let url = set.loadedURL {
      for part in loadedParts(url) {
        switch part.content {
        case .all: found += codes(ofSystem: part.system, upTo: limit - found.count)
        case .codes(let codes): found += codes.sorted().prefix(limit - found.count)
        case .unknown: break
        }
      }
      return found
    }
    for index in set.first..<set.first + min(set.count, parts.count) {
      let row = index * PackFormat.partSize
      switch parts[row + 4] {
      case 0: found += codes(ofSystem: strings.text(parts[row]), upTo: limit - found.count)
      case 1:
        let first = Int(parts[row + 8])
        for index in first..<first + min(Int(parts[row + 12]), codes.count) where found.count < limit {
          found.append(strings.text(codes[index * 4]))
        }
      default: break
      }
    }
    return found
  }

  /// The codes of a system that may be used, as many as are wanted.
  package func codes(ofSystem url: String, upTo limit: Int) -> [String] {
    guard let system = codeSystem(Array(url.utf8)[...]) else { return [] }
    if let url = system.loadedURL {
      let concepts = loaded?.systems[url]?.inOrder ?? []
      return Array(concepts.lazy.filter { !$0.isAbstract }.map(\.code).prefix(max(0, limit)))
    }
    var found: [String] = []
    for index in system.first..<system.first + min(system.count, concepts.count) where found.count < limit {
      if !concept(at: index).isAbstract { found.append(strings.text(concepts[index * PackFormat.conceptSize])) }
    }
    return found
  }

  private func list(_ first: UInt32, _ count: UInt32, has code: Bytes) -> Bool {
    guard let number = strings.number(of: code) else { return false }
    var low = Int(first)
    let end = Int(first) + Int(count)
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if codes[middle * 4] < number { low = middle + 1 } else { high = middle }
    }
    return low < end && codes[low * 4] == number
  }

  /// The row of a table whose first word, which rises, is a number.
  private func row(_ number: UInt32, in table: PackBytes, size: Int) -> Int? {
    var low = 0
    let end = table.count / size
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if table[middle * size] < number { low = middle + 1 } else { high = middle }
    }
    return low < end && table[low * size] == number ? low * size : nil
  }
}
