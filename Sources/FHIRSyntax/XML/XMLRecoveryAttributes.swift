import Findings

/// The content of start tags.
extension XMLRecovery {
  /// The state of the tag being read.
  struct TagReader {
    /// The names of the attributes read so far.
    var names: [Range<Int>] = []
    /// Whether one of them is `value`.
    var hasValue = false
    /// Whether the tag has more attributes than the limit, which has been reported.
    var exceedsLimit = false
  }

  /// Reads a start tag from the end of its name to its end; returns whether it is an empty tag.
  mutating func readAttributes(_ tag: inout TagReader) -> Bool {
    while true {
      let gap = offset
      offset = bytes.afterWhitespace(from: offset, before: end)
      guard offset < end else {
        reportTruncation("the document ends inside a tag")
        patches.replace(gap..<end, with: .emptyTagEnd)
        return true
      }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        offset += 1
        return false
      case UInt8(ascii: "/"):
        let close = bytes.afterWhitespace(from: offset + 1, before: end)
        if bytes[close] == UInt8(ascii: ">") {
          if close > offset + 1 {
            report(
              XMLRules.notWellFormed, offset..<close + 1, "whitespace is not allowed between '/' and '>'", help: "Write '/>'.")
            patches.delete(offset + 1..<close)
          }
          offset = close + 1
          return true
        }
        if close < end {
          report(
            XMLRules.notWellFormed, offset..<offset + 1, "expected '>' after '/'", help: "Write '/>', or remove the '/'.")
        }
        patches.replace(offset..<offset + 1, with: .blank)
        offset += 1
      case UInt8(ascii: "<"):
        report(XMLRules.unclosedTag, gap..<gap, "expected '>' at the end of this tag, found another tag")
        patches.insert(tag.hasValue ? .emptyTagEnd : .greater, at: gap)
        offset = gap
        return tag.hasValue
      default:
        if offset == gap { noteMissingBlank() }
        readAttribute(&tag)
      }
    }
  }

  private mutating func noteMissingBlank() {
    if bytes.endOfXMLName(at: offset) > offset {
      report(XMLRules.missingBlank, offset..<offset, "expected a space before this attribute")
    }
    patches.insert(.blank, at: offset)
  }

  private mutating func readAttribute(_ tag: inout TagReader) {
    let nameStart = offset
    let name = nameStart..<bytes.endOfXMLName(at: nameStart)
    guard !name.isEmpty else { return skipGarbage() }
    let equals = bytes.afterWhitespace(from: name.upperBound, before: end)
    var valueStart = equals
    if bytes[equals] == UInt8(ascii: "=") {
      valueStart = bytes.afterWhitespace(from: equals + 1, before: end)
    } else if bytes[equals] == UInt8(ascii: "\"") || bytes[equals] == UInt8(ascii: "'") {
      report(XMLRules.missingEquals, name.upperBound..<name.upperBound, "expected '=' between attribute and value")
      patches.insert(.equals, at: name.upperBound)
    } else {
      offset = name.upperBound
      patches.delete(name)
      // In a truncated tag, only the truncation is reported.
      if equals < end { report(XMLRules.missingEquals, name, "an attribute must have a value") }
      return
    }
    readValue(at: valueStart, name: name)
    if tag.names.count == XMLReader.attributeLimit {
      if !tag.exceedsLimit {
        report(XMLRules.tooManyAttributes, name, "a tag must not have more than \(XMLReader.attributeLimit) attributes")
        tag.exceedsLimit = true
      }
      patches.delete(nameStart..<offset)
      return
    }
    if tag.names.contains(where: { isSame($0, name) }) {
      report(XMLRules.duplicateAttribute, name, "the attribute \(shown(name)) occurs more than once in this tag")
      patches.delete(nameStart..<offset)
      return
    }
    tag.names.append(name)
    if bytes[name].elementsEqual("value".utf8) { tag.hasValue = true }
  }

  /// Reads a value, quoted or not, and adds missing quotes.
  private mutating func readValue(at valueStart: Int, name: Range<Int>) {
    let quote = bytes[valueStart]
    if valueStart < end, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return readQuoted(at: valueStart)
    }
    if let (open, close) = typographicQuotes(at: valueStart) {
      report(
        XMLRules.unquotedAttribute, open, "expected a straight quote, found a typographic one",
        help: "Write straight double quotes.")
      patches.replace(open, with: .doubleQuote)
      patches.replace(close, with: .doubleQuote)
      checkText(open.upperBound..<close.lowerBound, isAttribute: true, quote: UInt8(ascii: "\""))
      offset = close.upperBound
      return
    }
    offset = valueStart
    while offset < end, !bytes[offset].isBlank, bytes[offset] != UInt8(ascii: ">"),
      bytes[offset] != UInt8(ascii: "<"),
      !bytes.has("/>", at: offset)
    { offset += 1 }
    let value = valueStart..<offset
    if value.isEmpty {
      if offset < end {
        report(XMLRules.unquotedAttribute, name, "an attribute must have a value", help: "Write the value in double quotes.")
      }
      patches.delete(name.lowerBound..<valueStart)
      return
    }
    report(XMLRules.unquotedAttribute, value, "expected a value in quotes")
    patches.insert(.doubleQuote, at: value.lowerBound)
    checkText(value, isAttribute: true, quote: UInt8(ascii: "\""))
    patches.insert(.doubleQuote, at: value.upperBound)
  }

  private mutating func readQuoted(at start: Int) {
    let inner = start + 1
    let isDouble = bytes[start] == UInt8(ascii: "\"")
    let close = find(isDouble ? "\"" : "'", from: inner)
    if let close, !opensAnotherValue(close, from: inner) {
      checkText(inner..<close, isAttribute: true, quote: 0)
      offset = close + 1
      return
    }
    var limit = close ?? end
    if let close {
      // `b="c d="e"`: the value ends before the name that the quote belongs to.
      limit = close - 1
      while limit > inner, !bytes[limit].isBlank { limit -= 1 }
      while limit > inner, bytes[limit - 1].isBlank { limit -= 1 }
      if limit == inner { limit = close }
    }
    var valueEnd = inner
    while valueEnd < limit, ![UInt8(ascii: "<"), UInt8(ascii: ">"), 0x0A, 0x0D].contains(bytes[valueEnd]) { valueEnd += 1 }
    let isAtTagEnd = bytes[valueEnd] == UInt8(ascii: ">")
    if isAtTagEnd, valueEnd > inner, bytes[valueEnd - 1] == UInt8(ascii: "/") { valueEnd -= 1 }
    while valueEnd > inner, bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
    if bytes.afterWhitespace(from: valueEnd, before: end) >= end {
      reportTruncation("the document ends inside an attribute's value")
    } else {
      report(XMLRules.unterminatedValue, valueEnd..<valueEnd, "expected a closing quote here")
    }
    checkText(inner..<valueEnd, isAttribute: true, quote: bytes[start])
    patches.insert(isDouble ? .doubleQuote : .singleQuote, at: valueEnd)
    offset = valueEnd
  }

  /// Whether the quote that would close a value opens the next value instead, so that the closing quote is missing.
  private func opensAnotherValue(_ quote: Int, from inner: Int) -> Bool {
    guard quote > inner else { return false }
    var before = quote - 1
    while before > inner, bytes[before].isBlank { before -= 1 }
    guard bytes[before] == UInt8(ascii: "=") else { return false }
    let next = bytes[quote + 1]
    let endsValue = next.isBlank || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
    return !endsValue || bytes[inner..<quote].contains(UInt8(ascii: "<"))
  }

  /// The typographic quotes around a value, as word processors write them.
  private func typographicQuotes(at start: Int) -> (open: Range<Int>, close: Range<Int>)? {
    func isQuote(_ offset: Int) -> Bool {
      guard offset + 3 <= end, bytes[offset] == 0xE2 else { return false }
      return (0x2018...0x201F).contains(bytes.codePoint(at: offset).code)
    }
    guard isQuote(start) else { return nil }
    var offset = start + 3
    while offset < end, ![UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0x0A].contains(bytes[offset]) {
      if isQuote(offset) { return (start..<start + 3, offset..<offset + 3) }
      offset += 1
    }
    return nil
  }

  /// Removes text that is not an attribute.
  private mutating func skipGarbage() {
    let garbage = offset
    repeat {
      offset += 1
    } while offset < end && !bytes[offset].isBlank && bytes[offset] != UInt8(ascii: ">")
      && bytes[offset] != UInt8(ascii: "<") && !bytes.has("/>", at: offset)
    report(XMLRules.notWellFormed, garbage..<offset, "expected an attribute", help: "Remove this text, or write name=\"value\".")
    patches.delete(garbage..<offset)
  }
}
