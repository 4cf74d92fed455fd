import Findings

/// One wrong character that the reader reported as several errors.
extension DocumentBuilder {
  /// If a single edit makes the text well-formed, reports only that edit, and reads the text with it. `knownFindings` were
  /// reported before the text was read.
  mutating func explainBySingleMistake(knownFindings: [Finding]) {
    var search = MistakeSearch<JSONGrammar>(
      source.storage, count: source.count, from: source.hasByteOrderMark ? 3 : 0, symbols, depth: limits.depth)
    guard let edit = search.run() else { return }
    let text = EditedText(bytes: source.storage, originalCount: source.count, edit: edit)
    var corrected = DocumentBuilder(
      source: SourceText(name: source.name, unpadded: text.text), format: format, symbols: symbols, limits: limits)
    _ = JSONReader.read(into: &corrected, trustingIndentation: false)
    guard corrected.findings.isEmpty else { return }
    let mistake = JSONMistake(edit, in: source, corrected.nodes)
    nodes = corrected.nodes
    localNames = corrected.localNames
    companions = corrected.companions
    resources = corrected.resources
    for index in nodes.indices { nodes[index].undo(edit, corrected: text) }
    if mistake.involvesQuote { flagLine(at: edit.offset) }
    let container = nodes.lastIndex {
      ($0.form == .object || $0.form == .array) && $0.valueStart <= edit.offset && edit.offset < $0.valueEnd
    }
    findings = knownFindings
    report(
      mistake.rule.finding(
        edit.range, mistake.message, help: mistake.help, node: Node(index: UInt32(truncatingIfNeeded: container ?? 0))))
  }

  /// Flags the unknown names on the line of an offset, which may be parts of values.
  private mutating func flagLine(at offset: Int) {
    var start = offset
    while start > 0, source.storage[start - 1] != 0x0A { start -= 1 }
    var end = offset
    while end < source.count, source.storage[end] != 0x0A { end += 1 }
    for index in nodes.indices where nodes[index].nameStart >= start && nodes[index].nameStart < end && isUnknown(nodes[index]) {
      nodes[index].flags.insert(.misread)
    }
  }
}

extension NodeRecord {
  /// Maps the ranges of a node of the corrected text to the original. A primitive that the original does not contain is
  /// unreadable.
  fileprivate mutating func undo(_ edit: SingleEdit, corrected: EditedText) {
    let name = edit.original(Int(nameStart)..<Int(nameEnd))
    let written = Int(valueStart)..<Int(valueEnd)
    let value = edit.original(written)
    nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
    valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
    valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
    guard form != .object, form != .array, form != .missing else { return }
    func isUnchanged(_ range: Range<Int>, _ original: Range<Int>) -> Bool {
      range.count == original.count && zip(range, original).allSatisfy { corrected[$0] == corrected.bytes[$1] }
    }
    if isUnchanged(written, value) { return }
    let quotes = form == .string ? 1 : 0
    let content = written.lowerBound + quotes..<written.upperBound - quotes
    let text = edit.original(content)
    guard quotes == 1, isUnchanged(content, text) else {
      form = .missing
      return
    }
    flags.insert(.unquoted)
    valueStart = UInt32(truncatingIfNeeded: text.lowerBound)
    valueEnd = UInt32(truncatingIfNeeded: text.upperBound)
  }
}

/// The finding about a single edit.
private struct JSONMistake {
  let rule: RuleDescriptor
  let message: Message
  let help: String?
  /// Whether the edit changes which quotes open a string and which close one.
  let involvesQuote: Bool

  /// What a character is part of.
  private enum Place {
    case nameStart
    case nameEnd
    case valueStart
    case valueEnd
    case inValue
    case other
  }

  private static let quote = UInt8(ascii: "\"")

  /// `nodes` are those of the corrected text.
  init(_ edit: SingleEdit, in source: SourceText, _ nodes: [NodeRecord]) {
    let old = Array(source.storage[edit.range])
    let hasQuote = edit.inserted.contains(Self.quote)
    involvesQuote = hasQuote || old.contains(Self.quote)
    let description = edit.description(in: source.storage)
    if edit.inserted.isEmpty {
      let isInValue = old == [Self.quote] && Self.place(of: edit.offset, nodes) == .inValue
      rule = isInValue ? JSONRules.unescapedQuote : Self.rule(forSuperfluous: old.first ?? 0)
      (message, help) = isInValue ? ("a double quote in a string must be escaped", nil) : description
      return
    }
    let quoteOffset = edit.offset + (edit.inserted.firstIndex(of: Self.quote) ?? 0)
    let place = hasQuote ? Self.place(of: quoteOffset, nodes) : .other
    let wanted = edit.inserted.first { "{}[]".utf8.contains($0) } ?? edit.inserted.first { ":,".utf8.contains($0) } ?? 0
    rule = hasQuote ? Self.rule(forQuoteAt: place) : Self.rule(forMissing: wanted)
    help = description.help
    switch (place, edit.removed) {
    case (.nameStart, 0): message = "expected '\"' before this name"
    case (.nameEnd, 0): message = "expected '\"' at the end of this name"
    case (.valueStart, 0): message = "expected '\"' before this text"
    case (.valueEnd, 0): message = "expected '\"' at the end of this string"
    default: message = description.message
    }
  }

  private static func rule(forSuperfluous byte: UInt8) -> RuleDescriptor {
    switch byte {
    case UInt8(ascii: ","): JSONRules.extraComma
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"): JSONRules.strayBracket
    default: JSONRules.strayText
    }
  }

  private static func rule(forMissing byte: UInt8) -> RuleDescriptor {
    switch byte {
    case UInt8(ascii: ":"): JSONRules.missingColon
    case UInt8(ascii: ","): JSONRules.missingComma
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"): JSONRules.missingBracket
    default: JSONRules.strayText
    }
  }

  private static func rule(forQuoteAt place: Place) -> RuleDescriptor {
    switch place {
    case .nameStart: JSONRules.unquotedName
    case .valueStart: JSONRules.unquotedValue
    case .nameEnd, .valueEnd: JSONRules.unterminatedString
    case .inValue, .other: JSONRules.strayText
    }
  }

  /// What the character at an offset is part of.
  private static func place(of offset: Int, _ nodes: [NodeRecord]) -> Place {
    for node in nodes {
      if node.nameStart <= offset, offset < node.nameEnd {
        return node.nameStart == offset ? .nameStart : Int(node.nameEnd) == offset + 1 ? .nameEnd : .other
      }
      if node.form == .string, node.valueStart <= offset, offset < node.valueEnd {
        return node.valueStart == offset ? .valueStart : Int(node.valueEnd) == offset + 1 ? .valueEnd : .inValue
      }
    }
    return .other
  }
}
