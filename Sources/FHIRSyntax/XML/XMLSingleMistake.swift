import Findings

/// One wrong character that the recovery reported as several errors.
extension XMLReader {
  /// If a single edit makes the text well-formed, reads the text with it, reports only that edit, and returns true.
  static func explainBySingleMistake(_ bytes: [UInt8], from start: Int, into builder: inout DocumentBuilder) -> Bool {
    let count = builder.source.count
    var search = MistakeSearch<XMLGrammar>(bytes, count: count, from: start, builder.symbols, depth: builder.limits.depth)
    guard let edit = search.run() else { return false }
    let findings = builder.findings
    let text = EditedText(bytes: bytes, originalCount: count, edit: edit)
    let corrected = text.text + [UInt8](repeating: 0, count: SourceText.padding)
    let end = edit.offset + edit.inserted.count
    let map =
      edit.inserted.count == edit.removed
      ? OffsetMap.identity
      : OffsetMap(runs: [
        OffsetMap.Run(corrected: 0, original: 0, length: edit.offset),
        OffsetMap.Run(corrected: end, original: edit.range.upperBound, length: count - edit.range.upperBound),
      ])
    let error = XMLParser.parse(corrected, count: text.count, from: start, map: map, recovers: false, into: &builder)
    guard error == nil, builder.findings.count == findings.count else {
      builder.forgetNodes(findings: findings)
      return false
    }
    let (message, help) = edit.description(in: bytes)
    builder.report(rule(for: edit, text).finding(edit.range, message, help: help))
    // Names on the line of the edit may be parts of values.
    var lineStart = edit.offset
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    var lineEnd = edit.range.upperBound
    while lineEnd < count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
    builder.flagMisreadNames(in: [lineStart..<lineEnd])
    return true
  }

  /// The rule that a text violates without an edit.
  private static func rule(for edit: SingleEdit, _ text: EditedText) -> RuleDescriptor {
    guard edit.removed < 2, let wanted = edit.inserted.first else {
      return edit.removed == 1 && text.bytes[edit.offset] == UInt8(ascii: "&") ? XMLRules.unescapedMarkup : XMLRules.notWellFormed
    }
    switch wanted {
    case UInt8(ascii: ">"): return XMLRules.unclosedTag
    case UInt8(ascii: "="): return XMLRules.missingEquals
    case 0x20: return XMLRules.missingBlank
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      var before = edit.offset
      while before > 0, text[before - 1].isBlank { before -= 1 }
      let opens = before > 0 && text[before - 1] == UInt8(ascii: "=")
      return opens ? XMLRules.unquotedAttribute : XMLRules.unterminatedValue
    default: return XMLRules.notWellFormed
    }
  }
}
