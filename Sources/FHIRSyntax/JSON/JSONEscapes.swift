/// JSON's escapes in strings (RFC 8259, section 7).
package enum JSONEscapes {
  /// The text of a string, from the bytes between its quotes. An invalid escape is kept as written, and half of a surrogate pair
  /// becomes U+FFFD: the reader has reported both.
  package static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        result.append(byte)
        index += 1
        continue
      }
      let escape = bytes[index + 1]
      if let plain = plain(escape) {
        result.append(plain)
        index += 2
      } else if escape == UInt8(ascii: "u"), let unit = codeUnit(bytes, at: index + 2) {
        index += 6
        var scalar = Unicode.Scalar(unit)
        if UTF16.isLeadSurrogate(unit), index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
          bytes[index + 1] == UInt8(ascii: "u"), let trail = codeUnit(bytes, at: index + 2), UTF16.isTrailSurrogate(trail)
        {
          scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
          index += 6
        }
        result.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where the escape that starts at a backslash ends.
  package static func end(ofEscapeAt index: Int, in bytes: ArraySlice<UInt8>) -> Int {
    guard index + 1 < bytes.endIndex else { return bytes.endIndex }
    // An escape is at most two surrogates, each of six characters.
    let isSurrogate = codeUnit(bytes, at: index + 2).map { UTF16.isLeadSurrogate($0) } ?? false
    let length = bytes[index + 1] == UInt8(ascii: "u") ? (isSurrogate ? 12 : 6) : plain(bytes[index + 1]) != nil ? 2 : 1
    return min(index + length, bytes.endIndex)
  }

  /// The character encoded by a backslash and one other character; nil if the two are not an escape.
  static func plain(_ escape: UInt8) -> UInt8? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The UTF-16 code unit of four hexadecimal digits.
  static func codeUnit(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt16? {
    guard start + 4 <= bytes.endIndex else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[start..<start + 4] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
