/// Base64 (RFC 4648): the alphabet of section 4, and that of section 5 for URLs.
package enum Base64 {
  /// The bytes that a text of base64 stands for, and whether it has blanks in it; nil where it is none.
  static func decoded(_ text: some Collection<UInt8>) -> (bytes: [UInt8], hasBlanks: Bool)? {
    var hasBlanks = false
    var characters: [UInt8] = []
    characters.reserveCapacity(text.count)
    for byte in text {
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { hasBlanks = true } else { characters.append(byte) }
    }
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2, characters.count % 4 == 0 else { return nil }
    characters.removeLast(padding)
    guard let bytes = bytes(of: characters, isURL: false) else { return nil }
    return (bytes, hasBlanks)
  }

  /// The bytes of the base64 of URLs, without padding, as tokens have it; nil where the text is none.
  package static func decodedURL(_ text: Substring) -> [UInt8]? { bytes(of: Array(text.utf8), isURL: true) }

  private static func bytes(of characters: [UInt8], isURL: Bool) -> [UInt8]? {
    guard characters.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var count = 0
    for character in characters {
      guard let value = value(character, isURL: isURL) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(_ character: UInt8, isURL: Bool) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) - 48 + 52
    case UInt8(ascii: "+") where !isURL, UInt8(ascii: "-") where isURL: 62
    case UInt8(ascii: "/") where !isURL, UInt8(ascii: "_") where isURL: 63
    default: nil
    }
  }
}
