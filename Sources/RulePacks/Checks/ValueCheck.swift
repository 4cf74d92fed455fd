import FHIRSyntax
import Findings

/// A check that judges each value by itself. Where a value is required, `RuleRun` reports the elements without one.
protocol ValueCheck: RuleCheck {
  /// What is wrong with a value; nil where nothing is.
  func violation(to text: String, at node: Node, in selection: Selection) -> Message?

  /// The values there may be, where one that differs from them by case alone is meant to be one of them.
  var spellings: [String] { get }
}

extension ValueCheck {
  static var judgesValues: Bool { true }

  var spellings: [String] { [] }

  var planned: PlannedCheck { .elements }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard let text = selection.document.value(of: node), let message = violation(to: text, at: node, in: selection) else {
        continue
      }
      var violation = Violation(node, message)
      violation.edits = edits(of: text, at: node, in: selection.document)
      report(violation)
    }
  }

  /// What spells a value right, where one of the spellings alone differs from it by case.
  private func edits(of text: String, at node: Node, in document: Document) -> [Edit] {
    if spellings.isEmpty { return [] }
    let folded = text.lowercased()
    let same = spellings.filter { $0.lowercased() == folded }
    return same.count == 1 ? document.edits(writing: same[0], at: node) : []
  }
}
