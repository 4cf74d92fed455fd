import Findings

/// A quote that has changed places with the character next to it.
///
///     a"ctive": true      "activ"e: true      "active:" true      "status": b"ooked"
extension JSONReader {
  /// After a name whose last character is a colon: whether a value follows. If so, takes the name without its colon.
  mutating func recoverColonInName() -> Bool {
    let colon = name.end - 2
    guard name.end - name.start > 3, byte(colon) == UInt8(ascii: ":"), byte(colon + 1) == UInt8(ascii: "\""),
      wordEnd(from: name.start + 1) == colon, isValue(at: at)
    else { return false }
    report(
      JSONRules.missingColon, colon..<colon + 1, "expected ':' after the closing quote of this name, found it before the quote",
      help: "Write the colon after the quote.")
    rename(name.start + 1..<colon, 0..<0)
    return true
  }

  /// Directly after a name: whether its last characters are outside its quotes. If so, takes the whole name.
  mutating func recoverNameBesideQuote() -> State? {
    guard at == lastEnd, name.end == at, name.end - name.start > 2, byte(at - 1) == UInt8(ascii: "\""), Self.isWord(byte(at))
    else { return nil }
    let end = wordEnd(from: at)
    guard isColon(after: end) else { return nil }
    report(
      JSONRules.unterminatedString, at - 1..<at, "expected the closing quote after this name, not inside it",
      help: "Write the quote after the name.")
    rename(name.start + 1..<at - 1, at..<end)
    at = end
    return readColon()
  }

  /// At a name without its opening quote: whether that quote follows the first characters. If so, takes the whole name.
  mutating func recoverNameBeforeQuote() -> State? {
    let start = at
    let quote = wordEnd(from: start)
    guard quote > start, byte(quote) == UInt8(ascii: "\"") else { return nil }
    let end = wordEnd(from: quote + 1)
    guard end > quote + 1, byte(end) == UInt8(ascii: "\""), isColon(after: end + 1) else { return nil }
    report(
      JSONRules.unquotedName, quote..<quote + 1, "expected the opening quote before this name, not inside it",
      help: "Write the quote before the name.")
    at = end + 1
    name = Name(symbol: .none, start: start, end: at, flags: [])
    rename(start..<quote, quote + 1..<end)
    return readColon()
  }

  /// At a value, or after a number or literal, whose opening quote follows its first characters. The value is not used.
  mutating func recoverValueBeforeQuote(from start: Int) -> State? {
    let quote = wordEnd(from: start)
    guard quote > start, byte(quote) == UInt8(ascii: "\""), let end = stringEnd(at: quote), end > quote + 1,
      isDelimiter(after: end + 1)
    else { return nil }
    report(
      JSONRules.unquotedValue, quote..<quote + 1, "expected the opening quote before this text, not inside it",
      help: "Write the quote before the text.")
    at = end + 1
    return leaf(.missing, from: start, flags: [])
  }

  /// Whether a complete value starts at an offset.
  private mutating func isValue(at offset: Int) -> Bool {
    switch byte(offset) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return true
    case UInt8(ascii: "\""): return stringEnd(at: offset).map { isDelimiter(after: $0 + 1) } ?? false
    default: return isNumberOrLiteral(at: offset)
    }
  }

  /// Takes the text of two ranges, without escapes, as the current name.
  private mutating func rename(_ first: Range<Int>, _ second: Range<Int>) {
    let text = builder.source.string(first) + builder.source.string(second)
    let isCompanion = text.utf8.first == UInt8(ascii: "_") && text.utf8.count > 1
    name.symbol = builder.intern(isCompanion ? String(text.dropFirst()) : text)
    name.flags = isCompanion ? .companion : []
  }
}
