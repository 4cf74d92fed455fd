import FHIRDefinitions
import FHIRSyntax
import Findings

/// Says why something does not belong to a slice: which discriminator, what is there, and what is wanted.
extension ProfileWalk {
  /// Of what is there and belongs to no slice, why it is not the slice that is missing; nil where nothing is there.
  mutating func reason(whyNoneOf items: [Node], meets criteria: SliceCriteria) -> Message? {
    // What meets most of the criteria is most likely what was meant.
    var nearest: (item: Node, failing: Int)?
    for item in items.prefix(Self.mostCompared) {
      let failing = criteria.criteria.count { !isMet($0, by: item, criteria.profile) }
      if failing < nearest?.failing ?? .max { nearest = (item, failing) }
    }
    guard let nearest, let reason = mismatch(nearest.item, criteria) else { return nil }
    return items.count == 1
      ? "the one that is there will not do: \(reason)" : "of \(items.count) that are there the nearest will not do: \(reason)"
  }

  /// More than this many are not looked at for the nearest one.
  private static var mostCompared: Int { 8 }

  private mutating func isMet(_ criterion: SliceCriteria.Criterion, by item: Node, _ profile: Profile) -> Bool {
    meets(SliceCriteria(criteria: [criterion], profile: profile), item) ?? true
  }

  /// The first criterion that something does not meet, with what is there.
  mutating func mismatch(_ item: Node, _ criteria: SliceCriteria) -> Message? {
    for criterion in criteria.criteria where !isMet(criterion, by: item, criteria.profile) {
      let found = nodes(at: criterion.path.steps[...], from: item)
      let name = criterion.path.steps.isEmpty ? "it" : criterion.path.text
      let wanted = criterion.demand.summary
      guard let first = found.first else {
        if case .exists = criterion.demand { return "\(words: name) is missing" }
        return "\(words: name) is missing, \(code: wanted) is wanted"
      }
      switch criterion.demand {
      case .exists: return "\(words: name) is there"
      case .types:
        let type = typed.type(of: first).map { document.symbols.name($0.name) } ?? "of no type"
        return "\(words: name) is \(words: type), \(words: wanted) is wanted"
      case .values, .valueSet:
        if !document.hasContent(first) { return "\(words: name) has no value, \(code: wanted) is wanted" }
        return "\(words: name) is \(typed.found(at: first)), \(code: wanted) is wanted"
      case .profiles(let urls):
        let known = urls.compactMap { profile($0, in: criteria.profile) }
        if urls.count == 1, let only = known.first, let type = typed.type(of: first) {
          if only.type.map({ !typed.release.isType(type, $0.name) }) ?? false {
            return "\(words: name) is \(words: document.symbols.name(type.name)), \(words: only.typeName) is wanted"
          }
          if dryRunDepth == 0, let fault = firstFault(of: first, only.root, only) {
            return "\(words: name) does not keep \(code: only.canonical), by \(words: fault.code): \(fault.message)"
          }
        }
        return "\(words: name) does not keep \(words: urls.joined(separator: " or "))"
      case .keeps(let element):
        guard dryRunDepth == 0, let fault = firstFault(of: first, element, criteria.profile) else {
          return "\(words: name) is another than \(code: wanted)"
        }
        return "\(words: name) is another, by \(words: fault.code): \(fault.message)"
      }
    }
    return nil
  }
}
