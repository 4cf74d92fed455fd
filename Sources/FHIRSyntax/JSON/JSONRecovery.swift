/// What the reader does where the text is not JSON: one finding at the place where a person would mend it, and on.
///
/// Every function here either moves forward in the text or closes a container, so that reading ends.
extension JSONReader {
  // MARK: Names

  /// At a place where a name is due and no plain double quote stands.
  mutating func recoverName(first: Bool) -> State {
    let again: State = first ? .firstName : .name
    if at == count { return stopTruncated() }
    if skipComment() { return again }
    if trustsIndentation, let state = judgeIndentation() { return state }
    let start = at
    switch byte(at) {
    case UInt8(ascii: "\""): return readName()
    case UInt8(ascii: "}"):
      if !first { report(JSONRules.extraComma, lastComma..<lastComma + 1, "no member follows this comma") }
      return closeContainer()
    case UInt8(ascii: "]"): return recoverBracket()
    case UInt8(ascii: ","):
      report(JSONRules.extraComma, at..<at + 1, first ? "no member stands before this comma" : "a second comma")
      at += 1
      return again
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      guard let content = readOtherQuotes() else { break }
      report(JSONRules.singleQuotes, start..<at, "this name is not in double quotes")
      return named(content, from: start)
    case UInt8(ascii: ":"):
      report(JSONRules.missingName, at..<at + 1, "expected a name before ':'")
      at += 1
      name = Name(symbol: .none, start: start, end: start, flags: [])
      return .value
    case UInt8(ascii: "{") where isInsideArray(container) && !first:
      // The object before lacks its bracket: `[ { "a": 1, { "b": 2 } ]`.
      report(JSONRules.missingBracket, lastEnd..<lastEnd, "expected '}' before the next object")
      _ = leaveContainer()
      return .value
    case UInt8(ascii: "{") where !first && wrapLastMember(ofForm: .object): return .value
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      report(JSONRules.strayBracket, at..<at + 1, "expected a name in double quotes, found \(code: character(at))")
      at += 1
      return again
    default:
      let end = wordEnd(from: at)
      if end > at, isColon(behind: end) || Self.isWord(byte(at)) {
        at = end
        report(JSONRules.unquotedName, start..<end, "this name is not in double quotes")
        return named(start..<end, from: start)
      }
    }
    skipStrayText("expected a name in double quotes")
    return again
  }

  /// At a name whose text has escapes or control characters, or no end.
  mutating func recoverEscapedName() -> State {
    let start = at
    if let end = lostNameEnd() {
      report(JSONRules.unterminatedString, end..<end, "expected '\"' here: the name has no end")
      at = end
      return named(start + 1..<end, from: start)
    }
    guard let end = finishString() else { return stopTruncated() }
    return named(start + 1..<end, from: start)
  }

  /// Where a name ends that has no quote on its line, but a colon, as `status` of `"status: 1`.
  private func lostNameEnd() -> Int? {
    let lineEnd = plainEnd(from: at + 1)
    guard lineEnd == count || byte(lineEnd) == 0x0A || byte(lineEnd) == 0x0D else { return nil }
    var end = at + 1
    while end < lineEnd, byte(end) != UInt8(ascii: ":") { end += 1 }
    guard end < lineEnd else { return nil }
    while end > at + 1, byte(end - 1) == 0x20 { end -= 1 }
    return end > at + 1 ? end : nil
  }

  /// Takes a range of bytes as the name that was read, and goes on to its colon.
  private mutating func named(_ content: Range<Int>, from start: Int) -> State {
    let text = JSONEscapes.decoded(builder.source.storage[content])
    let isCompanion = text.utf8.first == UInt8(ascii: "_") && text.utf8.count > 1
    let symbol = builder.intern(isCompanion ? String(text.dropFirst()) : text)
    name = Name(symbol: symbol, start: start, end: max(at, start), flags: isCompanion ? .companion : [])
    return readColon()
  }

  /// Behind a name where no colon stands.
  mutating func recoverColon() -> State {
    if at == count {
      _ = leafMissing()
      return stopTruncated()
    }
    if skipComment() { return readColon() }
    if recoverNameEnd() { return .value }
    let here = lastEnd
    switch byte(at) {
    case UInt8(ascii: "="), UInt8(ascii: ";"):
      let length = byte(at + 1) == UInt8(ascii: ">") ? 2 : 1
      report(JSONRules.missingColon, at..<at + length, "expected ':' here", help: "Write ':' between a name and its value.")
      at += length
      return .value
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      if let state = recoverItemReadAsName() { return state }
      report(JSONRules.missingValue, here..<here, "expected ':' and a value behind this name")
      return leafMissing()
    case UInt8(ascii: "}"):
      report(JSONRules.missingValue, here..<here, "expected ':' and a value behind this name")
      return leafMissing()
    case UInt8(ascii: "\""):
      let end = plainEnd(from: at + 1)
      if byte(end) == UInt8(ascii: "\""), isColon(behind: end + 1) {
        report(JSONRules.missingValue, here..<here, "expected ':' and a value behind this name")
        _ = leafMissing()
        return .name
      }
    default: break
    }
    report(JSONRules.missingColon, here..<here, "expected ':' behind this name")
    return .value
  }

  /// Where the text read as a name holds its own colon, as `status: ` of `"status: "booked"`: ends the name before it.
  private mutating func recoverNameEnd() -> Bool {
    guard at == lastEnd, name.end == at, name.end - name.start > 3, byte(name.start) == UInt8(ascii: "\"") else { return false }
    let quote = name.end - 1
    var end = quote
    while end > name.start + 1, byte(end - 1) == 0x20 { end -= 1 }
    guard byte(end - 1) == UInt8(ascii: ":"), end - 1 > name.start + 1 else { return false }
    report(JSONRules.unterminatedString, end - 1..<end - 1, "expected '\"' here: the name has no end")
    let text = JSONEscapes.decoded(builder.source.storage[name.start + 1..<end - 1])
    name = Name(symbol: builder.intern(text), start: name.start, end: end - 1, flags: [])
    at = quote
    lastEnd = end
    return true
  }

  /// Where what was read as a name is the second item of an array without its `[`: `"given": "A", "B" ]`.
  private mutating func recoverItemReadAsName() -> State? {
    guard name.end > name.start + 1, byte(name.start) == UInt8(ascii: "\""), byte(name.end - 1) == UInt8(ascii: "\""),
      wrapLastMember(ofForm: .string) else { return nil }
    let item = name.start
    let end = at
    at = name.end
    let isEscaped = builder.source.storage[item..<at].contains(UInt8(ascii: "\\"))
    let state = leaf(.string, from: item, flags: isEscaped ? .escaped : [])
    at = end
    return state
  }

  /// A name without a value, as a node that says so.
  mutating func leafMissing() -> State {
    let end = at
    at = lastEnd
    let state = leaf(.missing, from: lastEnd, flags: [])
    at = end
    return state
  }

  // MARK: Values

  /// At a place where a value is due and none begins.
  mutating func recoverValue() -> State {
    if at == count {
      if inObject { _ = leafMissing() }
      return stopTruncated()
    }
    if skipComment() { return .value }
    if container == Self.noContainer, ![UInt8(ascii: "'"), UInt8(ascii: "+"), UInt8(ascii: ".")].contains(byte(at)) { return recoverStart() }
    let start = at
    switch byte(at) {
    case UInt8(ascii: ","):
      if inObject {
        report(JSONRules.missingValue, lastEnd..<lastEnd, "expected a value here")
        return leafMissing()
      }
      report(JSONRules.extraComma, at..<at + 1, "no item stands before this comma")
      at += 1
      return .value
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if inObject {
        report(JSONRules.missingValue, lastEnd..<lastEnd, "expected a value here")
        return leafMissing()
      }
      if byte(at) == UInt8(ascii: "}") { return recoverBracket() }
      report(JSONRules.extraComma, lastComma..<lastComma + 1, "no item follows this comma")
      return closeContainer()
    case UInt8(ascii: ":"):
      report(JSONRules.strayText, at..<at + 1, "a second ':'")
      at += 1
      return .value
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      guard let content = readOtherQuotes() else { break }
      report(JSONRules.singleQuotes, start..<at, "this text is not in double quotes")
      return leaf(unquoted: content)
    case UInt8(ascii: "+"), UInt8(ascii: "."): return recoverNumber()
    default:
      if let state = readWords() { return state }
    }
    if container == Self.noContainer { return recoverStart() }
    skipStrayText("expected a value")
    if [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(byte(at)) { return .value }
    lastEnd = at
    return inObject ? leafMissing() : .afterValue
  }

  /// At a document that does not begin with a value: reads on at its first bracket, if there is one.
  private mutating func recoverStart() -> State {
    let start = at
    while at < count, byte(at) != UInt8(ascii: "{"), byte(at) != UInt8(ascii: "[") { at += 1 }
    report(
      JSONRules.strayText, start..<start + 1,
      at < count ? "expected '{', found other text before it" : "this is not JSON: expected '{'")
    return at < count ? .value : .stopped
  }

  /// A value whose text is these bytes, without quotes.
  private mutating func leaf(unquoted content: Range<Int>) -> State {
    let end = at
    at = content.upperBound
    let state = leaf(.string, from: content.lowerBound, flags: builder.source.storage[content].contains(UInt8(ascii: "\\")) ? [.unquoted, .escaped] : .unquoted)
    at = end
    lastEnd = end
    return state
  }

  /// Text without quotes where a value is due: to the end of the line, or a comma or closing bracket.
  private mutating func readWords() -> State? {
    let start = at
    guard Self.isWord(byte(at)) else { return nil }
    var end = at
    scan: while end < count {
      switch byte(end) {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), 0x00..<0x20: break scan
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
      report(JSONRules.unquotedValue, start..<end, "this is no value of JSON", help: "Leave the member out: FHIR has no empty values.")
      return leaf(.null, from: start, flags: [])
    case "nan", "infinity":
      report(JSONRules.invalidNumber, start..<end, "JSON has no such number", help: "Leave the member out, or write a number.")
      return leaf(.number, from: start, flags: [])
    default:
      report(JSONRules.unquotedValue, start..<end, "this text is not in double quotes")
      return leaf(.string, from: start, flags: .unquoted)
    }
  }

  /// At something like a number that is none by RFC 8259: taken as written.
  mutating func recoverNumber() -> State {
    let start = at
    var end = at + 1
    while Self.isWord(byte(end)) || Self.isNumberLike(byte(end)) { end += 1 }
    at = min(end, count)
    let looksLikeNumber = builder.source.storage[start..<at].allSatisfy {
      Self.isDigit($0) || [UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0)
    }
    guard looksLikeNumber else {
      report(JSONRules.unquotedValue, start..<at, "this text is not in double quotes")
      return leaf(.string, from: start, flags: .unquoted)
    }
    report(JSONRules.invalidNumber, start..<at, "this is not a number as JSON writes them")
    return leaf(.number, from: start, flags: [])
  }

  // MARK: Behind values

  /// Behind a value where neither a comma nor the container's bracket stands.
  mutating func recoverAfterValue() -> State {
    if at == count { return stopTruncated() }
    if skipComment() { return .afterValue }
    if trustsIndentation, let state = judgeIndentation() { return state }
    let start = at
    let next: State = inObject ? .name : .value
    switch byte(at) {
    case UInt8(ascii: "}") where inObject, UInt8(ascii: "]") where !inObject: return closeContainer()
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return recoverBracket()
    case UInt8(ascii: ":"):
      if let state = recoverColonBehindValue() { return state }
    case UInt8(ascii: "{") where inObject && isInsideArray(container):
      report(JSONRules.missingBracket, lastEnd..<lastEnd, "expected '},' before the next object")
      _ = leaveContainer()
      return .value
    case UInt8(ascii: "\""):
      if let state = recoverInnerQuote() { return state }
      report(JSONRules.missingComma, lastEnd..<lastEnd, "expected ',' after this value")
      return next
    case UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: "|"):
      report(JSONRules.missingComma, at..<at + 1, "expected ',' here", help: "Write ',' in its place.")
      at += 1
      return next
    case UInt8(ascii: "{") where !inObject, UInt8(ascii: "[") where !inObject, UInt8(ascii: "'"),
      UInt8(ascii: "0")...UInt8(ascii: "9") where !inObject, UInt8(ascii: "-") where !inObject:
      report(JSONRules.missingComma, lastEnd..<lastEnd, "expected ',' after this value")
      return next
    default:
      if let state = recoverInnerQuote() { return state }
      let end = wordEnd(from: at)
      if end > at, isColon(behind: end) || !inObject {
        report(JSONRules.missingComma, lastEnd..<lastEnd, "expected ',' after this value")
        return next
      }
    }
    at = start
    skipStrayText("expected ',' or a closing bracket")
    return .afterValue
  }

  /// At a colon behind a value that should have been a name: `"a": "b": 1` lacks a value, `[ "a": 1` a bracket.
  private mutating func recoverColonBehindValue() -> State? {
    let last = builder.nodes.count - 1
    guard last >= 0, builder.nodes[last].form == .string, builder.nodes[last].parent == container, UInt32(last) != container,
      !builder.nodes[last].flags.contains(.unquoted), Int(builder.nodes[last].valueEnd) == lastEnd
    else { return nil }
    let start = Int(builder.nodes[last].valueStart)
    let text = JSONEscapes.decoded(builder.source.storage[start + 1..<lastEnd - 1])
    if inObject {
      let end = Int(builder.nodes[last].nameEnd)
      report(JSONRules.missingValue, end..<end, "expected ':' and a value behind this name")
      builder.nodes[last].form = .missing
      builder.nodes[last].valueStart = UInt32(end)
      builder.nodes[last].valueEnd = UInt32(end)
    } else {
      // Either the array should have ended before this name, or an object should have begun.
      let closesArray = balance() == depth - 1 && isInsideObject(container)
      builder.nodes.removeLast()
      if closesArray {
        let end = endOfItems(before: start)
        report(JSONRules.missingBracket, end..<end, "expected ']' here: a name follows")
        lastEnd = end
        _ = leaveContainer()
      } else {
        report(JSONRules.missingBracket, start..<start, "expected '{' before this name")
        let colon = at
        at = start
        openImplied()
        at = colon
      }
    }
    name = Name(symbol: builder.intern(text), start: start, end: lastEnd > start ? lastEnd : at, flags: [])
    at += 1
    lastEnd = at
    return .value
  }

  /// The end of the text before a place, less blanks and a comma.
  private func endOfItems(before place: Int) -> Int {
    var end = place
    while end > 0, byte(end - 1) <= 0x20 { end -= 1 }
    if end > 0, byte(end - 1) == UInt8(ascii: ",") { end -= 1 }
    // Not before the end of the last item, or the array's own bracket.
    if let item = lastMember(of: container) { return max(end, Int(builder.nodes[Int(item)].valueEnd)) }
    return max(end, Int(builder.nodes[Int(container)].valueStart) + 1)
  }

  /// Opens an object that lacks its bracket, in the array that is the container.
  private mutating func openImplied() {
    let index = builder.append(
      .object, named: builder.nodes[Int(container)].name, in: container, nameRange: 0..<0, valueRange: at..<at)
    depth += 1
    container = index
    inObject = true
  }

  // MARK: The whole document

  mutating func recoverEmpty() -> State {
    // A document that was refused whole has its finding already.
    if builder.findings.isEmpty {
      report(JSONRules.empty, 0..<0, count == 0 ? "the document is empty" : "the document holds nothing but blanks")
    }
    return .stopped
  }

  mutating func stopTooDeep() -> State {
    report(JSONRules.tooDeep, at..<at + 1, "brackets nest deeper than \(builder.limits.depth) here: the rest is not read")
    return .stopped
  }

  /// At the end of the text with brackets open: one finding, however many they are.
  mutating func stopTruncated() -> State {
    guard container != Self.noContainer else { return .stopped }
    unbalanced = depth < 64
    let opened = Int(builder.nodes[Int(container)].valueStart)
    let bracket = inObject ? "}" : "]"
    let node = Node(index: container)
    if depth == 1 {
      report(
        JSONRules.truncated, lastEnd..<lastEnd, "the document ends before the \(code: bracket) that closes line \(line(of: opened))", node: node)
    } else {
      report(
        JSONRules.truncated, lastEnd..<lastEnd,
        "the document ends with \(depth) brackets open, the last of them on line \(line(of: opened))", node: node)
    }
    return .stopped
  }

  /// Behind the document's last bracket: a bracket too many, or text that does not belong here.
  mutating func recoverBehindDocument() -> State {
    if skipComment() { return .done }
    let isClosing = byte(at) == UInt8(ascii: "}") || byte(at) == UInt8(ascii: "]")
    if isClosing {
      report(JSONRules.strayBracket, at..<at + 1, "nothing is open that this bracket could close")
      unbalanced = true
      at += 1
      return .done
    }
    let root = builder.nodes[0]
    if root.form == .object || root.form == .array, byte(at) == UInt8(ascii: ",") || byte(at) == UInt8(ascii: "\""), balance() == 1 {
      // One bracket too many closed the document early: take it back and read on.
      report(JSONRules.strayBracket, lastEnd - 1..<lastEnd, "this bracket closes the document, but more follows")
      unbalanced = true
      container = 0
      depth = 1
      inObject = root.form == .object
      return .afterValue
    }
    report(JSONRules.strayText, at..<min(count, at + 1), "the document ended before this text")
    return .stopped
  }

  // MARK: Helpers

  mutating func report(_ rule: StandardRule, _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node? = nil) {
    guard builder.findings.count < builder.limits.findings else { return }
    let place = node ?? (builder.nodes.isEmpty ? nil : Node(index: container == Self.noContainer ? 0 : container))
    builder.report(rule.finding(range.clamped(to: 0..<count), message, help: help, node: place))
  }

  /// The line, from 1, of a byte.
  mutating func line(of offset: Int) -> Int {
    let table = lines ?? LineTable(builder.source)
    lines = table
    return table.line(of: offset)
  }

  /// Skips a comment, or blanks that are none of JSON's, if they stand here, and the blanks behind them.
  mutating func skipComment() -> Bool {
    if skipOtherBlanks() { return true }
    let start = at
    switch (byte(at), byte(at + 1)) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "#"), _):
      while at < count, byte(at) != 0x0A { at += 1 }
    case (UInt8(ascii: "/"), UInt8(ascii: "*")):
      at += 2
      while at < count, !(byte(at) == UInt8(ascii: "*") && byte(at + 1) == UInt8(ascii: "/")) { at += 1 }
      at = min(count, at + 2)
    default: return false
    }
    var end = at
    while end > start, byte(end - 1) == 0x0D || byte(end - 1) == 0x20 { end -= 1 }
    report(JSONRules.comment, start..<end, "JSON has no comments")
    skipBlanks()
    return true
  }

  /// Skips blanks of Unicode; a document that has them has many, and they are one slip.
  private mutating func skipOtherBlanks() -> Bool {
    let start = at
    while at < count, otherBlankLength(at: at) > 0 { at += otherBlankLength(at: at) }
    guard at > start else { return false }
    if !reportedBlank {
      report(JSONRules.otherBlank, start..<start + otherBlankLength(at: start), "this blank is none that JSON knows")
      reportedBlank = true
    }
    skipBlanks()
    return true
  }

  private func otherBlankLength(at offset: Int) -> Int {
    switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
    case (0x0B, _, _), (0x0C, _, _): 1
    case (0xC2, 0xA0, _), (0xC2, 0x85, _): 2
    // U+2000 to U+200B, U+2028, U+2029, U+202F, U+3000, U+FEFF
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): 3
    default: 0
    }
  }

  /// Skips to the next place where reading can go on, at least one byte, with one finding.
  private mutating func skipStrayText(_ wanted: Message) {
    let start = at
    at += 1
    scan: while at < count {
      switch byte(at) {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: ":"), 0x0A: break scan
      default: at += 1
      }
    }
    var end = at
    while end > start + 1, byte(end - 1) <= 0x20 { end -= 1 }
    report(JSONRules.strayText, start..<end, "\(wanted), found other text")
  }

  /// The character at an offset, for messages; only called for brackets and punctuation.
  private func character(_ offset: Int) -> String { String(Unicode.Scalar(byte(offset))) }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while end < count, Self.isWord(byte(end)) || byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "$") { end += 1 }
    return end
  }

  /// Whether blanks and then a colon follow.
  func isColon(behind offset: Int) -> Bool {
    var offset = offset
    while offset < count, byte(offset) == 0x20 || byte(offset) == 0x09 { offset += 1 }
    return byte(offset) == UInt8(ascii: ":")
  }
}
