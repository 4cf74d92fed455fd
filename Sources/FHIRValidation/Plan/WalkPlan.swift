import FHIRDefinitions
import FHIRSyntax
import Synchronization

/// What walks over payloads of one release know: names, and what the checks have found to be right before.
final class WalkPlan: Sendable {
  let names: WalkNames
  let codes: LearnedCodes
  let invariants: LearnedInvariants

  init(_ names: WalkNames, _ codes: LearnedCodes, _ invariants: LearnedInvariants) {
    (self.names, self.codes, self.invariants) = (names, codes, invariants)
  }
}

/// The symbols of names that the checks ask for and that are not well-known.
struct WalkNames: Sendable {
  let coding: Symbol?
  /// That of `Reference.type`, which R4 has, and of others.
  let type: Symbol?
  let versionId: Symbol?
  let lastUpdated: Symbol?
  let security: Symbol?
  let size: Symbol?
  let hash: Symbol?
  let link: Symbol?
  let focus: Symbol?

  init(_ symbols: SymbolTable) {
    coding = symbols.symbol("coding")
    type = symbols.symbol("type")
    versionId = symbols.symbol("versionId")
    lastUpdated = symbols.symbol("lastUpdated")
    security = symbols.symbol("security")
    size = symbols.symbol("size")
    hash = symbols.symbol("hash")
    link = symbols.symbol("link")
    focus = symbols.symbol("focus")
  }
}

/// The plans of the releases, which grow with what payloads use; for any number of threads.
final class WalkPlans: Sendable {
  private let plans = Mutex<[FHIRRelease: WalkPlan]>([:])

  func plan(for typed: TypedDocument) -> WalkPlan {
    plans.withLock { plans in
      if let known = plans[typed.release.release] { return known }
      let new = WalkPlan(WalkNames(typed.document.symbols), LearnedCodes(), LearnedInvariants(typed.release))
      plans[typed.release.release] = new
      return new
    }
  }

  /// Takes over codes that have grown from those of a plan. Where others came first, these are dropped: they are learned again.
  func publish(_ codes: LearnedCodes, grownFrom count: Int, _ release: FHIRRelease) {
    plans.withLock { plans in
      guard let plan = plans[release], plan.codes.count == count else { return }
      plans[release] = WalkPlan(plan.names, codes, plan.invariants)
    }
  }

  /// The same for constraints.
  func publish(_ invariants: LearnedInvariants, grownFrom count: Int, _ release: FHIRRelease) {
    plans.withLock { plans in
      guard let plan = plans[release], plan.invariants.count == count else { return }
      plans[release] = WalkPlan(plan.names, plan.codes, invariants)
    }
  }
}
