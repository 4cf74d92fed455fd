/// Base64 (RFC 4648).
package enum Base64 {
  /// The characters for the numbers 0 to 63.
  package enum Alphabet: Sendable {
    /// Section 4: with `+` and `/`.
    case standard
    /// Section 5: with `-` and `_`, for URLs.
    case url

    fileprivate func value(of character: UInt8) -> UInt32? {
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 97 + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) - 48 + 52
      case UInt8(ascii: "+") where self == .standard, UInt8(ascii: "-") where self == .url: 62
      case UInt8(ascii: "/") where self == .standard, UInt8(ascii: "_") where self == .url: 63
      default: nil
      }
    }

    fileprivate var characters: [UInt8] {
      Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        + (self == .standard ? Array("+/".utf8) : Array("-_".utf8))
    }
  }

  /// The decoded bytes of a padded text, and whether it contains whitespace; nil if it is not base64.
  package static func decoded(_ text: some Collection<UInt8>) -> (bytes: [UInt8], hasBlanks: Bool)? {
    var hasBlanks = false
    var characters: [UInt8] = []
    characters.reserveCapacity(text.count)
    for byte in text {
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { hasBlanks = true } else { characters.append(byte) }
    }
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2, characters.count % 4 == 0 else { return nil }
    characters.removeLast(padding)
    guard let bytes = bytes(of: characters, .standard) else { return nil }
    return (bytes, hasBlanks)
  }

  /// The decoded bytes of characters without padding and whitespace; nil if they are not base64.
  package static func bytes(of characters: some Collection<UInt8>, _ alphabet: Alphabet) -> [UInt8]? {
    let count = characters.count
    guard count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var bitCount = 0
    for character in characters {
      guard let value = alphabet.value(of: character) else { return nil }
      bits = bits << 6 | value
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return bytes
  }

  /// The padded encoding of the given bytes.
  package static func encoded(_ bytes: [UInt8], _ alphabet: Alphabet) -> String {
    let characters = alphabet.characters
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count / 3 + 1) * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for position in 0..<4 {
        result.append(position <= part.count ? characters[Int(word >> UInt32(18 - 6 * position) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
