package import Findings

/// Edits to the text of nodes. They are valid only in a text without syntax errors: callers must fix the syntax first.
extension Document {
  /// Replaces the text of a primitive; no edits if it is unchanged, if it would need escapes, or if there is no text.
  package func edits(writing text: String, at node: Node) -> [Edit] {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !"\"\\&<>'".utf8.contains($0) }
    guard isPlain, record(node).form == .string || record(node).form == .attribute, !value(of: node, is: text) else {
      return []
    }
    return [Edit(textRange(of: node), text)]
  }

  /// Puts the value of a JSON member into an array.
  package func edits(wrapping node: Node) -> [Edit] {
    let range = valueRange(of: node)
    return [Edit(range.lowerBound..<range.lowerBound, "["), Edit(range.upperBound..<range.upperBound, "]")]
  }

  /// Removes a primitive that has neither children nor a companion: in JSON with its comma, in XML with its line if nothing else
  /// is on that line.
  package func edits(removing node: Node) -> [Edit] {
    let record = record(node)
    guard node.index != 0, isLeaf(node), hasValue(node), nameRange(of: node) != nil, !record.flags.contains(.duplicate) else {
      return []
    }
    switch format {
    case .json: return [Edit(memberRange(of: node), "")]
    case .xml:
      guard !record.flags.contains(.xmlAttribute), let range = elementRange(of: node) else { return [] }
      return [Edit(wholeLine(range), "")]
    }
  }

  /// The bytes to remove so that the members before and after stay unchanged.
  private func memberRange(of node: Node) -> Range<Int> {
    var before: Node?
    var after: Node?
    for child in children(of: Node(index: record(node).parent)) {
      if child < node { before = child }
      if child > node && after == nil { after = child }
    }
    let start = Int(record(node).nameStart)
    if let after { return start..<Int(record(after).nameStart) }
    let end = Int(record(node).valueEnd)
    return (before.map { Int(record($0).valueEnd) } ?? start)..<end
  }

  /// The range of an XML element without content, from its first `<` to its last `>`; nil if it has another form.
  private func elementRange(of node: Node) -> Range<Int>? {
    let bytes = source.bytes
    let start = Int(record(node).nameStart) - 1
    guard start >= 0, bytes[start] == UInt8(ascii: "<") else { return nil }
    guard var end = bytes[Int(record(node).valueEnd)...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    if bytes[end - 1] != UInt8(ascii: "/") {
      let closing = bytes[(end + 1)...].drop { $0.isXMLBlank }
      guard closing.starts(with: "</".utf8), let last = closing.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      end = last
    }
    return start..<end + 1
  }

  /// A range extended to whole lines if the rest of its lines is blank; otherwise the range itself.
  private func wholeLine(_ range: Range<Int>) -> Range<Int> {
    let bytes = source.bytes
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A else { return range }
    let rest = bytes[range.upperBound...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard rest.first == 0x0A else { return range }
    return start..<rest.startIndex + 1
  }
}

extension UInt8 {
  fileprivate var isXMLBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
