/// The grammar of XML, as far as FHIR uses it. Names may contain any character outside ASCII.
struct XMLGrammar: SearchableGrammar {
  private(set) var offset: Int
  var judgedEnd = 0
  private(set) var penalty = 0
  private(set) var suspect: Int?
  /// The names of the open elements.
  private var open: [Range<Int>] = []
  /// The number of open elements that contain narrative.
  private var narrativeDepth = 0
  private var hasRoot = false
  private let start: Int
  private let depth: Int
  private let symbols: SymbolTable

  init(offset: Int, depth: Int, symbols: SymbolTable) {
    self.offset = offset
    start = offset
    self.depth = depth
    self.symbols = symbols
  }

  static func candidates(_ text: EditedText) -> EditCandidates {
    EditCandidates(
      bytes: text.bytes, count: text.originalCount, structural: Array("<>/=\"'&".utf8), wanted: Array("<>/=\"' ".utf8),
      wantedInWords: [0x20])
  }

  static func precedes(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "<") }

  mutating func step(_ text: EditedText) -> GrammarStep {
    guard offset < text.count else { return hasRoot && open.isEmpty ? .end : .error }
    guard text[offset] == UInt8(ascii: "<") else { return readText(text) }
    switch text[offset + 1] {
    case UInt8(ascii: "/"): return readEndTag(text)
    case UInt8(ascii: "?"): return readInstruction(text)
    case UInt8(ascii: "!"): return readComment(text)
    default: return readStartTag(text)
    }
  }

  // MARK: Content

  private mutating func readText(_ text: EditedText) -> GrammarStep {
    var content: Int?
    var resemblesTag = false
    while offset < text.count, text[offset] != UInt8(ascii: "<") {
      let byte = text[offset]
      if byte > 0x20, content == nil {
        if open.isEmpty { return .error }
        content = offset
      }
      if byte == UInt8(ascii: ">") { resemblesTag = true }
      if byte == UInt8(ascii: "&") {
        guard readReference(text) else { return .error }
      } else if byte == UInt8(ascii: "]"), text[offset + 1] == byte, text[offset + 2] == UInt8(ascii: ">") {
        return .error
      } else {
        offset += 1
      }
    }
    guard let content, narrativeDepth == 0 || resemblesTag else { return .token }
    suspect = content
    // An edit must not turn a tag into text.
    return content < judgedEnd ? .error : .token
  }

  /// Reads a reference; an unknown entity is an error.
  private mutating func readReference(_ text: EditedText) -> Bool {
    var end = offset + 1
    while end < text.count, end < offset + 12, text[end].isLetter || text[end].isDigit || text[end] == UInt8(ascii: "#") {
      end += 1
    }
    guard text[end] == UInt8(ascii: ";"), end > offset + 1 else { return false }
    let reference = (offset...end).map { text[$0] }
    guard XMLEscapes.reference(at: 0, in: reference[...]) != nil else { return false }
    offset = end + 1
    return true
  }

  private mutating func readComment(_ text: EditedText) -> GrammarStep {
    let isSection = Array("<![CDATA[".utf8).enumerated().allSatisfy { text[offset + $0] == $1 }
    guard isSection || text[offset + 2] == UInt8(ascii: "-") && text[offset + 3] == UInt8(ascii: "-") else { return .error }
    let mark = isSection ? UInt8(ascii: "]") : UInt8(ascii: "-")
    var end = offset + (isSection ? 9 : 4)
    while end < text.count {
      if text[end] == mark, text[end + 1] == mark {
        if text[end + 2] == UInt8(ascii: ">") {
          offset = end + 3
          return isSection && open.isEmpty ? .error : .token
        }
        if !isSection { break }
      }
      end += 1
    }
    offset = min(end, text.count)
    return .error
  }

  private mutating func readInstruction(_ text: EditedText) -> GrammarStep {
    let target = offset + 2..<endOfName(text, from: offset + 2)
    let isDeclaration = text.string(target).lowercased() == "xml"
    guard !target.isEmpty, !isDeclaration || offset == start else { return .error }
    var end = target.upperBound
    while end < text.count {
      if text[end] == UInt8(ascii: "?"), text[end + 1] == UInt8(ascii: ">") {
        offset = end + 2
        return .token
      }
      if isDeclaration, text[end] == UInt8(ascii: "<") || text[end] == UInt8(ascii: ">") { break }
      end += 1
    }
    offset = min(end, text.count)
    return .error
  }

  // MARK: Tags

  private mutating func readEndTag(_ text: EditedText) -> GrammarStep {
    let name = offset + 2..<endOfName(text, from: offset + 2)
    guard let top = open.last else { return .error }
    offset = name.upperBound
    guard top.count == name.count, zip(top, name).allSatisfy({ text[$0] == text[$1] }) else { return .error }
    skipBlanks(text)
    guard text[offset] == UInt8(ascii: ">") else { return .error }
    offset += 1
    open.removeLast()
    narrativeDepth = max(0, narrativeDepth - 1)
    return .token
  }

  private mutating func readStartTag(_ text: EditedText) -> GrammarStep {
    let name = offset + 1..<endOfName(text, from: offset + 1)
    offset = name.lowerBound
    guard !name.isEmpty, !open.isEmpty || !hasRoot, open.count < depth else { return .error }
    let isNarrative = narrativeDepth > 0 || text.string(name) == "div"
    judge(name, text, isNarrative: isNarrative)
    offset = name.upperBound
    var attributes: [Range<Int>] = []
    while true {
      let gap = offset
      skipBlanks(text)
      switch text[offset] {
      case UInt8(ascii: ">"):
        offset += 1
        hasRoot = true
        open.append(name)
        if isNarrative { narrativeDepth += 1 }
        return .token
      case UInt8(ascii: "/"):
        guard text[offset + 1] == UInt8(ascii: ">") else { return .error }
        offset += 2
        // An edit must not turn an end tag into an empty tag.
        let isEdited = judgedEnd > 0 && text.edit.offset > name.lowerBound - 1 && text.edit.offset < offset
        if isEdited, attributes.isEmpty { return .error }
        hasRoot = true
        return .token
      default:
        guard offset > gap, attributes.count < 16, let attribute = readAttribute(text, isNarrative: isNarrative) else {
          return .error
        }
        let isDuplicate = attributes.contains { other in
          other.count == attribute.count && zip(other, attribute).allSatisfy { text[$0] == text[$1] }
        }
        if isDuplicate { return .error }
        attributes.append(attribute)
      }
    }
  }

  private mutating func readAttribute(_ text: EditedText, isNarrative: Bool) -> Range<Int>? {
    let name = offset..<endOfName(text, from: offset)
    guard !name.isEmpty else { return nil }
    offset = name.upperBound
    skipBlanks(text)
    guard text[offset] == UInt8(ascii: "=") else { return nil }
    offset += 1
    skipBlanks(text)
    let quote = text[offset]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let value = offset + 1
    offset = value
    while offset < text.count, text[offset] != quote {
      if text[offset] == UInt8(ascii: "<") { return nil }
      if text[offset] == UInt8(ascii: "&") {
        guard readReference(text) else { return nil }
      } else {
        offset += 1
      }
    }
    guard offset < text.count else { return nil }
    if name.lowerBound < judgedEnd { judge(name, value: value..<offset, text, isNarrative: isNarrative) }
    offset += 1
    return name
  }

  private mutating func skipBlanks(_ text: EditedText) {
    while offset < text.count, text[offset].isBlank { offset += 1 }
  }

  private func endOfName(_ text: EditedText, from start: Int) -> Int {
    guard EditCandidates.isWord(text[start]), !text[start].isDigit else { return start }
    var end = start + 1
    while EditCandidates.isWord(text[end]) || "-.:".utf8.contains(text[end]) { end += 1 }
    return end
  }

  // MARK: Plausibility

  private mutating func judge(_ element: Range<Int>, _ text: EditedText, isNarrative: Bool) {
    guard element.lowerBound < judgedEnd, !isNarrative else { return }
    let name = text.string(element).split(separator: ":").last.map(String.init) ?? ""
    if symbols.symbol(name) == nil { penalty += 4 }
  }

  private mutating func judge(_ attribute: Range<Int>, value: Range<Int>, _ text: EditedText, isNarrative: Bool) {
    let name = text.string(attribute)
    if name.hasPrefix("xmlns") {
      let isKnown = ["http://hl7.org/fhir", "http://www.w3.org/1999/xhtml"].contains(text.string(value))
      if name == "xmlns", !isKnown { penalty += 4 }
    } else if !isNarrative, !["value", "id", "url"].contains(name), !name.hasPrefix("xsi:") {
      penalty += 4
    }
    guard let first = value.first, let last = value.last else {
      penalty += 2
      return
    }
    for byte in [text[first], text[last]] where byte <= 0x20 || "=/>\"'".utf8.contains(byte) { penalty += 2 }
    if value.contains(where: { text[$0] == UInt8(ascii: ">") || text[$0] == UInt8(ascii: "\"") }) { penalty += 2 }
  }
}
