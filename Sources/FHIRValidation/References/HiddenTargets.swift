import FHIRSyntax
import Findings

/// What references may lead to and do not find, because of a mistake there that was reported.
extension Validation {
  /// Whether an entry has no valid fullUrl, or a resource without a type: a reference that finds none may mean it.
  var hidesEntries: Bool { hasGap(.fullUrl) || hasGap(.resourceType) }

  /// Whether a contained resource that a node may refer to has no valid id, or no type.
  func hidesContained(_ references: ReferenceIndex, _ document: Document, beside node: Node) -> Bool {
    if hasGap(.resourceType), let container = references.container(holding: node),
      document.elements(of: container, named: .contained).contains(where: { hasGap(.resourceType, of: $0) })
    {
      return true
    }
    return hasGap(.id) && references.containedBeside(node).contains { hasGap(.id, of: $0) }
  }

  /// Records that nothing tells whether a reference leads where a rule wants it to.
  mutating func leaveOutTarget(of rule: RuleDescriptor) {
    leaveOut(
      Unchecked(code: rule.code, subject: rule.requirement, reason: "What a reference may lead to is malformed."))
  }
}
