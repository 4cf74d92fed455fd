import FHIRPath
package import FHIRSyntax
import Findings

/// Resources that a reference may refer to, but that are missing or cannot be identified because of an error already reported.
extension Validation {
  /// Whether any entry may be missing, has no valid fullUrl, or a resource without a type: an unresolved reference may refer to
  /// such an entry.
  var hasUnidentifiedEntries: Bool { isTruncated || hasGap(.fullUrl) || hasGap(.resourceType) }

  /// The resources that end early, or contain a resource without a valid id or type: an unresolved reference may refer to the
  /// missing or contained resource.
  package mutating func uncertainContainers(in document: Document) -> Set<Node> {
    if !isTruncated && !hasGap(.id) && !hasGap(.resourceType) { return [] }
    let containers =
      cachedUncertainContainers
      ?? Set(
        gaps.lazy.filter { $0.name == .id || $0.name == .resourceType }.map(\.parent)
          .filter { document.record($0).name == .contained }.compactMap { document.parent(of: $0) }
      ).union(isTruncated ? document.resources.lazy.map(\.node).filter(document.isCutOff) : [])
    cachedUncertainContainers = containers
    return containers
  }

  /// Records that a rule about the target of a reference could not be checked.
  mutating func markTargetRuleUnchecked(_ rule: RuleDescriptor) {
    markUnchecked(
      NotChecked(
        code: rule.code, requirement: rule.requirement, reason: "A possible target of a reference is missing or malformed."))
  }
}
