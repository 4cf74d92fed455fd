import FHIRSyntax

/// Presence and the conditions of `where(...)`, with the same results as `ElementSelector`.
extension RuleWalk {
  /// Whether an element has a value, or contains elements that have one: see `Document.hasContent`.
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

  /// Whether the first node inside an element proves that it has content.
  @inline(__always)
  func beginsWithContent(_ node: UInt32, _ record: NodeRecord) -> Bool {
    guard record.next > node &+ 1 else { return false }
    let first = bytes.record(node &+ 1)
    let name = first.name.rawValue
    return first.hasOwnValue && name != WellKnown.id && name != WellKnown.extensions && name != WellKnown.modifierExtension
  }

  /// Whether an element has content that is not all blank.
  @inline(__always)
  func hasVisibleContent(_ node: UInt32, _ record: NodeRecord) -> Bool {
    if record.hasOwnValue { return isVisible(node, record) }
    return record.has(Flag.resource) || hasVisibleContent(inside: node, record)
  }

  private func hasVisibleContent(inside node: UInt32, _ record: NodeRecord) -> Bool {
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

  @inline(__always)
  private func isVisible(_ node: UInt32, _ record: NodeRecord) -> Bool {
    let value = record.valueBytes
    if value.isPlain, value.count > 0 {
      // 0xC3 to 0xC5 begin the Latin letters after ASCII.
      let first = bytes.byte(value.start)
      if 0x21...0x7E ~= first || 0xC3...0xC5 ~= first { return true }
    }
    return isNotBlank(node)
  }

  private func isNotBlank(_ node: UInt32) -> Bool {
    !(document.value(of: Node(index: node))?.isBlank ?? true)
  }

  /// Whether an element meets all of the given conditions.
  func holds(_ terms: RulePlan.Slice, _ node: UInt32) -> Bool {
    var index = terms.first
    while index < terms.end {
      if !holds(plan.terms[index], node) { return false }
      index &+= 1
    }
    return true
  }

  func holds(_ term: RulePlan.Term, _ node: UInt32) -> Bool {
    let isMet = anyMeets(term.path, node, term)
    switch term.condition {
    case .equals, .startsWith, .exists: return isMet
    case .differs, .absent: return !isMet
    }
  }

  /// Whether one of the elements at a path meets a condition.
  private func anyMeets(_ path: RulePlan.Slice, _ node: UInt32, _ term: RulePlan.Term) -> Bool {
    // Many rows about a bundle share the same few paths, with different texts.
    if node == 0, hasEntries, path.end &- path.first > 1 { return anyMeets(pathFromRoot: path, term) }
    return search(path, node, term, isCollecting: false)
  }

  private func anyMeets(pathFromRoot path: RulePlan.Slice, _ term: RulePlan.Term) -> Bool {
    let key = path.first &* 2 | (term.includesEmpty ? 1 : 0)
    var position = 0
    while position < rootPaths.count, rootPaths[position].key != key { position += 1 }
    if position == rootPaths.count {
      let start = rootElements.count
      _ = search(path, 0, term, isCollecting: true)
      rootPaths.append((key, start, rootElements.count))
    }
    var index = rootPaths[position].start
    while index < rootPaths[position].end {
      if meets(term, rootElements[index]) { return true }
      index += 1
    }
    return false
  }

  /// Whether one of the elements at a path meets a condition; if `isCollecting`, false after adding all of them to
  /// `rootElements`.
  private func search(_ path: RulePlan.Slice, _ node: UInt32, _ term: RulePlan.Term, isCollecting: Bool) -> Bool {
    if path.isEmpty { return found(node, term, isCollecting) }
    let end = bytes.record(node).next
    if end > node &+ 1, search(path, from: node &+ 1, to: end, term, isCollecting) { return true }
    guard bytes.record(node).has(Flag.hasCompanion), let companion = document.companion(of: Node(index: node))?.index else {
      return false
    }
    return search(path, from: companion &+ 1, to: bytes.record(companion).next, term, isCollecting)
  }

  @inline(__always)
  private func found(_ node: UInt32, _ term: RulePlan.Term, _ isCollecting: Bool) -> Bool {
    if !isCollecting { return meets(term, node) }
    rootElements.append(node)
    return false
  }

  /// Like the other `search`, for a path that begins at sibling nodes or at the items of an array. No item is an array itself:
  /// see `LocalReference`.
  private func search(
    _ path: RulePlan.Slice, from first: UInt32, to end: UInt32, _ term: RulePlan.Term, _ isCollecting: Bool
  ) -> Bool {
    let name = plan.symbols[path.first]
    var index = first
    while index < end {
      let child = index
      index = bytes.record(child).next
      if bytes.record(child).name.rawValue != name || bytes.record(child).has(Flag.paired) { continue }
      if bytes.record(child).isArray {
        if search(path, from: child &+ 1, to: index, term, isCollecting) { return true }
      } else if term.includesEmpty || bytes.record(child).hasOwnValue || hasContent(child) {
        let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
        if rest.isEmpty ? found(child, term, isCollecting) : search(rest, child, term, isCollecting: isCollecting) {
          return true
        }
      }
    }
    return false
  }

  @inline(__always)
  func meets(_ term: RulePlan.Term, _ node: UInt32) -> Bool {
    switch term.condition {
    case .exists, .absent: return term.includesEmpty || hasVisibleContent(node, bytes.record(node))
    case .equals, .differs: return valueEquals(plan.texts[term.text], at: node)
    case .startsWith:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return false }
      if let begins = begins(record.valueBytes, with: plan.texts[term.text]) { return begins }
      return document.value(of: Node(index: node))?.hasPrefix(string(plan.texts[term.text])) ?? false
    }
  }

  /// Whether the value of an element equals a text.
  private func valueEquals(_ text: RulePlan.Slice, at node: UInt32) -> Bool {
    let record = bytes.record(node)
    guard record.hasOwnValue else { return false }
    let value = record.valueBytes
    if value.isPlain, record.isTextual { return isEqual(value, text) }
    return document.value(of: Node(index: node), is: string(text))
  }

  @inline(__always)
  func isEqual(_ value: ValueBytes, _ text: RulePlan.Slice) -> Bool {
    value.count == Int(text.end &- text.first) && plan.bytes.isEqual(text, bytes, value.start)
  }

  /// Whether a value begins with a text, like `hasPrefix`; nil if the bytes do not determine this.
  func begins(_ value: ValueBytes, with text: RulePlan.Slice) -> Bool? {
    guard value.isPlain else { return nil }
    let count = Int(text.end &- text.first)
    // If the first eight bytes differ, and the bytes up to one after the difference are ASCII, the result is false.
    var index = 0
    let word = bytes.word(value.start)
    if count >= 8, value.count >= 8, word & 0x8080_8080_8080_8080 == 0 {
      let difference = word ^ plan.bytes.word(text.first)
      if difference == 0 { index = 8 } else if difference.trailingZeroBitCount < 56 { return false }
    }
    while index < count {
      if index >= value.count { return false }
      let byte = bytes.byte(value.start &+ index)
      if byte >= 0x80 { return nil }
      if byte != plan.bytes[text.first &+ Int32(truncatingIfNeeded: index)] {
        // A combining character after this one would change it.
        return index &+ 1 < value.count && bytes.byte(value.start &+ index &+ 1) >= 0x80 ? nil : false
      }
      index &+= 1
    }
    return count < value.count && bytes.byte(value.start &+ count) >= 0x80 ? nil : true
  }

  func string(_ text: RulePlan.Slice) -> String {
    String(decoding: (text.first..<text.end).map { plan.bytes[$0] }, as: UTF8.self)
  }

  /// Whether the name of an element belongs to a choice: the text followed by a capital letter.
  func isChoice(_ child: UInt32, of text: RulePlan.Slice) -> Bool {
    var record = bytes.record(child)
    // The items of an array have its name.
    if record.nameStart == record.nameEnd { record = bytes.record(record.parent) }
    var (index, end) = (Int(record.nameStart), Int(record.nameEnd))
    if index < end, bytes.byte(index) == 0x22 { (index, end) = (index &+ 1, end &- 1) }
    let start = index
    while index < end {
      // Escapes, XML prefixes and the `_` of companions are not handled here.
      switch bytes.byte(index) {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: index &+= 1
      default: return isChoice(document.name(of: Node(index: child)), string(text))
      }
    }
    let count = Int(text.end &- text.first)
    guard end &- start > count, 0x41...0x5A ~= bytes.byte(start &+ count) else { return false }
    return plan.bytes.isEqual(text, bytes, start)
  }

  private func isChoice(_ name: String, _ text: String) -> Bool {
    guard name.utf8.starts(with: text.utf8), let next = name.utf8.dropFirst(text.utf8.count).first else { return false }
    return 0x41...0x5A ~= next
  }
}
