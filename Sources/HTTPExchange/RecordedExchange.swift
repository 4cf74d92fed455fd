package import FHIRSyntax
package import Findings

/// A value of an exchange, and its position in the file.
package struct SourceSpan: Sendable {
  /// The decoded text.
  package var text: String
  package var range: Range<Int>
  /// How it is written: as the plain text of the range, or as a JSON string or number.
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

  /// Whether a text is a token (RFC 9110, section 5.6.2), or an HTTP/2 pseudo-header name with a leading colon.
  static func isName(_ text: String) -> Bool {
    let name = text.utf8.dropFirst(text.hasPrefix(":") ? 1 : 0)
    return !name.isEmpty && name.allSatisfy(isNameCharacter)
  }

  static func isNameCharacter(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
  }
}

/// The common parts of a request and a response.
package struct HTTPMessage: Sendable {
  /// Its start: the first line, or the name of the member in a HAR file.
  package var head: Range<Int>
  package var range: Range<Int>
  package var fields: [HeaderField] = []
  package var body: MessageBody?

  package init(head: Range<Int>, range: Range<Int>) {
    self.head = head
    self.range = range
  }

  /// The first field with a name, ignoring case.
  package func field(_ name: String) -> HeaderField? {
    let name = name.lowercased()
    return fields.first { $0.name.lowercased() == name }
  }

  /// The declared media type without parameters, in lower case.
  package var mediaType: String? { declaredMediaType?.lowercased() }

  /// The declared media type without parameters, as written.
  var declaredMediaType: String? {
    guard let declared = field("Content-Type")?.value.text ?? body?.mediaType else { return nil }
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    var type = declared.prefix { $0 != ";" }.drop(while: isBlank)
    while let last = type.last, isBlank(last) { type.removeLast() }
    return type.isEmpty ? nil : String(type)
  }
}

/// The content of a message.
package struct MessageBody: Sendable {
  /// Why a message has no readable content.
  package enum Obstacle: Sendable {
    /// The content is malformed; a finding reports it.
    case malformed
    case compressed
    /// There was content, but it was not recorded.
    case notRecorded
  }

  /// Its position in the file.
  package var range: Range<Int>
  /// The bytes, decoded.
  package var bytes: [UInt8]
  package var sourceMap: SourceMap
  package var obstacle: Obstacle?
  /// The media type that a HAR file gives for the content.
  package var mediaType: String?

  package init(range: Range<Int>, bytes: [UInt8], sourceMap: SourceMap, obstacle: Obstacle? = nil, mediaType: String? = nil) {
    self.range = range
    self.bytes = bytes
    self.sourceMap = sourceMap
    self.obstacle = obstacle
    self.mediaType = mediaType
  }
}

/// One request and its response in a file.
package struct RecordedExchange: Sendable {
  package var range: Range<Int>
  /// The time of the request as written in the file, an ISO date and time.
  package var started: SourceSpan?
  package var method: SourceSpan?
  package var url: SourceSpan?
  package var request: HTTPMessage
  /// Nil if there was none, for example because the connection failed.
  package var response: HTTPMessage?
  package var status: SourceSpan?
  /// Whether the request is known to have had no response; false if the response may just not have been recorded.
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

  /// The URL in the Location field of the response.
  var location: RequestTarget? { response?.field("Location").map { RequestTarget($0.value.text) } }

  /// The target of the URL; a path is completed by the Host field.
  package var target: RequestTarget { RequestTarget(completeURL) }

  /// The URL; a path is completed by the Host field (RFC 9110, 7.1).
  var completeURL: String {
    let url = url?.text ?? ""
    guard url.hasPrefix("/"), let host = request.field("Host")?.value.text else { return url }
    return "https://" + host.lowercased() + url
  }

  /// Whether the response is final: false if there was none, or if it asks for another attempt (RFC 9110, 15.5.9 and 15.6; RFC
  /// 6585).
  package var isFinal: Bool {
    if isUnanswered { return false }
    guard let status = status?.text else { return true }
    return status != "408" && status != "429" && !status.hasPrefix("5")
  }

  /// The time of the exchange in FHIR format: from the recording, or else from the Date of the response or of the request.
  package var moment: String? {
    if let started, FHIRDateTime(started.text)?.isInstant ?? false { return started.text }
    let date = response?.field("Date") ?? request.field("Date")
    return date.flatMap { HTTPDate.moment($0.value.text) }.map(HTTPDate.iso)
  }
}

/// All exchanges of a file, and the findings about the file itself.
package struct Recording: Sendable {
  /// The file.
  package var source: SourceText
  package var exchanges: [RecordedExchange] = []
  /// At most `maxFindings`.
  package var findings: [Finding] = []
  var maxFindings = Int.max
  /// Ranges of the file outside the exchanges known to contain no credentials.
  package var harmless: [Range<Int>] = []

  package init(source: SourceText, exchanges: [RecordedExchange] = [], findings: [Finding] = []) {
    self.source = source
    self.exchanges = exchanges
    self.findings = findings
  }

  mutating func report(_ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message) {
    if findings.count < maxFindings { findings.append(rule.finding(range, message)) }
  }
}
