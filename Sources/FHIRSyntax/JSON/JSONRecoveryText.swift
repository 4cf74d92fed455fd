import Findings

/// Helpers for the recovery functions: reporting findings, and skipping or examining text between tokens.
extension JSONReader {
  mutating func report(
    _ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node? = nil, edits: [Edit] = []
  ) {
    if !JSONRules.harmless.contains(rule.code) { guessesStructure = true }
    guard builder.findings.count < builder.limits.findings else { return }
    let node = node ?? (builder.nodes.isEmpty ? nil : Node(index: container == Self.noContainer ? 0 : container))
    builder.report(rule.finding(range.clamped(to: 0..<count), message, help: help, node: node, edits: edits))
  }

  /// The line number of a byte, starting at 1.
  mutating func line(of offset: Int) -> Int {
    if let line = builder.source.lineInFile?(offset) { return line }
    let table = lines ?? LineTable(builder.source)
    lines = table
    return table.line(of: offset)
  }

  /// Skips a comment or whitespace not allowed in JSON, and the whitespace after it.
  mutating func skipComment() -> Bool {
    if skipOtherBlanks() { return true }
    let start = at
    let followsValue = start == lastEnd && start > 0 && (byte(start - 1) == UInt8(ascii: "\"") || Self.isWord(byte(start - 1)))
    switch (byte(at), byte(at + 1)) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "#"), _):
      while at < count, byte(at) != 0x0A { at += 1 }
    case (UInt8(ascii: "/"), UInt8(ascii: "*")):
      at += 2
      while at < count, !(byte(at) == UInt8(ascii: "*") && byte(at + 1) == UInt8(ascii: "/")) { at += 1 }
      at = min(count, at + 2)
    default: return false
    }
    var end = at
    while end > start, byte(end - 1) == 0x0D || byte(end - 1) == 0x20 { end -= 1 }
    report(JSONRules.comment, start..<end, "JSON must not have comments")
    // Directly after a value it may be the rest of that value: `"https"//example.org"`.
    if followsValue { guessesStructure = true }
    skipBlanks()
    return true
  }

  /// Skips whitespace that JSON does not allow. It is reported once: a document that has any usually has much of it.
  mutating func skipOtherBlanks() -> Bool {
    let start = at
    while at < count, otherBlankLength(at: at) > 0 { at += otherBlankLength(at: at) }
    guard at > start else { return false }
    if !reportedWhitespace {
      report(
        JSONRules.otherBlank, start..<start + otherBlankLength(at: start), "this whitespace character is not allowed in JSON")
      reportedWhitespace = true
    }
    skipBlanks()
    return true
  }

  /// The length of the whitespace character at an offset that JSON does not allow; 0 if there is none.
  func otherBlankLength(at offset: Int) -> Int {
    switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
    case (0x0B, _, _), (0x0C, _, _): 1
    case (0xC2, 0xA0, _), (0xC2, 0x85, _): 2
    // U+2000 to U+200B, U+2028, U+2029, U+202F, U+3000, U+FEFF
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80),
      (0xEF, 0xBB, 0xBF):
      3
    default: 0
    }
  }

  /// Skips to the next position where reading can continue, but at least one byte, and reports the skipped text once.
  mutating func skipStrayText(_ wanted: Message) {
    let start = at
    at += 1
    scan: while at < count {
      switch byte(at) {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""),
        UInt8(ascii: ":"), 0x0A:
        break scan
      default: at += 1
      }
    }
    var end = at
    while end > start + 1, byte(end - 1) <= 0x20 { end -= 1 }
    report(JSONRules.strayText, start..<end, "\(wanted), found other text")
  }

  /// The character at an offset, for messages; only called for brackets and punctuation.
  func character(_ offset: Int) -> String { String(Unicode.Scalar(byte(offset))) }

  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < count, Self.isWord(byte(end)) || byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "$") { end += 1 }
    return end
  }

  /// Whether whitespace and then a comma, a closing bracket or the end of the line follow.
  func isDelimiter(after offset: Int) -> Bool {
    var offset = offset
    while offset < count, byte(offset) == 0x20 || byte(offset) == 0x09 || byte(offset) == 0x0D { offset += 1 }
    return offset >= count || [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x0A].contains(byte(offset))
  }

  /// Whether whitespace and then a colon follow.
  func isColon(after offset: Int) -> Bool {
    var offset = offset
    while offset < count, byte(offset) == 0x20 || byte(offset) == 0x09 { offset += 1 }
    return byte(offset) == UInt8(ascii: ":")
  }
}
