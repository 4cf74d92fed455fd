/// The code systems and value sets of one release. Look-ups are binary searches in the pack and allocate nothing.
package struct Terminology: Sendable {
  package typealias Bytes = ArraySlice<UInt8>

  package let strings: PackStrings
  let systems: PackBytes
  let concepts: PackBytes
  let sets: PackBytes
  let parts: PackBytes
  let codes: PackBytes

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
  }

  /// A concept of a code system.
  package struct Concept: Sendable, Hashable {
    package let code: UInt32
    /// The number of its display among the strings.
    package let display: UInt32?
    package let isAbstract: Bool
  }

  /// A value set: a row of the pack.
  package struct ValueSet: Sendable, Hashable {
    fileprivate let first: Int
    fileprivate let count: Int
    /// Whether nothing is known of it, since it builds on value sets that are not here.
    package let isUnknown: Bool
  }

  // MARK: Code systems

  /// The code system of a URL.
  package func codeSystem(_ url: Bytes) -> CodeSystem? {
    guard let number = strings.number(of: url), let row = row(number, in: systems, size: PackFormat.systemSize) else {
      return nil
    }
    return CodeSystem(
      first: Int(systems[row + 4]), count: Int(systems[row + 8]), isComplete: systems[row + 12] & 1 != 0,
      isCaseSensitive: systems[row + 12] & 2 == 0)
  }

  /// A concept by its code.
  package func concept(_ code: Bytes, in system: CodeSystem) -> Concept? {
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
    return Concept(code: concepts[row], display: display > 0 ? display - 1 : nil, isAbstract: concepts[row + 8] & 1 != 0)
  }

  // MARK: Value sets

  /// The value set whose URL, without a version, has this number among the strings.
  package func valueSet(_ number: UInt32) -> ValueSet? {
    guard let row = row(number, in: sets, size: PackFormat.setSize) else { return nil }
    return ValueSet(first: Int(sets[row + 4]), count: Int(sets[row + 8]), isUnknown: sets[row + 12] != 0)
  }

  /// Whether there is a value set of a URL.
  package func isValueSet(_ url: Bytes) -> Bool { strings.number(of: url).map { valueSet($0) != nil } ?? false }

  /// Whether a value set has a code of a system; with no system, whether it has the code from any.
  package func membership(of code: Bytes, system: Bytes?, in set: ValueSet) -> Membership {
    if set.isUnknown || isOfStrangers(set) { return .unknown }
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

  /// Whether nobody has heard of any system that a value set takes codes from: most likely its URL is a slip of those who
  /// wrote the value set, and any other system may be the one that is meant.
  private func isOfStrangers(_ set: ValueSet) -> Bool {
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
    (set.first..<set.first + min(set.count, parts.count)).filter { parts[$0 * PackFormat.partSize + 4] == 2 }.map {
      strings.text(parts[$0 * PackFormat.partSize])
    }
  }

  /// Whether a value set takes codes from a system.
  package func hasSystem(_ system: Bytes, in set: ValueSet) -> Bool {
    (set.first..<set.first + min(set.count, parts.count)).contains { strings.equals(parts[$0 * PackFormat.partSize], system) }
  }

  /// The codes of a code system, as many as are wanted.
  package func codes(of system: CodeSystem, upTo limit: Int) -> [String] {
    (system.first..<system.first + min(system.count, concepts.count)).prefix(limit).map { strings.text(concept(at: $0).code) }
  }

  /// The codes of a value set that are known, as many as are wanted.
  package func codes(of set: ValueSet, upTo limit: Int) -> [String] {
    var found: [String] = []
    for index in set.first..<set.first + min(set.count, parts.count) {
      let row = index * PackFormat.partSize
      switch parts[row + 4] {
      case 0:
        guard let system = codeSystem(Array(strings.text(parts[row]).utf8)[...]) else { continue }
        for index in system.first..<system.first + min(system.count, concepts.count) where found.count < limit {
          let concept = concept(at: index)
          if !concept.isAbstract { found.append(strings.text(concept.code)) }
        }
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
