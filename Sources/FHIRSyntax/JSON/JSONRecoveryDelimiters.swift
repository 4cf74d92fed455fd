import Findings

/// Recovery after a value that is followed neither by a comma nor by the closing bracket of its container.
extension JSONReader {
  mutating func recoverAfterValue() -> State {
    if at == count { return stopTruncated() }
    if let state = recoverDoubledValueQuote() ?? recoverOpeningQuote() { return state }
    if isURLAfterQuote(), let state = recoverInnerQuote() { return state }
    if skipComment() { return .afterValue }
    if trustsIndentation, let state = recoverByIndentation() { return state }
    let start = at
    let next: State = inObject ? .name : .value
    switch byte(at) {
    case UInt8(ascii: "}") where inObject, UInt8(ascii: "]") where !inObject: return closeContainer()
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return recoverBracket()
    case UInt8(ascii: ":"):
      if recoverReplacedComma() { return next }
      if let state = recoverColonAfterValue() { return state }
    case UInt8(ascii: ")"):
      if let state = recoverClosingParenthesis() { return state }
    case UInt8(ascii: "{") where inObject && isInsideArray(container):
      report(JSONRules.missingBracket, lastEnd..<lastEnd, "expected '},' before the next object")
      _ = leaveContainer()
      return .value
    case UInt8(ascii: "\""):
      if let state = recoverInnerQuote() { return state }
      reportMissingComma()
      return readNameAfterComma() ?? next
    case UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: "|"):
      report(JSONRules.missingComma, at..<at + 1, "expected ',' here", help: "Replace it with ','.")
      at += 1
      return next
    case UInt8(ascii: "{") where !inObject, UInt8(ascii: "[") where !inObject, UInt8(ascii: "'"),
      UInt8(ascii: "0")...UInt8(ascii: "9") where !inObject, UInt8(ascii: "-") where !inObject:
      reportMissingComma()
      return next
    default:
      if let state = recoverInnerQuote() { return state }
      let end = wordEnd(from: at)
      if end > at, isColon(after: end) || !inObject {
        reportMissingComma()
        return next
      }
    }
    at = start
    skipStrayText("expected ',' or a closing bracket")
    return .afterValue
  }

  /// At a colon after a value that should have been a name: `"a": "b": 1` lacks a value, `[ "a": 1` a bracket.
  mutating func recoverColonAfterValue() -> State? {
    let last = builder.nodes.count - 1
    guard last >= 0, builder.nodes[last].form == .string, builder.nodes[last].parent == container, UInt32(last) != container,
      !builder.nodes[last].flags.contains(.unquoted), Int(builder.nodes[last].valueEnd) == lastEnd
    else { return nil }
    let start = Int(builder.nodes[last].valueStart)
    let text = JSONEscapes.decoded(builder.source.storage[start + 1..<lastEnd - 1])
    if inObject {
      let end = Int(builder.nodes[last].nameEnd)
      report(JSONRules.missingValue, end..<end, "expected ':' and a value after this name")
      builder.nodes[last].form = .missing
      builder.nodes[last].valueStart = UInt32(end)
      builder.nodes[last].valueEnd = UInt32(end)
    } else {
      if recoverReplacedObject(beforeName: start) { return .firstName }
      // Either the array should have ended before this name, or an object should have started.
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

  /// The end of the text before an offset, without trailing whitespace and comma.
  func endOfItems(before position: Int) -> Int {
    var end = position
    while end > 0, byte(end - 1) <= 0x20 { end -= 1 }
    if end > 0, byte(end - 1) == UInt8(ascii: ",") { end -= 1 }
    // Not before the end of the last item, or the array's own bracket.
    if let item = lastMember(of: container) { return max(end, Int(builder.nodes[Int(item)].valueEnd)) }
    return max(end, Int(builder.nodes[Int(container)].valueStart) + 1)
  }

  /// Opens an object without an opening bracket in the array that is the container.
  mutating func openImplied() {
    let index = builder.append(
      .object, named: builder.nodes[Int(container)].name, in: container, nameRange: 0..<0, valueRange: at..<at)
    depth += 1
    container = index
    inObject = true
  }
}
