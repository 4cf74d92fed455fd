import FHIRDefinitions
import FHIRSyntax

/// Codes, as the walk judges them: right where the same code was found to be right before, under the same binding.
extension PayloadWalk {
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
      | NodeFlags.duplicate.rawValue
  }

  /// Judges the codes of an object.
  mutating func judgeCodes(of index: UInt32, _ role: TypeRole) {
    switch role {
    case .coding: judgeCoding(index)
    case .concept: judgeConcept(index)
    case .quantity: judgeQuantity(index)
    default: break
    }
  }

  private mutating func judgeCoding(_ index: UInt32) {
    let slot = slot(index)
    let system = value(names.system, of: index)
    let isBound = slot.map { $0.strength > 0 } ?? false
    if !isBound {
      if case .none = system { return }
      var key = CodeKey(.init(.system, nil))
      key.append(system)
      if let outcome = plan.codes.outcome(of: key, in: storage), key.isWhole { return note(outcome, index) }
    }
    var key = CodeKey(.init(.coding, slot))
    key.append(system)
    let code = value(names.code, of: index)
    if case .none = code, isBound { return suspectCode(index) }
    key.append(code)
    key.append(value(names.display, of: index))
    judge(key, index)
  }

  private mutating func judgeConcept(_ index: UInt32) {
    // A preferred value set binds no concepts.
    guard let slot = slot(index), slot.strength > 0, slot.strength < 3 else { return }
    var key = CodeKey(.init(.concept, slot))
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let member = record(child)
      defer { child = member.next }
      guard member.name.rawValue == names.coding else { continue }
      switch member.form {
      case .object: guard append(child, to: &key) else { return suspectCode(index) }
      case .array:
        var item = child &+ 1
        while item < member.next {
          guard case .object = record(item).form, append(item, to: &key) else { return suspectCode(index) }
          item = record(item).next
        }
      default: return suspectCode(index)
      }
    }
    if key.count == 0 { return slot.strength == 1 ? suspectCode(index) : () }
    judge(key, index)
  }

  /// Adds a coding to what a concept is judged by; false where something else than system and code matters.
  private func append(_ coding: UInt32, to key: inout CodeKey) -> Bool {
    let code = value(names.code, of: coding)
    if case .none = code { return false }
    key.append(value(names.system, of: coding))
    key.append(code)
    return true
  }

  private mutating func judgeQuantity(_ index: UInt32) {
    let code = value(names.code, of: index)
    if case .none = code { return }
    let slot = slot(index)
    let system = value(names.system, of: index)
    if case .none = system, slot.map({ $0.strength == 0 }) ?? true { return }
    var key = CodeKey(.init(.quantity, slot))
    key.append(system)
    key.append(code)
    judge(key, index)
  }

  /// Judges a value whose type can be a code.
  mutating func judgeCode(_ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot) {
    if slot.strength > 1 {
      if let outcome = plan.codes.outcome(of: CodeKey(.init(.looseCode, slot)), in: storage) { return note(outcome, index) }
    }
    var key = CodeKey(.init(.code, slot))
    key.append(value(of: record))
    judge(key, index)
  }

  private mutating func judge(_ key: CodeKey, _ index: UInt32) {
    guard key.isWhole, let outcome = plan.codes.outcome(of: key, in: storage) else { return suspectCode(index, key) }
    note(outcome, index)
  }
}
