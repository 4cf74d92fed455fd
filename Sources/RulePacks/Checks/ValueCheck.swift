import FHIRSyntax
import Findings

/// A check of individual values. If a value is required, `RuleRun` reports the elements without one.
protocol ValueCheck: RuleCheck {
  /// The message about a wrong value; nil if the value is right.
  func violation(to text: String, at node: Node, in selection: Selection) -> Message?

  /// The node that a wrong value contradicts, with a description of that node; nil if there is none.
  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)?

  /// The allowed values, if a value that differs from one of them only in case can be corrected to it.
  var spellings: [String] { get }
}

extension ValueCheck {
  static var checksValues: Bool { true }

  func related(to text: String, at node: Node, in selection: Selection) -> (node: Node, text: String)? { nil }

  var spellings: [String] { [] }

  var planned: PlannedCheck { .elements }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard let text = selection.document.value(of: node), let message = violation(to: text, at: node, in: selection) else {
        continue
      }
      var violation = Violation(node, message, related: related(to: text, at: node, in: selection))
      violation.edits = edits(of: text, at: node, in: selection.document)
      report(violation)
    }
  }

  /// The edits that correct a value, if exactly one of the spellings differs from it only in case.
  private func edits(of text: String, at node: Node, in document: Document) -> [Edit] {
    if spellings.isEmpty { return [] }
    let folded = text.lowercased()
    let same = spellings.filter { $0.lowercased() == folded }
    return same.count == 1 ? document.edits(writing: same[0], at: node) : []
  }
}
