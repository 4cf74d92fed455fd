package import Findings

extension Document {
  /// Reads a payload, JSON or XML, even a malformed one: errors are in the document's findings.
  ///
  /// The text determines the format: markup starts with `<` and a letter, `?`, `!` or `/`, a JSON document with a bracket or a
  /// quote. If the text is ambiguous, the file extension decides.
  package static func read(_ source: SourceText, limits: Limits = Limits()) -> Document {
    read(source, symbols: .wellKnown, limits: limits)
  }

  /// Reads a payload with the symbols of definitions; if `format` is nil, it is determined from the text.
  package static func read(
    _ source: SourceText, as format: Format? = nil, symbols: SymbolTable, limits: Limits
  ) -> Document {
    let (text, encodingFindings) = TextEncoding.utf8(of: source, limits: limits)
    let format = format ?? Self.format(of: text)
    var builder = DocumentBuilder(source: text, format: format, symbols: symbols, limits: limits)
    for finding in encodingFindings { builder.report(finding.rule(for: format).finding(finding.range, finding.message)) }
    switch format {
    case .json: JSONReader.read(into: &builder)
    case .xml: XMLReader.read(into: &builder)
    }
    return Document(builder)
  }

  private static func format(of text: SourceText) -> Format {
    recognisedFormat(of: text) ?? (text.name.hasSuffix(".xml") ? .xml : .json)
  }

  /// The format of a text in UTF-8 by its first characters; nil if they start neither JSON nor XML.
  package static func recognisedFormat(of text: SourceText) -> Format? {
    if text.storage[0] == UInt8(ascii: "{") { return .json }
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let start = text.hasByteOrderMark ? 3 : 0
    let first = text.bytes[start...].firstIndex { !blanks.contains($0) } ?? text.count
    // The padding follows the last byte.
    switch text.storage[first] {
    case UInt8(ascii: "<")
    where JSONReader.isWord(text.storage[first + 1]) || [0x3F, 0x21, 0x2F].contains(text.storage[first + 1]):
      return .xml
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return .json
    default: return nil
    }
  }
}
