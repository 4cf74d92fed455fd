import Findings

/// Malformed names and missing colons.
///
/// Every recovery function, in this and the other files, either advances in the text or closes a container, so that reading
/// terminates.
extension JSONReader {
  /// Where a name is expected but does not start with a double quote, or where the indentation must be checked first.
  mutating func recoverName(first: Bool) -> State {
    let again: State = first ? .firstName : .name
    if at == count { return stopTruncated() }
    if skipComment() { return again }
    if trustsIndentation, let state = recoverByIndentation() { return state }
    if first, !mayContinueObject(at), let state = recoverReplacedArray() { return state }
    let start = at
    switch byte(at) {
    case UInt8(ascii: "\""): return readName()
    case UInt8(ascii: "}"):
      if !first { report(JSONRules.extraComma, lastComma..<lastComma + 1, "expected a member after this comma") }
      return closeContainer()
    case UInt8(ascii: "]"): return recoverBracket()
    case UInt8(ascii: ","):
      report(
        JSONRules.extraComma, at..<at + 1,
        first ? "expected a member before this comma" : "expected a member, found a second comma")
      at += 1
      return again
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      if let state = recoverNameQuote() { return state }
      guard let content = readOtherQuotes() else { break }
      report(JSONRules.singleQuotes, start..<at, "expected this name in double quotes")
      return named(content, from: start)
    case UInt8(ascii: ":"):
      report(JSONRules.missingName, at..<at + 1, "expected a name before ':'")
      at += 1
      name = Name(symbol: .none, start: start, end: start, flags: [])
      return .value
    case UInt8(ascii: "{") where isInsideArray(container) && !first:
      // The previous object lacks its closing bracket: `[ { "a": 1, { "b": 2 } ]`.
      report(JSONRules.missingBracket, lastEnd..<lastEnd, "expected '}' before the next object")
      _ = leaveContainer()
      return .value
    case UInt8(ascii: "{") where !first && wrapLastMember(ofForm: .object): return .value
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      report(JSONRules.strayBracket, at..<at + 1, "expected a name in double quotes, found \(code: character(at))")
      at += 1
      return again
    default:
      if let state = recoverNameBeforeQuote() { return state }
      let end = wordEnd(from: at)
      if end > at, isColon(after: end) || Self.isWord(byte(at)) {
        // A quote before the colon is the name's closing quote.
        at = byte(end) == UInt8(ascii: "\"") && isColon(after: end + 1) ? end + 1 : end
        report(JSONRules.unquotedName, start..<end, "expected this name in double quotes")
        return named(start..<end, from: start)
      }
    }
    skipStrayText("expected a name in double quotes")
    return again
  }

  /// At a name that has escapes or control characters, or no closing quote.
  mutating func recoverEscapedName() -> State {
    let start = at
    if let state = recoverEscapedQuote() { return state }
    if let lost = lostNameEnd() {
      let end = lost - otherQuoteLength(before: lost)
      reportNameEnd(end..<lost)
      at = lost
      return named(start + 1..<end, from: start)
    }
    guard let end = finishString() else { return stopTruncated() }
    return named(start + 1..<end, from: start)
  }

  /// The end of a name whose line has no closing double quote, but a colon: `status` in `"status: 1`, `status'` in `"status': 1`.
  func lostNameEnd() -> Int? {
    let lineEnd = plainEnd(from: at + 1)
    guard lineEnd == count || byte(lineEnd) == 0x0A || byte(lineEnd) == 0x0D else { return nil }
    var end = at + 1
    while end < lineEnd, byte(end) != UInt8(ascii: ":") { end += 1 }
    guard end < lineEnd else { return nil }
    while end > at + 1, byte(end - 1) == 0x20 { end -= 1 }
    return end - otherQuoteLength(before: end) > at + 1 ? end : nil
  }

  /// Reports that a name lacks its closing quote or, if the range is not empty, has another kind of quote there.
  private mutating func reportNameEnd(_ quote: Range<Int>) {
    if quote.isEmpty {
      report(JSONRules.unterminatedString, quote, "expected '\"' at the end of this name")
    } else {
      report(
        JSONRules.unterminatedString, quote, "expected '\"' at the end of this name, found another quote",
        help: "Replace it with a double quote.")
    }
  }

  /// Takes a range of bytes as the name, and continues at its colon.
  mutating func named(_ content: Range<Int>, from start: Int) -> State {
    let text = JSONEscapes.decoded(builder.source.storage[content])
    let isCompanion = text.utf8.first == UInt8(ascii: "_") && text.utf8.count > 1
    let symbol = builder.intern(isCompanion ? String(text.dropFirst()) : text)
    name = Name(symbol: symbol, start: start, end: max(at, start), flags: isCompanion ? .companion : [])
    return readColon()
  }

  /// After a name without a colon.
  mutating func recoverColon() -> State {
    if at == count {
      _ = leafMissing()
      return stopTruncated()
    }
    if recoverColonInName() || recoverNameEnd() { return .value }
    if let state = recoverDoubledQuote() ?? recoverNameBesideQuote() { return state }
    if skipComment() { return readColon() }
    let here = lastEnd
    switch byte(at) {
    case UInt8(ascii: "="), UInt8(ascii: ";"):
      let length = byte(at + 1) == UInt8(ascii: ">") ? 2 : 1
      report(JSONRules.missingColon, at..<at + length, "expected ':' here", help: "Write ':' between a name and its value.")
      at += length
      return .value
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      if let state = recoverReplacedArray() ?? recoverItemReadAsName() { return state }
      if byte(at) == UInt8(ascii: ","), recoverReplacedColon() { return .value }
      report(JSONRules.missingValue, here..<here, "expected ':' and a value after this name")
      return leafMissing()
    case UInt8(ascii: "}"):
      report(JSONRules.missingValue, here..<here, "expected ':' and a value after this name")
      return leafMissing()
    case UInt8(ascii: "\""):
      let end = plainEnd(from: at + 1)
      if byte(end) == UInt8(ascii: "\""), isColon(after: end + 1) {
        report(JSONRules.missingValue, here..<here, "expected ':' and a value after this name")
        _ = leafMissing()
        return .name
      }
    default: break
    }
    report(JSONRules.missingColon, here..<here, "expected ':' after this name")
    return .value
  }

  /// If the text read as a name starts with a shorter name and a colon, as `status: ` in `"status: "booked"` and `line: [` in
  /// `"line: ["1 High Street"]`, ends the name before the colon, and continues after it.
  mutating func recoverNameEnd() -> Bool {
    guard at == lastEnd, name.end == at, name.end - name.start > 3, byte(name.start) == UInt8(ascii: "\"") else { return false }
    let quote = name.end - 1
    let end = wordEnd(from: name.start + 1)
    var colon = end + otherQuoteLength(at: end)
    let quoteEnd = colon
    while byte(colon) == 0x20 || byte(colon) == 0x09 { colon += 1 }
    guard end > name.start + 1, colon < quote, byte(colon) == UInt8(ascii: ":") else { return false }
    // If nothing but the colon follows the name, the next quote opens the value. Otherwise the text after the quote shows that it
    // opens a string, too.
    var rest = colon + 1
    while byte(rest) == 0x20 || byte(rest) == 0x09 { rest += 1 }
    guard rest == quote || !isDelimiter(after: at) else { return false }
    reportNameEnd(end..<quoteEnd)
    let text = builder.source.string(name.start + 1..<end)
    let isCompanion = text.utf8.first == UInt8(ascii: "_") && text.utf8.count > 1
    name = Name(
      symbol: builder.intern(isCompanion ? String(text.dropFirst()) : text), start: name.start, end: end,
      flags: isCompanion ? .companion : [])
    at = colon + 1
    lastEnd = at
    return true
  }

  /// If the text read as a name is the second item of an array that lacks its `[`, reads it as an item: `"given": "A", "B" ]`.
  mutating func recoverItemReadAsName() -> State? {
    guard name.end > name.start + 1, byte(name.start) == UInt8(ascii: "\""), byte(name.end - 1) == UInt8(ascii: "\""),
      wrapLastMember(ofForm: .string)
    else { return nil }
    let item = name.start
    let end = at
    at = name.end
    let isEscaped = builder.source.storage[item..<at].contains(UInt8(ascii: "\\"))
    let state = leaf(.string, from: item, flags: isEscaped ? .escaped : [])
    at = end
    return state
  }

  /// Appends a node of the form `missing` for the current name, which has no value.
  mutating func leafMissing() -> State {
    let end = at
    at = lastEnd
    let state = leaf(.missing, from: lastEnd, flags: [])
    at = end
    return state
  }
}
