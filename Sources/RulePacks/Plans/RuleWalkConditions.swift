import FHIRSyntax

/// Presence and the conditions of `where(...)`, as `ElementSelector` decides them.
extension RuleWalk {
  /// Whether an element has a value, or elements inside that have one: see `Document.hasContent`.
  func hasContent(_ node: UInt32) -> Bool {
    let record = bytes.record(node)
    if record.hasOwnValue || record.has(Flag.resource) { return true }
    var index = node &+ 1
    while index < record.next {
      let inner = bytes.record(index)
      if inner.name.rawValue == WellKnown.id || inner.name.rawValue == WellKnown.extensions
        || inner.name.rawValue == WellKnown.modifierExtension
      {
        index = inner.next
      } else if inner.has(Flag.resource) || inner.hasOwnValue {
        return true
      } else {
        index &+= 1
      }
    }
    return false
  }

  /// Whether an element has content, not all of which is blank.
  func hasVisibleContent(_ node: UInt32) -> Bool {
    let record = bytes.record(node)
    if record.hasOwnValue { return isVisible(node, record) }
    if record.has(Flag.resource) { return true }
    var index = node &+ 1
    while index < record.next {
      let inner = bytes.record(index)
      if inner.name.rawValue == WellKnown.id || inner.name.rawValue == WellKnown.extensions
        || inner.name.rawValue == WellKnown.modifierExtension
      {
        index = inner.next
      } else if inner.has(Flag.resource) || inner.hasOwnValue && isVisible(index, inner) {
        return true
      } else {
        index &+= 1
      }
    }
    return false
  }

  private func isVisible(_ node: UInt32, _ record: NodeRecord) -> Bool {
    let value = record.valueBytes
    if value.isPlain, value.count > 0, 0x21...0x7E ~= bytes.byte(value.start) { return true }
    return !(document.value(of: Node(index: node))?.isBlank ?? true)
  }

  /// Whether all of some conditions hold for an element.
  func holds(_ terms: RulePlan.Slice, _ node: UInt32) -> Bool {
    for index in terms.first..<terms.end where !holds(plan.terms[Int(index)], node) { return false }
    return true
  }

  private func holds(_ term: RulePlan.Term, _ node: UInt32) -> Bool {
    let isAny = isAny(term.path, node, term)
    switch term.condition {
    case .equals, .startsWith, .exists: return isAny
    case .differs, .absent: return !isAny
    }
  }

  /// Whether one of the elements at a path meets a condition.
  private func isAny(_ path: RulePlan.Slice, _ node: UInt32, _ term: RulePlan.Term) -> Bool {
    if path.isEmpty { return meets(term, node) }
    let name = plan.symbols[Int(path.first)]
    let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return false }
      guard bytes.record(child).name.rawValue == name, term.includesEmpty || hasContent(child) else { continue }
      if isAny(rest, child, term) { return true }
    }
  }

  func meets(_ term: RulePlan.Term, _ node: UInt32) -> Bool {
    switch term.condition {
    case .exists, .absent: return term.includesEmpty || hasVisibleContent(node)
    case .equals, .differs: return isText(term.text, node)
    case .startsWith:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return false }
      if let begins = begins(record.valueBytes, with: plan.texts[Int(term.text)]) { return begins }
      return document.value(of: Node(index: node))?.hasPrefix(string(plan.texts[Int(term.text)])) ?? false
    }
  }

  /// Whether the value of an element is a text.
  private func isText(_ text: Int32, _ node: UInt32) -> Bool {
    let record = bytes.record(node)
    guard record.hasOwnValue else { return false }
    let (value, text) = (record.valueBytes, plan.texts[Int(text)])
    switch record.form {
    case .true, .false: break
    default: if value.isPlain { return isEqual(value, text) }
    }
    return document.value(of: Node(index: node), is: string(text))
  }

  @inline(__always)
  func isEqual(_ value: ValueBytes, _ text: RulePlan.Slice) -> Bool {
    let count = Int(text.end &- text.first)
    return value.count == count && bytes.isEqual(value.start, plan.bytes, Int(text.first), count: count)
  }

  /// Whether a value begins with a text, as `hasPrefix` has it; nil where bytes do not tell.
  func begins(_ value: ValueBytes, with text: RulePlan.Slice) -> Bool? {
    guard value.isPlain else { return nil }
    let count = Int(text.end &- text.first)
    var index = 0
    while index < count {
      if index >= value.count { return false }
      let byte = bytes.byte(value.start &+ index)
      if byte >= 0x80 { return nil }
      if byte != plan.bytes[Int(text.first) &+ index] {
        // A character that combines with this one would make it another.
        return index &+ 1 < value.count && bytes.byte(value.start &+ index &+ 1) >= 0x80 ? nil : false
      }
      index &+= 1
    }
    return count < value.count && bytes.byte(value.start &+ count) >= 0x80 ? nil : true
  }

  func string(_ text: RulePlan.Slice) -> String {
    String(decoding: plan.bytes[Int(text.first)..<Int(text.end)], as: UTF8.self)
  }
}
