import Findings

/// Text, references, comments, CDATA sections, processing instructions.
extension XMLRecovery {
  /// Reads text up to the next `<`. If the text itself starts with `<`, that character starts no markup and is part of the text.
  mutating func readText() {
    let range = offset..<endOfTextRun()
    offset = range.upperBound
    if !open.isEmpty { return checkText(range, isAttribute: false, quote: 0) }
    var content = range
    while let first = content.first, bytes[first].isBlank { content = first + 1..<content.upperBound }
    while let last = content.last, bytes[last].isBlank { content = content.lowerBound..<last }
    guard !content.isEmpty else { return }
    report(XMLRules.contentOutsideRoot, content, "text must be inside the root element")
    patches.delete(content)
  }

  private func endOfTextRun() -> Int {
    var offset = offset + 1
    while offset < end, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    return offset
  }

  /// Checks the characters and references of text, or of an attribute's value in the quotes `quote`; 0 if the value is known to
  /// contain no quotes.
  mutating func checkText(_ range: Range<Int>, isAttribute: Bool, quote: UInt8) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&"): index = checkReference(at: index, before: range.upperBound)
      case UInt8(ascii: "<"):
        report(
          XMLRules.unescapedMarkup, index..<index + 1, "'<' must be escaped unless it starts a tag", help: "Write &lt; instead.")
        patches.replace(index..<index + 1, with: .lessReference)
        index += 1
      case UInt8(ascii: "]") where !isAttribute && index + 3 <= range.upperBound && bytes.has("]]>", at: index):
        report(
          XMLRules.unescapedMarkup, index..<index + 3, "']]>' must not occur outside a CDATA section",
          help: "Write ]]&gt; instead.")
        patches.replace(index + 2..<index + 3, with: .greaterReference)
        index += 3
      case UInt8(ascii: "\"") where byte == quote:
        patches.replace(index..<index + 1, with: .doubleQuoteReference)
        index += 1
      case UInt8(ascii: "'") where byte == quote:
        patches.replace(index..<index + 1, with: .singleQuoteReference)
        index += 1
      default: index = checkCharacter(at: index, before: range.upperBound, replacement: .questionMark)
      }
    }
  }

  /// Checks the character at an offset. If it is invalid, reports it together with the invalid characters directly after it.
  /// Returns the offset after the checked characters.
  private mutating func checkCharacter(at start: Int, before limit: Int, replacement: XMLPatches.Replacement) -> Int {
    var index = start
    while index < limit {
      let (code, length) = bytes.codePoint(at: index)
      if XMLCharacters.isCharacter(code) { break }
      patches.replace(index..<index + length, with: replacement)
      index += length
    }
    guard index > start else { return start + bytes.codePoint(at: start).length }
    let code = String(bytes.codePoint(at: start).code, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
    report(XMLRules.invalidCharacter, start..<index, "the character \(text: name) is not allowed in XML")
    return index
  }

  /// Checks the reference that starts with the `&` at an offset; returns its end.
  private mutating func checkReference(at start: Int, before limit: Int) -> Int {
    if let (_, end) = XMLEscapes.reference(at: start, in: bytes[..<limit]) { return end }
    patches.replace(start..<start + 1, with: .ampersandReference)
    let isNumeric = bytes[start + 1] == UInt8(ascii: "#")
    var nameEnd = start + 1
    if isNumeric {
      nameEnd += 1
      while nameEnd < limit, bytes.endOfXMLName(at: nameEnd) > nameEnd || (0x30...0x39).contains(bytes[nameEnd]) { nameEnd += 1 }
    } else {
      nameEnd = min(bytes.endOfXMLName(at: nameEnd), limit)
    }
    guard nameEnd < limit, bytes[nameEnd] == UInt8(ascii: ";"), nameEnd > start + 1 else {
      if isNumeric {
        report(
          XMLRules.badReference, start..<nameEnd, "expected ';' after this character reference",
          help: "Write &amp; for a literal '&'.")
      } else {
        report(
          XMLRules.unescapedMarkup, start..<start + 1, "'&' must be escaped unless it starts a reference",
          help: "Write &amp; instead.")
      }
      return nameEnd
    }
    let reference = start..<nameEnd + 1
    if isNumeric {
      report(XMLRules.badReference, reference, "this reference does not refer to an XML character")
    } else {
      report(XMLRules.undefinedEntity, reference, "unknown entity")
    }
    return reference.upperBound
  }

  // MARK: Other markup

  mutating func readComment() {
    let start = offset
    let inner = start + 4
    guard let close = find("-->", from: inner) else {
      offset = find(">", from: inner).map { $0 + 1 } ?? end
      report(XMLRules.badComment, start..<inner, "expected '-->' at the end of this comment", help: "Write '-->' where it ends.")
      patches.replace(start..<offset, with: .comment)
      return
    }
    offset = close + 3
    var index = inner
    // The search excludes the `--` of the closing `-->`.
    if let hyphens = bytes.offset(of: "--", from: inner, before: close + 1) {
      report(XMLRules.badComment, hyphens..<hyphens + 2, "a comment must not contain '--'")
      patches.replace(start..<offset, with: .comment)
      return
    }
    while index < close { index = checkCharacter(at: index, before: close, replacement: .questionMark) }
  }

  mutating func readSection() {
    let start = offset
    let inner = start + 9
    let close = find("]]>", from: inner)
    if close == nil { reportTruncation("the document ends inside a CDATA section") }
    offset = close.map { $0 + 3 } ?? end
    if open.isEmpty {
      report(XMLRules.contentOutsideRoot, start..<inner, "a CDATA section must be inside the root element")
      patches.delete(start..<offset)
      return
    }
    var index = inner
    while index < close ?? end { index = checkCharacter(at: index, before: close ?? end, replacement: .questionMark) }
    if close == nil { patches.insert(.sectionEnd, at: end) }
  }

  /// Reads `<!` that starts neither a comment nor a CDATA section.
  mutating func readDeclaration() {
    let start = offset
    let isDoctype = bytes.has("<!doctype", at: start, ignoringCase: true)
    var close: Int?
    if isDoctype, !missing.contains("end of DOCTYPE") {
      close = XMLProlog.endOfDoctype(at: start, in: bytes, before: end)
      if close == nil { missing.insert("end of DOCTYPE") }
    }
    offset = close ?? find(">", from: start).map { $0 + 1 } ?? end
    if isDoctype {
      let finding = XMLRules.doctypeFinding(start..<offset)
      report(XMLRules.doctype, finding.range, finding.message)
    } else {
      report(XMLRules.notWellFormed, start..<start + 2, "expected a comment or CDATA section after '<!'", help: "Remove this.")
    }
    patches.replace(start..<offset, with: .comment)
  }

  mutating func readInstruction() {
    let start = offset
    let target = start + 2..<bytes.endOfXMLName(at: start + 2)
    if target.count == 3, bytes.has("xml", at: target.lowerBound, ignoringCase: true) { return readXMLDeclaration() }
    guard let close = find("?>", from: target.upperBound) else {
      offset = find(">", from: start).map { $0 + 1 } ?? end
      if offset < end {
        report(
          XMLRules.notWellFormed, start..<start + 2, "expected '?>' at the end of this processing instruction",
          help: "Write '?>' where it ends.")
      } else {
        reportTruncation("the document ends inside a processing instruction")
      }
      patches.replace(start..<offset, with: .comment)
      return
    }
    offset = close + 2
    let isMalformed = target.isEmpty || !(target.upperBound == close || bytes[target.upperBound].isBlank)
    if isMalformed {
      report(
        XMLRules.notWellFormed, start..<max(start + 2, target.upperBound),
        "expected '<?', a name and a space at the start of a processing instruction")
      patches.replace(start..<offset, with: .comment)
      return
    }
    var index = target.upperBound
    while index < close { index = checkCharacter(at: index, before: close, replacement: .blank) }
  }
}
