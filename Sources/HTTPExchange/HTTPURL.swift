import FHIRSyntax

/// Absolute HTTP URLs (RFC 3986; RFC 9110, section 4.2).
package enum HTTPURL {
  /// The reason why a text is not an absolute HTTP URL, for a message; nil if it is one.
  package static func error(in text: String) -> String? {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte <= 0x20 || byte == 0x7F { return "a URL must not contain spaces or control characters" }
      if byte > 0x7F || "<>\"\\^`{|}".utf8.contains(byte) { return "it contains characters that must be escaped in a URL" }
      let digits = bytes[(index + 1)...].prefix(2)
      if byte == UInt8(ascii: "%"), digits.count < 2 || !digits.allSatisfy(\.isHexadecimal) {
        return "'%' must be followed by two hexadecimal digits"
      }
    }
    guard let authority = authority(of: text) else { return "it is not an absolute URL" }
    return isAuthority(authority) ? nil : "its host is not valid"
  }

  /// Whether requests to a URL are sent in clear text: with plain HTTP, except to the same machine.
  package static func isInsecure(_ text: String) -> Bool {
    guard text.lowercased().hasPrefix("http://"), let authority = authority(of: text) else { return false }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return !(name == "localhost" || name.hasSuffix(".localhost") || name.hasPrefix("127.") || name == "[::1]")
  }

  /// The text between the scheme and the path; nil without scheme or host.
  private static func authority(of text: String) -> Substring? {
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
      let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      return authority.isEmpty ? nil : authority
    }
    return nil
  }

  private static func isAuthority(_ authority: Substring) -> Bool {
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      return isPort(host[host.index(after: end)...])
    }
    let name = host.prefix { $0 != ":" }
    return !name.isEmpty && name.utf8.allSatisfy { HeaderField.isNameCharacter($0) || $0 == UInt8(ascii: "%") }
      && isPort(host.dropFirst(name.count))
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.hasPrefix(":") && text.dropFirst().utf8.allSatisfy(\.isDigit)
  }
}
