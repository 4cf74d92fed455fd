import FHIRSyntax
import Findings
import Reporting

/// A message of JSON-RPC 2.0.
struct RPCMessage {
  enum Kind {
    /// The id is kept as written.
    case request(id: String)
    case notification
    case response(id: String)
  }

  let kind: Kind
  let method: String
  /// The parameters, or the result of a response.
  let parameters: JSONView

  /// Reads the JSON of a message, or of a batch of them (JSON-RPC 2.0, section 6).
  static func json(_ bytes: consuming [UInt8]) throws(RPCError) -> JSONView {
    let limits = Limits(depth: 200, size: .max, findings: 10)
    let document = Document.read(
      SourceText(name: "message", unpadded: bytes), as: .json, symbols: .wellKnown, limits: limits)
    let view = JSONView(document)
    guard document.root != nil, document.findings.allSatisfy({ $0.severity < .error || $0.name == "lone-surrogate" }) else {
      throw RPCError(.parseError, "the message is not JSON")
    }
    return view
  }

  /// Reads a message. Throws the error to send as the response.
  init(_ bytes: consuming [UInt8]) throws(RPCError) { try self.init(Self.json(bytes)) }

  init(_ view: JSONView) throws(RPCError) {
    guard view.isObject else { throw RPCError(.invalidRequest, "a message must be one object") }
    guard view["jsonrpc"].text == "2.0" else {
      throw RPCError(.invalidRequest, "the version of JSON-RPC is not 2.0", Self.id(view))
    }
    let id = Self.id(view)
    if let method = view["method"].text {
      guard id != nil || view["id"].node == nil else { throw RPCError(.invalidRequest, "an id must be a string or a number") }
      kind = id.map { .request(id: $0) } ?? .notification
      self.method = method
      parameters = view["params"]
    } else {
      guard let id, view["result"].node != nil || view["error"].node != nil else {
        throw RPCError(.invalidRequest, "the message has no method", id)
      }
      kind = .response(id: id)
      method = ""
      parameters = view["result"]
    }
  }

  private static func id(_ view: JSONView) -> String? {
    let id = view["id"]
    return id.text != nil || id.number != nil ? id.written : nil
  }
}

/// Why a request failed.
struct RPCError: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case serverCancelled = -32802
    case requestCancelled = -32800
  }

  let code: Code
  let sentence: String
  /// The id of the request, as written, if it is known.
  let id: String?

  init(_ code: Code, _ sentence: String, _ id: String? = nil) {
    self.code = code
    self.sentence = sentence
    self.id = id
  }
}

/// Writes messages to a peer.
struct MessageWriter {
  let sink: any ByteSink
  let framing: MessageReader.Framing
  private let json = FHIRJSONWriter(isIndented: false)

  init(_ sink: any ByteSink, framing: MessageReader.Framing) {
    self.sink = sink
    self.framing = framing
  }

  /// Answers a request; a nil result is sent as null.
  func answer(_ id: String, _ result: FHIRValue?) throws(CommandError) { try send(response(id, result)) }

  func fail(_ id: String?, _ error: RPCError, data: FHIRValue? = nil) throws(CommandError) {
    try send(response(id, error, data: data))
  }

  /// The response to a request; a nil result is written as null.
  func response(_ id: String, _ result: FHIRValue?) -> OutputBuffer {
    var body = head(id)
    body.append(",\"result\":")
    if let result { json.write(result, into: &body) } else { body.append("null") }
    body.append("}")
    return body
  }

  /// The response to a request that failed.
  func response(_ id: String?, _ error: RPCError, data: FHIRValue? = nil) -> OutputBuffer {
    var body = head(error.id ?? id)
    var members: FHIRMembers = ["code": .integer(error.code.rawValue), "message": .string(error.sentence)]
    if let data { members.append("data", data) }
    body.append(",\"error\":")
    json.write(.object(members), into: &body)
    body.append("}")
    return body
  }

  /// Sends the responses to a batch.
  func send(batch responses: [OutputBuffer]) throws(CommandError) {
    var body = OutputBuffer()
    for (index, response) in responses.enumerated() {
      body.append(index == 0 ? "[" : ",")
      body.append(response)
    }
    body.append("]")
    try send(body)
  }

  /// Sends a notification, or a request if it has an id.
  func send(_ method: String, _ parameters: FHIRValue?, id: String? = nil) throws(CommandError) {
    var body = id == nil ? OutputBuffer() : head(id)
    body.append(id == nil ? "{\"jsonrpc\":\"2.0\"" : "")
    body.append(",\"method\":\"\(method)\"")
    if let parameters {
      body.append(",\"params\":")
      json.write(parameters, into: &body)
    }
    body.append("}")
    try send(body)
  }

  private func head(_ id: String?) -> OutputBuffer {
    var body = OutputBuffer()
    body.append("{\"jsonrpc\":\"2.0\",\"id\":\(id ?? "null")")
    return body
  }

  func send(_ body: OutputBuffer) throws(CommandError) {
    var message = OutputBuffer()
    if framing == .header { message.append("Content-Length: \(body.bytes.count)\r\n\r\n") }
    message.append(body)
    if framing == .line { message.append("\n") }
    do throws(OutputError) { try sink.write(message.bytes) } catch { throw CommandError(error) }
  }
}
