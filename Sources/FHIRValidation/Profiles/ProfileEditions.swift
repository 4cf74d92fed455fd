import FHIRDefinitions
import FHIRSyntax
import Findings

/// Selects the edition of a profile that several packages define, such as UK Core 0.5.1 and 2.0.2.
///
/// A resource that claims a profile of such a package with its version is checked against that edition, with its extensions and
/// value sets. Each part of any other resource may follow any edition.
extension ProfileWalk {
  /// The profile with the given canonical URL, in the edition that applies to a node.
  mutating func profile(_ url: String, in other: Profile? = nil, for node: Node) -> Profile? {
    guard let profile = profile(url, in: other), url == profile.url else { return profile(url, in: other) }
    let editions = editions(of: url)
    guard editions.count > 1 else { return profile }
    if let package = claimedPackage(forNode: node) { return editions.first { $0.package == package } ?? profile }
    let visit = Visit(node: node, element: ObjectIdentifier(profile.root))
    if let known = chosenEditions[visit] { return known }
    // While the edition is being determined, it is assumed to be the first.
    chosenEditions[visit] = profile
    let chosen = bestEdition(of: [profile] + editions.filter { $0 !== profile }, for: node)
    chosenEditions[visit] = chosen
    return chosen
  }

  /// The first edition that a node conforms to; if there is none, the one with the fewest errors. Errors about codes weigh less:
  /// they say little about which edition the sender followed. Errors in the targets of references weigh least: they say nothing
  /// about this node.
  private mutating func bestEdition(of editions: [Profile], for node: Node) -> Profile {
    var best = (profile: editions[0], weight: (Int.max, Int.max, Int.max))
    var targets: [(edition: Profile, references: Set<Node>)] = []
    for edition in editions {
      if conforms(node, to: edition) { return edition }
      let errors = findings(of: node, edition.root, edition).filter { $0.severity >= .error }
      let own = errors.filter { $0.code != ProfileRules.targetProfile.code }
      let structural = own.count { $0.family != .bindings }
      let weight = (structural, own.count, errors.count)
      if weight < best.weight { best = (edition, weight) }
      targets.append(
        (edition, Set(errors.filter { $0.code == ProfileRules.targetProfile.code }.compactMap(\.node))))
    }
    recordFreeReferences(targets, best.profile, node)
    return best.profile
  }

  /// Records the references whose targets the chosen edition constrains, but not all other editions do. If such a target claims
  /// the profile, its errors are reported at the target, and are not errors of the reference.
  private mutating func recordFreeReferences(
    _ targets: [(edition: Profile, references: Set<Node>)], _ chosen: Profile, _ node: Node
  ) {
    guard let constrained = targets.first(where: { $0.edition === chosen })?.references else { return }
    let free = constrained.filter { reference in targets.contains { !$0.references.contains(reference) } }
    if free.isEmpty { return }
    for reference in free { freeReferences.insert(Visit(node: reference, element: ObjectIdentifier(chosen.root))) }
    // The verdict did not take these references into account.
    verdicts[Visit(node: node, element: ObjectIdentifier(chosen.root))] = nil
  }

  private mutating func editions(of url: String) -> [Profile] {
    if let known = knownEditions[url] { return known }
    let editions = library.editions(of: url, typed.release.release)
    knownEditions[url] = editions
    return editions
  }

  /// The package whose edition the resource around a node claims, or else its container: it claims a profile with a version.
  private mutating func claimedPackage(forNode node: Node) -> UInt32? {
    guard let resource = document.resource(containing: node) else { return nil }
    if let known = claimedPackages[resource] { return known }
    var package: UInt32?
    if let meta = document.element(.meta, of: resource) {
      for claim in document.elements(of: meta, named: .profile) {
        guard let url = document.value(of: claim), let profile = profile(url), url != profile.url,
          editions(of: profile.url).count > 1
        else { continue }
        package = profile.package
        break
      }
    }
    if package == nil, document.record(resource).name == .contained, let container = document.parent(of: resource) {
      package = claimedPackage(forNode: container)
    }
    claimedPackages[resource] = .some(package)
    return package
  }
}
