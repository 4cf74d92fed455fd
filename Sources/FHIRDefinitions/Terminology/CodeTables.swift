/// The code systems and value sets of a pack, by the numbers of their URLs and codes among the pack's strings: for walks over
/// payloads, which look up the number of a string only once. Cheap to copy.
package struct CodeTables: Sendable {
  package let strings: PackStrings
  let systems: PackBytes
  let concepts: PackBytes
  let sets: PackBytes
  let parts: PackBytes
  let codes: PackBytes

  /// A code system.
  package struct System: Sendable, Hashable {
    let first: UInt32
    let count: UInt32
    /// Whether all of its codes are known.
    package let isComplete: Bool
    package let isCaseSensitive: Bool
  }

  /// A concept of a code system.
  package struct Concept: Sendable, Hashable {
    package let isAbstract: Bool
    /// 1 more than the number of its display; 0 if it has no display.
    let display: UInt32
  }

  /// A value set.
  package struct ValueSet: Sendable, Hashable {
    package enum State: UInt8, Sendable {
      /// The value set is unknown.
      case missing
      /// For each system, either the included codes are known, or it is known that the value set includes unknown codes.
      case known
      /// It includes unknown value sets.
      case unresolved
      /// It includes codes only from unknown systems.
      case unknownSystems
    }

    var first: UInt32 = 0
    var count: UInt32 = 0
    package internal(set) var state = State.missing

    /// Whether codes can be determined not to be members.
    package var isKnown: Bool {
      if case .known = state { return true }
      return false
    }
  }

  // MARK: Code systems

  /// The code system whose URL has the given number.
  package func system(_ number: UInt32) -> System? {
    guard let row = row(number, in: systems, size: PackFormat.systemSize) else { return nil }
    let flags = systems[row &+ 12]
    return System(
      first: systems[row &+ 4], count: systems[row &+ 8], isComplete: flags & 1 != 0, isCaseSensitive: flags & 2 == 0)
  }

  /// The concept whose code, in exactly this spelling, has the given number.
  package func concept(_ code: UInt32, in system: System) -> Concept? {
    guard let index = index(of: code, system.first, system.count, in: concepts, size: PackFormat.conceptSize) else { return nil }
    return concept(at: index)
  }

  /// Whether any code system has the code with the given number.
  func hasSystem(withCode code: UInt32) -> Bool {
    stride(from: 0, to: systems.count - PackFormat.systemSize + 1, by: PackFormat.systemSize).contains { row in
      index(of: code, systems[row + 4], systems[row + 8], in: concepts, size: PackFormat.conceptSize) != nil
    }
  }

  /// The rows of a system's concepts.
  func rows(of system: System) -> Range<Int> {
    let first = Int(system.first)
    return first..<first + min(Int(system.count), concepts.count / PackFormat.conceptSize)
  }

  /// The code of the concept in a row.
  func code(at index: Int) -> String { strings.text(concepts[index * PackFormat.conceptSize]) }

  func concept(at index: Int) -> Concept {
    let row = index * PackFormat.conceptSize
    return Concept(isAbstract: concepts[row + 8] & 1 != 0, display: concepts[row + 4])
  }

  /// Whether a text is the display of a concept; also true if the concept has no display.
  package func allowsDisplay(_ text: UnsafeRawBufferPointer, _ concept: Concept) -> Bool {
    if concept.display == 0 { return true }
    return unsafe strings.equals(concept.display &- 1, text)
  }

  // MARK: Value sets

  /// The value set whose URL has the given number; its state is `missing` if there is none.
  package func valueSet(_ number: UInt32) -> ValueSet {
    guard let row = row(number, in: sets, size: PackFormat.setSize) else { return ValueSet() }
    var set = ValueSet(first: sets[row &+ 4], count: sets[row &+ 8], state: .known)
    if sets[row &+ 12] != 0 { set.state = .unresolved } else if hasUnknownSystemsOnly(set) { set.state = .unknownSystems }
    return set
  }

  /// The rows of a value set's parts.
  func rows(of set: ValueSet) -> Range<Int> {
    let first = Int(set.first)
    return first..<first + min(Int(set.count), parts.count / PackFormat.partSize)
  }

  /// Whether a value set includes a code of the given system, or of any system if `system` is nil. `code` is nil if the
  /// pack does not have its string. The result is nil if it depends on the case of letters.
  package func membership(of code: UInt32?, system: UInt32?, in set: ValueSet) -> Terminology.Membership? {
    if !set.isKnown { return .unknown }
    var isUnknown = false
    var isUnsure = false
    for index in rows(of: set) {
      let row = index &* PackFormat.partSize
      if let system, system != parts[row] { continue }
      switch parts[row &+ 4] {
      case 0:
        guard let found = self.system(parts[row]) else { continue }
        if let code, concept(code, in: found) != nil { return .member }
        if !found.isCaseSensitive { isUnsure = true }
      case 1:
        if let code, self.index(of: code, parts[row &+ 8], parts[row &+ 12], in: codes, size: 4) != nil { return .member }
        if let found = self.system(parts[row]), !found.isCaseSensitive { isUnsure = true }
      default: isUnknown = true
      }
    }
    return isUnsure ? nil : isUnknown ? .unknown : .notMember
  }

  /// Whether a part of a value set lists a code.
  func lists(_ code: Terminology.Bytes, inPart part: Int) -> Bool {
    let row = part &* PackFormat.partSize
    guard let number = strings.number(of: code) else { return false }
    return index(of: number, parts[row &+ 8], parts[row &+ 12], in: codes, size: 4) != nil
  }

  /// The codes that a part of a value set lists.
  func listedCodes(_ part: Int) -> some Collection<String> {
    let first = Int(parts[part * PackFormat.partSize + 8])
    let count = min(Int(parts[part * PackFormat.partSize + 12]), codes.count / 4)
    return (first..<first + count).lazy.map { strings.text(codes[$0 * 4]) }
  }

  /// The system of a part of a value set.
  func system(ofPart index: Int) -> String { strings.text(parts[index * PackFormat.partSize]) }

  func extent(ofPart index: Int) -> ValueSetExtent {
    ValueSetExtent(rawValue: parts[index * PackFormat.partSize + 4]) ?? .unknown
  }

  /// Whether a value set includes codes of a system.
  package func hasSystem(_ system: UInt32, in set: ValueSet) -> Bool {
    for index in rows(of: set) where parts[index &* PackFormat.partSize] == system { return true }
    return false
  }

  /// Whether a value set includes codes only from unknown systems. Most likely the value set has wrong URLs for them, and any
  /// other system may be the intended one.
  private func hasUnknownSystemsOnly(_ set: ValueSet) -> Bool {
    for index in rows(of: set) {
      let row = index &* PackFormat.partSize
      if parts[row &+ 4] != 2 || ExternalSystems.isWellKnown(strings.text(parts[row])) { return false }
    }
    return set.count > 0
  }

  // MARK: Search

  /// The offset of the row whose first word is `number`; the first words of the table ascend.
  private func row(_ number: UInt32, in table: PackBytes, size: Int) -> Int? {
    index(of: number, 0, UInt32(truncatingIfNeeded: table.count / size), in: table, size: size).map { $0 &* size }
  }

  /// The index of the row whose first word is `number`, among `count` rows starting at `first`; their first words ascend.
  @inline(__always)
  private func index(of number: UInt32, _ first: UInt32, _ count: UInt32, in table: PackBytes, size: Int) -> Int? {
    table.row(of: number, from: Int(first), count: Int(count), size: size)
  }
}
