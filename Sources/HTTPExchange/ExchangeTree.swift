package import FHIRSyntax
import Findings

/// Exchanges as trees that rules can be applied to as if they were FHIR:
///
///     Exchange
///       started                         2026-03-02T09:14:30Z
///       position                        `1` for the first exchange of the recording
///       request
///         method, url                   verbatim
///         level, type                   the target of the URL: `type` and `Appointment`, `operation` and `$process-message`
///         id, version                   the id and version in the URL
///         host                          the host, without its port
///         base                          the URL of the server
///         token                         the JSON Web Token of the Authorization field, if it can be read
///           header, claim               their members by name
///         parameter                     the parameters of the URL, in order
///           name, value                 decoded
///           prefix, operand             the prefix of the value, such as `ge`, and the rest; without a prefix the value
///           written                     the value as written
///         format                        `json` or `xml`: the format that `_format` or `Accept` asks for
///         callsFor                      the status of the response that the errors of the request require
///         header                        the fields by name
///         body                          `json`, `xml`, `other`, `unreadable`: present if the message has a body
///         resource                      the resource in the body
///       response
///         status, header, body, resource
///       stored                          the version before a PUT, a PATCH or a cancelling message, as returned by an earlier
///                                       exchange of the recording
///         resource
///       earlier                         the request that this one repeats
///         body, token, fields           `same` or `changed`
///         final                         `no` if it got no response, or one that asks for another attempt
///         status                        of its response
///         header                        its fields by name
///         resource                      in its response
///       reused                          the first request with the same X-Request-Id, if that has another method or target
///         method, url                   verbatim
///         header                        its fields by name
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
  private let reused: [Int?]
  /// For each exchange, the resource that it changes, and the version before the change.
  package let changes: [EarlierVersions.Change?]
  private let parameters: [[URLParameter.Ranges]]
  private let tokens: [Token?]

  /// The parts of a token, with the starts of their texts in the shared text.
  private struct Token {
    var header: (document: Document, offset: Int)
    var claims: (document: Document, offset: Int)
  }
  private let symbols: SymbolTable
  private let text: ExchangeText
  /// The text of the file, followed by text that is not in it verbatim.
  private let source: SourceText
  /// The start of each body's text in the shared text.
  private let offsets: [(request: Int, response: Int)]

  /// The values that do not depend on the recording.
  private static let fixedValues =
    ["json", "xml", "other", "unreadable", "same", "changed", "yes", "no"]
    + ["400", "403", "409", "412", "422"]

  /// Creates the trees for a recording whose bodies were read with the same symbols.
  package init(_ recording: Recording, _ bodies: [Bodies], symbols: SymbolTable) {
    var text = ExchangeText(recording.source)
    var offsets: [(request: Int, response: Int)] = []
    var parameters: [[URLParameter.Ranges]] = []
    var tokens: [Token?] = []
    for (index, (exchange, body)) in zip(recording.exchanges, bodies).enumerated() {
      let target = exchange.target
      let values = [
        target.level.rawValue, target.type, target.id, target.version, target.host, target.base, exchange.moment,
        String(index + 1), exchange.location?.base,
      ]
      for value in values.compactMap({ $0 }) { text.add(value, of: exchange.request.head) }
      parameters.append(exchange.url.map { url in URLParameter.all(of: url).map { text.add($0) } } ?? [])
      tokens.append(
        exchange.request.field("Authorization").flatMap { field in
          JSONWebToken.content(authorization: field.value.text, symbols: symbols).map { header, claims in
            let range = field.value.range
            return Token(
              header: (header, text.add(header.source, of: range)), claims: (claims, text.add(claims.source, of: range)))
          }
        })
      let request = text.add(body.request, of: exchange.request.body)
      offsets.append((request, text.add(body.response, of: exchange.response?.body)))
    }
    for value in Self.fixedValues { text.add(value, of: 0..<0) }
    self.recording = recording
    self.bodies = bodies
    self.symbols = symbols
    self.text = text
    self.offsets = offsets
    self.parameters = parameters
    self.tokens = tokens
    source = text.source
    repeats = EarlierRequests.of(recording.exchanges, bodies)
    reused = EarlierRequests.reused(in: recording.exchanges)
    changes = EarlierVersions.of(recording.exchanges, bodies)
  }

  /// The range of the file for a range of a tree's text.
  package func fileRange(of range: Range<Int>) -> Range<Int> { text.fileRange(of: range) }

  // MARK: Trees

  /// The tree of an exchange; `callsFor` is the status of the response that the errors of the request require, if any.
  package func document(_ index: Int, callsFor: Int?) -> Document {
    let exchange = recording.exchanges[index]
    var tree = DocumentAssembler("Exchange", at: exchange.range, of: source, symbols: symbols)
    if let moment = exchange.moment { addValue(moment, "started", to: &tree) }
    addValue(String(index + 1), "position", to: &tree)
    tree.open("request", nameRange: exchange.request.head, valueRange: exchange.request.range)
    add(exchange.method, "method", to: &tree)
    add(exchange.url, "url", to: &tree)
    let target = exchange.target
    addValue(target.level.rawValue, "level", to: &tree)
    if let type = target.type { addValue(type, "type", to: &tree) }
    if let id = target.id { addValue(id, "id", to: &tree) }
    if let version = target.version { addValue(version, "version", to: &tree) }
    if let host = target.host { addValue(host, "host", to: &tree) }
    if target.isAbsolute { addValue(target.base, "base", to: &tree) }
    if let token = tokens[index] {
      tree.open("token", valueRange: exchange.request.head)
      tree.add(object: token.header.document, named: "header", offset: token.header.offset)
      tree.add(object: token.claims.document, named: "claim", offset: token.claims.offset)
      tree.close()
    }
    for parameter in parameters[index] { add(parameter, to: &tree) }
    if let format = exchange.requestedFormat { addValue(format, "format", to: &tree) }
    if let callsFor { addValue(String(callsFor), "callsFor", to: &tree) }
    add(exchange.request, bodies[index].request, at: offsets[index].request, to: &tree)
    tree.close()
    if let response = exchange.response {
      tree.open("response", nameRange: response.head, valueRange: response.range)
      add(exchange.status, "status", to: &tree)
      add(response, bodies[index].response, at: offsets[index].response, to: &tree)
      tree.close()
    }
    if let stored = changes[index]?.earlier, let resource = bodies[stored].response {
      tree.open("stored", valueRange: recording.exchanges[stored].range)
      add(resource, at: changes[index]?.earlierNode, named: "resource", offset: offsets[stored].response, to: &tree)
      tree.close()
    }
    if let earlier = repeats[index] {
      let other = recording.exchanges[earlier.index]
      tree.open("earlier", valueRange: other.range)
      addValue(earlier.hasSameBody ? "same" : "changed", "body", to: &tree)
      addValue(earlier.hasSameToken ? "same" : "changed", "token", to: &tree)
      addValue(earlier.hasSameFields ? "same" : "changed", "fields", to: &tree)
      addValue(other.isFinal ? "yes" : "no", "final", to: &tree)
      add(other.status, "status", to: &tree)
      add(fields: other.request, to: &tree)
      if let resource = bodies[earlier.index].response {
        tree.add(resource, named: "resource", offset: offsets[earlier.index].response)
      }
      tree.close()
    }
    if let first = reused[index] {
      let other = recording.exchanges[first]
      tree.open("reused", valueRange: other.range)
      add(other.method, "method", to: &tree)
      add(other.url, "url", to: &tree)
      add(fields: other.request, to: &tree)
      tree.close()
    }
    return tree.finished()
  }

  /// A resource in the body of a request, and its previous version in an earlier response:
  ///
  ///     Change
  ///       base                            the base URLs of both exchanges, if known
  ///       earlier
  ///         resource
  ///       later
  ///         resource
  package func change(by later: Int) -> Document? {
    guard let change = changes[later], let earlier = change.earlier, let resource = change.later,
      let before = bodies[earlier].response, let after = bodies[later].request
    else { return nil }
    var tree = DocumentAssembler("Change", at: recording.exchanges[later].request.range, of: source, symbols: symbols)
    let (read, sent) = (recording.exchanges[earlier], recording.exchanges[later])
    var bases: [String] = []
    for target in [sent.target, read.target, read.location].compactMap({ $0 }) where target.isAbsolute {
      if !bases.contains(target.base) { bases.append(target.base) }
    }
    for base in bases { addValue(base, "base", to: &tree) }
    tree.open("earlier", valueRange: read.range)
    add(before, at: change.earlierNode, named: "resource", offset: offsets[earlier].response, to: &tree)
    tree.close()
    tree.open("later", valueRange: sent.range)
    tree.add(object: after, at: resource, named: "resource", offset: offsets[later].request)
    return tree.finished()
  }

  /// Adds the outermost resource of a document, or the resource at a node.
  private func add(_ document: Document, at node: Node?, named name: String, offset: Int, to tree: inout DocumentAssembler) {
    if let node {
      tree.add(object: document, at: node, named: name, offset: offset)
    } else {
      tree.add(document, named: name, offset: offset)
    }
  }

  private func add(_ message: HTTPMessage, _ document: Document?, at offset: Int, to tree: inout DocumentAssembler) {
    add(fields: message, to: &tree)
    guard let body = message.body else { return }
    let kind = document.map { $0.format == .json ? "json" : "xml" } ?? (body.obstacle == nil ? "other" : "unreadable")
    addValue(kind, "body", to: &tree)
    if let document { tree.add(document, named: "resource", offset: offset) }
  }

  private func add(_ parameter: URLParameter.Ranges, to tree: inout DocumentAssembler) {
    tree.open("parameter", valueRange: parameter.whole)
    tree.add("name", valueRange: parameter.name)
    tree.add("value", valueRange: parameter.value)
    if let prefix = parameter.prefix { tree.add("prefix", valueRange: prefix) }
    tree.add("operand", valueRange: parameter.operand)
    tree.add("written", valueRange: parameter.written)
    tree.close()
  }

  private func add(fields message: HTTPMessage, to tree: inout DocumentAssembler) {
    tree.open("header", nameRange: message.head, valueRange: message.head)
    for field in message.fields {
      tree.add(
        field.name, nameRange: field.nameRange, valueRange: field.value.range, form: field.value.form, flags: field.value.flags)
    }
    tree.close()
  }

  private func add(_ span: SourceSpan?, _ name: String, to tree: inout DocumentAssembler) {
    if let span { tree.add(name, valueRange: span.range, form: span.form, flags: span.flags) }
  }

  private func addValue(_ value: String, _ name: String, to tree: inout DocumentAssembler) {
    if let range = text.values[value] { tree.add(name, valueRange: range) }
  }
}
