import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// A server of the Model Context Protocol over standard input and output: `apptlint mcp`.
struct ModelContextServer {
  private var reader: MessageReader
  private let writer: MessageWriter
  private let tools: ModelContextTools
  /// The negotiated version of the protocol; nil before initialization.
  private var version: String?

  /// The supported versions of the protocol, the newest first.
  static let versions = ["2025-06-18", "2025-03-26", "2024-11-05"]
  /// The only version with batches.
  private static let batchVersion = "2025-03-26"
  private static let maxBatch = 100

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    tools = try ModelContextTools(arguments)
    reader = MessageReader(context.console.input, framing: .line)
    writer = MessageWriter(context.console.output, framing: .line)
  }

  /// Serves until the input ends.
  mutating func run() throws(CommandError) -> Int32 {
    while let items = try reader.next() {
      for item in items {
        var batch: [JSONView] = []
        let answer: OutputBuffer?
        do throws(RPCError) {
          guard case .message(let bytes) = item else { throw RPCError(.parseError, item.error ?? "") }
          let view = try RPCMessage.json(bytes)
          if view.isArray {
            batch = try self.batch(view)
            answer = nil
          } else {
            answer = try self.answer(to: view)
          }
        } catch {
          answer = writer.response(nil, error)
        }
        if let answer { try writer.send(answer) }
        let answers = batch.compactMap { answerInBatch(to: $0) }
        if !answers.isEmpty { try writer.send(batch: answers) }
      }
    }
    return ExitStatus.clean
  }

  // MARK: Batches

  /// The messages of a batch.
  private func batch(_ view: JSONView) throws(RPCError) -> [JSONView] {
    guard version == Self.batchVersion else {
      throw RPCError(
        .invalidRequest, "only version \(Self.batchVersion) of the protocol has batches: send each message on a line of its own")
    }
    let items = view.items
    guard (1...Self.maxBatch).contains(items.count) else {
      throw RPCError(.invalidRequest, "a batch must have 1 to \(Self.maxBatch) messages")
    }
    return items
  }

  private mutating func answerInBatch(to view: JSONView) -> OutputBuffer? {
    do throws(RPCError) {
      if view["method"].text == "initialize" {
        throw RPCError(.invalidRequest, "initialize must not be in a batch", view["id"].written)
      }
      return try answer(to: view)
    } catch {
      return writer.response(nil, error)
    }
  }

  // MARK: Messages

  /// The answer to a message; nil if it needs none.
  private mutating func answer(to view: JSONView) throws(RPCError) -> OutputBuffer? {
    let message = try RPCMessage(view)
    guard case .request(let id) = message.kind else { return nil }
    do throws(RPCError) {
      return writer.response(id, try result(of: message.method, message.parameters))
    } catch {
      return writer.response(id, error)
    }
  }

  private mutating func result(of method: String, _ parameters: JSONView) throws(RPCError) -> FHIRValue {
    switch method {
    case "initialize":
      let wanted = parameters["protocolVersion"].text ?? ""
      let version = Self.versions.contains(wanted) ? wanted : Self.versions[0]
      self.version = version
      return .object([
        "protocolVersion": .string(version),
        "capabilities": .object(["tools": .object(["listChanged": .boolean(false)])]),
        "serverInfo": .object(["name": .string(Product.name), "version": .string(Product.version)]),
        "instructions": .string(
          "Checks FHIR appointment-booking payloads (JSON, XML, HAR, HTTP) against FHIR and the NHS booking specifications. "
            + "Call lint after writing or changing a payload, and explain for a rule that a finding names."),
      ])
    case "ping": return .object([:])
    default: break
    }
    guard version != nil else { throw RPCError(.notInitialized, "the server has not been initialized") }
    switch method {
    case "tools/list": return .object(["tools": .list(ModelContextTools.descriptions)])
    case "tools/call":
      guard let name = parameters["name"].text else { throw RPCError(.invalidParameters, "the request names no tool") }
      let (text, isError) = try tools.call(name, parameters["arguments"])
      let content: FHIRValue = .object(["type": .string("text"), "text": .string(text)])
      return .object(["content": .list([content]), "isError": .boolean(isError)])
    default: throw RPCError(.methodNotFound, "unknown method \(Message.printable(method, limit: 100))")
    }
  }
}
