/// The codings of `encode` and `decode`.
enum TextCoding: String {
  case hex
  case base64
  case urlbase64

  private var alphabet: [UInt8] {
    Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
      + (self == .urlbase64 ? Array("-_".utf8) : Array("+/".utf8))
  }

  func encoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    if self == .hex { return bytes.map { Self.hex($0 >> 4) + Self.hex($0 & 15) }.joined() }
    let alphabet = alphabet
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for place in 0..<4 {
        result.append(place <= part.count ? alphabet[Int(word >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16) }

  /// Nil for a text that is not in this coding.
  func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    if self == .hex {
      let digits = text.utf8.compactMap { Unicode.Scalar($0).properties.numericType == nil && $0 > 0x66 ? nil : $0 }
      guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
      for start in stride(from: 0, to: digits.count, by: 2) {
        guard let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16) else { return nil }
        bytes.append(byte)
      }
    } else {
      let alphabet = alphabet
      var word: UInt32 = 0
      var bits = 0
      for byte in text.utf8 where byte != UInt8(ascii: "=") && byte > 0x20 {
        guard let value = alphabet.firstIndex(of: byte) else { return nil }
        word = word << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
          bits -= 8
          bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
        }
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// The escapes of `escape` and `unescape`.
enum TextEscaping: String {
  case html
  case json

  private var pairs: [(character: String, escape: String)] {
    switch self {
    case .html: [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
    case .json: [("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")]
    }
  }

  func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in pairs.first { $0.character == String(scalar) }?.escape ?? String(scalar) }.joined()
  }

  func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.unicodeScalars.first {
      if let pair = pairs.first(where: { rest.hasPrefix($0.escape) }) {
        result += pair.character
        rest = rest.dropFirst(pair.escape.count)
      } else {
        result.unicodeScalars.append(first)
        rest.unicodeScalars.removeFirst()
      }
    }
    return result
  }
}
