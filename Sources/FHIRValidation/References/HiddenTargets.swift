import FHIRPath
import FHIRSyntax
import Findings

/// What references may lead to and do not find, because of a mistake there that was reported.
extension Validation {
  /// Whether an entry has no valid fullUrl, or a resource without a type: a reference that finds none may mean it.
  var hidesEntries: Bool { hasGap(.fullUrl) || hasGap(.resourceType) }

  /// Whether a resource contains one without a valid id, or without a type: a reference that finds none may mean it.
  mutating func hidesContained(in container: Node, _ document: Document) -> Bool {
    if !hasGap(.id) && !hasGap(.resourceType) { return false }
    let containers =
      hidingContainers
      ?? Set(
        gaps.lazy.filter { $0.name == .id || $0.name == .resourceType }.map(\.holder)
          .filter { document.record($0).name == .contained }.compactMap { document.parent(of: $0) })
    hidingContainers = containers
    return containers.contains(container)
  }

  /// Records that nothing tells whether a reference leads where a rule wants it to.
  mutating func markTargetUnchecked(of rule: RuleDescriptor) {
    markUnchecked(
      Unchecked(code: rule.code, subject: rule.requirement, reason: "What a reference may lead to is malformed."))
  }
}
