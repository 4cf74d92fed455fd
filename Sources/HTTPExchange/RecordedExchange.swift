package import FHIRSyntax
package import Findings

/// A value of an exchange, and where it stands in the file.
package struct SourceSpan: Sendable {
  /// The text that it stands for.
  package var text: String
  package var range: Range<Int>
  /// How it is written: the plain text of the range, or a string or number of JSON.
  package var form: Form = .string
  package var flags: NodeFlags = .unquoted

  package init(text: String, range: Range<Int>, form: Form = .string, flags: NodeFlags = .unquoted) {
    self.text = text
    self.range = range
    self.form = form
    self.flags = flags
  }
}

/// A header field.
package struct HeaderField: Sendable {
  package var name: String
  package var nameRange: Range<Int>
  package var value: SourceSpan

  package init(name: String, nameRange: Range<Int>, value: SourceSpan) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
  }

  /// Whether a text is a token (RFC 9110, section 5.6.2), or one of the names with a colon before it that tools give to parts of
  /// HTTP/2.
  static func isName(_ text: String) -> Bool {
    let name = text.utf8.dropFirst(text.hasPrefix(":") ? 1 : 0)
    return !name.isEmpty && name.allSatisfy(isNameCharacter)
  }

  static func isNameCharacter(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
  }
}

/// A request or a response: what both have.
package struct HTTPMessage: Sendable {
  /// Where it begins: its first line, or its name in a HAR file.
  package var head: Range<Int>
  package var range: Range<Int>
  package var fields: [HeaderField] = []
  package var body: MessageBody?

  package init(head: Range<Int>, range: Range<Int>) {
    self.head = head
    self.range = range
  }

  /// The first field of a name, in any case.
  package func field(_ name: String) -> HeaderField? {
    let name = name.lowercased()
    return fields.first { $0.name.lowercased() == name }
  }

  /// What kind of content the message says that it has: the media type without parameters, in lower case.
  package var mediaType: String? {
    let declared = field("Content-Type")?.value.text ?? body?.mediaType
    return declared?.split(separator: ";").first.map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
  }
}

/// The content of a message.
package struct MessageBody: Sendable {
  /// What a message holds instead of readable content.
  package enum Obstacle: Sendable {
    /// A finding says why.
    case broken
    case compressed
    /// There was content, but the recording has none of it.
    case notRecorded
  }

  /// Where it stands in the file.
  package var range: Range<Int>
  /// The bytes, decoded.
  package var bytes: [UInt8]
  package var places: PlaceMap
  package var obstacle: Obstacle?
  /// The media type that a HAR file gives beside the content.
  package var mediaType: String?

  package init(range: Range<Int>, bytes: [UInt8], places: PlaceMap, obstacle: Obstacle? = nil, mediaType: String? = nil) {
    self.range = range
    self.bytes = bytes
    self.places = places
    self.obstacle = obstacle
    self.mediaType = mediaType
  }
}

/// One request and the answer to it, as a file holds them.
package struct RecordedExchange: Sendable {
  package var range: Range<Int>
  /// The moment of the request as the file has it, an ISO date and time.
  package var started: SourceSpan?
  package var method: SourceSpan?
  package var url: SourceSpan?
  package var request: HTTPMessage
  /// Nil where there was none, as when the connection failed.
  package var response: HTTPMessage?
  package var status: SourceSpan?
  /// Whether it is known that no answer came: not where the recording just holds none.
  package var isUnanswered = false

  package init(
    range: Range<Int>, started: SourceSpan? = nil, method: SourceSpan? = nil, url: SourceSpan? = nil, request: HTTPMessage,
    response: HTTPMessage? = nil, status: SourceSpan? = nil
  ) {
    self.range = range
    self.started = started
    self.method = method
    self.url = url
    self.request = request
    self.response = response
    self.status = status
  }

  /// What the URL means; a path alone is completed by the Host field.
  package var target: RequestTarget {
    var url = url?.text ?? ""
    if url.hasPrefix("/"), let host = request.field("Host")?.value.text { url = "https://" + host + url }
    return RequestTarget(url)
  }

  /// Whether the answer settles the request: not one that never came, nor one that asks for another attempt (RFC 9110, 15.5.9
  /// and 15.6; RFC 6585).
  package var isFinal: Bool {
    if isUnanswered { return false }
    guard let status = status?.text else { return true }
    return status != "408" && status != "429" && !status.hasPrefix("5")
  }

  /// The moment of the exchange as FHIR writes it: that of the record, else the server's Date.
  package var moment: String? {
    if let started, FHIRDateTime(started.text)?.isInstant ?? false { return started.text }
    let date = response?.field("Date") ?? request.field("Date")
    return date.flatMap { HTTPDate.moment($0.value.text) }.map(HTTPDate.iso)
  }
}

/// All exchanges of a file, and what is wrong with the file itself.
package struct Recording: Sendable {
  /// The file.
  package var source: SourceText
  package var exchanges: [RecordedExchange] = []
  package var findings: [Finding] = []
  /// What is known to hold no credential beside the exchanges themselves, in bytes of the file.
  package var harmless: [Range<Int>] = []

  package init(source: SourceText, exchanges: [RecordedExchange] = [], findings: [Finding] = []) {
    self.source = source
    self.exchanges = exchanges
    self.findings = findings
  }
}
