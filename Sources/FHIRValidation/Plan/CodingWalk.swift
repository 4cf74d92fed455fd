import FHIRDefinitions
import FHIRSyntax

/// Codings, concepts and quantities in the walk: see `BindingCheck`.
extension PayloadWalk {
  // MARK: Single codings

  /// A coding, with the numbers of its system and code among the strings of the pack.
  struct CodingParts {
    var node = UInt32.max
    var system = Value.none
    var code = Value.none
    var display = Value.none
    var systemNumber: UInt32?
    var codeNumber: UInt32?
  }

  /// The parts of a coding or quantity.
  @inline(__always)
  private mutating func coding(_ index: UInt32) -> CodingParts {
    if lastCoding.node != index { lastCoding = parts(of: index) }
    return lastCoding
  }

  private mutating func parts(of index: UInt32) -> CodingParts {
    var parts = CodingParts()
    parts.node = index
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let inner = record(child)
      let name = inner.name.rawValue
      // If a name occurs more than once, its first element is used.
      if name == names.system {
        if case .none = parts.system { parts.system = value(of: inner) }
      } else if name == names.code {
        if case .none = parts.code { parts.code = value(of: inner) }
      } else if name == names.display {
        if case .none = parts.display { parts.display = value(of: inner) }
      }
      child = inner.next
    }
    if case .text(let start, let end) = parts.system {
      parts.systemNumber = unsafe codes.strings.number(of: text.bytes(start, end))
    }
    if case .text(let start, let end) = parts.code { parts.codeNumber = unsafe codes.strings.number(of: text.bytes(start, end)) }
    return parts
  }

  /// Whether a coding has a code of its system, with the display that the system gives it.
  mutating func isKnown(_ index: UInt32) -> Bool {
    let coding = coding(index)
    switch coding.system {
    case .none: return true
    case .unsupported: return false
    case .text(let start, let end):
      if hasLoadedCodes { return isKnownByText(coding, start, end) }
      guard let system = coding.systemNumber.flatMap({ codes.system($0) }) else {
        return isNoted(start, end, isValueSet: coding.systemNumber.map { codes.valueSet($0).state != .missing } ?? false)
      }
      switch coding.code {
      case .none: return true
      case .unsupported: return false
      case .text: break
      }
      guard let concept = coding.codeNumber.flatMap({ codes.concept($0, in: system) }) else {
        // `BindingCheck` also finds the codes of case-insensitive systems in another case.
        return !system.isComplete && system.isCaseSensitive
      }
      switch coding.display {
      case .none: return true
      case .unsupported: return false
      case .text(let start, let end): return unsafe codes.allowsDisplay(text.bytes(start, end), concept)
      }
    }
  }

  /// A range of the text.
  struct TextRange {
    var start = 0
    var end = 0
  }

  /// Whether an unknown system was seen before, so that a report already lists its codes as not checked; otherwise remembers it.
  mutating func isNoted(_ start: Int, _ end: Int, isValueSet: Bool) -> Bool {
    for index in 0..<notedCount where text.isEqual(notedSystems[index].start, notedSystems[index].end, start, end) { return true }
    // A faulty code or system is reported at each position.
    guard notedCount < 8, !isValueSet, !ExternalCodes.mayReport(storage[start..<end]) else { return false }
    notedSystems[notedCount] = TextRange(start: start, end: end)
    notedCount += 1
    return false
  }

  // MARK: Value sets

  /// The relation of a coding to the value set of a binding.
  enum Fit {
    /// A member, or possibly a member.
    case member
    /// A code from a system that the value set does not use, or no code.
    case other
    case notMember
    /// Left to `BindingCheck`.
    case unsure
  }

  private mutating func fit(of coding: CodingParts, in slot: SlotReference, isQuantity: Bool) -> Fit {
    switch coding.code {
    case .none: return .other
    case .unsupported: return .unsure
    case .text: break
    }
    switch coding.system {
    case .unsupported: return .unsure
    case .none:
      if isQuantity { return .member }
      return slot.codes.isKnown ? .other : possibleMember(of: slot)
    case .text:
      guard slot.codes.isKnown else { return possibleMember(of: slot) }
      guard let system = coding.systemNumber, codes.hasSystem(system, in: slot.codes) else { return .other }
      guard let membership = codes.membership(of: coding.codeNumber, system: system, in: slot.codes) else { return .unsure }
      switch membership {
      case .member: return .member
      case .notMember: return .notMember
      case .unknown: return possibleMember(of: slot)
      }
    }
  }

  /// The relation of a code to a value set that may include it: a report lists required bindings that cannot be checked.
  func possibleMember(of slot: SlotReference) -> Fit { slot.strength == 1 ? .unsure : .member }

  /// The slot of a node, if its element has an extensible or required binding.
  @inline(__always)
  private func binding(_ index: UInt32) -> SlotReference? {
    guard let slot = slot(index), slot.strength == 1 || slot.strength == 2 else { return nil }
    return slot
  }

  private mutating func fit(of index: UInt32, in slot: SlotReference, isQuantity: Bool) -> Fit {
    let coding = coding(index)
    return hasLoadedCodes
      ? fitByText(of: coding, in: slot, isQuantity: isQuantity) : fit(of: coding, in: slot, isQuantity: isQuantity)
  }

  /// Whether the value set of a binding is known.
  private mutating func isValueSetKnown(_ slot: SlotReference) -> Bool {
    hasLoadedCodes ? typed.release.terminology.valueSet(slot.valueSet) != nil : slot.codes.state != .missing
  }

  mutating func satisfiesBinding(coding index: UInt32, isQuantity: Bool = false) -> Bool {
    guard let slot = binding(index) else { return true }
    guard isValueSetKnown(slot) else { return slot.strength != 1 }
    switch fit(of: index, in: slot, isQuantity: isQuantity) {
    case .member: return true
    case .other: return slot.strength != 1
    case .notMember, .unsure: return false
    }
  }

  mutating func satisfiesBinding(concept index: UInt32) -> Bool {
    guard let slot = binding(index) else { return true }
    guard isValueSetKnown(slot) else { return slot.strength != 1 }
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
          switch fit(of: item, in: slot, isQuantity: false) {
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

  mutating func satisfiesBinding(quantity index: UInt32) -> Bool {
    let coding = coding(index)
    if case .unsupported = coding.system { return false }
    if case .none = coding.code { return true }
    if case .text = coding.system {
      guard let units = externalCodes.units else { return false }
      if coding.systemNumber == units {
        guard case .text(let start, let end) = coding.code, unsafe ExternalCodes.isUnit(text.bytes(start, end)) else {
          return false
        }
      } else if !isKnown(index) {
        return false
      }
    }
    return satisfiesBinding(coding: index, isQuantity: true)
  }
}
