import Findings

/// Untrusted text in machine-readable documents.
enum SafeText {
  /// The maximum number of characters of a text that are written.
  private static let maximum = 10_000

  /// Text that FHIR's type string allows: not empty, of characters that XML allows, and of limited length.
  static func string(_ text: String) -> String {
    var result = legal(text)
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result.isEmpty ? "-" : result
  }

  /// Whether a text equals its `string`, and needs no escapes in JSON.
  static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    guard !bytes.isEmpty, bytes.count <= maximum, bytes[0] != 0x20, bytes[bytes.count - 1] != 0x20 else { return false }
    for index in bytes.indices {
      let byte = bytes[index]
      if byte &- 0x20 >= 0x5F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "#") {
        return false
      }
    }
    return true
  }

  /// The text with only the characters that XML allows, and without those that could control a terminal or log.
  static func legal(_ text: String, limit: Int = maximum) -> String {
    let result = Message.printable(text, limit: limit)
    guard result.unicodeScalars.contains(where: \.isNoncharacter) else { return result }
    var legal = String.UnicodeScalarView()
    for scalar in result.unicodeScalars { legal.append(scalar.isNoncharacter ? "\u{FFFD}" : scalar) }
    return String(legal)
  }
}

extension Unicode.Scalar {
  /// Whether it is U+FFFE, U+FFFF or their equivalent in another plane; XML does not allow the first two.
  fileprivate var isNoncharacter: Bool { value & 0xFFFE == 0xFFFE }
}

extension OutputBuffer {
  /// Appends untrusted text for XML or HTML, in an element or an attribute in double quotes. The second of two `#` is escaped, so
  /// that a CI system that reads the log does not take it for a command.
  package mutating func append(markup text: String) {
    for byte in SafeText.legal(text).utf8 {
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
