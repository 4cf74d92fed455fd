import FHIRSyntax
import Findings

/// Determines the hidden parts of a recording: all except those that the `show` functions add.
struct HiddenParts {
  private let source: SourceText
  private var shown: [Range<Int>]
  /// Texts that HTTP defines as credentials.
  private var credentials: [String] = []
  /// The decoded text of hidden bodies that are encoded in the file.
  private var encoded: [[UInt8]] = []
  /// Shown texts that are not secrets if they also occur in hidden text.
  private var harmless: Set<String> = []
  private let symbols: SymbolTable

  init(_ recording: Recording) {
    source = recording.source
    shown = recording.harmless
    symbols = .wellKnown
  }

  /// The characters between JSON values, which reveal nothing.
  static func isPunctuation(_ byte: UInt8) -> Bool { "{}[]\",:".utf8.contains(byte) }

  // MARK: What is shown

  /// Shows the harmless parts of the start lines and the header fields.
  mutating func show(_ exchange: RecordedExchange) {
    for span in [exchange.method, exchange.status].compactMap({ $0 }) where span.text.utf8.count <= 16 {
      shown.append(span.range)
    }
    if let url = exchange.url { show(url) { HarmlessParts.url($0) } }
    for message in [exchange.request, exchange.response].compactMap({ $0 }) {
      showVersion(in: message.head)
      for field in message.fields {
        if field.name.utf8.count <= 64 { shown.append(field.nameRange) }
        show(field.value) { HarmlessParts.field(field.name, $0) }
        if HarmlessNames.field(field.name) != nil { harmless.insert(field.value.text) }
        if ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(field.name.lowercased()) {
          credentials.append(field.value.text)
        }
      }
    }
  }

  /// Shows the harmless parts of a value; none if escapes shift its positions.
  private mutating func show(_ span: SourceSpan, _ parts: (ArraySlice<UInt8>) -> [Range<Int>]) {
    let isQuoted = span.form == .string && !span.flags.contains(.unquoted) && span.range.count >= 2
    let range = isQuoted ? span.range.lowerBound + 1..<span.range.upperBound - 1 : span.range
    if span.flags.contains(.escaped) || range.count != span.text.utf8.count { return }
    shown += parts(source.storage[range])
  }

  /// Shows the HTTP version and the reason phrase of a start line.
  private mutating func showVersion(in line: Range<Int>) {
    let words = source.storage[line].prefix(1 << 14).split(separator: 0x20)
    for word in words {
      let isVersion = word.starts(with: "HTTP/".utf8) && word.count <= 8
      let isReason = word.count <= 16 && word.allSatisfy(\.isLetter)
      if isVersion || isReason && words.first?.starts(with: "HTTP/".utf8) ?? false {
        shown.append(word.startIndex..<word.endIndex)
      }
    }
    // In a HAR file, the head of a message is only the name of its member.
    if words.count == 1 { shown.append(line) }
  }

  /// Shows the parts of a FHIR body that FHIR defines; `isDefined` says whether FHIR defines the element at a node.
  mutating func show(_ body: MessageBody?, _ document: Document?, _ isDefined: @escaping (Node) -> Bool) {
    guard let body, body.obstacle == nil else { return }
    let isResource = document.flatMap { document in document.root.map { document.record($0).flags.contains(.resource) } } ?? false
    guard isResource || body.hasResourceMarker else {
      if !body.sourceMap.isText { encoded.append(body.bytes) }
      return
    }
    // Credentials cannot be found in base64, so no part of the body is shown.
    guard body.sourceMap.isText, let document, document.source.count == body.bytes.count else { return }
    shown += ShownBody(document, isDefined).ranges.map { body.sourceMap.fileRange(of: $0) }
  }

  // MARK: What is hidden

  /// Everything that is not shown.
  func hidden() -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var offset = 0
    for range in shown.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > offset { hidden.append(offset..<range.lowerBound) }
      offset = max(offset, range.upperBound)
    }
    if offset < source.count { hidden.append(offset..<source.count) }
    return hidden
  }

  /// The hidden texts that are secrets, and are also hidden wherever else they occur.
  func secrets(in hidden: [Range<Int>]) -> Set<ArraySlice<UInt8>> {
    var secrets: Set<ArraySlice<UInt8>> = []
    for text in credentials {
      for piece in Self.pieces(of: text) where piece.utf8.count >= 6 && !isWord(piece) { secrets.insert(ArraySlice(piece.utf8)) }
    }
    for range in hidden where range.count <= Self.longest { collect(source.storage[range], into: &secrets) }
    for bytes in encoded where bytes.count <= Self.longest { collect(bytes[...], into: &secrets) }
    return secrets
  }

  /// The maximum length of a text that is searched for secrets, in bytes: a longer text is a page or a script, in which nearly
  /// everything looks like a credential.
  private static let longest = 1 << 16

  private func collect(_ bytes: ArraySlice<UInt8>, into secrets: inout Set<ArraySlice<UInt8>>) {
    for word in bytes.split(whereSeparator: { $0 <= 0x20 || "\"'<>\\;,&{}[]".utf8.contains($0) }) {
      for piece in [word] + word.split(whereSeparator: { "=?#:/@|()".utf8.contains($0) }) {
        guard piece.count >= 8, !piece.starts(with: "http".utf8) else { continue }
        let text = String(decoding: piece, as: UTF8.self)
        if SecretText.looksRandom(text) && !harmless.contains(text) { secrets.insert(piece) }
      }
    }
  }

  /// A credential, its parts, and the decoded parts of Basic credentials.
  private static func pieces(of text: String) -> [String] {
    var pieces = [text]
    for part in text.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "," }).map(String.init) {
      pieces.append(part)
      if let equals = part.firstIndex(of: "="), part.index(after: equals) < part.endIndex {
        pieces.append(part[part.index(after: equals)...].trimmingQuotes)
      }
      if let (bytes, _) = Base64.decoded(part.utf8), bytes.contains(UInt8(ascii: ":")) {
        pieces += bytes.split(separator: UInt8(ascii: ":")).map { String(decoding: $0, as: UTF8.self) }
      }
    }
    return pieces
  }

  /// Whether a text is a word that may occur anywhere: a short word of letters only, a FHIR name, or a harmless text.
  private func isWord(_ text: String) -> Bool {
    text.utf8.allSatisfy(\.isLetter) && text.utf8.count < 8
      || symbols.symbol(text) != nil
      || harmless.contains(text)
  }
}

extension Substring {
  fileprivate var trimmingQuotes: String { String(self.drop { $0 == "\"" }.prefix { $0 != "\"" }) }
}
