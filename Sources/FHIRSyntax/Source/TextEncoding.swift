import Findings

/// Converts a payload to UTF-8, the only encoding that FHIR allows.
enum TextEncoding {
  /// An error in a payload's encoding; `rule(for:)` returns the violated rule, which depends on the payload's format.
  struct Finding {
    enum Problem {
      case invalidUTF8
      case otherEncoding
      case byteOrderMark
      case tooLarge
    }

    let problem: Problem
    let range: Range<Int>
    let message: Message

    func rule(for format: Document.Format) -> RuleDescriptor {
      switch (problem, format) {
      case (.invalidUTF8, .json): JSONRules.invalidUTF8
      case (.otherEncoding, .json): JSONRules.otherEncoding
      case (.byteOrderMark, .json): JSONRules.byteOrderMark
      case (.tooLarge, .json): JSONRules.tooLarge
      case (.invalidUTF8, .xml): XMLRules.invalidUTF8
      case (.otherEncoding, .xml): XMLRules.otherEncoding
      case (.byteOrderMark, .xml): XMLRules.byteOrderMark
      case (.tooLarge, .xml): XMLRules.tooLarge
      }
    }
  }

  /// The payload as valid UTF-8. Each invalid byte is replaced by one `?`, so that offsets stay the same.
  static func utf8(of source: SourceText, limits: Limits) -> (SourceText, [Finding]) {
    let limit = min(limits.size, SourceText.maximumCount)
    guard source.count <= limit else {
      let finding = Finding(
        problem: .tooLarge, range: 0..<0, message: "the document has \(source.count) bytes; the limit is \(limit)")
      return (SourceText(name: source.name, bytes: []), [finding])
    }
    let wide = utf32Text(of: source) ?? utf16Units(of: source).map { (String(decoding: $0.0, as: UTF16.self), $0.1) }
    if let (decoded, name) = wide {
      let text = SourceText(name: source.name, text: decoded)
      return (
        text, [Finding(problem: .otherEncoding, range: 0..<0, message: "expected the encoding UTF-8, found \(text: name)")]
      )
    }
    var findings: [Finding] = []
    if source.hasByteOrderMark {
      findings.append(Finding(problem: .byteOrderMark, range: 0..<3, message: "expected UTF-8 without a byte order mark"))
    }
    let invalid = UTF8Check.invalidRanges(of: source, limit: limits.findings)
    guard !invalid.isEmpty else { return (source, findings) }
    if let (name, range) = declaredSingleByteEncoding(of: source) {
      let text = String(String.UnicodeScalarView(source.bytes.map { Unicode.Scalar($0) }))
      let finding = Finding(
        problem: .otherEncoding, range: range, message: "expected the encoding UTF-8, found \(text: name)")
      return (SourceText(name: source.name, text: text), [finding])
    }
    var bytes = Array(source.bytes)
    for range in invalid { for index in range { bytes[index] = UInt8(ascii: "?") } }
    // One encoding mistake produces many invalid bytes: only the first is reported, with the total number.
    if let first = invalid.first {
      let count = invalid.reduce(0) { $0 + $1.count }
      findings.append(
        Finding(
          problem: .invalidUTF8, range: first,
          message: count == 1 ? "expected UTF-8, found an invalid byte" : "expected UTF-8, found \(count) invalid bytes"))
    }
    return (SourceText(name: source.name, unpadded: bytes), findings)
  }

  /// The encoding in the XML declaration, and its range, if it is ISO-8859-1 or Microsoft's extension of it.
  private static func declaredSingleByteEncoding(of source: SourceText) -> (name: String, range: Range<Int>)? {
    let declaration = source.bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }
    guard declaration.starts(with: Array("<?xml".utf8)) else { return nil }
    let text = String(decoding: declaration, as: UTF8.self).lowercased()
    for name in ["iso-8859-1", "windows-1252", "latin1"] {
      guard let index = text.firstIndex(of: name), text.utf8.count == declaration.count else { continue }
      let start = text.utf8.distance(from: text.startIndex, to: index)
      return (source.string(start..<start + name.utf8.count), start..<start + name.utf8.count)
    }
    return nil
  }

  /// A text in UTF-32, and the name of its encoding; nil if it is not UTF-32. UTF-32 is recognised by its byte order mark, or by
  /// the zero bytes of the first character. Four bytes that are not a character become U+FFFD.
  private static func utf32Text(of source: SourceText) -> (String, String)? {
    let bytes = source.storage
    guard source.count >= 4 else { return nil }
    let start: Int
    let littleEndian: Bool
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xFF, 0xFE, 0, 0): (start, littleEndian) = (4, true)
    case (0, 0, 0xFE, 0xFF): (start, littleEndian) = (4, false)
    case (0x01..., 0, 0, 0): (start, littleEndian) = (0, true)
    case (0, 0, 0, 0x01...): (start, littleEndian) = (0, false)
    default: return nil
    }
    var text = String.UnicodeScalarView()
    for index in stride(from: start, to: source.count - 3, by: 4) {
      let value = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[littleEndian ? index + 3 - $1 : index + $1]) }
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return (String(text), "UTF-32 (" + (littleEndian ? "little" : "big") + " endian)")
  }

  /// The UTF-16 code units of a text, and the name of its encoding; nil if it is not UTF-16. UTF-16 is recognised by its byte
  /// order mark, or by the zero bytes of the first two characters.
  private static func utf16Units(of source: SourceText) -> ([UInt16], String)? {
    let bytes = source.storage
    guard source.count >= 2 else { return nil }
    let start: Int
    let littleEndian: Bool
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): (start, littleEndian) = (2, true)
    case (0xFE, 0xFF): (start, littleEndian) = (2, false)
    case (0x01..., 0) where source.count >= 4 && bytes[3] == 0 && bytes[2] != 0: (start, littleEndian) = (0, true)
    case (0, 0x01...) where source.count >= 4 && bytes[2] == 0 && bytes[3] != 0: (start, littleEndian) = (0, false)
    default: return nil
    }
    var units: [UInt16] = []
    units.reserveCapacity(source.count / 2)
    for index in stride(from: start, to: source.count - 1, by: 2) {
      let low = UInt16(bytes[littleEndian ? index : index + 1])
      let high = UInt16(bytes[littleEndian ? index + 1 : index])
      units.append(high << 8 | low)
    }
    return (units, littleEndian ? "UTF-16 (little endian)" : "UTF-16 (big endian)")
  }
}
