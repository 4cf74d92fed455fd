import FHIRSyntax
import Findings

/// The value is a MIME type according to the grammars of RFC 6838 (names) and RFC 2045 (parameters).
struct MimeTypeCheck: ValueCheck {
  static let kind = "mimeType"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.mimeType) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if MediaTypeGrammar.isMediaType(text) { return nil }
    return "expected a MIME type such as \(code: "application/pdf"), found \(selection.found(text, at: node))"
  }
}
