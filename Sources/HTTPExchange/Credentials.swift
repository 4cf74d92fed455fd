package import FHIRSyntax
package import Findings

/// The parts of a recording that may be credentials and must not appear in any output.
///
/// Only parts known to be harmless are shown: header field values, parts of URLs and HAR members, by their names, and elements
/// that FHIR defines in FHIR bodies. A hidden part that looks like a credential is hidden wherever else it occurs; so is anything
/// that looks like a token.
package struct Credentials: Sendable {
  private let hidden: [Range<Int>]
  private let search: SecretSearch

  /// Finds the credentials of a recording, whose bodies have been read. For the index of an exchange and the document of one of
  /// its bodies, `definitions` returns a function that says whether FHIR defines the element at a node.
  package init(
    _ recording: Recording, _ bodies: [ExchangeTree.Bodies], definitions: (Int, Document) -> ((Node) -> Bool)
  ) {
    let source = recording.source
    var parts = HiddenParts(recording)
    for (index, (exchange, bodies)) in zip(recording.exchanges, bodies).enumerated() {
      parts.show(exchange)
      for (body, document) in [(exchange.request.body, bodies.request), (exchange.response?.body, bodies.response)] {
        parts.show(body, document, document.map { definitions(index, $0) } ?? { _ in false })
      }
    }
    let hidden = parts.hidden()
    search = SecretSearch(parts.secrets(in: hidden))
    var ranges = hidden + SecretText.ranges(in: source.bytes) + search.ranges(in: source.bytes)
    for (exchange, bodies) in zip(recording.exchanges, bodies) {
      ranges += Self.occurrences(in: exchange.request.body, bodies.request, search)
      ranges += Self.occurrences(in: exchange.response?.body, bodies.response, search)
    }
    self.hidden = ranges
  }

  /// The positions of credentials in a body whose decoded text differs from the text in the file, or in its escaped strings.
  private static func occurrences(in body: MessageBody?, _ document: Document?, _ search: SecretSearch) -> [Range<Int>] {
    guard let body, let document else { return [] }
    var ranges: [Range<Int>] = []
    if body.sourceMap.shift == nil {
      ranges = (search.ranges(in: body.bytes[...]) + SecretText.ranges(in: body.bytes[...])).map {
        body.sourceMap.fileRange(of: $0)
      }
    }
    guard document.source.count == body.bytes.count else { return ranges }
    for index in document.nodes.indices where document.nodes[index].flags.contains(.escaped) {
      let node = Node(index: UInt32(index))
      guard let value = document.value(of: node).map({ Array($0.utf8) }) else { continue }
      if !search.ranges(in: value[...]).isEmpty || !SecretText.ranges(in: value[...]).isEmpty {
        ranges.append(body.sourceMap.fileRange(of: document.textRange(of: node)))
      }
    }
    return ranges
  }

  /// The file with all credentials masked, each character by a mark of the same length, to preserve positions.
  package func masked(_ source: SourceText) -> SourceText {
    var bytes = Array(source.bytes)
    for range in hidden {
      var index = max(0, range.lowerBound)
      while index < min(range.upperBound, bytes.count) {
        let length = bytes[index] < 0xC0 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
        if bytes[index] > 0x20 && !HiddenParts.isPunctuation(bytes[index]) {
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

  /// A finding without credentials in its message or its element name.
  package func masked(_ finding: Finding) -> Finding {
    var finding = finding
    finding.element = finding.element.map(masked)
    finding.message = masked(finding.message)
    for index in finding.further.indices { finding.further[index].message = masked(finding.further[index].message) }
    return finding
  }

  /// A message without credentials.
  package func masked(_ whole: Message) -> Message {
    let isClean = whole.parts.allSatisfy { part in
      switch part {
      case .payload(let text), .code(let text), .text(let text): masked(text) == text
      case .abridged(let text, let part): masked(text) == text && masked(part) == part
      }
    }
    if isClean { return whole }
    var message: Message = ""
    for part in whole.parts {
      switch part {
      case .text(let text): message = "\(message)\(text: masked(text))"
      case .code(let code): message = "\(message)\(code: masked(code))"
      case .payload(let text): message = "\(message)\(payload: masked(text))"
      case .abridged(let text, let part): message = "\(message)\(payload: masked(text), public: masked(part))"
      }
    }
    return message
  }

  /// A text without credentials.
  package func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let ranges = (search.ranges(in: bytes[...]) + SecretText.ranges(in: bytes[...])).sorted { $0.lowerBound < $1.lowerBound }
    if ranges.isEmpty { return text }
    var result: [UInt8] = []
    var index = 0
    for range in ranges where range.upperBound > index {
      result += bytes[index..<max(index, range.lowerBound)]
      result += "***".utf8
      index = range.upperBound
    }
    return String(decoding: result + bytes[index...], as: UTF8.self)
  }
}
