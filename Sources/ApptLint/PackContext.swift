import Findings
import RulePacks
import Synchronization

/// Packs, and how their rules affect findings: computed at the first finding of any payload, and cached.
final class PackContext: Sendable {
  let packs: [RulePack]
  let ids: [String]
  /// The chosen editions of the packs that have editions, by pack id.
  let editions: [String: String]
  private let cachedTables = Guarded<Tables?>(nil)

  /// The tables that are computed from all rules of the packs.
  struct Tables: Sendable {
    let merge: FindingMerge
    let status: RecommendedStatus

    init(_ packs: [RulePack]) {
      merge = FindingMerge(packs)
      status = RecommendedStatus(packs)
    }
  }

  init(_ packs: [RulePack]) {
    self.packs = packs
    ids = packs.map(\.id)
    editions = packs.reduce(into: [:]) { $0[$1.id] = $1.edition?.version }
  }

  /// The context without packs, for FHIR only.
  static let empty = PackContext([])

  /// How the rules affect findings.
  var tables: Tables {
    cachedTables.withLock { cached in
      if let cached { return cached }
      let tables = Tables(packs)
      cached = tables
      return tables
    }
  }
}
