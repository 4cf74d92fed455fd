import FHIRSyntax

/// Tests of elements and values. A test passes only where the check of the same name has no objection.
extension RuleWalk {
  func passes(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    switch test.kind {
    case .has: return test.groups.first == test.groups.end || hasAny(of: test.groups, node)
    case .resource: return isOfType(test.symbols, node)
    case .reference: return refersRightly(test, node)
    case .referenceURL: return refersToURL(plan.texts[Int(test.texts.first)], node)
    case .resolves: return resolves(test, node)
    case .hashed: return isHashed(node)
    case .referenced: return isReferenced(node)
    case .display: return isDisplayFit(test, node)
    case .sameIdentifier: return isOfSameIdentifier(test, node)
    case .order: return isInOrder(test, node)
    case .duration: return isOfDuration(test, node)
    case .inside: return isInside(test, node)
    case .simultaneous: return isSimultaneous(test, node)
    default:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return true }
      let value = record.valueBytes
      return value.isPlain ? passes(test, value, node) : passesWithEscapes(test, node)
    }
  }

  /// Whether a value with escapes passes, of the tests that are about values of all kinds.
  private func passesWithEscapes(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let text = document.value(of: Node(index: node)) else { return true }
    switch test.kind {
    case .trimmed: return TrimmedCheck.blankEnd(of: text) == nil
    case .zoned, .offset, .utc, .fraction: return FHIRDateTime(text) == nil
    case .notPlaceholder: return NotPlaceholderCheck.host(of: text) == nil
    default: return false
    }
  }

  private func refersToURL(_ url: RulePlan.Slice, _ node: UInt32) -> Bool {
    guard let value = reference(of: node) else { return true }
    return value.count == 0 || begins(value, with: url) ?? false
  }

  /// Whether a value that is as written passes.
  private func passes(_ test: RulePlan.Test, _ value: ValueBytes, _ node: UInt32) -> Bool {
    switch test.kind {
    case .oneOf: return isEqual(value, toAnyOf: test.texts)
    case .pattern: return matches(test.groups, value)
    case .instant: return moment(value)?.isInstant ?? false
    case .dateTime: return moment(value)?.isDateTime ?? false
    case .date: return moment(value).map { $0.precision == .day || $0.precision < .day && test.number == 0 } ?? false
    case .uuid: return isUUID(value)
    case .mimeType: return isPlainMimeType(value)
    case .language: return isLanguage(value, plan.texts[Int(test.texts.first)])
    case .checksum: return isNHSNumber(value, after: plan.texts[Int(test.texts.first)])
    case .varied: return isVaried(value, after: plan.texts[Int(test.texts.first)])
    case .spelling: return isSpelled(value, test)
    case .trimmed: return isTrimmed(node, value)
    case .zoned: return !hasTime(value) || (moment(value)?.hasZone ?? false)
    case .offset: return !hasTime(value) || (moment(value)?.isOffsetInUse ?? false)
    case .utc: return !hasTime(value) || moment(value).map { $0.offset == 0 } ?? false
    case .fraction: return !hasTime(value) || moment(value).map { $0.fraction.count <= test.number } ?? false
    case .notFuture: return moment(value).map { $0.seconds <= now &+ ($0.hasZone ? 0 : 14 * 3600) } ?? false
    case .notPlaceholder: return isNoPlaceholder(value, test.texts)
    default: return false
    }
  }

  // MARK: Elements

  private func hasAny(of combinations: RulePlan.Slice, _ node: UInt32) -> Bool {
    for index in combinations.first..<combinations.end {
      let paths = plan.groups[Int(index)]
      var hasAll = true
      for path in paths.first..<paths.end where hasAll { hasAll = isVisible(at: plan.groups[Int(path)], node) }
      if hasAll { return true }
    }
    return false
  }

  /// Whether there is content that is not blank at a path from an element.
  private func isVisible(at path: RulePlan.Slice, _ node: UInt32) -> Bool {
    if path.isEmpty { return hasVisibleContent(node) }
    let name = plan.symbols[Int(path.first)]
    let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return false }
      if bytes.record(child).name.rawValue == name, hasContent(child), isVisible(at: rest, child) { return true }
    }
  }

  private func isOfType(_ types: RulePlan.Slice, _ node: UInt32) -> Bool {
    let type = type(of: node)
    return type == .max || isIn(types, type)
  }

  func isIn(_ symbols: RulePlan.Slice, _ symbol: UInt32) -> Bool {
    for index in symbols.first..<symbols.end where plan.symbols[Int(index)] == symbol { return true }
    return false
  }

  // MARK: Values

  private func isEqual(_ value: ValueBytes, toAnyOf texts: RulePlan.Slice) -> Bool {
    for index in texts.first..<texts.end where isEqual(value, plan.texts[Int(index)]) { return true }
    return false
  }

  private func matches(_ sequences: RulePlan.Slice, _ value: ValueBytes) -> Bool {
    // Longer texts are left to the check, which has a limit of its own.
    guard value.count <= 100 else { return false }
    for index in sequences.first..<sequences.end {
      var steps = 1_000
      if matches(plan.groups[Int(index)], value.start, value.end, &steps) { return true }
    }
    return false
  }

  private func matches(_ pieces: RulePlan.Slice, _ start: Int, _ end: Int, _ steps: inout Int) -> Bool {
    if pieces.isEmpty { return start == end }
    let piece = plan.pieces[Int(pieces.first)]
    var count = 0
    while count < piece.maximum, start &+ count < end, piece.contains(bytes.byte(start &+ count)) { count &+= 1 }
    while count >= piece.minimum {
      steps &-= 1
      if steps < 0 { return false }
      if matches(RulePlan.Slice(first: pieces.first &+ 1, end: pieces.end), start &+ count, end, &steps) { return true }
      count &-= 1
    }
    return false
  }

  private func isUUID(_ value: ValueBytes) -> Bool {
    guard value.count == 36 else { return false }
    for offset in 0..<36 {
      let byte = bytes.byte(value.start &+ offset)
      switch offset {
      case 8, 13, 18, 23: if byte != 0x2D { return false }
      default: if !(0x30...0x39 ~= byte || 0x61...0x66 ~= byte | 0x20) { return false }
      }
    }
    return true
  }

  /// Whether a value is two names of letters, digits, `+`, `-`, `.` and `_`, without parameters.
  private func isPlainMimeType(_ value: ValueBytes) -> Bool {
    var (slashes, length) = (0, 0)
    for index in value.start..<max(value.start, value.end) {
      let byte = bytes.byte(index)
      let isAlphanumeric = 0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20
      if byte == 0x2F {
        if length == 0 || length > 100 { return false }
        (slashes, length) = (slashes &+ 1, 0)
      } else if isAlphanumeric || length > 0 && (byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x5F) {
        length &+= 1
      } else {
        return false
      }
    }
    return slashes == 1 && 1...100 ~= length
  }

  private func isLanguage(_ value: ValueBytes, _ language: RulePlan.Slice) -> Bool {
    let count = Int(language.end &- language.first)
    guard value.count >= count else { return false }
    for offset in 0..<count {
      let byte = bytes.byte(value.start &+ offset)
      let lower = 0x41...0x5A ~= byte ? byte | 0x20 : byte
      if lower >= 0x80 || lower != plan.bytes[Int(language.first) &+ offset] { return false }
    }
    if value.count == count { return true }
    return bytes.byte(value.start &+ count) == 0x2D && (value.count == count &+ 1 || bytes.byte(value.start &+ count &+ 1) < 0x80)
  }

  private func isNHSNumber(_ value: ValueBytes, after prefix: RulePlan.Slice) -> Bool {
    guard let begins = begins(value, with: prefix) else { return false }
    let start = value.start &+ Int(prefix.end &- prefix.first)
    guard begins, value.end &- start == 10 else { return !begins || isASCII(value) }
    var sum = 0
    for offset in 0..<10 {
      let digit = Int(bytes.byte(start &+ offset)) &- 0x30
      guard 0...9 ~= digit else { return isASCII(value) }
      if offset < 9 { sum &+= digit &* (10 &- offset) }
    }
    // The check digit makes the weighted sum a multiple of 11.
    return (sum &+ Int(bytes.byte(value.end &- 1)) &- 0x30) % 11 == 0
  }

  func isASCII(_ value: ValueBytes) -> Bool {
    for index in value.start..<max(value.start, value.end) where bytes.byte(index) >= 0x80 { return false }
    return true
  }

  private func isVaried(_ value: ValueBytes, after prefix: RulePlan.Slice) -> Bool {
    guard let begins = begins(value, with: prefix) else { return false }
    let start = value.start &+ Int(prefix.end &- prefix.first)
    guard begins, value.end &- start > 1 else { return true }
    for index in start..<value.end where bytes.byte(index) != bytes.byte(start) { return true }
    return false
  }

  /// What a value has that may fail a test: see `RulePlan.Trait`.
  @inline(__always)
  func traits(of value: ValueBytes) -> Int32 {
    if value.count == 0 { return 0 }
    guard value.isPlain else { return -1 }
    var traits: Int32 = 0
    let first = bytes.byte(value.start)
    if !isPlainEnd(first) || !isPlainEnd(bytes.byte(value.end &- 1)) { traits = RulePlan.Trait.blankEnd }
    if value.count > 10, bytes.byte(value.start &+ 10) == 0x54 { traits |= RulePlan.Trait.time }
    var index = value.start
    while index < value.end, 0x61...0x7A ~= bytes.byte(index) | 0x20 { index &+= 1 }
    if index < value.end, index > value.start, bytes.byte(index) == 0x3A { traits |= RulePlan.Trait.url }
    return traits
  }

  @inline(__always)
  private func isPlainEnd(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

  /// Whether a value has no blank at either end. What bytes do not tell is decided by its text.
  private func isTrimmed(_ node: UInt32, _ value: ValueBytes) -> Bool {
    if value.count == 0 { return true }
    if value.isPlain {
      // 0xC3 to 0xC5 begin the Latin letters behind ASCII.
      let (first, last) = (bytes.byte(value.start), bytes.byte(value.end &- 1))
      let ends = isPlainEnd(last) || last >= 0x80 && value.count > 1 && 0xC3...0xC5 ~= bytes.byte(value.end &- 2)
      if ends && (isPlainEnd(first) || 0xC3...0xC5 ~= first) { return true }
    }
    return TrimmedCheck.blankEnd(of: document.value(of: Node(index: node)) ?? "") == nil
  }

  // MARK: URLs

  /// Where the text behind `http://` or `https://` begins; nil for other texts.
  private func behindScheme(_ value: ValueBytes) -> Int? {
    guard value.count > 7 else { return nil }
    let scheme: [UInt8] = [0x68, 0x74, 0x74, 0x70]
    for offset in 0..<4 where bytes.byte(value.start &+ offset) | 0x20 != scheme[offset] { return nil }
    var index = value.start &+ 4
    if bytes.byte(index) | 0x20 == 0x73 { index &+= 1 }
    guard index &+ 3 <= value.end, bytes.byte(index) == 0x3A, bytes.byte(index &+ 1) == 0x2F, bytes.byte(index &+ 2) == 0x2F
    else {
      return nil
    }
    return index &+ 3
  }

  /// Whether a value is no other spelling of a URL.
  private func isSpelled(_ value: ValueBytes, _ test: RulePlan.Test) -> Bool {
    guard isASCII(value) else { return false }
    guard let start = behindScheme(value) else { return true }
    var end = value.end
    while end > start, bytes.byte(end &- 1) == 0x2F { end &-= 1 }
    for (position, index) in (test.texts.first..<test.texts.end).enumerated() {
      let text = plan.texts[Int(index)]
      let count = Int(text.end &- text.first)
      if position < test.number {
        guard end &- start == count, isEqualInAnyCase(start, text) else { continue }
        // The value itself is the URL, letter by letter.
        return end == value.end && start &- value.start == 8 && isLowerScheme(value)
          && bytes.isEqual(start, plan.bytes, Int(text.first), count: count)
      }
      if value.end &- start >= count, isEqualInAnyCase(start, text) { return false }
    }
    return true
  }

  private func isLowerScheme(_ value: ValueBytes) -> Bool {
    for offset in 0..<5 where bytes.byte(value.start &+ offset) & 0x20 == 0 { return false }
    return true
  }

  private func isEqualInAnyCase(_ start: Int, _ text: RulePlan.Slice) -> Bool {
    for offset in 0..<Int(text.end &- text.first) {
      let (one, other) = (bytes.byte(start &+ offset), plan.bytes[Int(text.first) &+ offset])
      if one != other, one | 0x20 != other | 0x20 || !(0x61...0x7A ~= one | 0x20) { return false }
    }
    return true
  }

  /// Whether a value is no URL whose host is, or ends in, one of some hosts.
  private func isNoPlaceholder(_ value: ValueBytes, _ hosts: RulePlan.Slice) -> Bool {
    var index = value.start
    while index < value.end, 0x61...0x7A ~= bytes.byte(index) | 0x20 { index &+= 1 }
    guard index > value.start, index &+ 3 <= value.end, bytes.byte(index) == 0x3A, bytes.byte(index &+ 1) == 0x2F,
      bytes.byte(index &+ 2) == 0x2F
    else { return true }
    let start = index &+ 3
    index = start
    host: while index < value.end {
      switch bytes.byte(index) {
      case 0x2F, 0x3F, 0x23, 0x3A: break host
      case 0x80...: return false
      default: index &+= 1
      }
    }
    for position in hosts.first..<hosts.end {
      let text = plan.texts[Int(position)]
      let begin = index &- Int(text.end &- text.first)
      guard begin >= start, isEqualInAnyCase(begin, text) else { continue }
      if begin == start || bytes.byte(begin &- 1) == 0x2E { return false }
    }
    return true
  }
}
