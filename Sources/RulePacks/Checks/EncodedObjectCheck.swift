import FHIRSyntax
import Findings
import HTTPExchange

/// The value is a Base64-encoded JSON object with a value at each of the given paths, and of the resource type if one is given.
/// Redacted values are not checked, and no message contains any part of the value.
struct EncodedObjectCheck: ValueCheck {
  static let kind = "encodedObject"
  static let options = ["members", "resource"]

  /// The names on each path, from the object.
  private let members: [[String]]
  private let resource: String?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    members = try options.strings("members").map { $0.split(separator: ".").map(String.init) }
    resource = try options.object.optionalString("resource")
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if JSONWebToken.isRedacted(authorization: "Bearer " + text) { return nil }
    guard let decoded = Base64.decoded(Array(text.utf8)[...]), !decoded.hasBlanks else {
      return "expected a Base64-encoded JSON object: this is not Base64"
    }
    let document = Document.read(SourceText(name: "", bytes: decoded.bytes), as: .json, symbols: .wellKnown, limits: Limits())
    guard let root = document.root, document.findings.isEmpty, document.record(root).form == .object else {
      return "expected a Base64-encoded JSON object: the content is not a JSON object"
    }
    if let resource, document.resourceType(of: root).map({ document.name($0) }) != resource {
      return "expected a Base64-encoded JSON object: the content is not of the type \(code: resource)"
    }
    for path in members where !Self.hasValue(at: path[...], of: root, in: document) {
      return "expected a value for \(code: path.joined(separator: ".")) in the object"
    }
    return nil
  }

  /// Whether an object, or one of the items of an array, has a value at a path.
  private static func hasValue(at path: ArraySlice<String>, of node: Node, in document: Document) -> Bool {
    switch document.record(node).form {
    case .array: return document.children(of: node).contains { hasValue(at: path, of: $0, in: document) }
    case .object:
      guard let name = path.first else { return document.children(of: node).first { _ in true } != nil }
      return document.children(of: node).contains {
        document.name(of: $0) == name && hasValue(at: path.dropFirst(), of: $0, in: document)
      }
    case .null: return false
    default: return path.isEmpty && document.value(of: node).map { $0.contains { !$0.isWhitespace } } ?? false
    }
  }
}
