import FHIRSyntax
import Findings

/// Each context has such an element, with text that is not blank or with other content.
struct PresentCheck: RuleCheck {
  static let kind = "present"
  static let issueType = IssueType.required
  static let judgesAbsence = true

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .present }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    if selection.elements.contains(where: { selection.document.hasVisibleContent($0) }) { return }
    if let blank = selection.elements.first {
      report(Violation(blank, "\(words: selection.query.label) is blank"))
    } else {
      report(Self.missing(selection))
    }
  }

  /// The violation to a context that lacks an element: at an element without content where there is one.
  static func missing(_ selection: Selection) -> Violation {
    if let empty = selection.elementsWithEmpty.first(where: { !selection.document.hasContent($0) }) ?? selection.emptyArray {
      return valueless(empty, selection)
    }
    var violation = Violation(selection.context, "\(words: selection.query.label)\(selection.query.condition) is missing")
    violation.missing = selection.missingChild
    return violation
  }

  /// The violation to an element that has no value.
  static func valueless(_ node: Node, _ selection: Selection) -> Violation {
    Violation(node, "\(words: selection.query.label) has no value")
  }
}

extension Selection {
  /// The name of the child of the context that is missing: of the element itself, or of the first that the path leads through.
  fileprivate var missingChild: String? {
    if let child = query.child { return child }
    let steps = query.steps.dropFirst(query.contextSteps)
    guard case .child(let name)? = steps.first, !name.isChoice, !name.isHeader,
      steps.allSatisfy({ if case .child = $0 { true } else { false } })
    else { return nil }
    let isThere = document.symbol(name.text).map { document.element($0, of: context) != nil } ?? false
    return isThere ? nil : name.text
  }

  /// The empty array that JSON has in place of the elements that the path selects.
  fileprivate var emptyArray: Node? {
    guard let name = query.child, let symbol = document.symbol(name) else { return nil }
    return document.children(of: context).first {
      let record = document.record($0)
      return record.form == .array && record.name == symbol && record.next == $0.index + 1
    }
  }
}
