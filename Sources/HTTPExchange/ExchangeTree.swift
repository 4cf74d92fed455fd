package import FHIRSyntax
import Findings

/// Exchanges as trees that rules can be applied to as if they were FHIR:
///
///     Exchange
///       started                         2026-03-02T09:14:30Z
///       request
///         method, url                   verbatim
///         level, type                   the target of the URL: `type` and `Appointment`, `operation` and `$process-message`
///         callsFor                      the status of the response that the errors of the request require
///         header                        the fields by name
///         body                          `json`, `xml`, `other`, `unreadable`: present if the message has a body
///         resource                      the resource in the body
///       response
///         status, header, body, resource
///       earlier                         the request that this one repeats
///         body, token, fields           `same` or `changed`
///         final                         `no` if it got no response, or one that asks for another attempt
///         status, header
///
/// All exchanges of a file share one text: the file, followed by text that is not in it verbatim.
package struct ExchangeTree {
  /// The documents of an exchange's bodies; nil for a body that is not FHIR.
  package struct Bodies: Sendable {
    package var request: Document?
    package var response: Document?

    package init(request: Document?, response: Document?) {
      self.request = request
      self.response = response
    }
  }

  private let recording: Recording
  private let bodies: [Bodies]
  private let repeats: [EarlierRequests.Repeat?]
  private let symbols: SymbolTable
  private let text: ExchangeText
  /// The text of the file, followed by text that is not in it verbatim.
  private let source: SourceText
  /// The start of each body's text in the shared text.
  private let offsets: [(request: Int, response: Int)]

  private static let words = ["json", "xml", "other", "unreadable", "same", "changed", "yes", "no", "400", "403", "409", "422"]

  /// Trees for a recording whose bodies were read with the same symbols.
  package init(_ recording: Recording, _ bodies: [Bodies], symbols: SymbolTable) {
    var text = ExchangeText(recording.source)
    var offsets: [(request: Int, response: Int)] = []
    for (exchange, body) in zip(recording.exchanges, bodies) {
      for word in [exchange.target.level.rawValue, exchange.target.type, exchange.moment].compactMap({ $0 }) {
        text.add(word, of: exchange.request.head)
      }
      let request = text.add(body.request, of: exchange.request.body)
      offsets.append((request, text.add(body.response, of: exchange.response?.body)))
    }
    for word in Self.words { text.add(word, of: 0..<0) }
    self.recording = recording
    self.bodies = bodies
    self.symbols = symbols
    self.text = text
    self.offsets = offsets
    source = text.source
    repeats = EarlierRequests.of(recording.exchanges, bodies)
  }

  /// The place of a range of a tree's text in the file.
  package func file(_ range: Range<Int>) -> Range<Int> { text.file(range) }

  // MARK: Trees

  /// The tree of an exchange; `callsFor` is the status that its request requires, if any.
  package func document(_ index: Int, callsFor: Int?) -> Document {
    let exchange = recording.exchanges[index]
    var tree = DocumentAssembler("Exchange", at: exchange.range, of: source, symbols: symbols)
    if let moment = exchange.moment { addWord(moment, "started", to: &tree) }
    tree.open("request", nameRange: exchange.request.head, valueRange: exchange.request.range)
    add(exchange.method, "method", to: &tree)
    add(exchange.url, "url", to: &tree)
    let target = exchange.target
    addWord(target.level.rawValue, "level", to: &tree)
    if let type = target.type { addWord(type, "type", to: &tree) }
    if let callsFor { addWord(String(callsFor), "callsFor", to: &tree) }
    add(exchange.request, bodies[index].request, at: offsets[index].request, to: &tree)
    tree.close()
    if let response = exchange.response {
      tree.open("response", nameRange: response.head, valueRange: response.range)
      add(exchange.status, "status", to: &tree)
      add(response, bodies[index].response, at: offsets[index].response, to: &tree)
      tree.close()
    }
    if let earlier = repeats[index] {
      let other = recording.exchanges[earlier.index]
      tree.open("earlier", valueRange: other.range)
      addWord(earlier.hasSameBody ? "same" : "changed", "body", to: &tree)
      addWord(earlier.hasSameToken ? "same" : "changed", "token", to: &tree)
      addWord(earlier.hasSameFields ? "same" : "changed", "fields", to: &tree)
      addWord(other.isFinal ? "yes" : "no", "final", to: &tree)
      add(other.status, "status", to: &tree)
      add(fields: other.request, to: &tree)
      tree.close()
    }
    return tree.finished()
  }

  /// The body of a request and that of an earlier response:
  ///
  ///     Change
  ///       earlier
  ///         resource
  ///       later
  ///         resource
  package func change(from earlier: Int, to later: Int) -> Document? {
    guard let before = bodies[earlier].response, let after = bodies[later].request else { return nil }
    var tree = DocumentAssembler("Change", at: recording.exchanges[later].request.range, of: source, symbols: symbols)
    tree.open("earlier", valueRange: recording.exchanges[earlier].range)
    tree.add(before, named: "resource", offset: offsets[earlier].response)
    tree.close()
    tree.open("later", valueRange: recording.exchanges[later].range)
    tree.add(after, named: "resource", offset: offsets[later].request)
    return tree.finished()
  }

  private func add(_ message: HTTPMessage, _ document: Document?, at offset: Int, to tree: inout DocumentAssembler) {
    add(fields: message, to: &tree)
    guard let body = message.body else { return }
    let kind = document.map { $0.format == .json ? "json" : "xml" } ?? (body.obstacle == nil ? "other" : "unreadable")
    addWord(kind, "body", to: &tree)
    if let document { tree.add(document, named: "resource", offset: offset) }
  }

  private func add(fields message: HTTPMessage, to tree: inout DocumentAssembler) {
    tree.open("header", nameRange: message.head, valueRange: message.head)
    for field in message.fields {
      tree.add(
        field.name, nameRange: field.nameRange, valueRange: field.value.range, form: field.value.form, flags: field.value.flags)
    }
    tree.close()
  }

  private func add(_ piece: SourceSpan?, _ name: String, to tree: inout DocumentAssembler) {
    if let piece { tree.add(name, valueRange: piece.range, form: piece.form, flags: piece.flags) }
  }

  private func addWord(_ word: String, _ name: String, to tree: inout DocumentAssembler) {
    if let range = text.words[word] { tree.add(name, valueRange: range) }
  }
}
