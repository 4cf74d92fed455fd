import FHIRSyntax
import Findings
import HTTPExchange

/// The value is a Base64-encoded JSON object that has a string at each of the given paths and, if a resource type is given, that
/// type. Redacted values are not checked, and no message contains any part of the value.
struct EncodedObjectCheck: ValueCheck {
  static let kind = "encodedObject"
  static let options = ["members", "resource"]

  /// A path from the object, with its text.
  private struct Member {
    var name: String
    var query: ElementQuery
  }

  private let members: [Member]
  private let resource: String?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    var members: [Member] = []
    for name in try options.strings("members") {
      members.append(Member(name: name, query: try options.path("Resource." + name, of: "members")))
    }
    self.members = members
    resource = try options.object.optionalString("resource")
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if JSONWebToken.isRedacted(authorization: "Bearer " + text) { return nil }
    guard let decoded = Base64.decoded(Array(text.utf8)[...]), !decoded.hasBlanks else {
      return "expected a Base64-encoded JSON object: this is not Base64"
    }
    let document = Document.read(
      SourceText(name: "", bytes: decoded.bytes), as: .json, symbols: selection.document.symbols, limits: Limits())
    guard let root = document.root, document.findings.isEmpty, document.record(root).form == .object else {
      return "expected a Base64-encoded JSON object: the content is not a JSON object"
    }
    if let resource, document.resourceType(of: root).map({ document.name($0) }) != resource {
      return "expected a Base64-encoded JSON object: the content is not of the type \(code: resource)"
    }
    let selector = ElementSelector(document: document, references: ReferenceIndex(document))
    for member in members {
      let found = selector.select(member.query.steps[...], from: [root])
      let values = found.filter { document.hasVisibleContent($0) }
      if values.isEmpty { return "expected a value for \(code: member.name) in the object" }
      guard values.contains(where: { document.record($0).form == .string }) else {
        return "expected a JSON string for \(code: member.name) in the object"
      }
    }
    return nil
  }
}
