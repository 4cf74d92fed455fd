import FHIRSyntax

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

  /// Texts that look like credentials anywhere: a JSON Web Token, the text after an authentication scheme, the user of a URL, as
  /// in `https://user:password@example.org`, and the value of a parameter that is not known to be harmless, as in
  /// `client_secret=abc`.
  static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") {
        let value = parameter(at: index, in: bytes)
        if let value { ranges.append(value) }
        index = value?.upperBound ?? index + 1
        continue
      }
      if byte == UInt8(ascii: ":"), let user = user(after: index, in: bytes) {
        ranges.append(user)
        index = user.upperBound
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

  /// The user, with a password, in a URL whose scheme ends at a colon; JSON may escape the slashes.
  private static func user(after colon: Int, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let slash = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    guard bytes[(colon + 1)...].first.map(slash.contains) ?? false else { return nil }
    let start = bytes[(colon + 1)...].firstIndex { !slash.contains($0) } ?? bytes.endIndex
    let slashes = bytes[colon..<start].count { $0 == UInt8(ascii: "/") }
    let ends = "/?#\"'<>\\".utf8
    guard slashes == 2,
      let end = bytes[start...].firstIndex(where: { $0 <= 0x20 || $0 == UInt8(ascii: "@") || ends.contains($0) }),
      bytes[end] == UInt8(ascii: "@"), end > start
    else { return nil }
    return start..<end
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
}
