import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the form of primitive values: the grammar and range of each type.
struct PrimitiveCheck {
  private let typed: TypedDocument
  private let document: Document
  /// The grammar of each type, by the row of the type; nil for types that are not primitives.
  private let grammars: [PrimitiveGrammar?]
  private let types: Types

  /// The rows of the types whose values have a special form in some positions.
  private struct Types {
    let string: UInt32?
    let uri: UInt32?
    let canonical: UInt32?
    let meta: UInt32?
    let identifier: UInt32?
    let sampledData: UInt32?

    init(_ typed: TypedDocument) {
      func row(_ name: String) -> UInt32? { typed.document.symbols.symbol(name).flatMap { typed.release.type($0) }?.index }
      (string, uri, canonical, meta) = (row("string"), row("uri"), row("canonical"), row("Meta"))
      (identifier, sampledData) = (row("Identifier"), row("SampledData"))
    }
  }

  static func run(_ typed: TypedDocument, at nodes: Suspects.Nodes, into validation: inout Validation) {
    if nodes?.isEmpty ?? false { return }
    PrimitiveCheck(typed).run(at: nodes, into: &validation)
  }

  private init(_ typed: TypedDocument) {
    self.typed = typed
    document = typed.document
    types = Types(typed)
    var grammars: [PrimitiveGrammar?] = []
    for (name, grammar) in PrimitiveGrammar.byType(typed.release.release) {
      guard let type = document.symbols.symbol(name).flatMap({ typed.release.type($0) }) else { continue }
      let row = Int(type.index)
      if row >= grammars.count { grammars += Array(repeating: nil, count: row + 1 - grammars.count) }
      grammars[row] = grammar
    }
    self.grammars = grammars
  }

  private func run(at nodes: Suspects.Nodes, into validation: inout Validation) {
    document.visit(nodes) { node in
      guard document.hasValue(node), let row = typed.typeRow(of: node), Int(row) < grammars.count,
        let grammar = grammars[Int(row)], !validation.isInvalid(node)
      else { return }
      if let error = error(of: node, row, grammar) { return report(error, at: node, into: &validation) }
      if row == types.uri, document.record(node).name == .system { checkIdentifier(withSystem: node, into: &validation) }
    }
  }

  /// Checks that the value of an identifier is an absolute URI if its system is `urn:ietf:rfc:3986`.
  private func checkIdentifier(withSystem node: Node, into validation: inout Validation) {
    guard let identifier = document.parent(of: node), let row = typed.typeRow(of: identifier), row == types.identifier,
      document.value(of: node, is: "urn:ietf:rfc:3986"), let name = document.symbols.symbol("value"),
      let valueNode = document.element(name, of: identifier), document.hasValue(valueNode), !validation.isInvalid(valueNode)
    else { return }
    if let error = withBytes(of: valueNode, URIGrammar.identifierError) { report(error, at: valueNode, into: &validation) }
  }

  /// The error in a value; nearly always nil. A value without escapes is not copied.
  private func error(of node: Node, _ row: UInt32, _ grammar: PrimitiveGrammar) -> PrimitiveError? {
    let record = document.record(node)
    if record.name == .id, row == types.string { return error(of: node, .elementId) }
    if row == types.string, isSampledData(node) { return error(of: node, .sampledData) }
    let isAbsolute = isAbsolute(node, record, row)
    let isCanonical = isAbsolute && record.name != .system
    if let error = error(of: node, isCanonical ? .canonical : grammar) { return error }
    guard isAbsolute else { return nil }
    return withBytes(of: node) { URIGrammar.relativeError(in: $0, isCanonical: isCanonical) }
  }

  /// Whether a URI must be absolute: the system of a code or identifier, a canonical, or in STU3, which has no canonical type,
  /// the profile of a resource.
  private func isAbsolute(_ node: Node, _ record: NodeRecord, _ row: UInt32) -> Bool {
    if row == types.canonical { return true }
    guard row == types.uri else { return false }
    if record.name == .system { return true }
    return record.name == .profile && document.parent(of: node).flatMap { typed.typeRow(of: $0) } == types.meta
  }

  private func isSampledData(_ node: Node) -> Bool {
    document.name(of: node) == "data" && document.parent(of: node).flatMap { typed.typeRow(of: $0) } == types.sampledData
  }

  private func error(of node: Node, _ grammar: PrimitiveGrammar) -> PrimitiveError? {
    let record = document.record(node)
    if record.form == .true || record.form == .false { return grammar.error(in: record.form == .true ? Self.true : Self.false) }
    return withBytes(of: node, grammar.error)
  }

  /// Calls a closure with the text of a value, which is copied only if it has escapes.
  private func withBytes(of node: Node, _ body: (ArraySlice<UInt8>) -> PrimitiveError?) -> PrimitiveError? {
    if document.record(node).flags.contains(.escaped), let text = document.value(of: node) { return body(Array(text.utf8)[...]) }
    return body(document.source.storage[document.textRange(of: node)])
  }

  private func report(_ error: PrimitiveError, at node: Node, into validation: inout Validation) {
    let isAttribute = document.record(node).form == .attribute
    // A value that the reader had to guess was reported.
    if !isAttribute, document.hasFinding(at: node) { return }
    if error.rule.severity >= .error, let element = typed.element(of: node) {
      validation.markInvalidValue(node, element, in: document)
    }
    // A character that XML does not allow was reported.
    if isAttribute, error.rule == PrimitiveRules.controlCharacter, document.hasFinding(at: node) { return }
    let message = document.value(of: node).map { error.message.showing($0, as: typed.found($0, at: node)) } ?? error.message
    validation.report(error.rule.finding(document.valueRange(of: node), message, help: error.help, node: node))
  }

  private static let `true` = Array("true".utf8)[...]
  private static let `false` = Array("false".utf8)[...]
}

/// The error in a value: the violated rule and the message.
struct PrimitiveError {
  var rule: RuleDescriptor
  var message: Message
  var help: String?

  init(_ rule: RuleDescriptor, _ message: Message, help: String? = nil) {
    self.rule = rule
    self.message = message
    self.help = help
  }
}
