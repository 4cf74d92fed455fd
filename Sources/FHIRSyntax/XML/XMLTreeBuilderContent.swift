/// Text and processing instructions between tags.
extension XMLTreeBuilder {
  /// Reads the content between the last tag and the next: text, comments and processing instructions.
  mutating func readContent(to end: Int) {
    guard let element = open.last else { return }
    var offset = markupEnd
    var textStart = offset
    var isBlank = true
    var isEscaped = false
    while offset < end {
      let byte = unsafe text[offset]
      if byte == UInt8(ascii: "<") {
        let length = markupLength(at: offset, before: end)
        if unsafe text[offset + 1] == UInt8(ascii: "!"), unsafe text[offset + 2] == UInt8(ascii: "[") {
          isBlank = false
          isEscaped = true
        } else {
          if !isBlank { appendText(textStart..<offset, isEscaped: isEscaped, in: element) }
          if unsafe text[offset + 1] == UInt8(ascii: "?") { appendInstruction(offset..<offset + length, in: element) }
          textStart = offset + length
          isBlank = true
          isEscaped = false
        }
        offset += length
        continue
      }
      if byte > 0x20 { isBlank = false }
      if byte == UInt8(ascii: "&") || byte == 0x0D { isEscaped = true }
      offset += 1
    }
    if !isBlank { appendText(textStart..<end, isEscaped: isEscaped, in: element) }
  }

  private mutating func appendText(_ range: Range<Int>, isEscaped: Bool, in element: OpenElement) {
    var range = range
    // Whitespace around text is significant only in narrative.
    if element.language != .xhtml {
      while let first = range.first, unsafe text[first].isBlank { range = first + 1..<range.upperBound }
      while let last = range.last, unsafe text[last].isBlank { range = range.lowerBound..<last }
    }
    let source = sourceRange(range)
    _ = builder.append(
      .text, named: .textContent, in: element.node, flags: isEscaped ? .escaped : [],
      nameRange: source.lowerBound..<source.lowerBound,
      valueRange: source)
  }

  private mutating func appendInstruction(_ range: Range<Int>, in element: OpenElement) {
    var nameEnd = range.lowerBound + 2
    while nameEnd < range.upperBound, unsafe !text[nameEnd].isBlank, unsafe text[nameEnd] != UInt8(ascii: "?") {
      nameEnd += 1
    }
    _ = builder.append(
      .instruction, named: .processingInstruction, in: element.node,
      nameRange: sourceRange(min(range.lowerBound + 2, nameEnd)..<nameEnd), valueRange: sourceRange(range))
  }

  /// The length of the comment, instruction or CDATA section that starts at an offset; at least 1.
  private func markupLength(at start: Int, before end: Int) -> Int {
    // Safe: at most three bytes after the text are read, which is padded.
    let (last, before): (UInt8, UInt8) =
      switch unsafe (text[start + 1], text[start + 2]) {
      case (UInt8(ascii: "?"), _): (UInt8(ascii: ">"), UInt8(ascii: "?"))
      case (UInt8(ascii: "!"), UInt8(ascii: "[")): (UInt8(ascii: ">"), UInt8(ascii: "]"))
      case (UInt8(ascii: "!"), _): (UInt8(ascii: ">"), UInt8(ascii: "-"))
      default: (0, 0)
      }
    guard last != 0 else { return 1 }
    // `<!-->` is not a comment: the closing hyphens must differ from the opening ones.
    var offset = start + (before == UInt8(ascii: "-") ? 6 : before == UInt8(ascii: "]") ? 11 : 3)
    while offset < end {
      if unsafe text[offset] == last, unsafe text[offset - 1] == before,
        before == UInt8(ascii: "?") || (unsafe text[offset - 2] == before)
      {
        return offset + 1 - start
      }
      offset += 1
    }
    return end - start
  }
}
