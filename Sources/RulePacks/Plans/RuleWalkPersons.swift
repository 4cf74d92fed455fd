import FHIRSyntax

/// Tests of references to persons, which compare the name and the identifier next to a reference with those of the referenced
/// resource.
extension RuleWalk {
  // MARK: Names

  /// Whether the display next to a reference contains a part of the name of the referenced person; true if there is no display,
  /// or if the target is not a person in the payload.
  ///
  /// The symbols of the test are `name`, `prefix`, `use`, then the types of persons.
  func displayMatchesName(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let display = value(WellKnown.display, of: node) else { return true }
    let target: UInt32
    switch self.target(of: node) {
    case .none: return true
    case .unknown: return false
    case .node(let node): target = node
    }
    let symbols = test.symbols.first
    guard isIn(RulePlan.Slice(first: test.symbols.first + 3, end: test.symbols.end), type(of: target)) else { return true }
    guard display.isPlain else { return false }
    let nameSymbol = plan.symbols[symbols]
    var names = ElementCursor(target, bytes.record(target), document)
    while true {
      let name = names.next(bytes, 1 &<< UInt64(nameSymbol & 63))
      if name == 0 { return false }
      guard bytes.record(name).name.rawValue == nameSymbol else { continue }
      var parts = ElementCursor(name, bytes.record(name), document)
      while true {
        let part = parts.next(bytes, .max)
        if part == 0 { break }
        let record = bytes.record(part)
        if record.name.rawValue == plan.symbols[symbols + 1] || record.name.rawValue == plan.symbols[symbols + 2] { continue }
        if record.hasOwnValue, hasWords(display, record.valueBytes) { return true }
      }
    }
  }

  /// Whether a text contains `words` as a substring, delimited by spaces or by the ends of the text. The check handles words that
  /// do not begin with a Latin letter.
  private func hasWords(_ text: ValueBytes, _ words: ValueBytes) -> Bool {
    guard words.isPlain, words.count > 0, words.count <= text.count else { return false }
    let first = bytes.byte(words.start)
    guard 0x61...0x7A ~= first | 0x20 || 0xC3...0xC5 ~= first else { return false }
    var start = text.start
    while start &+ words.count <= text.end {
      let end = start &+ words.count
      if bytes.byte(start) == first, start == text.start || bytes.byte(start &- 1) == 0x20,
        end == text.end || bytes.byte(end) == 0x20, bytes.isEqual(start, words.start, count: words.count)
      {
        return true
      }
      start &+= 1
    }
    return false
  }

  // MARK: Identifiers

  /// Whether the identifier next to a reference equals the first identifier of the same system in the referenced resource; true
  /// if there is nothing to compare.
  ///
  /// The texts of the test are the system and optionally a URL, its symbol is `Patient`, and its number is 1 if a missing
  /// reference means the only Patient in the entries.
  func hasSameIdentifier(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let reference = self.reference(of: node)
    if let reference {
      guard isASCII(reference), reference.isPlain else { return false }
      if test.texts.end - test.texts.first > 1, begins(reference, with: plan.texts[test.texts.first &+ 1]) ?? true {
        return false
      }
    }
    let system = plan.texts[test.texts.first]
    switch firstIdentifier(of: node, system) {
    case .none: return true
    case .unknown: return false
    case .value(let own):
      let target: UInt32
      if let reference {
        switch self.target(of: reference, from: node) {
        case .none: return true
        case .unknown: return false
        case .node(let node): target = node
        }
      } else {
        let container = container(of: node)
        guard test.number == 0, container >= 0 else { return false }
        let patient = plan.symbols[test.symbols.first]
        var found: UInt32 = 0
        for index in 0..<resources.count where resources[index].kind == .contained && resources[index].owner == container {
          guard resources[index].type == patient else { continue }
          if found != 0 { return true }
          found = resources[index].node
        }
        if found == 0 { return true }
        target = found
      }
      switch firstIdentifier(of: target, system) {
      case .none: return true
      case .unknown: return false
      case .value(let other): return own.count == other.count && bytes.isEqual(own.start, other.start, count: own.count)
      }
    }
  }

  private enum FirstIdentifier {
    case none
    case unknown
    case value(ValueBytes)
  }

  /// The value of the first identifier of a system directly inside a node.
  private func firstIdentifier(of node: UInt32, _ system: RulePlan.Slice) -> FirstIdentifier {
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let identifier = cursor.next(bytes, 1 &<< UInt64(WellKnown.identifier & 63))
      if identifier == 0 { return .none }
      guard bytes.record(identifier).name.rawValue == WellKnown.identifier, let own = value(WellKnown.system, of: identifier)
      else {
        continue
      }
      guard own.isPlain else { return .unknown }
      guard isEqual(own, system) else { continue }
      guard let value = value(WellKnown.value, of: identifier), value.isPlain else { return .unknown }
      return .value(value)
    }
  }
}
