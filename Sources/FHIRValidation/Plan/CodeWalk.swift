import FHIRDefinitions
import FHIRSyntax

/// Codes, by their code systems and by the value sets that they are bound to: see `BindingCheck`.
extension PayloadWalk {
  typealias Bytes = ArraySlice<UInt8>

  /// The value of an element inside another.
  enum Value {
    case none
    /// From one offset of the text to another.
    case text(Int, Int)
    /// It is there, and not as a plain text.
    case strange
  }

  /// The value of the element of a name directly inside of a node.
  @inline(__always)
  func value(_ name: UInt32, of index: UInt32) -> Value {
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let inner = record(child)
      if inner.name.rawValue == name { return value(of: inner) }
      child = inner.next
    }
    return .none
  }

  /// The value of an element as a plain text.
  @inline(__always)
  func value(of record: NodeRecord) -> Value {
    if record.flags.rawValue & Self.notPlain != 0 { return .strange }
    switch record.form {
    case .string: return .text(Int(record.valueStart) &+ 1, Int(record.valueEnd) &- 1)
    case .attribute: return .text(Int(record.valueStart), Int(record.valueEnd))
    default: return .strange
    }
  }

  private static var notPlain: UInt16 {
    NodeFlags.escaped.rawValue | NodeFlags.unquoted.rawValue | NodeFlags.companion.rawValue
      | NodeFlags.duplicate.rawValue | NodeFlags.hasCompanion.rawValue
  }

  /// Judges the codes of an object.
  mutating func judgeCodes(of index: UInt32, _ role: TypeRole) {
    let isClean =
      switch role {
      case .coding: isKnown(index) && isBound(coding: index)
      case .concept: isBound(concept: index)
      case .quantity: isBound(quantity: index)
      default: true
      }
    if !isClean { suspectCode(index) }
  }

  /// Judges a value whose type can be a code.
  mutating func judgeCode(_ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot) {
    guard case .text(let start, let end) = value(of: record), start < end, byte(start) > 0x20, byte(end &- 1) > 0x20 else {
      return suspectCode(index)
    }
    let code = storage[start..<end]
    if plan.externalSets.mediaTypes.contains(slot.valueSet) {
      if !ExternalCodes.isMediaType(code) { suspectCode(index) }
    } else if plan.externalSets.languages.contains(slot.valueSet) {
      if LanguageTag.fault(of: code, release.terminology) != nil { suspectCode(index) }
    } else if slot.strength == 1 {
      guard let set = release.terminology.valueSet(slot.valueSet),
        release.terminology.membership(of: code, system: nil, in: set) == .member
      else { return suspectCode(index) }
    }
  }

  // MARK: Codings by themselves

  /// Whether a coding has a code of its system, under the name that the system gives it.
  private mutating func isKnown(_ coding: UInt32) -> Bool {
    switch value(names.system, of: coding) {
    case .none: return true
    case .strange: return false
    case .text(let start, let end):
      guard let system = release.terminology.codeSystem(storage[start..<end]) else { return isNoted(start, end) }
      guard case .text(let start, let end) = value(names.code, of: coding) else {
        return if case .none = value(names.code, of: coding) { true } else { false }
      }
      guard let concept = release.terminology.concept(storage[start..<end], in: system) else { return !system.isComplete }
      switch value(names.display, of: coding) {
      case .none: return true
      case .strange: return false
      case .text(let start, let end): return release.terminology.isCalled(storage[start..<end], concept)
      }
    }
  }

  /// Whether a system that is not known was met before, so that a report says of it already that its codes are not checked.
  private mutating func isNoted(_ start: Int, _ end: Int) -> Bool {
    let url = storage[start..<end]
    for noted in notedSystems where noted.count == end &- start && storage[noted] == url { return true }
    // What is wrong with a code, or with the system itself, is said at each place.
    guard notedSystems.count < Self.mostNotedSystems, !release.terminology.isValueSet(url), !ExternalCodes.mayJudge(url) else {
      return false
    }
    notedSystems.append(start..<end)
    return false
  }

  private static var mostNotedSystems: Int { 8 }

  // MARK: Value sets

  /// What a coding is to the value set of a binding.
  private enum Fit {
    /// A member, or possibly one.
    case member
    /// A code of another system than those that the value set takes codes from, or no code.
    case other
    case notMember
    /// For the check to tell.
    case unsure
  }

  private func fit(of coding: UInt32, in set: Terminology.ValueSet, isQuantity: Bool) -> Fit {
    let code: Bytes
    switch value(names.code, of: coding) {
    case .none: return .other
    case .strange: return .unsure
    case .text(let start, let end): code = storage[start..<end]
    }
    switch value(names.system, of: coding) {
    case .strange: return .unsure
    case .none:
      if isQuantity { return .member }
      return release.terminology.membership(of: code, system: [], in: set) == .notMember ? .other : .member
    case .text(let start, let end):
      let system = storage[start..<end]
      if release.terminology.membership(of: code, system: system, in: set) != .notMember { return .member }
      return release.terminology.hasSystem(system, in: set) ? .notMember : .other
    }
  }

  /// The value set that binds the codings of a node, where it is extensible or required.
  private func binding(_ index: UInt32) -> (slot: ElementSlot, set: Terminology.ValueSet?)? {
    guard let slot = slot(index), slot.strength == 1 || slot.strength == 2 else { return nil }
    return (slot, release.terminology.valueSet(slot.valueSet))
  }

  private func isBound(coding index: UInt32, isQuantity: Bool = false) -> Bool {
    guard let (slot, set) = binding(index) else { return true }
    guard let set else { return slot.strength != 1 }
    switch fit(of: index, in: set, isQuantity: isQuantity) {
    case .member: return true
    case .other: return slot.strength != 1
    case .notMember, .unsure: return false
    }
  }

  private func isBound(concept index: UInt32) -> Bool {
    guard let (slot, set) = binding(index) else { return true }
    guard let set else { return slot.strength != 1 }
    var isClean = slot.strength != 1
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let member = record(child)
      if member.name.rawValue == names.coding {
        var item = child
        if case .array = member.form { item = child &+ 1 }
        while item < member.next {
          guard case .object = record(item).form else { return false }
          switch fit(of: item, in: set, isQuantity: false) {
          case .member: return true
          case .other: break
          case .notMember: isClean = false
          case .unsure: return false
          }
          item = record(item).next
        }
      }
      child = member.next
    }
    return isClean
  }

  private func isBound(quantity index: UInt32) -> Bool {
    if case .text(let start, let end) = value(names.system, of: index), isUCUM(start, end) {
      switch value(names.code, of: index) {
      case .none: break
      case .text(let start, let end): if !ExternalCodes.isUnit(storage[start..<end]) { return false }
      case .strange: return false
      }
    } else if case .strange = value(names.system, of: index) {
      return false
    }
    if case .none = value(names.code, of: index) { return true }
    return isBound(coding: index, isQuantity: true)
  }

  private func isUCUM(_ start: Int, _ end: Int) -> Bool {
    end &- start == 25 && storage[start..<end].elementsEqual("http://unitsofmeasure.org".utf8)
  }
}
