import FHIRDefinitions
import FHIRPath
import Findings

/// A FHIRPath condition is true for each element, with the element as its context.
struct FHIRPathCheck: RuleCheck {
  static let kind = "fhirpath"
  static let options = ["holds", "called"]
  static let issueType = IssueType.businessRule

  private let expressions: [FHIRRelease: Expression]
  private let called: String

  /// The condition is compiled for each release. Unknown element names in it are not errors here; the row's examples reveal them.
  init(_ options: inout CheckOptions) throws(RuleFileError) {
    let text = try options.string("holds")
    var expressions: [FHIRRelease: Expression] = [:]
    for release in FHIRRelease.allCases {
      do {
        expressions[release] = try Expression(text, options.symbols, release)
      } catch {
        throw options.object.error("in 'holds', character \(error.offset + 1): \(error.problem)")
      }
    }
    self.expressions = expressions
    called = try options.string("called")
  }

  var planned: PlannedCheck { .elements }

  /// A condition that cannot be evaluated, because it needs more than the payload, is not a violation.
  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    guard var evaluator = selection.payload.evaluator(includesEmpty: selection.includesEmpty),
      let expression = expressions[evaluator.typed.release.release]
    else { return }
    for node in selection.elements {
      guard let isTrue = try? evaluator.satisfies(expression, node), !isTrue else { continue }
      report(Violation(node, "expected \(text: called)"))
    }
  }
}
