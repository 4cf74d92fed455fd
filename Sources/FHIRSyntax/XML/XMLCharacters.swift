/// The character classes of XML 1.0 (fifth edition).
enum XMLCharacters {
  /// Whether a code point is allowed in a document (production 2).
  static func isCharacter(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  /// Whether a name may start with a code point (production 4).
  static func beginsName(_ code: UInt32) -> Bool {
    switch code {
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x3A: true
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F: true
    case 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x1_0000...0xE_FFFF: true
    default: false
    }
  }

  /// Whether a name may contain a code point (production 4a).
  static func continuesName(_ code: UInt32) -> Bool {
    switch code {
    case 0x30...0x39, 0x2D, 0x2E, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: beginsName(code)
    }
  }
}

/// UTF-8 text followed by padding, as in `SourceText`, so that the bytes after any position can be read.
extension [UInt8] {
  /// The code point that starts at an offset inside valid UTF-8, and its length in bytes.
  func codePoint(at offset: Int) -> (code: UInt32, length: Int) {
    let lead = self[offset]
    switch lead {
    case 0xC0...0xDF: return (UInt32(lead & 0x1F) << 6 | tail(offset + 1), 2)
    case 0xE0...0xEF: return (UInt32(lead & 0x0F) << 12 | tail(offset + 1) << 6 | tail(offset + 2), 3)
    case 0xF0...0xF7:
      return (UInt32(lead & 0x07) << 18 | tail(offset + 1) << 12 | tail(offset + 2) << 6 | tail(offset + 3), 4)
    default: return (UInt32(lead), 1)
    }
  }

  private func tail(_ offset: Int) -> UInt32 { UInt32(self[offset] & 0x3F) }

  /// The end of the XML name that starts at an offset: the offset itself if there is none.
  func endOfXMLName(at offset: Int) -> Int {
    var (code, length) = codePoint(at: offset)
    guard XMLCharacters.beginsName(code) else { return offset }
    var end = offset
    repeat {
      end += length
      (code, length) = codePoint(at: end)
    } while XMLCharacters.continuesName(code)
    return end
  }

  /// Whether a text occurs at an offset; with `ignoringCase`, `text` must be ASCII in lower case.
  func has(_ text: StaticString, at offset: Int, ignoringCase: Bool = false) -> Bool {
    // Safe: a static string's own bytes.
    text.withUTF8Buffer { text in
      guard offset + text.count <= count else { return false }
      for index in text.indices {
        let byte = self[offset + index]
        let isUpper = ignoringCase && (0x41...0x5A).contains(byte)
        if unsafe (isUpper ? byte | 0x20 : byte) != text[index] { return false }
      }
      return true
    }
  }

  /// The first occurrence of an ASCII text that starts at or after `offset` and ends at or before `end`.
  func offset(of text: StaticString, from offset: Int, before end: Int) -> Int? {
    var index = offset
    let length = text.utf8CodeUnitCount
    while index + length <= end {
      if has(text, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The offset of the first byte at or after `offset` that is not whitespace; at most `end`.
  func afterWhitespace(from offset: Int, before end: Int) -> Int {
    var index = offset
    while index < end, self[index].isBlank { index += 1 }
    return index
  }
}
