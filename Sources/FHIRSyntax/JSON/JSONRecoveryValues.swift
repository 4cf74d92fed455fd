import Findings

/// Malformed and missing values.
extension JSONReader {
  /// Where a value is expected but none starts.
  mutating func recoverValue() -> State {
    if at == count {
      if inObject { _ = leafMissing() }
      return stopTruncated()
    }
    // `#patient"` is a reference without its opening quote, not a comment.
    if byte(at) == UInt8(ascii: "#"), Self.isWord(byte(at + 1)), let state = readTextBeforeQuote() { return state }
    if skipComment() { return .value }
    if byte(at) == UInt8(ascii: "("), let state = recoverOpeningParenthesis() { return state }
    if container == Self.noContainer, ![UInt8(ascii: "'"), UInt8(ascii: "+"), UInt8(ascii: ".")].contains(byte(at)) {
      return recoverStart()
    }
    let start = at
    switch byte(at) {
    case UInt8(ascii: ","):
      if inObject {
        report(JSONRules.missingValue, lastEnd..<lastEnd, "expected a value here")
        return leafMissing()
      }
      report(JSONRules.extraComma, at..<at + 1, "expected an item before this comma")
      at += 1
      return .value
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if inObject {
        report(JSONRules.missingValue, lastEnd..<lastEnd, "expected a value here")
        return leafMissing()
      }
      if byte(at) == UInt8(ascii: "}") { return recoverBracket() }
      report(JSONRules.extraComma, lastComma..<lastComma + 1, "expected an item after this comma")
      return closeContainer()
    case UInt8(ascii: ":"):
      report(JSONRules.strayText, at..<at + 1, "expected a value, found a second ':'")
      at += 1
      return .value
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      if let state = recoverValueQuote() { return state }
      guard let content = readOtherQuotes() else { break }
      report(JSONRules.singleQuotes, start..<at, "expected this text in double quotes")
      return leaf(unquoted: content)
    case UInt8(ascii: "+"), UInt8(ascii: "."): return recoverNumber()
    default:
      if let state = readTextBeforeQuote() ?? recoverValueBeforeQuote(from: at) ?? readWords() { return state }
    }
    if container == Self.noContainer { return recoverStart() }
    skipStrayText("expected a value")
    if [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(byte(at)) { return .value }
    lastEnd = at
    return inObject ? leafMissing() : .afterValue
  }

  /// At a document that does not start with a value: continues at its first bracket, if there is one.
  mutating func recoverStart() -> State {
    let start = at
    while at < count {
      if let end = endOfTemplateTag(at) {
        at = end
      } else if byte(at) == UInt8(ascii: "{") || byte(at) == UInt8(ascii: "[") {
        break
      } else {
        at += 1
      }
    }
    report(
      JSONRules.strayText, start..<start + 1,
      at < count ? "expected '{', found other text before it" : "expected JSON starting with '{'")
    return at < count ? .value : .stopped
  }

  /// The end of a template tag that starts at an offset, such as `{% raw %}`, `{{ page.title }}` and `{# a #}`; nil if there is
  /// none. A tag must end on the line where it starts.
  func endOfTemplateTag(_ start: Int) -> Int? {
    guard byte(start) == UInt8(ascii: "{") else { return nil }
    let mark = byte(start + 1)
    let closing = mark == UInt8(ascii: "{") ? UInt8(ascii: "}") : mark
    guard mark == UInt8(ascii: "%") || mark == UInt8(ascii: "#") || mark == UInt8(ascii: "{") else { return nil }
    var end = start + 2
    while byte(end) == 0x20 { end += 1 }
    // A superfluous bracket before a name is not a tag.
    if byte(end) == UInt8(ascii: "\"") { return nil }
    while end < count, byte(end) != 0x0A {
      if byte(end) == closing, byte(end + 1) == UInt8(ascii: "}") { return end + 2 }
      end += 1
    }
    return nil
  }

  /// Appends a string whose text is these bytes, without quotes.
  mutating func leaf(unquoted content: Range<Int>) -> State {
    let end = at
    at = content.upperBound
    let state = leaf(
      .string, from: content.lowerBound,
      flags: builder.source.storage[content].contains(UInt8(ascii: "\\")) ? [.unquoted, .escaped] : .unquoted)
    at = end
    lastEnd = end
    return state
  }

  /// Reads text without quotes in place of a value: up to the end of the line, a comma, a bracket, a double quote or a comment.
  mutating func readWords() -> State? {
    let start = at
    guard Self.isWord(byte(at)) else { return nil }
    var end = at
    scan: while end < count {
      switch byte(end) {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""),
        0x00..<0x20:
        break scan
      case UInt8(ascii: "/") where byte(end + 1) == UInt8(ascii: "/") || byte(end + 1) == UInt8(ascii: "*"): break scan
      default: end += 1
      }
    }
    while end > start, byte(end - 1) == 0x20 { end -= 1 }
    at = end
    switch builder.source.string(start..<end).lowercased() {
    case "true":
      report(JSONRules.unquotedValue, start..<end, "expected \(code: "true") in lower case", help: "Write true.")
      return leaf(.true, from: start, flags: [])
    case "false":
      report(JSONRules.unquotedValue, start..<end, "expected \(code: "false") in lower case", help: "Write false.")
      return leaf(.false, from: start, flags: [])
    case "null", "none", "nil", "undefined":
      report(
        JSONRules.unquotedValue, start..<end, "this is not a JSON value", help: "Omit the member: FHIR has no empty values.")
      return leaf(.null, from: start, flags: [])
    case "nan", "infinity":
      report(JSONRules.invalidNumber, start..<end, "JSON does not allow this number", help: "Omit the member, or write a number.")
      return leaf(.number, from: start, flags: [])
    default:
      report(JSONRules.unquotedValue, start..<end, "expected this text in double quotes")
      return leaf(.string, from: start, flags: .unquoted)
    }
  }

  /// At text that resembles a number but is not one according to RFC 8259: keeps it as written.
  mutating func recoverNumber() -> State {
    if let state = readTextBeforeQuote() { return state }
    let start = at
    var end = at + 1
    while Self.isWord(byte(end)) || Self.isNumberPunctuation(byte(end)) { end += 1 }
    at = min(end, count)
    let looksLikeNumber = builder.source.storage[start..<at].allSatisfy {
      $0.isDigit
        || [UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0)
    }
    guard looksLikeNumber else {
      report(JSONRules.unquotedValue, start..<at, "expected this text in double quotes")
      return leaf(.string, from: start, flags: .unquoted)
    }
    report(JSONRules.invalidNumber, start..<at, "this is not a valid JSON number")
    return leaf(.number, from: start, flags: [])
  }
}
