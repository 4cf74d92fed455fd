package import FHIRSyntax
import Findings
import Synchronization

/// The conditions of tables that do not apply to all payloads; many tables share conditions.
package final class TableConditions: Sendable {
  /// The tables, in order.
  package let files: [RulePack.TableFile]
  /// The distinct paths of the conditions.
  private let queries: [ElementQuery]
  /// For each table, as bits, the paths of which at least one must select something, and the paths of which none may; nil if
  /// there are more paths than bits.
  private let masks: [(when: UInt128, unless: UInt128)]?
  private let symbols: SymbolTable
  private let state = Guarded(State())

  private struct State {
    var plan: RulePlan?
    var wasRequested = false
  }

  package init(_ files: [RulePack.TableFile], _ symbols: SymbolTable) {
    var queries: [ElementQuery] = []
    var known: [String: Int] = [:]
    func index(_ query: ElementQuery) -> Int {
      if let index = known[query.text] { return index }
      queries.append(query)
      known[query.text] = queries.count - 1
      return queries.count - 1
    }
    func mask(_ list: [ElementQuery]) -> UInt128 { list.map(index).reduce(0) { $0 | Self.bit(min($1, Self.maximum - 1)) } }
    let masks = files.map { (when: mask($0.when), unless: mask($0.unless)) }
    self.files = files
    self.masks = queries.count <= Self.maximum ? masks : nil
    self.queries = queries
    self.symbols = symbols
  }

  /// The maximum number of tables, and of paths, in a mask.
  private static var maximum: Int { UInt128.bitWidth }

  private static func bit(_ index: Int) -> UInt128 { 1 << UInt128(index) }

  /// The applicable tables, as bits; nil if there are more tables than bits.
  package func applicableMask(for run: RuleRun) -> UInt128? {
    if files.count > Self.maximum { return nil }
    var mask: UInt128 = 0
    if let masks, let met = met(by: run) {
      for (index, conditions) in masks.enumerated() where conditions.when & met != 0 && conditions.unless & met == 0 {
        mask |= Self.bit(index)
      }
    } else {
      for (index, file) in files.enumerated() where run.isApplicable(file) { mask |= Self.bit(index) }
    }
    return mask
  }

  /// Which of the tables apply.
  func applicable(for run: RuleRun) -> [Bool] {
    guard let masks, let met = met(by: run) else { return files.map(run.isApplicable) }
    return masks.map { $0.when & met != 0 && $0.unless & met == 0 }
  }

  /// The paths that select something, found in one walk, as bits; nil if a walk cannot find them or is not worthwhile.
  private func met(by run: RuleRun) -> UInt128? {
    // For few paths, or for a single payload, compiling a plan costs more than it saves.
    if queries.count < 4 { return nil }
    let plan = state.withLock { state in
      if state.plan == nil && state.wasRequested { state.plan = RulePlan(RulePlanCompiler(queries, symbols)) }
      state.wasRequested = true
      return state.plan
    }
    return plan.flatMap { run.selections($0, queries) }
  }
}

extension RuleRun {
  /// The paths from the outermost resource that select anything, as bits; nil if a walk cannot find them.
  fileprivate func selections(_ plan: RulePlan, _ queries: [ElementQuery]) -> UInt128? {
    guard !isExchangeOrChange, let root = document.root, document.record(root).flags.contains(.resource),
      let result = RuleWalk.run(plan, document, now: payload.now)
    else { return nil }
    var met = UInt128(words: result.suspects)
    // Paths that the plan cannot express are evaluated one by one.
    var undecided = UInt128(words: plan.always)
    while undecided != 0 {
      let index = undecided.trailingZeroBitCount
      if !selector.selectsAny(of: queries[index], at: root) { met &= ~(1 << UInt128(index)) }
      undecided &= undecided &- 1
    }
    return met
  }
}

extension UInt128 {
  /// The bits in the first two words of a list.
  fileprivate init(words: [UInt64]) {
    self = words.prefix(2).reversed().reduce(0) { $0 << 64 | UInt128($1) }
  }
}
