import FHIRSyntax
import Findings

/// The value is a weak entity tag (RFC 9110, section 8.8.3), such as `W/"2"`, with the version at a path if one is given.
struct EntityTagCheck: ValueCheck {
  static let kind = "entityTag"
  static let options = ["of"]
  static let issueType = IssueType.businessRule

  /// The path of the version that the tag must have; nil if any version is accepted.
  private let version: ElementQuery?

  init(_ options: inout CheckOptions) throws(RuleFileError) { version = try options.optionalPath("of") }

  var planned: PlannedCheck { .contexts }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let value = Self.version(in: text) else {
      return "expected a weak entity tag such as \(code: "W/\"2\""), found \(payload: text)"
    }
    guard let version, let source = selection.elements(at: version, from: selection.scope).first,
      let wanted = selection.document.value(of: source), wanted != value
    else { return nil }
    return "expected the version in \(text: version.sourceName) (\(payload: wanted)), found a different one (\(payload: value))"
  }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? {
    guard let version, Self.version(in: text) != nil else { return nil }
    return selection.related(at: version)
  }

  /// The content of a weak entity tag; FHIR requires weak tags.
  static func version(in text: String) -> String? {
    guard text.hasPrefix("W/\""), text.hasSuffix("\""), text.utf8.count > 4 else { return nil }
    return String(text.dropFirst(3).dropLast())
  }
}
