/// The two grammars of media types that requirements refer to.
package enum MediaTypeGrammar {
  /// Whether a code is `type/subtype`, both tokens, with any parameters, or the short name of one of FHIR's formats.
  package static func isCode(_ code: ArraySlice<UInt8>) -> Bool {
    if ["json", "xml", "ttl"].contains(where: { code.elementsEqual($0.utf8) }) { return true }
    let type = code.prefix { $0 != UInt8(ascii: ";") }
    let names = type.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return names.count == 2
      && names.allSatisfy { name in
        let name = trimmed(name)
        return !name.isEmpty && name.allSatisfy(isTokenCharacter)
      }
  }

  /// Whether a text is a media type as defined by RFC 6838 (names) and RFC 2045 (parameters).
  package static func isMediaType(_ text: String) -> Bool {
    let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, isName(names[0]), isName(trimmingEnd(names[1])) else { return false }
    return parts.count == 1 || areParameters(parts[1])
  }

  /// RFC 6838, section 4.2: at most 127 characters, the first a letter or digit.
  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 127, first.isLetter || first.isDigit else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "!#$&-^_.+".utf8.contains($0) }
  }

  /// RFC 2045, section 5.1: `name=token` or `name="text"`, separated by semicolons.
  private static func areParameters(_ text: Substring) -> Bool {
    var rest = Array(text.utf8)[...]
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      let name = rest.prefix(while: isTokenCharacter)
      rest = rest.dropFirst(name.count)
      guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return false }
      if rest.first == UInt8(ascii: "\"") {
        guard let end = endOfQuotedString(in: rest) else { return false }
        rest = rest[end...]
      } else {
        let value = rest.prefix(while: isTokenCharacter)
        guard !value.isEmpty else { return false }
        rest = rest.dropFirst(value.count)
      }
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      guard let next = rest.popFirst() else { return true }
      guard next == UInt8(ascii: ";") else { return false }
    }
  }

  /// The end of the quoted string at the start of `bytes` (RFC 822, section 3.3), in which a backslash quotes the next character;
  /// nil if it is not closed.
  private static func endOfQuotedString(in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex + 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < bytes.endIndex ? index + 1 : nil
  }

  /// A character of a token (RFC 2045, section 5.1): printable, but neither whitespace nor a separator.
  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    return bytes
  }

  private static func trimmingEnd(_ text: Substring) -> Substring {
    var text = text
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }
}
