import FHIRPath
import FHIRSyntax
import Findings

/// Possible targets of references that are unusable because of a fault that was reported.
extension Validation {
  /// Whether an entry has no valid fullUrl, or a resource without a type: an unresolved reference may refer to it.
  var hidesEntries: Bool { hasGap(.fullUrl) || hasGap(.resourceType) }

  /// Whether a resource contains one without a valid id or type: an unresolved reference may refer to it.
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

  /// Records that a rule about the target of a reference could not be checked.
  mutating func markTargetUnchecked(of rule: RuleDescriptor) {
    markUnchecked(
      Unchecked(code: rule.code, subject: rule.requirement, reason: "A possible target of a reference is malformed."))
  }
}
