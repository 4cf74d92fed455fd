import Findings

/// The XML declaration.
extension XMLRecovery {
  /// Reads an XML declaration, which is omitted from the corrected text, as it adds no information.
  mutating func readXMLDeclaration() {
    let declaration = offset
    let error = declarationError()
    offset = max(offset, declaration + 2)
    // After an error, the declaration ends at the next '>'.
    while offset < end, bytes[offset] != UInt8(ascii: ">"), bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    if offset < end, bytes[offset] == UInt8(ascii: ">") { offset += 1 }
    patches.replace(declaration..<offset, with: open.isEmpty ? .nothing : .comment)
    if declaration != start {
      report(
        XMLRules.badDeclaration, declaration..<declaration + 5, "the XML declaration must be at the start of the document",
        help: "Remove it, or the content before it.")
    } else if let (range, message) = error {
      if range.lowerBound >= endOfText {
        reportTruncation("the document ends inside the XML declaration")
      } else {
        report(XMLRules.badDeclaration, range, message)
      }
    }
  }

  /// The first error in the declaration at `offset`, if there is one. `offset` advances to the error, or to the `?>`.
  private mutating func declarationError() -> (Range<Int>, Message)? {
    let start = offset
    if !bytes.has("<?xml", at: start) { return (start + 2..<start + 5, "'xml' must be in lower case") }
    offset += 5
    var seen = 0
    while true {
      let gap = offset
      offset = bytes.afterWhitespace(from: offset, before: end)
      if bytes.has("?>", at: offset) {
        return seen == 0 ? (offset..<offset + 2, "expected a version in the XML declaration") : nil
      }
      let name = offset..<bytes.endOfXMLName(at: offset)
      guard !name.isEmpty else { return (offset..<offset + 1, "expected '?>' at the end of the XML declaration") }
      guard offset > gap else { return (offset..<offset, "expected a space here") }
      let names = ["version", "encoding", "standalone"]
      guard let index = names.firstIndex(of: source.string(name)) else {
        return (name, "expected only version, encoding and standalone in the XML declaration")
      }
      if seen == 0 && index > 0 { return (name, "expected the version of the XML declaration before this") }
      if index < seen { return (name, "expected version, encoding and standalone in this order, each once") }
      seen = index + 1
      offset = bytes.afterWhitespace(from: name.upperBound, before: end)
      guard bytes[offset] == UInt8(ascii: "=") else { return (offset..<offset, "expected '=' here") }
      offset = bytes.afterWhitespace(from: offset + 1, before: end)
      let quote = bytes[offset]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return (offset..<offset, "expected a quote here") }
      guard let close = bytes[(offset + 1)..<end].firstIndex(of: quote) else {
        return (offset..<offset + 1, "expected a closing quote to match this one")
      }
      let value = offset + 1..<close
      offset = close + 1
      if !isValue(value, of: index) { return (value, "invalid value for \(text: names[index])") }
    }
  }

  private func isValue(_ range: Range<Int>, of index: Int) -> Bool {
    let value = source.string(range)
    switch index {
    case 0:
      return value.hasPrefix("1.") && value.utf8.count > 2 && value.utf8.dropFirst(2).allSatisfy(\.isDigit)
    case 1:
      guard let first = value.utf8.first, first.isLetter else { return false }
      return value.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-._".utf8.contains($0) }
    default: return value == "yes" || value == "no"
    }
  }
}
