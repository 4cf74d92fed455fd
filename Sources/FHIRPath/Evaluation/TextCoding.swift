import FHIRSyntax

/// The encodings of `encode` and `decode`.
enum TextCoding: String {
  case hex
  case base64
  case urlbase64

  private var alphabet: Base64.Alphabet { self == .urlbase64 ? .url : .standard }

  func encoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return self == .hex ? bytes.map { Self.hex($0 >> 4) + Self.hex($0 & 15) }.joined() : Base64.encoded(bytes, alphabet)
  }

  private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16) }

  /// Nil for a text that is not in this encoding.
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
      var characters = text.utf8.filter { $0 != UInt8(ascii: "=") && $0 > 0x20 }
      // Six bits that do not complete a byte are dropped.
      if characters.count % 4 == 1 { characters.removeLast() }
      guard let decoded = Base64.bytes(of: characters, alphabet) else { return nil }
      bytes = decoded
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
