import Findings
import RulePacks
import Synchronization

/// Some packs, and what their rules say of the findings of any payload: found out when there are findings first, and kept.
final class PackContext: Sendable {
  let packs: [RulePack]
  let ids: [String]
  private let tables = Guarded<Tables?>(nil)

  /// What is found out from all rules of the packs.
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
