import FHIRSyntax
import RulePacks
import Synchronization

/// Some packs, and what their rules say of the findings of any payload: found out when there are findings first, and kept.
final class PackContext: Sendable {
  let packs: [RulePack]
  let ids: [String]
  private let tables = Mutex<Tables?>(nil)

  /// What is found out from all rules of the packs.
  struct Tables: Sendable {
    /// The codes that a rule's findings cover, by its code.
    let covered: [String: Set<String>]
    let merge: FindingMerge
    let status: RecommendedStatus

    init(_ packs: [RulePack]) {
      var covered: [String: Set<String>] = [:]
      for rule in packs.lazy.flatMap(\.tables).flatMap(\.rules) where !rule.covers.isEmpty {
        covered[rule.code, default: []].formUnion(rule.covers)
      }
      self.covered = covered
      merge = FindingMerge(packs)
      status = RecommendedStatus(packs)
    }
  }

  init(_ packs: [RulePack]) {
    self.packs = packs
    ids = packs.map(\.id)
  }

  /// For FHIR alone.
  static let empty = PackContext([])

  /// What the rules say of findings.
  var forFindings: Tables {
    tables.withLock { tables in
      if let tables { return tables }
      let made = Tables(packs)
      tables = made
      return made
    }
  }
}
