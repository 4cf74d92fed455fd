import FHIRSyntax
import Findings

/// The value is the given BCP 47 language, or a variant such as `en-GB` for `en`.
struct LanguageCheck: ValueCheck {
  static let kind = "language"
  static let options = ["is"]

  private let language: String

  init(_ options: inout CheckOptions) throws(RuleFileError) { language = try options.string("is") }

  var planned: PlannedCheck { .test(.language(language)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let lower = text.lowercased()
    if lower == language.lowercased() || lower.hasPrefix(language.lowercased() + "-") { return nil }
    return "expected the language \(code: language), found \(selection.found(text, at: node))"
  }
}
