import Findings
import HTTPExchange

/// An HTTP request and its response, as a server, a client or a test has them in memory.
public struct Exchange: Sendable, Hashable {
  /// A header field.
  public struct Header: Sendable, Hashable {
    /// The field name, compared ignoring case (RFC 9110, 5.1).
    public var name: String
    /// The field value, without surrounding whitespace.
    public var value: String

    /// A header field.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A request.
  public struct Request: Sendable, Hashable {
    /// The method, in upper case, such as `POST`.
    public var method: String
    /// The absolute URL, or the path if the headers contain `Host`.
    public var url: String
    /// The header fields, in order.
    public var headers: [Header]
    /// The content, with any transfer and content encoding decoded.
    public var body: [UInt8]

    /// A request, by default without a body, such as a GET.
    public init(method: String, url: String, headers: [Header] = [], body: [UInt8] = []) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
    }
  }

  /// A response.
  public struct Response: Sendable, Hashable {
    /// The HTTP status code.
    public var status: Int
    /// The header fields, in order.
    public var headers: [Header]
    /// The content, with any transfer and content encoding decoded.
    public var body: [UInt8]

    /// A response to a request.
    public init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  /// The request.
  public var request: Request
  /// Nil if there is no response yet: then only the request is checked.
  public var response: Response?
  /// The time of the request in seconds since 1970; nil means the current time. Token expiry is checked against it.
  public var time: Int64?

  /// An exchange; without a response, only the request is checked.
  public init(request: Request, response: Response? = nil, time: Int64? = nil) {
    self.request = request
    self.response = response
    self.time = time
  }
}

extension Linter {
  /// Checks an exchange: its bodies, as payloads, and the packs' requirements on headers, status and response.
  ///
  /// Lines and columns refer to the exchange in the form of an HTTP message, which is the report's `source`, with credentials
  /// masked. ``Report/recommendedStatus`` is the status for the response to the request.
  public func lint(_ exchange: Exchange, name: String = "exchange") -> Report {
    var text = WrittenExchange(name: name)
    text.write(exchange.request)
    if let response = exchange.response { text.write(response) }
    let moment = HTTPDate.iso(seconds: exchange.time ?? configuration.now ?? Clock.now)
    return report(on: text.recording(at: moment))
  }
}

/// An exchange written out as HTTP messages, with the positions of its parts.
private struct WrittenExchange {
  private let name: String
  private var bytes: [UInt8] = []
  private var exchange: RecordedExchange

  init(name: String) {
    self.name = name
    exchange = RecordedExchange(range: 0..<0, request: HTTPMessage(head: 0..<0, range: 0..<0))
  }

  mutating func write(_ request: Exchange.Request) {
    let start = bytes.count
    exchange.method = span(request.method)
    write(" ")
    exchange.url = span(request.url)
    write(" HTTP/1.1")
    exchange.request = message(from: start, request.headers, request.body)
  }

  mutating func write(_ response: Exchange.Response) {
    let start = bytes.count
    write("HTTP/1.1 ")
    exchange.status = span(String(response.status))
    exchange.response = message(from: start, response.headers, response.body)
  }

  func recording(at moment: String) -> Recording {
    var exchange = exchange
    exchange.range = 0..<bytes.count
    exchange.started = SourceSpan(text: moment, range: 0..<0)
    return Recording(source: SourceText(name: name, bytes: bytes), exchanges: [exchange])
  }

  private mutating func message(from start: Int, _ headers: [Exchange.Header], _ body: [UInt8]) -> HTTPMessage {
    var message = HTTPMessage(head: start..<bytes.count, range: start..<bytes.count)
    write("\n")
    for header in headers {
      let nameRange = write(header.name)
      write(": ")
      message.fields.append(HeaderField(name: header.name, nameRange: nameRange, value: span(header.value)))
      write("\n")
    }
    write("\n")
    if !body.isEmpty {
      let range = bytes.count..<bytes.count + body.count
      bytes += body
      message.body = MessageBody(range: range, bytes: body, sourceMap: .shifted(by: range.lowerBound))
      write("\n\n")
    }
    message.range = start..<bytes.count
    return message
  }

  private mutating func span(_ text: String) -> SourceSpan { SourceSpan(text: text, range: write(text)) }

  @discardableResult
  private mutating func write(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes += Array(text.utf8)
    return start..<bytes.count
  }
}
