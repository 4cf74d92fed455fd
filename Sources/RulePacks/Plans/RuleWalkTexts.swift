import FHIRSyntax

/// Tests of whitespace and URLs, with fast checks that rule both out.
extension RuleWalk {
  /// The traits of a value that may fail a test: see `RulePlan.Trait`.
  @inline(__always)
  func traits(of value: ValueBytes) -> Int32 {
    let count = value.count
    if count == 0 { return 0 }
    guard value.isPlain else { return -1 }
    var traits: Int32 = 0
    let word = bytes.word(value.start)
    if !isPlainEnd(UInt8(truncatingIfNeeded: word)) || !isPlainEnd(bytes.byte(value.end &- 1)) {
      traits = RulePlan.Trait.blankEnd
    }
    // A value of fewer than four bytes is neither a date with a time nor a URL.
    if count < 4 { return traits }
    if word &>> 32 & 0xFF == 0x2D, count > 10, bytes.byte(value.start &+ 10) == 0x54 { traits |= RulePlan.Trait.time }
    // A scheme is letters followed by `://`.
    let colons = PlanBytes.matches(of: 0x3A, in: word)
    if colons != 0 {
      let position = colons.trailingZeroBitCount &>> 3
      if position > 0, position &+ 2 < count, PlanBytes.nonletters(word).trailingZeroBitCount &>> 3 == position,
        bytes.byte(value.start &+ position &+ 1) == 0x2F, bytes.byte(value.start &+ position &+ 2) == 0x2F
      {
        traits |= RulePlan.Trait.url
      }
    } else if count > 10, PlanBytes.nonletters(word) == 0, hasLongScheme(value) {
      traits |= RulePlan.Trait.url
    }
    return traits
  }

  /// Whether a value that begins with eight letters or more continues as a URL.
  private func hasLongScheme(_ value: ValueBytes) -> Bool {
    var index = value.start &+ 8
    while index < value.end {
      let nonletters = PlanBytes.nonletters(bytes.word(index))
      if nonletters == 0 {
        index &+= 8
        continue
      }
      index &+= nonletters.trailingZeroBitCount &>> 3
      return index &+ 2 < value.end && bytes.byte(index) == 0x3A && bytes.byte(index &+ 1) == 0x2F
    }
    return false
  }

  @inline(__always)
  private func isPlainEnd(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

  /// Whether a value has no whitespace at either end. If the bytes do not determine this, the decoded text is tested.
  func isTrimmed(_ node: UInt32, _ value: ValueBytes) -> Bool {
    if value.count == 0 { return true }
    if value.isPlain {
      // 0xC3 to 0xC5 begin the Latin letters after ASCII.
      let (first, last) = (bytes.byte(value.start), bytes.byte(value.end &- 1))
      let ends = isPlainEnd(last) || last >= 0x80 && value.count > 1 && 0xC3...0xC5 ~= bytes.byte(value.end &- 2)
      if ends && (isPlainEnd(first) || 0xC3...0xC5 ~= first) { return true }
    }
    return TrimmedCheck.blankEnd(of: document.value(of: Node(index: node)) ?? "") == nil
  }

  // MARK: URLs

  /// The start of the text after `http://` or `https://`; nil for other texts.
  private func offsetAfterScheme(_ value: ValueBytes) -> Int? {
    guard value.count > 7 else { return nil }
    // `http`, ignoring case.
    guard bytes.word(value.start) & 0xFFFF_FFFF | 0x2020_2020 == 0x7074_7468 else { return nil }
    var index = value.start &+ 4
    if bytes.byte(index) | 0x20 == 0x73 { index &+= 1 }
    guard index &+ 3 <= value.end, bytes.byte(index) == 0x3A, bytes.byte(index &+ 1) == 0x2F, bytes.byte(index &+ 2) == 0x2F
    else {
      return nil
    }
    return index &+ 3
  }

  /// Whether a value is not a misspelling of one of the test's URLs.
  func isNotMisspelled(_ value: ValueBytes, _ test: RulePlan.Test) -> Bool {
    guard isASCII(value) else { return false }
    guard let start = offsetAfterScheme(value) else { return true }
    var end = value.end
    while end > start, bytes.byte(end &- 1) == 0x2F { end &-= 1 }
    let hosts = test.texts.first &+ Int32(truncatingIfNeeded: test.number)
    if UInt64(bitPattern: test.secondNumber) & (1 &<< UInt64((end &- start) & 63)) != 0 {
      for index in test.texts.first..<hosts {
        let text = plan.texts[index]
        guard end &- start == Int(text.end &- text.first),
          plan.bytes.isEqual(text, bytes, start) || isEqualIgnoringCase(start, text)
        else { continue }
        // The value must be exactly the URL.
        return end == value.end && start &- value.start == 8 && isLowerScheme(value) && plan.bytes.isEqual(text, bytes, start)
      }
    }
    for index in hosts..<test.texts.end {
      let text = plan.texts[index]
      if value.end &- start >= Int(text.end &- text.first), isEqualIgnoringCase(start, text) { return false }
    }
    return true
  }

  private func isLowerScheme(_ value: ValueBytes) -> Bool {
    for offset in 0..<5 where bytes.byte(value.start &+ offset) & 0x20 == 0 { return false }
    return true
  }

  private func isEqualIgnoringCase(_ start: Int, _ text: RulePlan.Slice) -> Bool {
    var position = text.first
    var index = start
    while position < text.end {
      let (byte, expected) = (bytes.byte(index), plan.bytes[position])
      if byte != expected, byte | 0x20 != expected | 0x20 || !(0x61...0x7A ~= byte | 0x20) { return false }
      position &+= 1
      index &+= 1
    }
    return true
  }

  /// Whether a value is not a URL whose host is one of the given hosts or a subdomain of one.
  func isNotPlaceholder(_ value: ValueBytes, _ hosts: RulePlan.Slice, ends: UInt64) -> Bool {
    var index = value.start
    while index < value.end, 0x61...0x7A ~= bytes.byte(index) | 0x20 { index &+= 1 }
    guard index > value.start, index &+ 3 <= value.end, bytes.byte(index) == 0x3A, bytes.byte(index &+ 1) == 0x2F,
      bytes.byte(index &+ 2) == 0x2F
    else { return true }
    let start = index &+ 3
    index = start
    while index < value.end {
      let word = bytes.word(index)
      // The end of the host, or the first character outside ASCII.
      let ends =
        PlanBytes.matches(of: 0x2F, in: word) | PlanBytes.matches(of: 0x3A, in: word)
        | PlanBytes.matches(of: 0x3F, in: word) | PlanBytes.matches(of: 0x23, in: word) | word & 0x8080_8080_8080_8080
      if ends != 0 {
        index &+= ends.trailingZeroBitCount &>> 3
        break
      }
      index &+= 8
    }
    index = min(index, value.end)
    if index < value.end, bytes.byte(index) >= 0x80 { return false }
    if index == start || ends & (1 &<< UInt64(bytes.byte(index &- 1) & 31)) == 0 { return true }
    for position in hosts.first..<hosts.end {
      let text = plan.texts[position]
      let begin = index &- Int(text.end &- text.first)
      guard begin >= start, isEqualIgnoringCase(begin, text) else { continue }
      if begin == start || bytes.byte(begin &- 1) == 0x2E { return false }
    }
    return true
  }
}
