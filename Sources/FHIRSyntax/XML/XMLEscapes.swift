/// XML's character and entity references.
enum XMLEscapes {
  /// The text with references decoded; `isAttribute` says whether line breaks and tabs become spaces.
  ///
  /// Line ends become LF (XML 1.0, section 2.11), and CDATA sections lose their delimiters. Invalid and undefined references
  /// are kept as written.
  static func decoded(_ bytes: ArraySlice<UInt8>, isAttribute: Bool) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let sectionStart = Array("<![CDATA[".utf8)
    let sectionEnd = Array("]]>".utf8)
    var isInSection = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&") where !isInSection:
        if let (scalar, end) = reference(at: index, in: bytes) {
          text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
          index = end
          continue
        }
        text.append(byte)
      case 0x0D:
        if index + 1 == bytes.endIndex || bytes[index + 1] != 0x0A { text.append(isAttribute ? 0x20 : 0x0A) }
      case 0x0A, 0x09: text.append(isAttribute ? 0x20 : byte)
      case UInt8(ascii: "<") where !isAttribute && !isInSection && bytes[index...].starts(with: sectionStart):
        isInSection = true
        index += sectionStart.count
        continue
      case UInt8(ascii: "]") where isInSection && bytes[index...].starts(with: sectionEnd):
        isInSection = false
        index += sectionEnd.count
        continue
      default: text.append(byte)
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The character encoded by the reference at an offset, and the end of the reference.
  static func reference(at start: Int, in bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, end: Int)? {
    var index = start + 1
    guard index < bytes.endIndex else { return nil }
    if bytes[index] == UInt8(ascii: "#") {
      index += 1
      let isHexadecimal = index < bytes.endIndex && bytes[index] == UInt8(ascii: "x")
      if isHexadecimal { index += 1 }
      let radix: UInt32 = isHexadecimal ? 16 : 10
      var code: UInt32 = 0
      let digits = index
      while index < bytes.endIndex, let digit = digit(bytes[index]), digit < radix {
        // No code point has more than 21 bits: a larger number is clamped.
        if code <= 0x10_FFFF { code = code * radix + digit }
        index += 1
      }
      guard index > digits, index < bytes.endIndex, bytes[index] == UInt8(ascii: ";"), XMLCharacters.isCharacter(code) else {
        return nil
      }
      return Unicode.Scalar(code).map { ($0, index + 1) }
    }
    for (name, scalar) in predefined where bytes[index...].starts(with: name.utf8) {
      return (scalar, index + name.utf8.count)
    }
    return nil
  }

  private static let predefined: [(name: String, Unicode.Scalar)] = [
    ("lt;", "<"), ("gt;", ">"), ("amp;", "&"), ("quot;", "\""), ("apos;", "'"),
  ]

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }
}
