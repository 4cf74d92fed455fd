import FHIRSyntax

/// Text of others for documents that programs read.
enum LegalText {
  /// The text without what could steer a terminal or log, and of characters that XML can hold.
  static func legal(_ text: String, limit: Int = 10_000) -> String {
    let result = Message.printable(text, limit: limit)
    guard result.unicodeScalars.contains(where: \.isNoCharacter) else { return result }
    var legal = String.UnicodeScalarView()
    for scalar in result.unicodeScalars { legal.append(scalar.isNoCharacter ? "\u{FFFD}" : scalar) }
    return String(legal)
  }
}

extension Unicode.Scalar {
  /// Whether it is U+FFFE, U+FFFF or one of their like in the other planes, the first two of which XML cannot hold.
  fileprivate var isNoCharacter: Bool { value & 0xFFFE == 0xFFFE }
}

extension OutputBuffer {
  /// Appends text of others for XML or HTML, in an element or an attribute in double quotes. Of two `#` the second is
  /// escaped: a CI log must not take it for a command.
  mutating func append(markup text: String) {
    for byte in LegalText.legal(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      case UInt8(ascii: "#") where bytes.last == byte: append("&#35;")
      default: append(byte: byte)
      }
    }
  }
}
