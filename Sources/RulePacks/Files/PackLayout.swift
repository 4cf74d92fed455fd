import FHIRSyntax
import Synchronization

/// A pack and those that it includes, as payloads use them: which tables are due, and what has been read for the tables due.
final class PackLayout: Sendable {
  /// The tables that are read for some payloads only, in the order of the packs.
  private let conditional: [RulePack.TableFile]
  /// The paths of the conditions of all of them, `when` before `unless`.
  private let conditions: [ElementQuery]
  private let symbols: SymbolTable
  private let state = Mutex(State())

  private struct State {
    var known: [[Bool]: [RulePack]] = [:]
    var plan: RulePlan?
    var isAskedFor = false
  }

  /// So many selections of tables are kept: there are as many as there are sorts of payloads.
  private static let mostSelections = 256

  init(_ packs: [RulePack], _ symbols: SymbolTable) {
    conditional = packs.flatMap(\.tableFiles).filter(\.isConditional)
    conditions = conditional.flatMap { $0.when + $0.unless }
    self.symbols = symbols
  }

  /// Which of the conditional tables are due.
  func due(for run: RuleRun) -> [Bool] {
    if conditional.isEmpty { return [] }
    // One walk tells where there are many conditions; to compile it for one payload costs more than it saves.
    let plan =
      conditions.count < 4
      ? nil
      : state.withLock { state in
        if state.plan == nil && state.isAskedFor { state.plan = RulePlan(RulePlanCompiler(conditions, symbols)) }
        state.isAskedFor = true
        return state.plan
      }
    guard let plan, let selects = run.selections(plan, conditions) else { return conditional.map(run.isDue) }
    var place = 0
    return conditional.map { file in
      let (when, unless) = (
        place..<place + file.when.count, place + file.when.count..<place + file.when.count + file.unless.count
      )
      place = unless.upperBound
      return when.contains(where: selects) && !unless.contains(where: selects)
    }
  }

  /// The packs with the tables due, where they have been read.
  func known(_ due: [Bool]) -> [RulePack]? { state.withLock { $0.known[due] } }

  func keep(_ packs: [RulePack], _ due: [Bool]) {
    state.withLock { state in
      if state.known.count >= Self.mostSelections { state.known = [:] }
      state.known[due] = packs
    }
  }
}

extension RuleRun {
  /// Which of some paths from the outermost resource select anything, by one walk; nil where no walk can tell.
  fileprivate func selections(_ plan: RulePlan, _ queries: [ElementQuery]) -> ((Int) -> Bool)? {
    guard !isAssembly, let root = document.root, document.record(root).flags.contains(.resource),
      let result = RuleWalk.run(plan, document, now: now)
    else { return nil }
    return { place in
      guard result.suspects.hasBit(place) else { return false }
      return !plan.always.hasBit(place) || self.selector.selectsAny(of: queries[place], at: root)
    }
  }
}
