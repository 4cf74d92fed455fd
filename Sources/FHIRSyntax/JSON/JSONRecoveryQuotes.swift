import Findings

/// Quotes in the wrong place or of the wrong kind.
extension JSONReader {
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

  /// Reads text in single quotes, backquotes or typographic quotes up to its closing quote on the same line; returns the content.
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
  /// Up to here, there is only whitespace, and none of its line breaks ends a string.
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
