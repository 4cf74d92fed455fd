import Findings

/// Recovery at the start and end of a document.
extension JSONReader {
  mutating func recoverEmpty() -> State {
    // A document that was rejected completely already has its finding.
    if builder.findings.isEmpty {
      report(JSONRules.empty, 0..<0, count == 0 ? "the document is empty" : "the document has only whitespace")
    }
    return .stopped
  }

  mutating func stopTooDeep() -> State {
    report(
      JSONRules.tooDeep, at..<at + 1, "brackets are nested deeper than the limit of \(builder.limits.depth): the rest is not read"
    )
    return .stopped
  }

  /// At the end of the text with open brackets: one finding, regardless of their number.
  mutating func stopTruncated() -> State {
    guard container != Self.noContainer else { return .stopped }
    unbalanced = depth < 64
    let opened = Int(builder.nodes[Int(container)].valueStart)
    let bracket = inObject ? "}" : "]"
    let node = Node(index: container)
    if depth == 1 {
      report(
        JSONRules.truncated, lastEnd..<lastEnd,
        "the document ends before the \(code: bracket) that closes the bracket on line \(line(of: opened))", node: node)
    } else {
      report(
        JSONRules.truncated, lastEnd..<lastEnd,
        "the document ends with \(depth) brackets open, the last of them on line \(line(of: opened))", node: node)
    }
    return .stopped
  }

  /// After the last bracket of the document: a superfluous bracket, or stray text.
  mutating func recoverAfterDocument() -> State {
    if skipComment() { return .done }
    let isClosing = byte(at) == UInt8(ascii: "}") || byte(at) == UInt8(ascii: "]")
    if isClosing {
      report(JSONRules.strayBracket, at..<at + 1, "this closing bracket has no opening bracket")
      unbalanced = true
      at += 1
      return .done
    }
    let root = builder.nodes[0]
    if root.form == .object || root.form == .array, byte(at) == UInt8(ascii: ",") || byte(at) == UInt8(ascii: "\""),
      balance() == 1
    {
      // A superfluous bracket closed the document early: undo it and continue.
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
}
