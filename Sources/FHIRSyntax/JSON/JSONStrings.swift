import Findings

/// Strings other than plain characters between two quotes: escapes, control characters, missing or wrong quotes.
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
  private mutating func reportStringEnd(after start: Int, before end: Int) -> Int {
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
  private func contentEnd(
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

  // MARK: Quotes in the wrong place or of the wrong kind

  /// After a string value followed by text: either quotes inside the string were not escaped, as in `"say "no" to me"`, or the
  /// string lacks its closing quote and ended at the next one, as in `"x, "b": 2`.
  mutating func recoverInnerQuote() -> State? {
    let last = builder.nodes.count - 1
    guard last >= 0, builder.nodes[last].form == .string, !builder.nodes[last].flags.contains(.unquoted),
      Int(builder.nodes[last].valueEnd) == lastEnd
    else { return nil }
    let start = Int(builder.nodes[last].valueStart)
    // Only text directly after the quote shows that the quote opens a string.
    guard at == lastEnd else { return nil }
    let content = contentEnd(in: start + 1..<lastEnd - 1, beforeOthers: true)
    if content.hasComma, content.end > start + 1, let nameEnd = quote(onLineFrom: lastEnd), isColon(after: nameEnd + 1) {
      let end = reportStringEnd(after: start + 1, before: content.end)
      builder.nodes[last].valueStart = UInt32(start + 1)
      builder.nodes[last].valueEnd = UInt32(end)
      builder.nodes[last].flags.insert(.unquoted)
      at = content.end
      lastEnd = at
      return .afterValue
    }
    // Two adjacent strings are items without a comma in an array, but doubled quotes in an object.
    guard byte(at) != UInt8(ascii: "\"") || inObject, let end = stringEnd(onLineFrom: at) else { return nil }
    report(JSONRules.unescapedQuote, lastEnd - 1..<lastEnd, "a double quote in a string must be escaped")
    builder.nodes[last].valueEnd = UInt32(end + 1)
    at = end + 1
    lastEnd = at
    return .afterValue
  }

  private func quote(onLineFrom start: Int) -> Int? {
    var offset = start
    while offset < count, byte(offset) != 0x0A {
      if byte(offset) == UInt8(ascii: "\"") { return offset }
      offset += 1
    }
    return nil
  }

  /// The first quote on this line that is followed by a delimiter: where a string with quotes inside ends.
  private mutating func stringEnd(onLineFrom start: Int) -> Int? {
    if !lookahead.quotes.contains(start) {
      let end = searchStringEnd(onLineFrom: start)
      // The result is the same for any position from `start` to the quote that decided it, or to the end of the line.
      lookahead.quotes = start..<end.decidedAt + 1
      lookahead.stringEnd = end.quote
    }
    return lookahead.stringEnd
  }

  private func searchStringEnd(onLineFrom start: Int) -> (quote: Int?, decidedAt: Int) {
    var from = start
    while let quote = quote(onLineFrom: from) {
      var after = quote + 1
      while after < count, byte(after) == 0x20 || byte(after) == 0x09 || byte(after) == 0x0D { after += 1 }
      switch byte(after) {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x0A: return (quote, quote)
      case UInt8(ascii: ":"): return (nil, quote)
      default: from = quote + 1
      }
    }
    return (nil, max(from, start))
  }

  /// Reads text that lacks its opening quote, such as `booked` in `"status": booked",`.
  mutating func readTextBeforeQuote() -> State? {
    guard let quote = closingQuote(onLineFrom: at) else { return nil }
    let content = at..<quote
    report(JSONRules.unquotedValue, content, "expected '\"' before this text")
    at = quote + 1
    return leaf(unquoted: content)
  }

  /// After a number or literal that is only the start of a text without its opening quote: `12` in `"line": 12 High St",`.
  mutating func recoverOpeningQuote() -> State? {
    let last = builder.nodes.count - 1
    guard last >= 0, Int(builder.nodes[last].valueEnd) == lastEnd, !isDelimiter(after: lastEnd) else { return nil }
    switch builder.nodes[last].form {
    case .number, .true, .false, .null: break
    default: return nil
    }
    guard let quote = closingQuote(onLineFrom: lastEnd) else { return recoverOpeningQuoteInside(last) }
    let content = Int(builder.nodes[last].valueStart)..<quote
    report(JSONRules.unquotedValue, content, "expected '\"' before this text")
    builder.nodes[last].form = .string
    builder.nodes[last].valueEnd = UInt32(quote)
    builder.nodes[last].flags.insert(.unquoted)
    if builder.source.storage[content].contains(UInt8(ascii: "\\")) { builder.nodes[last].flags.insert(.escaped) }
    at = quote + 1
    lastEnd = at
    return .afterValue
  }

  /// Directly after a number or literal that is the start of a text whose opening quote follows it: `2` in `2"019-01-17"`.
  private mutating func recoverOpeningQuoteInside(_ last: Int) -> State? {
    guard at == lastEnd, byte(at) == UInt8(ascii: "\""), last > 0 else { return nil }
    let node = builder.nodes.removeLast()
    if let state = recoverValueBeforeQuote(from: Int(node.valueStart)) { return state }
    builder.nodes.append(node)
    return nil
  }

  /// The next double quote on this line that is not escaped, if a delimiter follows it: it closes a string.
  private mutating func closingQuote(onLineFrom start: Int) -> Int? {
    if !lookahead.closing.contains(start) {
      var offset = start
      while offset < count, byte(offset) != 0x0A, byte(offset) != UInt8(ascii: "\"") {
        offset += byte(offset) == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(offset, count)
      lookahead.closing = start..<end + 1
      lookahead.closingQuote = byte(end) == UInt8(ascii: "\"") && isDelimiter(after: end + 1) ? end : nil
    }
    return lookahead.closingQuote
  }

  /// Reads text in single, back or typographic quotes up to its closing quote on the same line; returns the content.
  mutating func readOtherQuotes() -> Range<Int>? {
    let opening: Int
    let closings: [[UInt8]]
    switch (byte(at), byte(at + 1), byte(at + 2)) {
    case (UInt8(ascii: "'"), _, _), (UInt8(ascii: "`"), _, _): (opening, closings) = (1, [[byte(at)]])
    case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99): (opening, closings) = (3, [[0xE2, 0x80, 0x99], [UInt8(ascii: "'")]])
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x9E):
      (opening, closings) = (3, [[0xE2, 0x80, 0x9D], [0xE2, 0x80, 0x9C], [UInt8(ascii: "\"")]])
    default: return nil
    }
    let start = at + opening
    var end = start
    // If an earlier quote of this kind has no closing quote on this line, neither has this one.
    if at < lookahead.unclosedEnd && byte(at) == lookahead.unclosedQuote { return nil }
    while end < count, byte(end) != 0x0A {
      if byte(end) == UInt8(ascii: "\\") {
        end += 2
        continue
      }
      if let closing = closings.first(where: { builder.source.storage[end...].starts(with: $0) }) {
        at = min(count, end + closing.count)
        return start..<end
      }
      end += 1
    }
    lookahead.unclosedQuote = byte(at)
    lookahead.unclosedEnd = end
    return nil
  }
}

/// The results of looking ahead, so that a line with many mistakes is not scanned for each of them.
struct Lookahead {
  /// Up to here, there is only whitespace, and its line breaks end no string.
  var blanksEnd = 0
  /// The positions for which `stringEnd` is the quote that ends a string, if any does.
  var quotes = 0..<0
  var stringEnd: Int?
  /// The positions for which `closingQuote` is the next quote, if it closes a string.
  var closing = 0..<0
  var closingQuote: Int?
  /// Up to here, no quote whose first byte is `unclosedQuote` is closed.
  var unclosedEnd = 0
  var unclosedQuote: UInt8 = 0
  /// How many bytes `JSONRecoveryReplacements` has read ahead.
  var spent = 0
}
