import Findings

/// Strings other than plain characters between two quotes: escapes, control characters, missing closing quotes.
extension JSONReader {
  /// At a string value that has an escape or a control character, or no closing quote.
  mutating func readEscapedString() -> State {
    let start = at
    let findings = builder.findings.count
    guard let end = finishString() else {
      lastEnd = count
      if inObject { _ = leafMissing() }
      return stopTruncated()
    }
    let isClosed = byte(end) == UInt8(ascii: "\"") && at == end + 1
    if isClosed {
      let isEscaped = builder.findings.count > findings || builder.source.storage[start..<end].contains(UInt8(ascii: "\\"))
      return leaf(.string, from: start, flags: isEscaped ? .escaped : [])
    }
    // The closing quote is missing: the value's range is only the content.
    let after = at
    at = end
    let isEscaped = builder.source.storage[start + 1..<end].contains(UInt8(ascii: "\\"))
    let state = leaf(.string, from: start + 1, flags: isEscaped ? [.unquoted, .escaped] : .unquoted)
    at = after
    lastEnd = after
    return state
  }

  /// Reads from a double quote to the end of its string, and reports errors inside; nil if the text ends first. Returns the end
  /// of the content, and leaves `at` after the string.
  mutating func finishString() -> Int? {
    let start = at
    var offset = at + 1
    var reportedControl = false
    while true {
      offset = plainEnd(from: offset)
      if offset >= count { return unterminatedAtEnd(start) }
      switch byte(offset) {
      case UInt8(ascii: "\""):
        at = offset + 1
        return offset
      case UInt8(ascii: "\\"):
        offset = checkEscape(at: offset)
        if offset >= count { return unterminatedAtEnd(start) }
      case 0x0A where isLineEnd(offset):
        return unterminated(start, lineEnd: offset)
      default:
        if !reportedControl {
          let isBreak = byte(offset) == 0x0A || byte(offset) == 0x0D
          report(
            JSONRules.controlCharacter, offset..<offset + 1,
            isBreak
              ? "a line break must be escaped in a string"
              : "the control character \(code: hexadecimal(byte(offset))) must be escaped in a string")
          reportedControl = true
        }
        offset += 1
      }
    }
  }

  /// Checks one escape; returns the offset after it.
  private mutating func checkEscape(at offset: Int) -> Int {
    let escape = byte(offset + 1)
    if JSONEscapes.plain(escape) != nil { return offset + 2 }
    guard escape == UInt8(ascii: "u"), let unit = codeUnit(at: offset + 2) else {
      if offset + 1 < count {
        report(JSONRules.invalidEscape, offset..<offset + 2, "expected a valid escape after this backslash")
      }
      return offset + 1
    }
    guard UTF16.isSurrogate(unit) else { return offset + 6 }
    if UTF16.isLeadSurrogate(unit), byte(offset + 6) == UInt8(ascii: "\\"), byte(offset + 7) == UInt8(ascii: "u"),
      let trail = codeUnit(at: offset + 8), UTF16.isTrailSurrogate(trail)
    {
      return offset + 12
    }
    report(JSONRules.loneSurrogate, offset..<offset + 6, "half of a surrogate pair is not a character")
    return offset + 6
  }

  private func codeUnit(at offset: Int) -> UInt16? {
    guard offset + 4 <= count else { return nil }
    return JSONEscapes.codeUnit(builder.source.storage[0..<count], at: offset)
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: Unterminated strings

  /// Whether a line break ends a string without a closing quote, rather than being part of it.
  private mutating func isLineEnd(_ lineBreak: Int) -> Bool {
    // For several line breaks separated only by whitespace, the result of the first applies to all.
    if lineBreak < lookahead.blanksEnd { return false }
    var next = lineBreak
    while next < count, byte(next) <= 0x20 { next += 1 }
    if isLineEnd(before: next) { return true }
    lookahead.blanksEnd = next
    return false
  }

  /// Whether the text after a line break and whitespace shows that a string should have ended before them.
  private func isLineEnd(before next: Int) -> Bool {
    switch byte(next) {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    case UInt8(ascii: "\""):
      let end = plainEnd(from: next + 1)
      guard byte(end) == UInt8(ascii: "\"") else { return false }
      if isColon(after: end + 1) { return true }
      // In an array the next item also starts with a quote.
      var after = end + 1
      while after < count, byte(after) <= 0x20 { after += 1 }
      return !inObject && (byte(after) == UInt8(ascii: ",") || byte(after) == UInt8(ascii: "]"))
    default: return false
    }
  }

  /// Ends a string at the end of its line, or before what was probably meant to follow it there.
  private mutating func unterminated(_ start: Int, lineEnd: Int) -> Int {
    let contentEnd = contentEnd(in: start + 1..<lineEnd).end
    let end = reportStringEnd(after: start + 1, before: contentEnd)
    at = contentEnd
    return end
  }

  /// Reports that the closing quote of a string is missing, or is of another kind. Returns the end of the string's content.
  mutating func reportStringEnd(after start: Int, before end: Int) -> Int {
    let length = otherQuoteLength(before: end)
    guard length > 0, end - length > start else {
      report(JSONRules.unterminatedString, end..<end, "expected '\"' at the end of this string")
      return end
    }
    report(
      JSONRules.unterminatedString, end - length..<end, "expected '\"' at the end of this string, found another quote",
      help: "Replace it with a double quote.")
    return end - length
  }

  private mutating func unterminatedAtEnd(_ start: Int) -> Int? {
    let content = contentEnd(in: start + 1..<count)
    guard container == Self.noContainer || content.closesDocument else {
      at = count
      return nil
    }
    let end = container == Self.noContainer ? count : content.end
    report(JSONRules.unterminatedString, end..<end, "expected '\"' at the end of this string")
    at = end
    return end
  }

  /// The end of the content of a string that lacks its closing quote, given the text up to the next quote or the end of its line:
  /// without closing brackets that match the open containers, a comma after them and, if the string may be followed by others,
  /// opening brackets after the comma. Brackets that are opened in the content belong to it.
  func contentEnd(
    in content: Range<Int>, beforeOthers: Bool = false
  ) -> (end: Int, hasComma: Bool, closesDocument: Bool) {
    var start = content.upperBound
    scan: while start > content.lowerBound {
      switch byte(start - 1) {
      case 0x00...0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): start -= 1
      case UInt8(ascii: "{") where beforeOthers, UInt8(ascii: "[") where beforeOthers: start -= 1
      default: break scan
      }
    }
    var opened = 0
    for offset in content.lowerBound..<start {
      if byte(offset) == UInt8(ascii: "{") || byte(offset) == UInt8(ascii: "[") { opened += 1 }
      if opened > 0, byte(offset) == UInt8(ascii: "}") || byte(offset) == UInt8(ascii: "]") { opened -= 1 }
    }
    var end = start
    var level = container
    var hasComma = false
    func restart(at offset: Int) {
      (end, level, hasComma) = (offset, container, false)
    }
    var offset = start
    while offset < content.upperBound {
      switch byte(offset) {
      case UInt8(ascii: ","):
        if hasComma || level == Self.noContainer { restart(at: offset) }
        hasComma = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if !hasComma { restart(at: offset + 1) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if hasComma { restart(at: offset) }
        let form: Form = byte(offset) == UInt8(ascii: "}") ? .object : .array
        if opened > 0 || level == Self.noContainer || builder.nodes[Int(level)].form != form {
          opened = max(0, opened - 1)
          restart(at: offset + 1)
        } else {
          let parent = builder.nodes[Int(level)].parent
          level = level == 0 ? Self.noContainer : parent
        }
      default: break
      }
      offset += 1
    }
    while end > content.lowerBound, byte(end - 1) <= 0x20 { end -= 1 }
    return (end, hasComma, level == Self.noContainer)
  }
}
