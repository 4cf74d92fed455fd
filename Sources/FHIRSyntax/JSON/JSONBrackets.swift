import Findings

/// Missing, superfluous and mismatched brackets.
///
/// Two clues show what was meant. `balance` counts how many containers the rest of the text closes: if there is only one mistake,
/// this determines which. If the balance shows only that something is wrong further up, the text is read a second time with
/// `trustsIndentation`: in a document laid out in lines, the line of an opening bracket and the line of its closing bracket start
/// in the same column.
extension JSONReader {
  /// At a closing bracket that does not match the container.
  mutating func recoverBracket() -> State {
    let here = at
    let bracket = byte(at)
    let wanted = inObject ? "}" : "]"
    guard container != Self.noContainer else {
      report(JSONRules.strayBracket, here..<here + 1, "this closing bracket has no opening bracket")
      at += 1
      return .value
    }
    let levels = levelsToContainer(closedBy: bracket)
    at += 1
    let closedByRest = balance()
    at = here
    if closedByRest == depth {
      report(
        JSONRules.strayBracket, here..<here + 1,
        "expected ',' or '\(text: wanted)', found a closing bracket without an opening one")
      at += 1
      return .afterValue
    }
    if let levels, closedByRest != depth - 1 {
      let opened = line(of: Int(builder.nodes[Int(container)].valueStart))
      report(
        JSONRules.missingBracket, lastEnd..<lastEnd,
        levels == 1
          ? "expected '\(text: wanted)' here, for the bracket opened on line \(opened)"
          : "expected \(levels) closing brackets here, first '\(text: wanted)' for the bracket opened on line \(opened)")
      for _ in 0..<levels { _ = leaveContainer() }
      return .afterValue
    }
    report(
      JSONRules.strayBracket, here..<here + 1, "expected '\(text: wanted)', found the other kind of bracket",
      help: "Replace it with '\(wanted)'.")
    return closeContainer()
  }

  /// How many containers must be closed before the innermost one matches a bracket; nil if none does.
  private func levelsToContainer(closedBy bracket: UInt8) -> Int? {
    let form: Form = bracket == UInt8(ascii: "}") ? .object : .array
    var levels = 0
    var index = container
    while builder.nodes[Int(index)].form != form {
      levels += 1
      if levels == depth { return nil }
      index = builder.nodes[Int(index)].parent
    }
    return levels
  }

  /// How many more containers the rest of the text closes than it opens. Counted at most a few times per document; after that the
  /// result matches no case.
  mutating func balance() -> Int {
    guard remainingScans > 0 else { return .min }
    remainingScans -= 1
    var balance = 0
    var offset = at
    while offset < count {
      switch byte(offset) {
      case UInt8(ascii: "{"), UInt8(ascii: "["): balance -= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): balance += 1
      case UInt8(ascii: "\""):
        var end = plainEnd(from: offset + 1)
        while end < count, byte(end) == UInt8(ascii: "\\") { end = plainEnd(from: min(end + 2, count)) }
        // A string that does not end on its line lacks its closing quote.
        if end < count, byte(end) == UInt8(ascii: "\"") { offset = end }
      default: break
      }
      offset += 1
    }
    return balance
  }

  /// After a comma in an object, at a possible second item of the last member's value: if the rest of the text closes one
  /// bracket more than is open, the member lacks the `[` of its array. In that case, puts an array around the value and leaves
  /// it open.
  mutating func wrapLastMember(ofForm form: Form) -> Bool {
    guard let last = lastMember(of: container), builder.nodes[Int(last)].form == form,
      depth < builder.limits.depth, balance() == depth + 1
    else { return false }
    let member = builder.nodes[Int(last)]
    let start = Int(member.valueStart)
    report(JSONRules.missingBracket, start..<start, "expected '[' here: more items follow")
    builder.insertArray(around: last)
    container = last
    depth += 1
    inObject = false
    return true
  }

  /// The last node directly inside an open container.
  func lastMember(of container: UInt32) -> UInt32? {
    var index = UInt32(truncatingIfNeeded: builder.nodes.count &- 1)
    guard index > container else { return nil }
    while builder.nodes[Int(index)].parent != container { index = builder.nodes[Int(index)].parent }
    return index
  }

  func isInsideArray(_ container: UInt32) -> Bool {
    depth > 1 && builder.nodes[Int(builder.nodes[Int(container)].parent)].form == .array
  }

  func isInsideObject(_ container: UInt32) -> Bool {
    depth > 1 && builder.nodes[Int(builder.nodes[Int(container)].parent)].form == .object
  }

  // MARK: Indentation

  /// At the first token of a line: if the indentation shows a mistake, closes a container that lacks its closing bracket, or
  /// skips a superfluous bracket. Nil if the indentation shows no mistake.
  mutating func recoverByIndentation() -> State? {
    guard container != Self.noContainer, let column = indentation(ofLineBeginningAt: at) else { return nil }
    let opened = Int(builder.nodes[Int(container)].valueStart)
    let own = indentation(ofLineContaining: opened)
    if line(of: opened) == line(of: at) { return nil }
    let isClosing = byte(at) == UInt8(ascii: "}") || byte(at) == UInt8(ascii: "]")
    if isClosing && column > own {
      report(JSONRules.strayBracket, at..<at + 1, "no bracket is open at this indentation")
      at += 1
      return .afterValue
    }
    guard isClosing ? column < own : column <= own, depth > 1 else { return nil }
    report(
      JSONRules.missingBracket, lastEnd..<lastEnd,
      "expected '\(text: inObject ? "}" : "]")' here, for the bracket opened on line \(line(of: opened))")
    let state = leaveContainer()
    // A comma missing next to the bracket, or read before it, is part of the same mistake.
    if isClosing || byte(at) == UInt8(ascii: ",") { return state }
    return inObject ? .name : .value
  }

  /// The number of spaces and tabs before a byte, if nothing else precedes it on its line.
  private func indentation(ofLineBeginningAt offset: Int) -> Int? {
    var start = offset
    while start > 0, byte(start - 1) == 0x20 || byte(start - 1) == 0x09 { start -= 1 }
    guard start == 0 || byte(start - 1) == 0x0A || byte(start - 1) == 0x0D else { return nil }
    return offset - start
  }

  private mutating func indentation(ofLineContaining offset: Int) -> Int {
    if let lastIndentation, lastIndentation.offset == offset { return lastIndentation.indentation }
    var start = offset
    while start > 0, byte(start - 1) != 0x0A, byte(start - 1) != 0x0D { start -= 1 }
    var end = start
    while byte(end) == 0x20 || byte(end) == 0x09 { end += 1 }
    lastIndentation = (offset, end - start)
    return end - start
  }
}
