import Findings

/// One character in place of another, and quotes written twice.
///
///     "active", true         a comma in place of a colon
///     "active": true: "id"   a colon in place of a comma
///     "slot": { "a", "b" ]   the wrong kind of opening bracket
///     ""active": true        a quote too many
///     'active": true         the wrong kind of quote
///     "active\": true        a backslash before the closing quote
///
/// Each is recognised by what follows it. If that is not conclusive, the functions in the other files handle the text.
extension JSONReader {
  // MARK: Colons and commas

  /// At a comma after a name: whether a value follows that is not the name of another member. If so, reports and skips the comma.
  mutating func recoverReplacedColon() -> Bool {
    let next = afterBlanks(at + 1)
    switch byte(next) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): break
    case UInt8(ascii: "\""):
      guard let end = stringEnd(at: next), byte(afterBlanks(end + 1)) != UInt8(ascii: ":") else { return false }
    default: guard isNumberOrLiteral(at: next) else { return false }
    }
    report(JSONRules.missingColon, at..<at + 1, "expected ':' here, found ','", help: "Replace it with ':'.")
    at += 1
    lastEnd = at
    return true
  }

  /// Whether a number or a literal, and then a delimiter, starts at an offset.
  mutating func isNumberOrLiteral(at start: Int) -> Bool {
    guard spend(0) else { return false }
    var end = start
    while Self.isWord(byte(end)) || byte(end) == UInt8(ascii: ".") || byte(end) == UInt8(ascii: "-") { end += 1 }
    guard spend(end - start), end > start, isDelimiter(after: end) else { return false }
    return byte(start).isDigit || byte(start) == UInt8(ascii: "-")
      || end - start < 6 && ["true", "false", "null"].contains(builder.source.string(start..<end))
  }

  /// At a colon after a value: whether it is in place of a comma. If so, reports and skips it.
  mutating func recoverReplacedComma() -> Bool {
    let next = afterBlanks(at + 1)
    guard container != Self.noContainer, inObject ? isName(at: next) : isItem(at: next) else { return false }
    report(JSONRules.missingComma, at..<at + 1, "expected ',' here, found ':'", help: "Replace it with ','.")
    guessesStructure = true
    lastComma = at
    at += 1
    return true
  }

  /// Whether an offset after a colon in an array is the start of an item rather than the value of a member.
  private mutating func isItem(at offset: Int) -> Bool {
    guard let last = lastMember(of: container) else { return false }
    guard builder.nodes[Int(last)].form == .string else {
      return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(byte(offset)) || byte(offset).isDigit
    }
    guard byte(offset) == UInt8(ascii: "\""), let end = stringEnd(at: offset) else { return false }
    let after = afterBlanks(end + 1)
    if byte(after) == UInt8(ascii: "]") { return true }
    guard byte(after) == UInt8(ascii: ",") else { return false }
    let third = afterBlanks(after + 1)
    return byte(third) == UInt8(ascii: "\"") && !isName(at: third)
  }

  // MARK: Brackets

  /// In an object that has no members yet, and does not start with one: whether its bracket is in place of the `[` of an array.
  /// If so, makes the object an array, and continues at its first item.
  mutating func recoverReplacedArray() -> State? {
    guard container != Self.noContainer, builder.nodes.count - 1 == Int(container) else { return nil }
    let opened = Int(builder.nodes[Int(container)].valueStart)
    guard byte(opened) == UInt8(ascii: "{"), closingBracket(from: opened + 1) == UInt8(ascii: "]"), balance() == depth else {
      return nil
    }
    report(JSONRules.missingBracket, opened..<opened + 1, "expected '[' here, found '{'", help: "Replace it with '['.")
    builder.nodes[Int(container)].form = .array
    inObject = false
    at = opened + 1
    lastEnd = at
    return .firstItem
  }

  /// At the colon after the first item of an array: whether the array's bracket is in place of the `{` of an object. If so, makes
  /// the array an object.
  mutating func recoverReplacedObject(beforeName start: Int) -> Bool {
    let opened = Int(builder.nodes[Int(container)].valueStart)
    guard builder.nodes.count - 2 == Int(container), byte(opened) == UInt8(ascii: "["),
      closingBracket(from: at) == UInt8(ascii: "}"), balance() == depth
    else { return false }
    report(JSONRules.missingBracket, opened..<opened + 1, "expected '{' here, found '['", help: "Replace it with '{'.")
    builder.nodes.removeLast()
    builder.nodes[Int(container)].form = .object
    inObject = true
    at = start
    return true
  }

  /// At a parenthesis where a value is expected: whether it is in place of an opening bracket. If so, opens an object or an array.
  mutating func recoverOpeningParenthesis() -> State? {
    guard depth < builder.limits.depth, let closing = closingBracket(from: at + 1),
      balance() == (closing == UInt8(ascii: ")") ? depth : depth + 1)
    else { return nil }
    let first = afterBlanks(at + 1)
    let isObject = closing == UInt8(ascii: ")") ? isName(at: first) : closing == UInt8(ascii: "}")
    let wanted = isObject ? "{" : "["
    report(
      JSONRules.missingBracket, at..<at + 1, "expected '\(text: wanted)' here, found '('", help: "Replace it with '\(wanted)'.")
    return open(isObject ? .object : .array)
  }

  /// At a parenthesis after a value: whether it is in place of the container's closing bracket. If so, closes the container.
  mutating func recoverClosingParenthesis() -> State? {
    let here = at
    at += 1
    let closedByRest = balance()
    at = here
    guard container != Self.noContainer, closedByRest == depth - 1 else { return nil }
    let wanted = inObject ? "}" : "]"
    report(
      JSONRules.strayBracket, here..<here + 1, "expected '\(text: wanted)', found ')'", help: "Replace it with '\(wanted)'.")
    return closeContainer()
  }

  /// The bracket that closes what was opened directly before an offset; nil if none does.
  private mutating func closingBracket(from start: Int) -> UInt8? {
    guard spend(0) else { return nil }
    var opened = 0
    var offset = start
    while offset < count {
      switch byte(offset) {
      case UInt8(ascii: "{"), UInt8(ascii: "["): opened += 1
      case UInt8(ascii: ")") where opened == 0:
        return spend(offset - start) ? byte(offset) : nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if opened == 0 { return spend(offset - start) ? byte(offset) : nil }
        opened -= 1
      case UInt8(ascii: "\""): offset = stringEnd(at: offset) ?? offset
      default: break
      }
      offset += 1
    }
    _ = spend(offset - start)
    return nil
  }

  /// Whether an object without members may end, or continue with a name, at an offset.
  func mayContinueObject(_ offset: Int) -> Bool {
    [UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "\"")].contains(byte(offset))
  }

  // MARK: Quotes

  /// After the quotes of a name without its colon: whether one of the two opening or closing quotes is superfluous. If so, takes
  /// the name, and continues at its colon.
  mutating func recoverDoubledQuote() -> State? {
    guard at == lastEnd, name.end == at, byte(name.start) == UInt8(ascii: "\"") else { return nil }
    if byte(at) == UInt8(ascii: "\""), isColon(after: at + 1) {
      report(JSONRules.strayText, at..<at + 1, "expected one quote after this name, found two", help: "Remove this quote.")
      at += 1
      return readColon()
    }
    let quote = at - 1
    guard name.end - name.start == 2, let end = stringEnd(at: quote), end > at, isColon(after: end + 1) else { return nil }
    report(JSONRules.strayText, quote..<at, "expected one quote before this name, found two", help: "Remove this quote.")
    at = end + 1
    return named(quote + 1..<end, from: quote)
  }

  /// Directly after a string value: whether one of its two opening or closing quotes is superfluous.
  mutating func recoverDoubledValueQuote() -> State? {
    let last = builder.nodes.count - 1
    guard at == lastEnd, last >= 0, builder.nodes[last].form == .string, !builder.nodes[last].flags.contains(.unquoted),
      Int(builder.nodes[last].valueEnd) == at
    else { return nil }
    let quote = at - 1
    if byte(at) == UInt8(ascii: "\"") {
      guard isDelimiter(after: at + 1) else { return nil }
      report(
        JSONRules.unescapedQuote, quote..<at, "expected one quote after this value, found two",
        help: "Remove one of them, or write '\\\"' for a quote in the value.")
      at += 1
    } else {
      guard Int(builder.nodes[last].valueStart) == quote - 1, byte(at) > 0x20, byte(at) != UInt8(ascii: ":"),
        !isDelimiter(after: at), let end = stringEnd(at: quote), isDelimiter(after: end + 1)
      else { return nil }
      report(
        JSONRules.unescapedQuote, quote..<at, "expected one quote before this value, found two", help: "Remove one of them.")
      builder.nodes[last].valueStart = UInt32(quote)
      builder.nodes[last].valueEnd = UInt32(end + 1)
      if builder.source.storage[at..<end].contains(UInt8(ascii: "\\")) { builder.nodes[last].flags.insert(.escaped) }
      at = end + 1
    }
    lastEnd = at
    return .afterValue
  }

  /// At a quote of another kind that opens a name whose closing quote is a double quote.
  mutating func recoverNameQuote() -> State? {
    let start = at
    let content = start + otherQuoteLength(at: start)
    let end = wordEnd(from: content)
    guard content > start, end > content, byte(end) == UInt8(ascii: "\""), isColon(after: end + 1) else { return nil }
    report(JSONRules.unquotedName, start..<content, "expected a double quote before this name, found another quote")
    at = end + 1
    return named(content..<end, from: start)
  }

  /// At a quote of another kind that opens a value whose closing quote is a double quote.
  mutating func recoverValueQuote() -> State? {
    let start = at
    let length = otherQuoteLength(at: start)
    guard length == 1, spend(0) else { return nil }
    var end = start + 1
    while end < count, byte(end) != UInt8(ascii: "\""), byte(end) >= 0x20 {
      if byte(end) == byte(start), isDelimiter(after: end + 1) { break }
      end += byte(end) == UInt8(ascii: "\\") ? 2 : 1
    }
    guard spend(end - start), end < count, byte(end) == UInt8(ascii: "\""), isDelimiter(after: end + 1) else { return nil }
    report(JSONRules.unquotedValue, start..<start + 1, "expected a double quote before this text, found another quote")
    at = end + 1
    return leaf(unquoted: start + 1..<end)
  }

  /// At a name whose closing quote has a backslash before it, so that the name would end at another quote.
  mutating func recoverEscapedQuote() -> State? {
    let start = at
    let end = wordEnd(from: start + 1)
    guard end > start + 1, byte(end) == UInt8(ascii: "\\"), byte(end + 1) == UInt8(ascii: "\""), isColon(after: end + 2) else {
      return nil
    }
    // The name may be correct: `"a\": 1": 2`.
    if isName(at: start) { return nil }
    report(
      JSONRules.invalidEscape, end..<end + 1, "a name must not have a backslash before its closing quote",
      help: "Remove the backslash.")
    at = end + 2
    return named(start + 1..<end, from: start)
  }

  /// The length of a single quote, backquote or typographic quote at an offset; 0 if there is none.
  func otherQuoteLength(at offset: Int) -> Int {
    switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
    case (UInt8(ascii: "'"), _, _), (UInt8(ascii: "`"), _, _): 1
    case (0xE2, 0x80, 0x98...0x99), (0xE2, 0x80, 0x9C...0x9E): 3
    default: 0
    }
  }

  /// The length of a quote of another kind that ends directly before an offset; 0 if there is none.
  func otherQuoteLength(before offset: Int) -> Int {
    for length in [1, 3] where offset >= length && otherQuoteLength(at: offset - length) == length { return length }
    return 0
  }

  // MARK: Looking ahead

  /// Counts bytes read ahead, and returns whether reading ahead is still allowed. The total is limited, so that a text with
  /// many mistakes is read in linear time.
  mutating func spend(_ bytes: Int) -> Bool {
    lookahead.spent += bytes
    return lookahead.spent <= 8 * count + 4096
  }

  /// The offset of the first byte at or after an offset that is not whitespace.
  private mutating func afterBlanks(_ start: Int) -> Int {
    var offset = start
    guard spend(0) else { return start }
    while offset < count, byte(offset) <= 0x20 { offset += 1 }
    return spend(offset - start) ? offset : start
  }

  /// The closing quote of the string that starts at an offset; nil if it is not closed on its line.
  mutating func stringEnd(at quote: Int) -> Int? {
    guard spend(0) else { return nil }
    var end = plainEnd(from: quote + 1)
    while end < count, byte(end) == UInt8(ascii: "\\") { end = plainEnd(from: min(end + 2, count)) }
    return spend(min(end, count) - quote) && end < count && byte(end) == UInt8(ascii: "\"") ? end : nil
  }

  /// Whether a string followed by a comma or the end of an array starts at an offset.
  mutating func isWholeItem(at offset: Int) -> Bool {
    guard let end = stringEnd(at: offset) else { return false }
    let after = byte(afterBlanks(end + 1))
    return after == UInt8(ascii: ",") || after == UInt8(ascii: "]")
  }

  /// Whether a string followed by a colon starts at an offset.
  mutating func isName(at offset: Int) -> Bool {
    guard byte(offset) == UInt8(ascii: "\""), let end = stringEnd(at: offset) else { return false }
    return byte(afterBlanks(end + 1)) == UInt8(ascii: ":")
  }
}
