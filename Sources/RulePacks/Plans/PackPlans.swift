import FHIRSyntax
import Findings
import Synchronization

/// The plans of a pack with its loaded tables, alone and together with other packs: one for each combination of packs and
/// interactions, compiled lazily.
final class PackPlans: Sendable {
  private let symbols: SymbolTable
  private let identity = Identity()
  private let entries = Guarded<[Entry]>([])

  /// Identifies a pack's plans in entries, which must not refer to the plans themselves, to avoid cycles.
  private final class Identity: Sendable {}

  private struct Entry {
    var packs: [Identity]
    var interactions: [String?]
    /// Nil until the second payload: compiling for only one payload costs more than it saves.
    var plan: RulePlan?
  }

  /// The maximum number of cached combinations.
  private static let maxEntries = 64

  init(_ symbols: SymbolTable) { self.symbols = symbols }

  /// The plan of the given packs, the first of which has these plans; nil for the first payload.
  func plan(of packs: [RulePack], for interactions: [String?]) -> RulePlan? {
    entries.withLock { entries in
      var index = 0
      while index < entries.count, !(Self.isEqual(entries[index].packs, packs) && entries[index].interactions == interactions) {
        index += 1
      }
      if index < entries.count, let plan = entries[index].plan { return plan }
      if index == entries.count {
        if entries.count >= Self.maxEntries { (entries, index) = ([], 0) }
        entries.append(Entry(packs: packs.compactMap(\.plans?.identity), interactions: interactions))
        return nil
      }
      let plan = RulePlan(RulePlanCompiler(zip(packs, interactions).map { ($0.tables, $1) }, symbols))
      entries[index].plan = plan
      return plan
    }
  }

  private static func isEqual(_ known: [Identity], _ packs: [RulePack]) -> Bool {
    guard known.count == packs.count else { return false }
    for index in known.indices where packs[index].plans?.identity !== known[index] { return false }
    return true
  }
}
