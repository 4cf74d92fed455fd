package import FHIRSyntax

/// What of a recording is a credential and must not appear in any output: values of header fields, cookies, tokens in
/// URLs, contents that are no FHIR.
///
/// Both the text that excerpts are cut from and the values in messages go through it. What it knows by its place is
/// masked, and beside that whatever looks like a token.
package struct Credentials: Sendable {
  private let ranges: [Range<Int>]
  private let texts: [String]

  /// The credentials of a recording.
  package init(_ recording: Recording) {
    var ranges = recording.secrets
    var texts: [String] = []
    for exchange in recording.exchanges {
      for message in [exchange.request, exchange.response].compactMap({ $0 }) {
        for field in message.fields where Self.isSecret(header: field.name) {
          ranges.append(Self.inner(field.value))
          texts.append(field.value.text)
          // `Bearer abc` is not to be shown as `abc` either.
          if let last = field.value.text.split(separator: " ").last { texts.append(String(last)) }
        }
        for field in message.fields where ["location", "content-location", "referer"].contains(field.name.lowercased()) {
          ranges += Self.secrets(ofURL: field.value)
        }
        if let body = message.body, !body.isFHIR(declared: message.mediaType) { ranges.append(body.range) }
      }
      if let url = exchange.url { ranges += Self.secrets(ofURL: url) }
    }
    texts += ranges.map { recording.source.string($0) }
    let known = Set(texts.filter { $0.utf8.count >= 4 && $0.utf8.count <= Self.longest })
    self.texts = known.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    let bytes = recording.source.bytes
    self.ranges = ranges + Self.tokens(in: bytes) + Self.occurrences(of: self.texts, in: bytes)
  }

  /// What is longer is the content of a message, which nothing repeats.
  private static let longest = 1 << 14
  /// The shortest credential that is looked for where it does not belong: servers write tokens into their complaints.
  private static let shortestRepeated = 10

  /// Where known credentials stand, wherever that is.
  private static func occurrences(of texts: [String], in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var byStart: [UInt16: [[UInt8]]] = [:]
    for text in texts where text.utf8.count >= shortestRepeated {
      let text = Array(text.utf8)
      byStart[UInt16(text[0]) << 8 | UInt16(text[1]), default: []].append(text)
    }
    if byStart.isEmpty { return [] }
    var isStart = [Bool](repeating: false, count: 1 << 16)
    for start in byStart.keys { isStart[Int(start)] = true }
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let start = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      if isStart[Int(start)], let text = byStart[start]?.first(where: { bytes[index...].starts(with: $0) }) {
        ranges.append(index..<index + text.count)
        index += text.count
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// The file with every credential written over, each character by one mark of its own length, so that places stay.
  package func masked(_ source: SourceText) -> SourceText {
    var bytes = Array(source.bytes)
    for range in ranges {
      var index = max(0, range.lowerBound)
      while index < min(range.upperBound, bytes.count) {
        let length = bytes[index] < 0xC0 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
        if bytes[index] >= 0x20 {
          let mark: [UInt8] = length == 2 ? [0xC2, 0xB7] : length == 3 ? [0xE2, 0x80, 0xA2] : [UInt8(ascii: "*")]
          for offset in 0..<length where index + offset < bytes.count {
            bytes[index + offset] = offset < mark.count ? mark[offset] : UInt8(ascii: "*")
          }
        }
        index += length
      }
    }
    return SourceText(name: source.name, unpadded: bytes)
  }

  /// A finding that holds no credential, neither in its message nor as the name of its element.
  package func masked(_ finding: Finding) -> Finding {
    var finding = finding
    finding.element = finding.element.map(masked)
    let isClean = finding.message.parts.allSatisfy { part in
      switch part {
      case .payload(let text), .code(let text), .words(let text): masked(text) == text
      }
    }
    if isClean { return finding }
    var message: Message = ""
    for part in finding.message.parts {
      switch part {
      case .words(let words): message = "\(message)\(words: masked(words))"
      case .code(let code): message = "\(message)\(code: masked(code))"
      case .payload(let text): message = "\(message)\(payload: masked(text))"
      }
    }
    finding.message = message
    return finding
  }

  /// A text without credentials.
  package func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for secret in texts {
      let wanted = Array(secret.utf8)
      guard wanted.count <= bytes.count else { continue }
      var start = 0
      while start + wanted.count <= bytes.count {
        if bytes[start...].starts(with: wanted) {
          bytes.replaceSubrange(start..<start + wanted.count, with: repeatElement(UInt8(ascii: "*"), count: 3))
        }
        start += 1
      }
    }
    for range in Self.tokens(in: bytes[...]).reversed() {
      bytes.replaceSubrange(range, with: repeatElement(UInt8(ascii: "*"), count: 3))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: What is secret

  private static let words = [
    "authorization", "cookie", "token", "secret", "password", "passwd", "api-key", "apikey", "api_key", "credential", "assertion",
    "signature", "session",
  ]

  /// Whether the value of a header field is a credential, by the field's name.
  static func isSecret(header name: String) -> Bool {
    let name = name.lowercased()
    return words.contains { name.has($0) }
  }

  /// Whether the value of a parameter of a URL or a form is a credential, by its name.
  static func isSecret(parameter name: String) -> Bool {
    let name = name.lowercased()
    return ["code", "key", "sig", "jwt"].contains(name) || words.contains { name.has($0) }
  }

  /// A value without the quotes of JSON.
  private static func inner(_ piece: Piece) -> Range<Int> {
    let isQuoted = piece.form == .string && !piece.flags.contains(.unquoted) && piece.range.count >= 2
    return isQuoted ? piece.range.lowerBound + 1..<piece.range.upperBound - 1 : piece.range
  }

  /// The values of secret parameters of a URL, and what stands before an `@` in its host.
  private static func secrets(ofURL url: Piece) -> [Range<Int>] {
    let whole = inner(url)
    let bytes = Array(url.text.utf8)
    // Where escapes move the places, all that may be secret is masked from the URL's first `?`.
    guard bytes.count == whole.count else { return url.text.contains("?") || url.text.contains("@") ? [whole] : [] }
    var ranges: [Range<Int>] = []
    let query = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    if let at = bytes[..<query].firstIndex(of: UInt8(ascii: "@")) {
      let start = bytes[..<at].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      ranges.append(whole.lowerBound + start..<whole.lowerBound + at)
    }
    var start = query + 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "#") } ?? bytes.count
      if let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")),
        isSecret(parameter: String(decoding: bytes[start..<equals], as: UTF8.self))
      {
        ranges.append(whole.lowerBound + equals + 1..<whole.lowerBound + end)
      }
      start = end + 1
    }
    return ranges
  }

  /// What looks like a credential wherever it stands: a JSON Web Token, what follows the name of a scheme, and the value of
  /// a secret parameter.
  static func tokens(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = bytes.startIndex
    let token = Array("eyJ".utf8)
    let schemes = ["bearer ", "basic ", "digest "].map { Array($0.utf8) }
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "="), let value = parameter(at: index, in: bytes) {
        ranges.append(value)
        index = value.upperBound
        continue
      }
      let first = bytes[index] | 0x20
      let isStart = index == bytes.startIndex || !isWord(bytes[index - 1])
      guard isStart, first == UInt8(ascii: "e") || first == UInt8(ascii: "b") || first == UInt8(ascii: "d") else {
        index += 1
        continue
      }
      if bytes[index...].starts(with: token) {
        let end = bytes[index...].firstIndex { !isToken($0) } ?? bytes.endIndex
        if bytes[index..<end].contains(UInt8(ascii: ".")) { ranges.append(index..<end) }
        index = end
        continue
      }
      var start: Int?
      for scheme in schemes where bytes[index...].prefix(scheme.count).map({ $0 | 0x20 }) == scheme.map({ $0 | 0x20 }) {
        start = bytes[(index + scheme.count)...].firstIndex { $0 != 0x20 }
      }
      guard let start else {
        index += 1
        continue
      }
      let end = bytes[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } ?? bytes.endIndex
      // A word of a sentence, as in "the basic form", is none.
      let isWord = bytes[start..<end].allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } && end - start < 16
      if end - start >= 4 && !isWord { ranges.append(start..<end) }
      index = max(end, index + 1)
    }
    return ranges
  }

  /// The value behind an equals sign before which the name of a secret parameter stands, as in `?access_token=abc`.
  private static func parameter(at equals: Int, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = equals
    while start > bytes.startIndex, equals - start < 40, isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") {
      start -= 1
    }
    let isInURL = start > bytes.startIndex && [UInt8(ascii: "?"), UInt8(ascii: "&")].contains(bytes[start - 1])
    guard equals - start > 4 || isInURL, isSecret(parameter: String(decoding: bytes[start..<equals], as: UTF8.self)) else {
      return nil
    }
    let ends = Array("&\"'<\\,;".utf8)
    let end = bytes[(equals + 1)...].firstIndex { $0 <= 0x20 || ends.contains($0) } ?? bytes.endIndex
    return end > equals + 1 ? equals + 1..<end : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    isWord(byte) || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "=")].contains(byte)
  }
}
