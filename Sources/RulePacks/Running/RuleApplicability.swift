import FHIRSyntax
package import Findings

/// The packs, tables, interactions and waivers that apply to a payload.
extension RuleRun {
  /// The first pack detected from the payload's outermost resource, with the reason.
  package func detect(among packs: [PackHead]) -> (pack: PackHead, because: String)? {
    guard let root = document.root else { return nil }
    func selects(_ query: ElementQuery) -> Bool { selector.selectsAny(of: query, atRoot: root) }
    for pack in packs where !claimsOtherSpecification(than: pack, root) {
      for detection in pack.detects where selects(detection.when) && !detection.unless.contains(where: selects) {
        return (pack, detection.because)
      }
    }
    return nil
  }

  /// Whether a resource claims a profile of another specification.
  private func claimsOtherSpecification(than pack: PackHead, _ resource: Node) -> Bool {
    guard !pack.ownProfiles.isEmpty, let meta = document.element(.meta, of: resource) else { return false }
    return document.elements(of: meta, named: .profile).contains { profile in
      guard let url = document.value(of: profile) else { return false }
      return !pack.ownProfiles.contains { url.hasPrefix($0) } && pack.otherProfiles?.contains { url.hasPrefix($0) } ?? true
    }
  }

  /// Whether a table applies to the payload.
  package func isApplicable(_ table: RulePack.TableFile) -> Bool {
    if table.when.isEmpty { return true }
    guard let root = document.root else { return false }
    func selects(_ query: ElementQuery) -> Bool { selector.selectsAny(of: query, at: root) }
    return table.when.contains(where: selects) && !table.unless.contains(where: selects)
  }

  /// Whether a waiver applies to a finding.
  package func applies(_ waiver: RulePack.Waiver, to finding: Finding) -> Bool {
    switch waiver.subject {
    case .constraint(let key): return finding.constraint == key
    case .rule(let code, let query, let missing):
      guard finding.code == code, missing == nil || finding.missing == missing, let node = finding.node, let root = document.root
      else { return false }
      return selector.elements(of: query, at: root).contains(node)
    }
  }

  /// The interaction of a pack, inferred from the payload; nil if none matches.
  package func interaction(of pack: RulePack) -> String? {
    guard let root = document.root else { return nil }
    if isExchangeOrChange { return requestedInteraction(of: pack) }
    return pack.interactions.first { interaction in
      interaction.when.isEmpty || interaction.when.contains { selector.selectsAny(of: $0, at: root) }
    }?.id
  }

  /// The interaction of a pack that matches an exchange's request; nil if none matches.
  private func requestedInteraction(of pack: RulePack) -> String? {
    guard let root = document.root else { return nil }
    return pack.interactions.first { interaction in
      interaction.requests.contains { selector.selectsAny(of: $0, at: root) }
    }?.id
  }
}
