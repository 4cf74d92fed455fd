import FHIRDefinitions
import FHIRSyntax
import Findings

/// Describes why a node does not belong to a slice: the discriminator, what was expected and what was found.
extension ProfileWalk {
  /// Why the closest of the items outside the slices does not match the missing slice; nil if there are no such items.
  mutating func closestMismatch(among items: [Node], _ criteria: SliceCriteria) -> Message? {
    // The item that meets the most criteria is most likely the intended one.
    var nearest: (item: Node, failing: Int)?
    for item in items.prefix(Self.maxCompared) {
      let failing = criteria.criteria.count { !isMet($0, by: item, criteria.profile) }
      if failing < nearest?.failing ?? .max { nearest = (item, failing) }
    }
    guard let nearest, let reason = mismatch(nearest.item, criteria) else { return nil }
    return items.count == 1
      ? "the item present does not match: \(reason)" : "the closest of the \(items.count) items present does not match: \(reason)"
  }

  /// The maximum number of items compared.
  private static var maxCompared: Int { 8 }

  private mutating func isMet(_ criterion: SliceCriteria.Criterion, by item: Node, _ profile: Profile) -> Bool {
    meets(SliceCriteria(criteria: [criterion], profile: profile), item) ?? true
  }

  /// Describes the first criterion that an item does not meet.
  mutating func mismatch(_ item: Node, _ criteria: SliceCriteria) -> Message? {
    for criterion in criteria.criteria where !isMet(criterion, by: item, criteria.profile) {
      let found = nodes(at: criterion.path.steps[...], from: item)
      let name = criterion.path.steps.isEmpty ? "it" : criterion.path.text
      let subject: Message = criterion.path.steps.isEmpty ? "" : "\(text: name) "
      let wanted = criterion.condition.summary
      guard let first = found.first else {
        if case .exists = criterion.condition { return "\(text: name) is missing" }
        return "\(text: name) is missing, expected \(code: wanted)"
      }
      switch criterion.condition {
      case .exists: return "\(text: name) must not be present"
      case .types:
        let type = typed.type(of: first).map { document.symbols.name($0.name) } ?? "no type"
        return "expected \(subject)\(text: wanted), found \(text: type)"
      case .values, .valueSet:
        if !document.hasContent(first) { return "\(text: name) has no value, expected \(code: wanted)" }
        return "expected \(subject)\(code: wanted), found \(typed.found(at: first))"
      case .profiles(let urls):
        let known = urls.compactMap { profile($0, in: criteria.profile) }
        if urls.count == 1, let only = known.first, let type = typed.type(of: first) {
          if only.type.map({ !typed.release.isType(type, $0.name) }) ?? false {
            return "expected \(subject)\(text: only.typeName), found \(text: document.symbols.name(type.name))"
          }
          if dryRunDepth == 0, let error = firstError(of: first, only.root, only) {
            return "\(text: name) does not conform to \(code: only.canonical): \(text: error.code), \(error.message)"
          }
        }
        return "\(text: name) does not conform to \(text: urls.joined(separator: " or "))"
      case .conformsTo(let element):
        guard dryRunDepth == 0, let error = firstError(of: first, element, criteria.profile) else {
          return "\(text: name) differs from \(code: wanted)"
        }
        return "\(text: name) differs: \(text: error.code), \(error.message)"
      }
    }
    return nil
  }
}
