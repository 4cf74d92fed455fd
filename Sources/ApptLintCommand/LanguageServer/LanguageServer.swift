import ApptLint
import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// A server of the Language Server Protocol 3.17: `apptlint lsp`.
///
/// One thread reads messages and answers them in order. Checking is deferred until no message is waiting, so a document is
/// checked only once however many changes arrive:
///
///     messages -> handle -> dirty texts, requested diagnostics -> nothing waiting -> check, publish, answer
struct LanguageServer {
  let commandLine: Settings
  var reader: MessageReader
  let writer: MessageWriter
  var state = State.starting
  var client = Client()
  var linters: EditorLinters
  /// The open texts by URI.
  var documents: [String: OpenDocument] = [:]
  /// The URIs of texts whose diagnostics are to be published, the oldest first.
  var dirty: [String] = []
  /// Requests for diagnostics that are not answered yet.
  var pulls: [Pull] = []
  /// The number of the next request to the client.
  var nextRequest = 1
  /// The client's settings in its `initialize` request, as JSON.
  var initialSettings: String?
  /// The client's current settings.
  var clientSettings: String?
  /// Whether the client has sent a configuration, which replaces the initial settings.
  var hasConfiguration = false
  /// The requests for the client's settings that are not answered yet.
  var configurationRequests: Set<String> = []

  enum State {
    case starting
    case running
    case shutDown
  }

  struct Pull {
    var id: String
    var uri: String
  }

  /// The maximum number of messages that are handled before texts are checked, even if more messages are waiting.
  private static let maxPostponed = 64

  init(_ commandLine: Settings, _ console: Console) throws(CommandError) {
    self.commandLine = commandLine
    linters = try EditorLinters(commandLine: commandLine, client: Settings())
    reader = MessageReader(console.input, framing: .header)
    writer = MessageWriter(console.output, framing: .header)
  }

  /// Serves until the client ends the session. The exit status is 0 if the client requested `shutdown` first, otherwise 1.
  mutating func run() throws(CommandError) -> Int32 {
    var postponed = 0
    while let items = try reader.next() {
      var messages: [RPCMessage] = []
      for item in items {
        do throws(RPCError) {
          switch item {
          case .message(let bytes): messages.append(try RPCMessage(bytes))
          case .malformed(let sentence): throw RPCError(.parseError, sentence)
          }
        } catch {
          try writer.fail(nil, error)
        }
      }
      let cancelled = Set(messages.compactMap { $0.method == "$/cancelRequest" ? $0.parameters["id"].written : nil })
      for message in messages {
        if message.method == "exit" { return state == .shutDown ? ExitStatus.clean : ExitStatus.findings }
        try handle(message, cancelled)
      }
      postponed += messages.count
      while hasWork, !reader.isReady || postponed >= Self.maxPostponed {
        postponed = 0
        try work()
      }
      if !hasWork { postponed = 0 }
    }
    return state == .shutDown ? ExitStatus.clean : ExitStatus.findings
  }

  private var hasWork: Bool { !dirty.isEmpty || !pulls.isEmpty }

  /// Checks one text, and sends its diagnostics.
  private mutating func work() throws(CommandError) {
    if !pulls.isEmpty {
      let pull = pulls.removeFirst()
      try writer.answer(pull.id, report(pull))
    } else if !dirty.isEmpty {
      try publish(dirty.removeFirst())
    }
  }

  private mutating func handle(_ message: RPCMessage, _ cancelled: Set<String>) throws(CommandError) {
    switch message.kind {
    case .notification: try handleNotification(message)
    case .response(let id): try handleResponse(id, message.parameters)
    case .request(let id):
      do throws(RPCError) {
        if cancelled.contains(id) { throw RPCError(.requestCancelled, "the request was cancelled") }
        switch (state, message.method) {
        case (.starting, "initialize"): try sendResult(id, initialize(message.parameters))
        case (.starting, _): throw RPCError(.notInitialized, "the server has not been initialized")
        case (.shutDown, _): throw RPCError(.invalidRequest, "the server has been shut down")
        case (_, "initialize"): throw RPCError(.invalidRequest, "the server has already been initialized")
        case (_, "shutdown"):
          state = .shutDown
          dirty = []
          do throws(CommandError) {
            try cancelPulls("the server is shutting down", retrigger: false) { _ in true }
          } catch {
            outputFailure = error
            throw RPCError(.requestFailed, "")
          }
          try sendResult(id, nil)
        case (_, "textDocument/diagnostic"):
          let uri = try self.uri(message.parameters)
          pulls.append(Pull(id: id, uri: uri))
        default: try sendResult(id, try result(of: message.method, message.parameters))
        }
      } catch {
        if let failure = outputFailure { throw failure }
        try writer.fail(id, error)
      }
    }
  }

  /// The output error, if sending an answer failed.
  private var outputFailure: CommandError?

  private mutating func sendResult(_ id: String, _ result: FHIRValue?) throws(RPCError) {
    do throws(CommandError) {
      try writer.answer(id, result)
    } catch {
      outputFailure = error
      throw RPCError(.requestFailed, "")
    }
  }

  /// The URI of the text that a request refers to.
  func uri(_ parameters: JSONView) throws(RPCError) -> String {
    guard let uri = parameters["textDocument"]["uri"].text else {
      throw RPCError(.invalidParameters, "the request names no document")
    }
    return uri
  }

  // MARK: Requests to the client

  /// Sends a request to the client, and returns its id.
  mutating func request(_ method: String, _ parameters: FHIRValue?) throws(CommandError) -> String {
    let id = String(nextRequest)
    nextRequest += 1
    try writer.send(method, parameters, id: id)
    return id
  }

  func show(_ sentence: String) throws(CommandError) {
    try writer.send("window/showMessage", .object(["type": .integer(1), "message": .string("apptlint: " + sentence)]))
  }
}
