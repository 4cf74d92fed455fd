import FHIRSyntax
import Findings
import Reporting

/// The Parameters of the operation `$validate`.
struct ValidateParameters {
  /// The text of the resource, at its lines and columns in the body; nil if there is none, which only `delete` permits.
  var resource: SourceText?
  /// The part `mode`: `create`, `update`, `delete` or `profile`.
  var mode: String?
  /// The parts `profile`.
  var profiles: [String] = []

  private static let modes = ["create", "update", "delete", "profile"]

  /// Reads a body; nil if it is not a resource of type Parameters. Throws 400 if they are not those of the operation.
  init?(_ document: Document) throws(RequestError) {
    guard let root = document.root, let type = document.resourceType(of: root), document.name(type) == "Parameters" else {
      return nil
    }
    if document.findings.contains(where: { $0.severity >= .error }) {
      throw RequestError(400, .invalid, "the Parameters are not well-formed")
    }
    try read(document, root)
  }

  private mutating func read(_ document: Document, _ root: Node) throws(RequestError) {
    var found: Node?
    for parameter in document.elements(of: root) where document.name(of: parameter) == "parameter" {
      var name: String?
      var value: String?
      var content: Node?
      for part in document.elements(of: parameter) {
        switch document.name(of: part) {
        case "name": name = document.value(of: part)
        case "resource": content = part
        case let other where other.hasPrefix("value"): value = document.value(of: part)
        default: break
        }
      }
      switch name {
      case "resource":
        if found != nil { throw RequestError(400, .invalid, "the Parameters contain more than one resource") }
        guard let content else { throw RequestError(400, .invalid, "the parameter resource must contain a resource") }
        found = content
      case "mode":
        guard let value, Self.modes.contains(value) else {
          throw RequestError(400, .invalid, "mode must be one of " + Self.modes.joined(separator: ", "))
        }
        mode = value
      case "profile":
        guard let value else { throw RequestError(400, .invalid, "the parameter profile must have a value") }
        profiles.append(value)
      default:
        throw RequestError(400, .invalid, "the parameters of $validate are resource, mode and profile")
      }
    }
    guard let found else {
      if mode != "delete" { throw RequestError(400, .invalid, "the Parameters must contain the parameter resource") }
      return
    }
    resource = Self.text(of: found, in: document)
  }

  /// The text of a resource, at its lines and columns: the bytes before it become spaces, except line breaks.
  private static func text(of resource: Node, in document: Document) -> SourceText {
    let source = document.source
    let range = document.valueRange(of: resource)
    func blank(_ byte: UInt8) -> UInt8 { byte == 0x0A || byte == 0x0D ? byte : 0x20 }
    guard document.format == .xml, let inner = element(inside: range, of: source) else {
      return SourceText(name: source.name, unpadded: source.bytes[..<range.lowerBound].map(blank) + source.bytes[range])
    }
    var bytes = source.bytes[..<inner.start].map(blank) + source.bytes[inner.start..<inner.end]
    // The namespace is usually declared at the outermost element, which is not part of the text.
    if !inner.declaresNamespace { bytes.insert(contentsOf: " xmlns=\"http://hl7.org/fhir\"".utf8, at: inner.nameEnd) }
    return SourceText(name: source.name, unpadded: bytes)
  }

  /// The resource in the XML element `<resource>`, which the tree does not distinguish from it; nil if there is none.
  private static func element(
    inside range: Range<Int>, of source: SourceText
  ) -> (start: Int, nameEnd: Int, end: Int, declaresNamespace: Bool)? {
    let text = source.bytes[range]
    guard var start = text.firstIndex(of: UInt8(ascii: ">")),
      let end = text.lastIndex(of: UInt8(ascii: "<")), start < end
    else { return nil }
    // Comments may precede it.
    while let tag = text[start..<end].firstIndex(of: UInt8(ascii: "<")) {
      start = tag
      if !text[tag..<end].starts(with: "<!--".utf8) { break }
      guard let comment = text[tag..<end].indices.first(where: { text[$0..<end].starts(with: "-->".utf8) }) else { return nil }
      start = comment
    }
    guard text[start] == UInt8(ascii: "<"), let close = text[start..<end].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let isNameEnd: (UInt8) -> Bool = { $0 <= 0x20 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
    let nameEnd = text[start..<end].firstIndex(where: isNameEnd) ?? close
    let attributes = source.string(nameEnd..<max(nameEnd, close)).split(whereSeparator: \.isWhitespace)
    return (start, nameEnd, end, attributes.contains { $0.hasPrefix("xmlns=") })
  }
}
