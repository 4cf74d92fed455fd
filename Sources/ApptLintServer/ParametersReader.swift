import FHIRSyntax
import Findings
import Reporting

/// The Parameters of the operation `$validate`.
struct ValidateParameters {
  /// The text of the resource, at the same lines and columns as in the body; nil if it is missing, which only `delete` permits.
  var resource: SourceText?
  /// The values of the parameters `mode`.
  var modes: [String] = []
  /// The values of the parameters `profile`.
  var profiles: [String] = []

  /// Reads a body; nil if it is not a Parameters resource. Throws 400 if the Parameters are invalid for the operation.
  init?(_ document: Document) throws(RequestError) {
    guard let root = document.root, let type = document.resourceType(of: root), document.name(type) == "Parameters" else {
      return nil
    }
    if let error = Self.firstError(in: document) {
      throw RequestError(400, .invalid, "the Parameters are not well-formed: \(error)")
    }
    try read(document, root)
  }

  /// The first syntax error of a body, with its position and without values; nil if there is none.
  static func firstError(in document: Document) -> String? {
    let errors = document.findings.filter { $0.severity >= .error }
    guard let first = errors.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else { return nil }
    let position = LineTable(document.source).position(of: first.range.lowerBound)
    return "line \(position.line), column \(position.column): \(first.message.text(showingValues: false))"
  }

  private mutating func read(_ document: Document, _ root: Node) throws(RequestError) {
    try Self.checkMembers(of: root, in: document)
    var found: Node?
    for parameter in document.elements(of: root) where document.name(of: parameter) == "parameter" {
      try Self.checkMembers(of: parameter, in: document)
      var names: [Node] = []
      var contents: [Node] = []
      for part in document.elements(of: parameter) {
        switch document.name(of: part) {
        case "name": names.append(part)
        case "id", "extension": break
        // `resource`, `value[x]` or `part`: a parameter has only one of these.
        default: contents.append(part)
        }
      }
      guard names.count <= 1, contents.count <= 1 else {
        throw RequestError(400, .invalid, "a parameter must have one name, and one value or resource")
      }
      let name = names.first.flatMap { document.value(of: $0) }
      let content = contents.first.flatMap { document.name(of: $0) == "resource" ? $0 : nil }
      let value = contents.first.flatMap { document.name(of: $0).hasPrefix("value") ? document.value(of: $0) : nil }
      switch name {
      case "resource":
        if found != nil { throw RequestError(400, .invalid, "the Parameters contain more than one resource") }
        guard let content, Self.isObject(content, in: document) else {
          throw RequestError(400, .invalid, "the parameter resource must contain a resource")
        }
        found = content
      case "mode":
        guard let value else { throw RequestError(400, .invalid, "the parameter mode must have a value") }
        modes.append(value)
      case "profile":
        guard let value else { throw RequestError(400, .invalid, "the parameter profile must have a value") }
        profiles.append(value)
      default:
        throw RequestError(400, .invalid, "unknown parameter: $validate accepts resource, mode and profile")
      }
    }
    if let found { resource = try Self.text(of: found, in: document) }
  }

  /// Throws 400 if a JSON object has a duplicate member, because only one of the two would be read.
  private static func checkMembers(of object: Node, in document: Document) throws(RequestError) {
    if document.format == .json, document.record(object).form == .object, document.members(of: object).duplicate != nil {
      throw RequestError(400, .invalid, "the Parameters contain a member twice")
    }
  }

  /// Whether a node is an object, and in JSON not an item of an array.
  private static func isObject(_ node: Node, in document: Document) -> Bool {
    let record = document.record(node)
    return record.form == .object && document.record(Node(index: record.parent)).form != .array
  }

  /// The text of a resource, at the same lines and columns as in the body: the characters before it become spaces, except line
  /// breaks.
  private static func text(of resource: Node, in document: Document) throws(RequestError) -> SourceText {
    let source = document.source
    let range = document.valueRange(of: resource)
    func blank(before end: Int) -> [UInt8] {
      source.bytes[(source.hasByteOrderMark ? 3 : 0)..<end].compactMap { byte in
        // Only the first byte of each character becomes a space.
        byte & 0xC0 == 0x80 ? nil : byte == 0x0A || byte == 0x0D ? byte : 0x20
      }
    }
    guard document.format == .xml else {
      return SourceText(name: source.name, unpadded: blank(before: range.lowerBound) + source.bytes[range])
    }
    guard let inner = ContainedXML(in: range, of: source), !inner.followsText else {
      throw RequestError(400, .invalid, "the parameter resource must contain a resource, and no text")
    }
    guard inner.isInFHIR else {
      throw RequestError(400, .invalid, "the Parameters must be in the namespace http://hl7.org/fhir")
    }
    var bytes = blank(before: inner.start) + source.bytes[inner.start..<inner.nameEnd]
    // Namespaces are usually declared on the outermost element, which is not part of the text.
    for declaration in inner.inherited {
      bytes.append(0x20)
      // A line break in a declaration would move the lines after it.
      bytes += source.bytes[declaration].map { max($0, 0x20) }
    }
    bytes += source.bytes[inner.nameEnd..<inner.end]
    return SourceText(name: source.name, unpadded: bytes)
  }
}
