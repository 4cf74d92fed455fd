import FHIRSyntax
import Findings

/// A Reference refers to a resource of the right type, which must be contained, in an entry or at a national address if the rule
/// requires this. `ResolvesCheck` reports a `#` reference that does not resolve, `HashedCheck` a reference that lacks only the
/// `#`.
struct ReferenceCheck: RuleCheck {
  static let kind = "reference"
  static let options = ["to", "contained", "within", "url"]
  static let issueType = IssueType.businessRule

  private let types: [String]
  private let mustBeContained: Bool
  private let mustBeWithin: Bool
  private let url: String?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    types = try options.object.strings("to")
    mustBeContained = try options.object.flag("contained")
    mustBeWithin = try options.object.flag("within")
    url = try options.object.optionalString("url")
    if types.isEmpty && url == nil { throw options.object.error("'reference' needs 'to' or 'url'") }
  }

  var planned: PlannedCheck { .test(.reference(to: types, isContained: mustBeContained, isWithin: mustBeWithin, url: url)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      let element = selection.document.element(.reference, of: node)
      let text = element.flatMap { selection.document.value(of: $0) } ?? ""
      if let element, let message = violation(to: text, element, at: node, in: selection) {
        let target = selection.payload.references.target(of: text, from: node)
        report(Violation(node, at: element, message, related: target.map { ($0, "the referenced resource") }))
      }
    }
  }

  private var wanted: Message {
    if let url { return "a reference that begins with \(code: url)" }
    let names = Alternatives.text(types)
    if mustBeContained { return "a reference to a contained \(text: names), written as \(code: "#") and its id" }
    let scope = mustBeWithin ? " in an entry" : ""
    return "a reference to \(text: ResourceCheck.article(names)) \(text: names)\(text: scope)"
  }

  private func violation(to text: String, _ element: Node, at node: Node, in selection: Selection) -> Message? {
    if text.isEmpty { return nil }
    if let url { return text.hasPrefix(url) ? nil : "expected \(wanted), found \(selection.found(text, at: element))" }
    let target = selection.payload.references.target(of: text, from: node)
    if mustBeWithin && text.hasPrefix("#") { return "expected \(wanted), found one to a contained resource" }
    if text.hasPrefix("#"), target == nil { return nil }
    if mustBeContained && !text.hasPrefix("#") && HashedCheck.resource(named: text, inContainerOf: node, in: selection) == nil {
      return "expected \(wanted), found one to a resource that is not contained"
    }
    guard let type = Self.type(of: target, text, in: selection.document), !types.contains(type) else {
      return mustBeWithin && selection.payload.references.resolvedEntry(of: text, from: node) == nil
        && !selection.document.isTruncated
        ? "expected \(wanted), found \(selection.found(text, at: element)), which does not resolve" : nil
    }
    if let target, selection.document.publicType(of: target) == nil {
      return "expected \(wanted), found one to a resource of an unknown type"
    }
    if target == nil && !selection.payload.isResourceType(type) {
      return "expected \(wanted), found \(selection.found(text, at: element))"
    }
    return "expected \(wanted), found one to \(text: ResourceCheck.article(type)) \(text: type)"
  }

  /// The type of the referenced resource: the type of `target` or, if it is nil, the type in `.../Type/id`.
  static func type(of target: Node?, _ text: String, in document: Document) -> String? {
    if let target, let type = document.resourceType(of: target) { return document.name(type) }
    var parts = text.split(separator: "/")
    if let history = parts.firstIndex(of: "_history") { parts = Array(parts[..<history]) }
    guard parts.count >= 2, let first = parts[parts.count - 2].utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first else {
      return nil
    }
    let type = parts[parts.count - 2]
    return type.utf8.allSatisfy(\.isLetter) ? String(type) : nil
  }
}
