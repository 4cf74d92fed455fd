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

/// The symbols, as numbers, of names that the checks ask for.
struct WalkNames: Sendable {
  let id = Symbol.id.rawValue
  let resourceType = Symbol.resourceType.rawValue
  let contained = Symbol.contained.rawValue
  let resource = Symbol.resource.rawValue
  let entry = Symbol.entry.rawValue
  let fullUrl = Symbol.fullUrl.rawValue
  let reference = Symbol.reference.rawValue
  let text = Symbol.text.rawValue
  let meta = Symbol.meta.rawValue
  let system = Symbol.system.rawValue
  let code = Symbol.code.rawValue
  let display = Symbol.display.rawValue
  let url = Symbol.url.rawValue
  let `extension` = Symbol.extension.rawValue
  let coding: UInt32
  let type: UInt32
  let versionId: UInt32
  let lastUpdated: UInt32
  let security: UInt32
  let size: UInt32
  let hash: UInt32
  let link: UInt32
  let focus: UInt32

  init(_ symbols: SymbolTable) {
    // No name has the greatest number.
    func number(_ name: String) -> UInt32 { symbols.symbol(name)?.rawValue ?? .max }
    coding = number("coding")
    type = number("type")
    versionId = number("versionId")
    lastUpdated = number("lastUpdated")
    security = number("security")
    size = number("size")
    hash = number("hash")
    link = number("link")
    focus = number("focus")
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
