import FHIRSyntax
import Findings

/// Classifies texts: credentials, words, numbers.
enum SecretText {
  static func isWord(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }

  static func isUUID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy(\.isHexadecimal)
  }

  /// Whether a text mixes letters and digits unlike names, numbers, dates and versions: `k3eps4feT0ken`, but not
  /// `CareConnect-Appointment-1`, `2031-03-02T09:14:30Z` or `utf-8`.
  static func looksRandom(_ text: some StringProtocol) -> Bool {
    if text.utf8.contains(where: { "!$%^*~".utf8.contains($0) }) { return true }
    let parts = text.utf8.split { !isWord($0) }
    return parts.contains { part in
      let letters = part.prefix { !$0.isDigit }
      let digits = part.dropFirst(letters.count).prefix(while: \.isDigit)
      if letters.count + digits.count == part.count && (letters.isEmpty || digits.count <= 4) { return false }
      // The day and hour of a date and time.
      if part.count == 5, part[part.index(part.startIndex, offsetBy: 2)] == UInt8(ascii: "T") { return false }
      return part.count > 3
    }
  }

  /// Texts that look like credentials in any context: a JSON Web Token, the text after an authentication scheme, the user of a
  /// URL, as in `https://user:password@example.org` or `//user:password@example.org`, and the value of a parameter that is not
  /// known to be harmless, as in `client_secret=abc`.
  static func ranges(in bytes: ArraySlice<UInt8>, withParameters: Bool = true) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    /// The end of the last slash.
    var slash: Int?
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "="), withParameters {
        let value = parameter(at: index, in: bytes)
        if let value { ranges.append(value) }
        index = value?.upperBound ?? index + 1
        continue
      }
      if let colon = length(of: UInt8(ascii: ":"), at: index, in: bytes), let user = user(after: index + colon, in: bytes) {
        ranges.append(user)
        index = user.upperBound
        continue
      }
      if let count = length(of: UInt8(ascii: "/"), at: index, in: bytes) {
        let user = slash == index ? nil : user(after: index, hasScheme: false, in: bytes)
        if let user { ranges.append(user) }
        index = user?.upperBound ?? index + count
        slash = index
        continue
      }
      let isStart = index == bytes.startIndex || !isWord(bytes[index - 1])
      guard isStart, [UInt8(ascii: "e"), UInt8(ascii: "b"), UInt8(ascii: "d")].contains(byte | 0x20) else {
        index += 1
        continue
      }
      if bytes[index...].starts(with: "eyJ".utf8) {
        let end = bytes[index...].firstIndex { !isToken($0) } ?? bytes.endIndex
        if bytes[index..<end].contains(UInt8(ascii: ".")) { ranges.append(index..<end) }
        index = end
      } else if let range = credentials(at: index, in: bytes) {
        ranges.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// The user, with a password, in a URL whose scheme ends before an offset, or in a URL without a scheme:
  /// `//user:password@example.org`. The slashes may be escaped in JSON, and encoded in a parameter of another URL:
  /// `https%3A%2F%2Fuser:password%40example.org`.
  private static func user(after scheme: Int, hasScheme: Bool = true, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = scheme
    var slashes = 0
    var isEncoded = false
    while start < bytes.endIndex {
      if let slash = length(of: UInt8(ascii: "/"), at: start, in: bytes) {
        slashes += 1
        isEncoded = isEncoded || slash > 1
        start += slash
      } else if bytes[start] == UInt8(ascii: "\\") {
        start += 1
      } else {
        break
      }
    }
    guard slashes == 2 else { return nil }
    var end = start
    var user: Int?
    var password: Int?
    while end < bytes.endIndex, !isEndOfWord(bytes[end]), !"/?#".utf8.contains(bytes[end]) {
      if isEncoded, "/?#&".utf8.contains(where: { length(of: $0, at: end, in: bytes) != nil }) { break }
      if let at = length(of: UInt8(ascii: "@"), at: end, in: bytes) {
        user = end
        end += at
      } else if let colon = length(of: UInt8(ascii: ":"), at: end, in: bytes) {
        end += colon
        password = end
      } else {
        end += 1
      }
    }
    if let user { return start < user ? start..<user : nil }
    // What follows the colon is a port, or a password with a character that ends a host: `https://user:pass/word@example.org`.
    guard let password, bytes[start] != UInt8(ascii: "["), !bytes[password..<end].allSatisfy(\.isDigit) else { return nil }
    let rest = bytes[end...].prefix(longestPassword).prefix { !isEndOfWord($0) }
    let at = rest.firstIndex(of: UInt8(ascii: "@"))
    // Without a scheme and a user, it is any text after two slashes, such as a comment.
    return at == nil && !hasScheme ? nil : start..<(at ?? end)
  }

  /// The number of bytes in which an `@` is searched for.
  private static let longestPassword = 512

  private static func isEndOfWord(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'<>\\".utf8.contains(byte) }

  /// The length of a character at an offset, either plain or percent-encoded, once or repeatedly; nil if it is another character.
  private static func length(of character: UInt8, at index: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    if bytes[index] == character { return 1 }
    guard bytes[index] == UInt8(ascii: "%") else { return nil }
    var digits = index + 1
    while bytes[digits...].starts(with: "25".utf8) { digits += 2 }
    let code = bytes[digits...].prefix(2)
    guard code.count == 2, UInt8(String(decoding: code, as: UTF8.self), radix: 16) == character else { return nil }
    return digits + 2 - index
  }

  /// The text after the name of an authentication scheme.
  private static func credentials(at index: Int, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    for scheme in ["bearer ", "basic ", "digest "] {
      guard bytes[index...].prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 | 0x20 }) else { continue }
      guard let start = bytes[(index + scheme.utf8.count)...].firstIndex(where: { $0 != 0x20 }) else { return nil }
      let end = bytes[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } ?? bytes.endIndex
      // A word in a sentence, as in "the basic form", is not a credential.
      let isSentence = end - start < 16 && bytes[start..<end].allSatisfy(\.isLetter)
      return end - start >= 4 && !isSentence ? start..<end : nil
    }
    return nil
  }

  /// The value after a name and an equals sign; nil if the name is harmless, or the value is quoted like an attribute.
  private static func parameter(at equals: Int, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = equals
    while start > bytes.startIndex, equals - start < 40, isToken(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "=") {
      start -= 1
    }
    let ends = "&\"'<>\\,;=()".utf8
    let end = bytes[(equals + 1)...].firstIndex { $0 <= 0x20 || ends.contains($0) } ?? bytes.endIndex
    guard start < equals, end > equals + 1 else { return nil }
    return HarmlessNames.isParameter(String(decoding: bytes[start..<equals], as: UTF8.self)) ? nil : equals + 1..<end
  }

  private static func isToken(_ byte: UInt8) -> Bool { isWord(byte) || "-_.:%=".utf8.contains(byte) }

  // MARK: Text that is neither FHIR nor a recording

  /// Texts that look like credentials in a text of unknown kind: also the values of names such as `Authorization` and `password`.
  static func rangesOfUnknownText(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges = Self.ranges(in: bytes)
    var index = bytes.startIndex
    while let mark = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) {
      index = mark + 1
      guard isSecretName(before: mark, in: bytes) else { continue }
      let start = bytes[index...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.endIndex
      guard start < bytes.endIndex else { break }
      let quote = bytes[start]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      // An unquoted value after an equals sign was found as a parameter.
      if bytes[mark] == UInt8(ascii: "="), !isQuoted { continue }
      let first = isQuoted ? start + 1 : start
      let end = bytes[first...].firstIndex { $0 == 0x0A || $0 == 0x0D || isQuoted && $0 == quote } ?? bytes.endIndex
      if first < end { ranges.append(first..<end) }
      index = end
    }
    return ranges
  }

  /// Whether the name before a colon or an equals sign, or the name before `"value":` as in HAR files, belongs to a credential.
  private static func isSecretName(before mark: Int, in bytes: ArraySlice<UInt8>) -> Bool {
    let name = Self.name(before: mark, in: bytes)
    guard bytes[name].elementsEqual("value".utf8) else { return isSecret(bytes[name]) }
    let before = bytes[..<name.lowerBound].suffix(16)
    guard let comma = before.lastIndex(of: UInt8(ascii: ",")),
      before[(comma + 1)...].allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: "\"") })
    else { return false }
    return isSecret(bytes[Self.name(before: comma, in: bytes)])
  }

  /// The name before an offset, without quotes.
  private static func name(before offset: Int, in bytes: ArraySlice<UInt8>) -> Range<Int> {
    var end = offset
    while end > bytes.startIndex, bytes[end - 1] <= 0x20 || "\"'".utf8.contains(bytes[end - 1]) { end -= 1 }
    let name = bytes[..<end].suffix(40).reversed().prefix { isWord($0) || "-_".utf8.contains($0) }
    return end - name.count..<end
  }

  private static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    let letters = String(decoding: name.filter { isWord($0) }, as: UTF8.self).lowercased()
    return ["authorization", "cookie", "token", "password", "passwd", "passphrase", "pwd", "secret", "apikey", "session"].contains
    {
      letters.containsBytes(of: $0)
    }
  }
}
