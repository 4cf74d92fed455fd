import FHIRSyntax
import Findings
import Synchronization

/// A pack and those that it includes, as payloads use them: which tables are due, and what has been read for the tables due.
final class PackLayout: Sendable {
  private let conditions: TableConditions
  private let known = Guarded<[[Bool]: [RulePack]]>([:])

  /// So many selections of tables are kept: there are as many as there are sorts of payloads.
  private static let mostSelections = 256

  init(_ packs: [RulePack], _ symbols: SymbolTable) {
    conditions = TableConditions(packs.flatMap(\.tableFiles).filter(\.isConditional), symbols)
  }

  /// Which of the conditional tables are due.
  func due(for run: RuleRun) -> [Bool] { conditions.due(for: run) }

  /// The packs with the tables due, where they have been read.
  func known(_ due: [Bool]) -> [RulePack]? { known.withLock { $0[due] } }

  func keep(_ packs: [RulePack], _ due: [Bool]) {
    known.withLock { known in
      if known.count >= Self.mostSelections { known = [:] }
      known[due] = packs
    }
  }
}
