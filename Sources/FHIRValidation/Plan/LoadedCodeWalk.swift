import FHIRDefinitions

/// Checks codes by their text, if users loaded code systems or value sets: only those of the pack have numbers.
extension PayloadWalk {
  mutating func isMemberByText(_ start: Int, _ end: Int, _ slot: SlotReference) -> Bool {
    guard let set = typed.release.terminology.valueSet(slot.valueSet) else { return false }
    return typed.release.terminology.membership(of: storage[start..<end], system: nil, in: set) == .member
  }

  /// Whether a coding has a code of the system in a range of the text, with the display that the system gives it.
  mutating func isKnownByText(_ coding: CodingParts, _ start: Int, _ end: Int) -> Bool {
    let terminology = typed.release.terminology
    let url = storage[start..<end]
    guard let system = terminology.codeSystem(url) else { return isNoted(start, end, isValueSet: terminology.isValueSet(url)) }
    switch coding.code {
    case .none: return true
    case .unsupported: return false
    case .text(let start, let end):
      guard let concept = terminology.concept(storage[start..<end], in: system) else { return !system.isComplete }
      switch coding.display {
      case .none: return true
      case .unsupported: return false
      case .text(let start, let end): return terminology.allowsDisplay(storage[start..<end], concept)
      }
    }
  }

  /// The relation of a coding to the value set of a binding.
  mutating func fitByText(of coding: CodingParts, in slot: SlotReference, isQuantity: Bool) -> Fit {
    let terminology = typed.release.terminology
    guard let set = terminology.valueSet(slot.valueSet) else { return .unsure }
    guard case .text(let start, let end) = coding.code else {
      return if case .none = coding.code { .other } else { .unsure }
    }
    let code = storage[start..<end]
    switch coding.system {
    case .unsupported: return .unsure
    case .none:
      if isQuantity { return .member }
      switch terminology.membership(of: code, system: [], in: set) {
      case .member: return .member
      case .notMember: return .other
      case .unknown: return possibleMember(of: slot)
      }
    case .text(let start, let end):
      let system = storage[start..<end]
      switch terminology.membership(of: code, system: system, in: set) {
      case .member: return .member
      case .notMember: return terminology.hasSystem(system, in: set) ? .notMember : .other
      case .unknown: return possibleMember(of: slot)
      }
    }
  }
}
