import Findings

/// The parts of URLs and header field values that may be shown, as ranges of their bytes.
enum HarmlessParts {
  typealias Text = ArraySlice<UInt8>

  /// The parts of a header field value that may be shown.
  static func field(_ name: String, _ value: Text) -> [Range<Int>] {
    guard let kind = HarmlessNames.field(name), value.count <= longest else { return [] }
    switch kind {
    case .plain: return [value.startIndex..<value.endIndex]
    case .id: return value.allSatisfy(isIDCharacter) ? [value.startIndex..<value.endIndex] : []
    case .host: return isHostAndPort(value) ? [value.startIndex..<value.endIndex] : []
    case .url: return url(value)
    case .mediaType: return mediaType(value)
    }
  }

  /// The maximum length of a harmless value, in bytes.
  private static let longest = 2048

  /// The parts of a URL: scheme, host, and the known path segments and query parameters, without text before an `@` or after a
  /// `#`.
  static func url(_ url: Text) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    let end = url.firstIndex(of: UInt8(ascii: "#")) ?? url.endIndex
    let pathEnd = url[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    var start = url.startIndex
    var isHost = false
    var previous: [String] = []
    while start <= pathEnd {
      let next = url[start..<pathEnd].firstIndex(of: UInt8(ascii: "/")) ?? pathEnd
      var part = start..<next
      if isHost {
        if let at = url[part].lastIndex(of: UInt8(ascii: "@")) { part = at + 1..<next }
        if isHostAndPort(url[part]) { parts.append(part) }
      } else if isSegment(String(decoding: url[part], as: UTF8.self), after: previous) {
        parts.append(part)
      }
      if next < pathEnd { parts.append(next..<next + 1) }
      let segment = String(decoding: url[start..<next], as: UTF8.self)
      // The host follows `https:` and an empty segment, also within the path if a proxy's URL contains another URL.
      isHost = segment.isEmpty && previous.last.map { ["https:", "http:"].contains($0.lowercased()) } ?? false
      previous = [previous.last ?? "", segment]
      start = next + 1
    }
    if pathEnd < end { parts += parameters(url[(pathEnd + 1)..<end], separator: UInt8(ascii: "&")) }
    return parts
  }

  /// Whether a path segment may be shown: because of its name, or as an id at a position where FHIR has one.
  private static func isSegment(_ segment: String, after previous: [String]) -> Bool {
    if HarmlessNames.isSegment(segment) { return true }
    guard let before = previous.last, before == "_history" || RequestTarget.isType(before) else { return false }
    return segment.utf8.count <= 64 && segment.utf8.allSatisfy(isIDCharacter) && !SecretText.looksRandom(segment)
      || SecretText.isUUID(segment)
  }

  private static func mediaType(_ value: Text) -> [Range<Int>] {
    value.split(separator: UInt8(ascii: ",")).flatMap { type in
      let name = type.prefix { $0 != UInt8(ascii: ";") }
      let isType =
        name.count <= 80 && name.allSatisfy { HeaderField.isNameCharacter($0) || $0 == UInt8(ascii: "/") || $0 == 0x20 }
      return (isType ? [name.startIndex..<name.endIndex] : [])
        + parameters(type.dropFirst(name.count + 1), separator: UInt8(ascii: ";"))
    }
  }

  /// The known parameters, with their values.
  static func parameters(_ text: Text, separator: UInt8) -> [Range<Int>] {
    text.split(separator: separator).compactMap { parameter in
      guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let name = String(decoding: parameter[..<equals].drop { $0 == 0x20 }, as: UTF8.self)
      let mayContainURL =
        parameter.contains { "@?".utf8.contains($0) } || String(decoding: parameter, as: UTF8.self).containsBytes(of: "%40")
      return HarmlessNames.isParameter(name) && !mayContainURL ? parameter.startIndex..<parameter.endIndex : nil
    }
  }

  private static func isIDCharacter(_ byte: UInt8) -> Bool {
    SecretText.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// Whether a text is a host, optionally with a port: other text after a colon may be a password.
  private static func isHostAndPort(_ text: Text) -> Bool {
    guard text.allSatisfy(isHostCharacter) else { return false }
    let end = text.lastIndex(of: UInt8(ascii: "]")) ?? text.startIndex
    guard let colon = text[end...].firstIndex(of: UInt8(ascii: ":")) else { return true }
    return text[(colon + 1)...].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    SecretText.isWord(byte) || "-.:[]_".utf8.contains(byte)
  }
}
