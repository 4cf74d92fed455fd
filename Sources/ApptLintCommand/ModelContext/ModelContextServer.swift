import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// A server of the Model Context Protocol over standard input and output: `apptlint mcp`.
struct ModelContextServer {
  private var reader: MessageReader
  private let writer: MessageWriter
  private let tools: ModelContextTools
  private var isRunning = false

  /// The supported versions of the protocol, the newest first.
  static let versions = ["2025-06-18", "2025-03-26", "2024-11-05"]

  init(_ arguments: Arguments, _ context: Subcommand.Context) throws(CommandError) {
    tools = try ModelContextTools(arguments)
    reader = MessageReader(context.console.input, framing: .line)
    writer = MessageWriter(context.console.output, framing: .line)
  }

  /// Serves until the input ends.
  mutating func run() throws(CommandError) -> Int32 {
    while let items = try reader.next() {
      for item in items {
        do throws(RPCError) {
          switch item {
          case .malformed(let sentence): throw RPCError(.parseError, sentence)
          case .message(let bytes): try handle(try RPCMessage(bytes))
          }
        } catch {
          if let outputError { throw outputError }
          try writer.fail(nil, error)
        }
      }
    }
    return ExitStatus.clean
  }

  private var outputError: CommandError?

  private mutating func handle(_ message: RPCMessage) throws(RPCError) {
    guard case .request(let id) = message.kind else { return }
    do throws(RPCError) {
      let result = try result(of: message.method, message.parameters)
      do throws(CommandError) {
        try writer.answer(id, result)
      } catch {
        outputError = error
        throw RPCError(.requestFailed, "")
      }
    } catch {
      throw RPCError(error.code, error.sentence, id)
    }
  }

  private mutating func result(of method: String, _ parameters: JSONView) throws(RPCError) -> FHIRValue {
    switch method {
    case "initialize":
      isRunning = true
      let wanted = parameters["protocolVersion"].text ?? ""
      return .object([
        "protocolVersion": .string(Self.versions.contains(wanted) ? wanted : Self.versions[0]),
        "capabilities": .object(["tools": .object(["listChanged": .boolean(false)])]),
        "serverInfo": .object(["name": .string(Product.name), "version": .string(Product.version)]),
        "instructions": .string(
          "Checks FHIR appointment-booking payloads (JSON, XML, HAR, HTTP) against FHIR and the NHS booking specifications. "
            + "Call lint after writing or changing a payload, explain for a rule that a finding names."),
      ])
    case "ping": return .object([:])
    default: break
    }
    guard isRunning else { throw RPCError(.notInitialized, "the server has not been initialized") }
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
