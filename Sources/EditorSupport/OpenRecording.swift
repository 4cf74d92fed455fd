import ApptLint
import FHIRDefinitions
import FHIRSyntax
import Findings
import HTTPExchange
import Synchronization

/// The exchanges of an open HAR or HTTP file. Bodies are read when they are first needed.
final class OpenRecording: Sendable {
  /// A request or response.
  struct Message: Sendable {
    let message: HTTPMessage
    /// The body, if it can be read, and its parts can be located in the file.
    let body: EditorTree?
  }

  struct Exchange: Sendable {
    let exchange: RecordedExchange
    let request: Message
    let response: Message?

    var bodies: [EditorTree] { [request.body, response?.body].compactMap { $0 } }
  }

  private let recording: Recording
  private let source: SourceText
  private let credentials: MaskedText
  private let linter: Linter
  private let release: ReleaseDefinitions
  /// Whether the file is JSON, with the bodies in strings.
  let isHAR: Bool
  private let lazyExchanges = Guarded<[Exchange]?>(nil)
  private let lazyFile = Guarded<EditorTree?>(nil)

  /// `masked` is the source with credentials masked.
  init(
    _ recording: Recording, _ source: SourceText, masked: SourceText, _ linter: Linter, _ release: ReleaseDefinitions
  ) {
    (self.recording, self.source, self.linter, self.release) = (recording, source, linter, release)
    credentials = MaskedText(source, masked: masked)
    isHAR = source.name.hasSuffix(".har") || !source.name.hasSuffix(".http") && !HTTPTextReader.recognises(source)
  }

  /// The exchanges, in the order of the file.
  var exchanges: [Exchange] {
    lazyExchanges.withLock { exchanges in
      if let exchanges { return exchanges }
      let sorted = recording.exchanges.sorted { $0.range.lowerBound < $1.range.lowerBound }
      let new = sorted.map { exchange in
        Exchange(exchange: exchange, request: open(exchange.request), response: exchange.response.map { open($0) })
      }
      exchanges = new
      return new
    }
  }

  var bodies: [EditorTree] { exchanges.flatMap(\.bodies) }

  /// The JSON of a HAR file.
  var file: EditorTree? {
    guard isHAR else { return nil }
    return lazyFile.withLock { file in
      if let file { return file }
      let new = EditorTree(linter.read(source, as: .json), release)
      file = new
      return new
    }
  }

  private func open(_ message: HTTPMessage) -> Message {
    guard let body = message.body, body.obstacle == nil, mayBeFHIR(body, message), body.sourceMap.hasPositions else {
      return Message(message: message, body: nil)
    }
    let document = linter.read(SourceText(name: source.name, bytes: body.bytes))
    return Message(message: message, body: EditorTree(document, release, in: body, isInString: isHAR, credentials))
  }

  /// Whether a body is FHIR, or may become FHIR: JSON or XML in an HTTP file, which may be unfinished.
  private func mayBeFHIR(_ body: MessageBody, _ message: HTTPMessage) -> Bool {
    if body.isFHIR(declared: message.mediaType) { return true }
    guard !isHAR, message.mediaType?.containsBytes(of: "html") != true else { return false }
    let first = body.bytes.first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
  }
}
