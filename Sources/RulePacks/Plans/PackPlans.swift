import FHIRSyntax
import Synchronization

/// The plans of a pack with the tables that were loaded for it: one for each interaction, compiled when it is needed.
final class PackPlans: Sendable {
  private let symbols: SymbolTable
  private let plans = Mutex<[String?: Entry]>([:])

  private enum Entry {
    /// The interaction was asked for once: to compile for one payload costs more than it saves.
    case seen
    case compiled(RulePlan)
  }

  init(_ symbols: SymbolTable) { self.symbols = symbols }

  /// The plan of some tables, which must always be the same; nil for the first payload unless it is a `must`.
  func plan(of tables: [RuleTable], for interaction: String?, must: Bool = false) -> RulePlan? {
    plans.withLock { plans in
      switch plans[interaction] {
      case .compiled(let plan): return plan
      case nil where !must:
        plans[interaction] = .seen
        return nil
      case .seen, nil:
        let plan = RulePlan(RulePlanCompiler(tables, interaction: interaction, symbols))
        plans[interaction] = .compiled(plan)
        return plan
      }
    }
  }
}
