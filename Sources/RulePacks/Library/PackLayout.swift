import FHIRSyntax
import Findings
import Synchronization

/// For a pack and the packs that it includes: which tables apply to a payload, and the packs already read with these tables.
final class PackLayout: Sendable {
  private let conditions: TableConditions
  private let known = Guarded<[[Bool]: [RulePack]]>([:])

  /// The maximum number of cached selections of tables; each kind of payload has its own selection.
  private static let maxSelections = 256

  init(_ packs: [RulePack], _ symbols: SymbolTable) {
    conditions = TableConditions(packs.flatMap(\.tableFiles).filter(\.isConditional), symbols)
  }

  /// Which of the conditional tables apply.
  func applicable(for run: RuleRun) -> [Bool] { conditions.applicable(for: run) }

  /// The packs with the applicable tables, if already read.
  func known(_ applicable: [Bool]) -> [RulePack]? { known.withLock { $0[applicable] } }

  func store(_ packs: [RulePack], _ applicable: [Bool]) {
    known.withLock { known in
      if known.count >= Self.maxSelections { known = [:] }
      known[applicable] = packs
    }
  }
}
