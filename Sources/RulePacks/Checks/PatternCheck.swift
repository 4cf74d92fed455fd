import FHIRPath
import FHIRSyntax
import Findings

/// The whole value matches a pattern.
struct PatternCheck: ValueCheck {
  static let kind = "pattern"
  static let options = ["matches", "called"]

  private let pattern: TextPattern
  private let called: String

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let text = try options.string("matches")
    do {
      pattern = try TextPattern(text)
    } catch {
      throw options.object.error("in 'matches': \(error.problem)")
    }
    called = try options.string("called")
  }

  var planned: PlannedCheck { .test(.pattern(pattern.sequences)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    pattern.matches(text) ? nil : "expected \(text: called), found \(selection.found(text, at: node))"
  }
}
