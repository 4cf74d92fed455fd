import Findings

/// The parts of the prolog that must be known before libxml2 reads the text: the declared encoding, which is ignored because the
/// text is UTF-8, and DOCTYPEs, which libxml2 must never see.
struct XMLProlog {
  /// Where the text starts: after the byte order mark.
  let start: Int
  /// The value of the XML declaration's `encoding`.
  private(set) var encoding: Range<Int>?
  /// The DOCTYPEs from `<!` to `>`.
  private(set) var doctypes: [Range<Int>] = []
  /// Whether the text ends inside a DOCTYPE.
  private(set) var endsInDoctype = false

  init(_ source: SourceText) {
    let bytes = source.storage
    start = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    let end = source.count
    var offset = start
    while true {
      offset = bytes.afterWhitespace(from: offset, before: end)
      if bytes.has("<?", at: offset), let close = bytes.offset(of: "?>", from: offset, before: end) {
        if offset == start, bytes.has("<?xml", at: offset) { encoding = Self.encoding(in: offset..<close, of: bytes) }
        offset = close + 2
      } else if bytes.has("<!--", at: offset), let close = bytes.offset(of: "-->", from: offset + 4, before: end) {
        offset = close + 3
      } else if bytes.has("<!doctype", at: offset, ignoringCase: true) {
        let close = Self.endOfDoctype(at: offset, in: bytes, before: end)
        let after = close ?? Self.startOfRoot(after: offset, in: bytes, before: end)
        endsInDoctype = close == nil && after == end
        doctypes.append(offset..<after)
        offset = after
      } else {
        return
      }
    }
  }

  /// The text with DOCTYPEs replaced by spaces; line breaks are kept.
  func masked(_ source: SourceText) -> [UInt8] {
    var bytes = source.storage
    for range in doctypes { for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 } }
    return bytes
  }

  /// The end of a DOCTYPE, including its internal subset; nil if it is not closed.
  static func endOfDoctype(at start: Int, in bytes: [UInt8], before end: Int) -> Int? {
    var offset = start + 9
    var isInSubset = false
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[offset]
        offset += 1
        while offset < end, bytes[offset] != quote { offset += 1 }
      case UInt8(ascii: "<") where bytes.has("<!--", at: offset):
        guard let close = bytes.offset(of: "-->", from: offset + 4, before: end) else { return nil }
        offset = close + 2
      case UInt8(ascii: "<") where bytes.has("<?", at: offset):
        guard let close = bytes.offset(of: "?>", from: offset + 2, before: end) else { return nil }
        offset = close + 1
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: ">") where !isInSubset: return offset + 1
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// The first start tag after an offset: an unterminated DOCTYPE must end before it.
  private static func startOfRoot(after start: Int, in bytes: [UInt8], before end: Int) -> Int {
    var offset = start + 1
    while offset < end {
      if bytes[offset] == UInt8(ascii: "<"), bytes.endOfXMLName(at: offset + 1) > offset + 1 { return offset }
      offset += 1
    }
    return end
  }

  private static func encoding(in declaration: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    let end = declaration.upperBound
    guard let name = bytes.offset(of: "encoding", from: declaration.lowerBound, before: end) else { return nil }
    var offset = bytes.afterWhitespace(from: name + 8, before: end)
    guard bytes[offset] == UInt8(ascii: "=") else { return nil }
    offset = bytes.afterWhitespace(from: offset + 1, before: end)
    let quote = bytes[offset]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let close = bytes[(offset + 1)..<end].firstIndex(of: quote)
    return close.map { offset + 1..<$0 }
  }
}
