import FHIRSyntax
import Findings

/// The number of elements in each context is within limits. Elements without content count only towards the maximum.
struct CountCheck: RuleCheck {
  static let kind = "count"
  static let options = ["min", "max", "to"]
  static let issueType = IssueType.businessRule
  static let checksAbsence = true

  private let minimum: Int
  private let maximum: Int?
  /// Counts only references to contained resources of this type; nil to count all elements.
  private let type: String?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    minimum = try options.object.optionalNumber("min") ?? 0
    maximum = try options.object.optionalNumber("max")
    type = try options.object.optionalString("to")
    if maximum == nil && minimum == 0 { throw options.object.error("'count' needs 'min' or 'max'") }
    if let maximum, maximum < minimum { throw options.object.error("'max' is less than 'min'") }
  }

  var requiresElement: Bool { minimum > 0 }

  var planned: PlannedCheck {
    // A plan counts all elements, not only those that refer to the type.
    type != nil && minimum > 0 ? .contexts : .count(minimum: minimum, maximum: maximum)
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    func counted(_ elements: [Node]) -> [Node] {
      type.map { type in elements.filter { refers($0, to: type, in: selection) } } ?? elements
    }
    let qualifier: Message = type.map { " that refers to a contained \(text: $0)" } ?? selection.query.condition
    // In the message, a number replaces the article at the beginning of a header's label.
    let name = selection.query.label
    let label: Message = "\(text: name.hasPrefix("the ") ? String(name.dropFirst(4)) : name)\(qualifier)"
    let count = counted(selection.elements).count
    if count < minimum {
      report(
        count == 0 && minimum == 1
          ? PresentCheck.missing(selection) : Violation(selection.context, "expected \(wanted) \(label), found \(count)"))
    } else if let maximum {
      let elements = counted(selection.elementsWithEmpty)
      for node in elements.dropFirst(maximum) {
        report(
          Violation(
            node, "expected \(wanted) \(label), found \(elements.count)",
            related: maximum > 0 ? elements.first.map { ($0, "the first occurrence") } : nil))
      }
    }
  }

  private func refers(_ node: Node, to type: String, in selection: Selection) -> Bool {
    let document = selection.document
    guard let target = selection.payload.references.target(of: node), document.record(target).name == .contained else {
      return false
    }
    return document.resourceType(of: target).map { document.name($0) == type } ?? false
  }

  private var wanted: Message {
    guard let maximum else { return "at least \(minimum)" }
    return maximum == minimum ? "exactly \(minimum)" : "at most \(maximum)"
  }
}
