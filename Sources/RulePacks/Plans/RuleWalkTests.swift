import FHIRPath
import FHIRSyntax

/// Tests of elements and values. A test passes only if the check of the same name has no violation.
extension RuleWalk {
  func passes(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    switch test.kind {
    case .has: return test.groups.isEmpty || hasAny(of: test.groups, node)
    case .resource: return isOfType(test.symbols, node)
    case .reference: return hasExpectedTarget(test, node)
    case .referenceURL: return refersToURL(plan.texts[test.texts.first], node)
    case .resolves: return resolves(test, node)
    case .hashed: return isHashed(node)
    case .referenced: return isReferenced(node)
    case .display: return displayMatchesName(test, node)
    case .sameIdentifier: return hasSameIdentifier(test, node)
    case .order, .duration: return satisfiesComparison(test, node)
    case .inside: return isInside(test, node)
    case .simultaneous: return isSimultaneous(test, node)
    case .combination: return matchesCombination(test)
    default:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return true }
      let value = record.valueBytes
      return value.isPlain ? passes(test, value, node) : passesWithEscapes(test, node)
    }
  }

  /// Whether a value with escapes passes a test of a `Trait`; false for other tests, so that the check decides.
  func passesWithEscapes(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
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

  /// Whether a value without escapes passes a test.
  func passes(_ test: RulePlan.Test, _ value: ValueBytes, _ node: UInt32) -> Bool {
    switch test.kind {
    case .oneOf: return isEqual(value, toAnyOf: test.texts)
    case .pattern: return matches(test.groups, value)
    case .instant: return moment(value)?.isInstant ?? false
    case .dateTime: return moment(value)?.isDateTime ?? false
    case .date: return moment(value).map { $0.isDate && (test.number == 0 || $0.precision == .day) } ?? false
    case .uuid: return isUUID(value)
    case .mimeType: return isPlainMimeType(value)
    case .language: return isLanguage(value, plan.texts[test.texts.first])
    case .checksum: return isNHSNumber(value, after: plan.texts[test.texts.first])
    case .varied: return isVaried(value, after: plan.texts[test.texts.first])
    case .spelling: return isNotMisspelled(value, test)
    case .trimmed: return isTrimmed(node, value)
    case .zoned, .offset, .utc, .fraction: return !hasTime(value) || moment(value).map { isValid($0, test) } ?? false
    case .notFuture: return moment(value).map { $0.seconds <= now &+ ($0.hasZone ? 0 : 14 * 3600) } ?? false
    case .notPlaceholder: return isNotPlaceholder(value, test.texts, ends: UInt64(bitPattern: test.number))
    default: return false
    }
  }

  // MARK: Elements

  private func hasAny(of combinations: RulePlan.Slice, _ node: UInt32) -> Bool {
    for index in combinations.first..<combinations.end {
      let paths = plan.groups[index]
      var hasAll = true
      for path in paths.first..<paths.end where hasAll { hasAll = isVisible(at: plan.groups[path], node) }
      if hasAll { return true }
    }
    return false
  }

  /// Whether an element has non-blank content at a path.
  private func isVisible(at path: RulePlan.Slice, _ node: UInt32) -> Bool {
    if path.isEmpty { return hasVisibleContent(node, bytes.record(node)) }
    let name = plan.symbols[path.first]
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
    for index in symbols.first..<symbols.end where plan.symbols[index] == symbol { return true }
    return false
  }

  // MARK: Values

  private func isEqual(_ value: ValueBytes, toAnyOf texts: RulePlan.Slice) -> Bool {
    for index in texts.first..<texts.end where isEqual(value, plan.texts[index]) { return true }
    return false
  }

  private func matches(_ sequences: RulePlan.Slice, _ value: ValueBytes) -> Bool {
    // The check, which has its own limit, handles longer values.
    guard value.count <= 100 else { return false }
    for index in sequences.first..<sequences.end {
      var steps = 1_000
      if matches(plan.groups[index], value.start, value.end, &steps) { return true }
    }
    return false
  }

  private func matches(_ pieces: RulePlan.Slice, _ start: Int, _ end: Int, _ steps: inout Int) -> Bool {
    var (index, start) = (pieces.first, start)
    while index < pieces.end, plan.pieces[index].isRun {
      let text = plan.pieces[index].run
      let count = Int(text.end &- text.first)
      guard end &- start >= count, plan.bytes.isEqual(text, bytes, start) else { return false }
      (index, start) = (index &+ 1, start &+ count)
    }
    if index == pieces.end { return start == end }
    let piece = plan.pieces[index]
    var count = 0
    while count < piece.maximum, start &+ count < end, piece.contains(bytes.byte(start &+ count)) { count &+= 1 }
    while count >= piece.minimum {
      steps &-= 1
      if steps < 0 { return false }
      if matches(RulePlan.Slice(first: index &+ 1, end: pieces.end), start &+ count, end, &steps) { return true }
      count &-= 1
    }
    return false
  }

  private func isUUID(_ value: ValueBytes) -> Bool {
    guard value.count == 36 else { return false }
    // Each hyphen is replaced by 0 before the words are tested for hexadecimal digits.
    let (second, third) = (bytes.word(value.start &+ 8), bytes.word(value.start &+ 16))
    guard second & 0xFF00_0000_00FF == 0x2D00_0000_002D, third & 0xFF00_0000_00FF_0000 == 0x2D00_0000_002D_0000 else {
      return false
    }
    return PlanBytes.isHexadecimal(bytes.word(value.start)) && PlanBytes.isHexadecimal(second ^ 0x1D00_0000_001D)
      && PlanBytes.isHexadecimal(third ^ 0x1D00_0000_001D_0000) && PlanBytes.isHexadecimal(bytes.word(value.start &+ 24))
      && PlanBytes.isHexadecimal(bytes.word(value.start &+ 28))
  }

  /// Whether a value is two names of letters, digits, `+`, `-`, `.` and `_`, separated by `/`, without parameters.
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
      if lower >= 0x80 || lower != plan.bytes[language.first &+ Int32(truncatingIfNeeded: offset)] { return false }
    }
    if value.count == count { return true }
    return bytes.byte(value.start &+ count) == 0x2D && (value.count == count &+ 1 || bytes.byte(value.start &+ count &+ 1) < 0x80)
  }

  private func isNHSNumber(_ value: ValueBytes, after prefix: RulePlan.Slice) -> Bool {
    guard let begins = begins(value, with: prefix) else { return false }
    let start = value.start &+ Int(prefix.end &- prefix.first)
    if begins && hasVersion(value, start, after: prefix) { return false }
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

  /// Whether ten bytes after a prefix are followed by a slash, as in the URL of a version.
  private func hasVersion(_ value: ValueBytes, _ start: Int, after prefix: RulePlan.Slice) -> Bool {
    prefix.end > prefix.first && value.end &- start > 10 && bytes.byte(start &+ 10) == UInt8(ascii: "/")
  }

  @inline(__always)
  func isASCII(_ value: ValueBytes) -> Bool { bytes.isASCII(value) }

  private func isVaried(_ value: ValueBytes, after prefix: RulePlan.Slice) -> Bool {
    guard let begins = begins(value, with: prefix) else { return false }
    let start = value.start &+ Int(prefix.end &- prefix.first)
    if begins && hasVersion(value, start, after: prefix) { return false }
    guard begins, value.end &- start > 1 else { return true }
    for index in start..<value.end where bytes.byte(index) != bytes.byte(start) { return true }
    return false
  }
}
