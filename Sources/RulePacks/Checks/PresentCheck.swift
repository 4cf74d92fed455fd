import FHIRSyntax
import Findings

/// Each context has the element, with non-blank text or other content.
struct PresentCheck: RuleCheck {
  static let kind = "present"
  static let issueType = IssueType.required
  static let checksAbsence = true

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var requiresElement: Bool { true }

  var planned: PlannedCheck { .present }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    if selection.elements.contains(where: { selection.document.hasVisibleContent($0) }) { return }
    if let blank = selection.elements.first {
      report(Violation(blank, "\(text: selection.query.label) is blank"))
    } else {
      report(Self.missing(selection))
    }
  }

  /// The violation of a context that lacks an element, located at an element without content if there is one.
  static func missing(_ selection: Selection) -> Violation {
    if let empty = selection.elementsWithEmpty.first(where: { !selection.document.hasContent($0) }) ?? selection.emptyArray {
      return valueless(empty, selection)
    }
    var violation = Violation(
      selection.context, "\(text: selection.query.label)\(selection.query.condition) is missing\(text: selection.query.reason)")
    if let (child, inside) = selection.missingChild { (violation.missing, violation.missingInside) = (child, inside) }
    return violation
  }

  /// The violation of a selection in which all elements have values of the wrong form; nil if any value is usable, or if there
  /// are no elements.
  static func malformed(_ selection: Selection) -> Violation? {
    guard selection.payload.hasMalformed, let first = selection.elements.first,
      selection.elements.allSatisfy({ selection.payload.isMalformed($0) })
    else { return nil }
    return Violation(first, "\(text: selection.query.label) has the wrong form")
  }

  /// The violation of an element without a value.
  static func valueless(_ node: Node, _ selection: Selection) -> Violation {
    Violation(node, "\(text: selection.query.label) has no value")
  }
}

extension Selection {
  /// The name of the missing child of the context: the element itself, or the first missing element on the path, with the names
  /// of the elements after it.
  fileprivate var missingChild: (name: String, inside: [String])? {
    if let child = query.child { return (child, []) }
    let steps = query.steps.dropFirst(query.contextSteps)
    let names = steps.compactMap { step in if case .child(let name) = step { name } else { nil } }
    guard let name = names.first, names.count == steps.count, !name.isChoice, !name.isHeader else { return nil }
    let isPresent = document.symbol(name.text).map { document.element($0, of: context) != nil } ?? false
    return isPresent ? nil : (name.text, names.dropFirst().map(\.text))
  }

  /// The empty JSON array in place of the elements that the path selects.
  fileprivate var emptyArray: Node? {
    guard let name = query.child, let symbol = document.symbol(name) else { return nil }
    return document.children(of: context).first {
      let record = document.record($0)
      return record.form == .array && record.name == symbol && record.next == $0.index + 1
    }
  }
}
