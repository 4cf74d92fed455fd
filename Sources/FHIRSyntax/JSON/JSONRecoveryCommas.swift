import Findings

/// Missing commas: the only JSON errors with an automatic fix, which is offered only if nothing else explains the text.
extension JSONReader {
  /// Reports a missing comma after the last value.
  mutating func reportMissingComma() {
    if endsWithComma() {
      report(
        JSONRules.missingComma, lastEnd..<lastEnd,
        "expected ',' after the closing quote of this value, found it before the quote",
        help: "Write the comma after the quote.")
      // Without the comma, the value is as intended.
      let last = builder.nodes.count - 1
      builder.nodes[last].valueStart += 1
      builder.nodes[last].valueEnd -= 2
      builder.nodes[last].flags.insert(.unquoted)
      return
    }
    report(
      JSONRules.missingComma, lastEnd..<lastEnd, "expected ',' after this value",
      edits: isOnlyCommaMissing() ? [Edit(lastEnd..<lastEnd, ",")] : [])
  }

  /// Whether the last value is a string whose last character is a comma: `"use": "official," "family"`.
  private func endsWithComma() -> Bool {
    guard let last = builder.nodes.last, last.form == .string, !last.flags.contains(.unquoted) else { return false }
    return Int(last.valueEnd) == lastEnd && last.valueEnd - last.valueStart > 3 && byte(lastEnd - 2) == UInt8(ascii: ",")
  }

  /// Whether a comma is certainly all that is missing after the last value: not if a quote may be missing or misplaced, and not
  /// between numbers, since `1 2` may be 12.
  private mutating func isOnlyCommaMissing() -> Bool {
    let isQuote = byte(at) == UInt8(ascii: "\"")
    if inObject {
      guard isQuote, wordEnd(from: at + 1) == plainEnd(from: at + 1), isName(at: at) else { return false }
    } else if isQuote {
      guard byte(firstOther(than: 0x20, from: at + 1)) != UInt8(ascii: ","), isWholeItem(at: at) else { return false }
    } else {
      guard byte(at) == UInt8(ascii: "{") || byte(at) == UInt8(ascii: "[") else { return false }
    }
    guard let last = builder.nodes.last, Int(last.valueEnd) == lastEnd else { return true }
    switch last.form {
    case .object, .array: return true
    case .string:
      var end = lastEnd - 1
      while end > Int(last.valueStart), byte(end - 1) == 0x20 { end -= 1 }
      return byte(end - 1) != UInt8(ascii: ",") && (inObject || isQuote && at > lastEnd)
    default: return inObject
    }
  }

  /// After a missing comma was reported, at a name that starts with a comma: `["A"]",use": "official"`. Takes the rest as the
  /// name.
  mutating func readNameAfterComma() -> State? {
    guard inObject, byte(at + 1) == UInt8(ascii: ",") else { return nil }
    let start = at
    let end = wordEnd(from: at + 2)
    guard end > at + 2, byte(end) == UInt8(ascii: "\""), isColon(after: end + 1) else { return nil }
    at = end + 1
    return named(start + 2..<end, from: start)
  }

  /// Whether the text directly after the last quote continues a URL, rather than starting a comment: `"https"//example.org"`.
  func isURLAfterQuote() -> Bool {
    at == lastEnd && byte(at) == UInt8(ascii: "/") && byte(at + 1) == UInt8(ascii: "/") && Self.isWord(byte(at + 2))
  }

  private func firstOther(than blank: UInt8, from start: Int) -> Int {
    var offset = start
    while byte(offset) == blank { offset += 1 }
    return offset
  }
}
