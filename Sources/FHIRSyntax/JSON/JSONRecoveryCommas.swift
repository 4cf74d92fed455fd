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
      renameResource(from: lastEnd - 1)
      return
    }
    report(
      JSONRules.missingComma, lastEnd..<lastEnd, "expected ',' after this value",
      edits: isOnlyCommaMissing() ? [Edit(lastEnd..<lastEnd, ",")] : [])
  }

  /// If the last value, with the comma that ends before an offset, was read as the type of the resource, removes the comma from
  /// the type, too.
  private mutating func renameResource(from commaEnd: Int) {
    guard let last = builder.nodes.last, last.name == .resourceType, last.flags.isDisjoint(with: .companion),
      let mark = builder.resources.indices.last, builder.resources[mark].node.index == container
    else { return }
    let start = Int(last.valueStart)
    guard builder.symbol(JSONEscapes.decoded(builder.source.storage[start..<commaEnd])) == builder.resources[mark].type else {
      return
    }
    builder.resources[mark].type = builder.intern(JSONEscapes.decoded(builder.source.storage[start..<Int(last.valueEnd)]))
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
    guard let last = builder.nodes.last, Int(last.valueEnd) == lastEnd else { return !hasCommaBeforeBracket() }
    switch last.form {
    case .object, .array: return !hasCommaBeforeBracket()
    case .string:
      var end = lastEnd - 1
      while end > Int(last.valueStart), byte(end - 1) == 0x20 { end -= 1 }
      return byte(end - 1) != UInt8(ascii: ",") && (inObject || isQuote && at > lastEnd)
    // In place of the comma, a number may have another character, as in `10-`.
    case .number: return inObject && byte(lastEnd - 1).isDigit
    default: return inObject
    }
  }

  /// Whether a comma is directly before the last closing bracket, with which it may have changed places: `[1,]`.
  private func hasCommaBeforeBracket() -> Bool {
    guard lastEnd > lastComma + 1, byte(lastComma) == UInt8(ascii: ",") else { return false }
    return builder.source.storage[lastComma + 1..<lastEnd - 1].allSatisfy { $0 <= 0x20 }
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
