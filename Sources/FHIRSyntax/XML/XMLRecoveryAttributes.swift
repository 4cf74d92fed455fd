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
        if bytes[close] == UInt8(ascii: "<") {
          offset += 1
          patches.insert(.greater, at: offset)
          return true
        }
        patches.replace(offset..<offset + 1, with: .blank)
        offset += 1
      case UInt8(ascii: "<"):
        report(XMLRules.unclosedTag, gap..<gap, "expected '>' at the end of this tag, found another tag")
        patches.insert(tag.hasValue ? .emptyTagEnd : .greater, at: gap)
        offset = gap
        return tag.hasValue
      default:
        if offset == gap { insertMissingSpace() }
        readAttribute(&tag)
      }
    }
  }

  private mutating func insertMissingSpace() {
    if bytes.endOfXMLName(at: offset) > offset {
      report(XMLRules.missingBlank, offset..<offset, "expected a space before this attribute")
    }
    patches.insert(.blank, at: offset)
  }

  private mutating func readAttribute(_ tag: inout TagReader) {
    let nameStart = offset
    let name = nameStart..<bytes.endOfXMLName(at: nameStart)
    guard !name.isEmpty else { return skipGarbage() }
    if let (name, valueStart) = colonForEquals(in: name) { return readValue(at: valueStart, name: name, into: &tag) }
    let equals = bytes.afterWhitespace(from: name.upperBound, before: end)
    var valueStart = equals
    if bytes[equals] == UInt8(ascii: "=") {
      valueStart = afterEquals(equals)
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
    readValue(at: valueStart, name: name, into: &tag)
  }

  /// If a name ends with a colon in place of the equals sign before its value, as in `value:"1"`, reports the colon, and
  /// returns the name without it and the start of the value; otherwise returns nil.
  private mutating func colonForEquals(in name: Range<Int>) -> (name: Range<Int>, valueStart: Int)? {
    let start = bytes.afterWhitespace(from: name.upperBound, before: end)
    let colon = name.upperBound - 1
    guard start < end, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'"), name.count > 1,
      bytes[colon] == UInt8(ascii: ":")
    else { return nil }
    report(
      XMLRules.missingEquals, colon..<colon + 1, "expected '=' between attribute and value, found ':'",
      help: "Replace it with '='.")
    patches.replace(colon..<colon + 1, with: .equals)
    return (name.lowerBound..<colon, start)
  }

  /// The start of the value after an equals sign; a second one before the value is reported and removed.
  private mutating func afterEquals(_ equals: Int) -> Int {
    let start = bytes.afterWhitespace(from: equals + 1, before: end)
    let next = bytes.afterWhitespace(from: start + 1, before: end)
    guard start < end, bytes[start] == UInt8(ascii: "="), bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "'")
    else { return start }
    report(XMLRules.notWellFormed, start..<start + 1, "expected one '=', found two", help: "Remove this '='.")
    patches.delete(start..<start + 1)
    return next
  }

  /// Reads a value, and records its attribute.
  private mutating func readValue(at valueStart: Int, name: Range<Int>, into tag: inout TagReader) {
    let nameStart = name.lowerBound
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
    if offset > valueStart, let close = closingQuote(after: valueStart) {
      report(XMLRules.unquotedAttribute, valueStart..<close, "expected a quote before this value")
      patches.insert(bytes[close] == UInt8(ascii: "\"") ? .doubleQuote : .singleQuote, at: valueStart)
      checkText(valueStart..<close, isAttribute: true, quote: 0)
      offset = close + 1
      return
    }
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
    if close == inner, isOpeningQuote(inner) {
      report(
        XMLRules.notWellFormed, inner..<inner + 1, "expected one quote before this value, found two", help: "Remove this quote.")
      patches.delete(inner..<inner + 1)
      let last = find(isDouble ? "\"" : "'", from: inner + 1) ?? end
      checkText(inner + 1..<last, isAttribute: true, quote: 0)
      offset = last + 1
      return
    }
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

  /// The quote that closes a value without an opening quote, on the same line and in the same tag; nil if there is none.
  private func closingQuote(after start: Int) -> Int? {
    for offset in start..<end {
      switch bytes[offset] {
      case UInt8(ascii: "\""): return isAfterValue(offset + 1) ? offset : nil
      case UInt8(ascii: "'") where isAfterValue(offset + 1): return offset
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), 0x0A, 0x0D: return nil
      default: break
      }
    }
    return nil
  }

  /// Whether the second of two quotes opens the value: the next quote on its line closes the value, and is in the same tag.
  private func isOpeningQuote(_ quote: Int) -> Bool {
    let inner = quote + 1
    guard !isAfterValue(inner) else { return false }
    var close = inner
    while close < end, bytes[close] != bytes[quote] {
      if [UInt8(ascii: "<"), UInt8(ascii: ">"), 0x0A, 0x0D].contains(bytes[close]) { return false }
      close += 1
    }
    return close < end && bytes[close - 1] != UInt8(ascii: "=") && isAfterValue(close + 1)
  }

  /// Whether the byte at an offset may follow the closing quote of a value.
  private func isAfterValue(_ offset: Int) -> Bool {
    offset >= end || bytes[offset].isBlank || bytes[offset] == UInt8(ascii: "/") || bytes[offset] == UInt8(ascii: ">")
  }

  /// Whether the quote that would close a value opens the next value instead, so that the closing quote is missing.
  private func opensAnotherValue(_ quote: Int, from inner: Int) -> Bool {
    guard quote > inner else { return false }
    var before = quote - 1
    while before > inner, bytes[before].isBlank { before -= 1 }
    guard bytes[before] == UInt8(ascii: "=") else { return false }
    return !isAfterValue(quote + 1) || bytes[inner..<quote].contains(UInt8(ascii: "<"))
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
