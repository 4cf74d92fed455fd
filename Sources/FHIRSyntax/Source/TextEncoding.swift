package import Findings

/// Converts a payload to UTF-8, the only encoding that FHIR allows.
package enum TextEncoding {
  /// The code units of an encoding whose units have several bytes: UTF-16 and UTF-32.
  package struct WideUnits: Sendable {
    /// The size of a unit in bytes.
    package let size: Int
    package let isLittleEndian: Bool

    var name: String { "UTF-\(size * 8) (\(isLittleEndian ? "little" : "big") endian)" }

    /// The value of the unit at an offset.
    func value(at offset: Int, in bytes: [UInt8]) -> UInt32 {
      (0..<size).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[isLittleEndian ? offset + size - 1 - $1 : offset + $1]) }
    }
  }

  /// The code units of a text, judging by its first bytes, and the size of its byte order mark; nil if it is in another encoding.
  ///
  /// UTF-32 is recognised by its byte order mark, or by the zero bytes of the first character, UTF-16 by its byte order mark, or
  /// by the zero bytes of the first two characters.
  package static func wideUnits(of bytes: ArraySlice<UInt8>) -> (units: WideUnits, markSize: Int)? {
    func units(_ size: Int, littleEndian: Bool, mark: Int) -> (WideUnits, Int) {
      (WideUnits(size: size, isLittleEndian: littleEndian), mark)
    }
    guard bytes.count >= 2 else { return nil }
    let first = Array(bytes.prefix(4))
    if first.count == 4 {
      switch (first[0], first[1], first[2], first[3]) {
      case (0xFF, 0xFE, 0, 0): return units(4, littleEndian: true, mark: 4)
      case (0, 0, 0xFE, 0xFF): return units(4, littleEndian: false, mark: 4)
      case (0x01..., 0, 0, 0): return units(4, littleEndian: true, mark: 0)
      case (0, 0, 0, 0x01...): return units(4, littleEndian: false, mark: 0)
      default: break
      }
    }
    switch (first[0], first[1]) {
    case (0xFF, 0xFE): return units(2, littleEndian: true, mark: 2)
    case (0xFE, 0xFF): return units(2, littleEndian: false, mark: 2)
    case (0x01..., 0) where first.count == 4 && first[3] == 0 && first[2] != 0: return units(2, littleEndian: true, mark: 0)
    case (0, 0x01...) where first.count == 4 && first[2] == 0 && first[3] != 0: return units(2, littleEndian: false, mark: 0)
    default: return nil
    }
  }

  /// A text in UTF-16 or UTF-32 as UTF-8, and the name of its encoding; nil if it is in another encoding.
  package static func decodedWide(_ source: SourceText) -> (text: SourceText, encoding: String)? {
    guard let (units, mark) = wideUnits(of: source.bytes) else { return nil }
    let starts = stride(from: mark, to: source.count - units.size + 1, by: units.size)
    let text: String
    if units.size == 2 {
      text = String(decoding: starts.map { UInt16(units.value(at: $0, in: source.storage)) }, as: UTF16.self)
    } else {
      var scalars = String.UnicodeScalarView()
      for start in starts { scalars.append(Unicode.Scalar(units.value(at: start, in: source.storage)) ?? "\u{FFFD}") }
      text = String(scalars)
    }
    return (SourceText(name: source.name, text: text), units.name)
  }

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
    if let (text, name) = decodedWide(source) {
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
}
