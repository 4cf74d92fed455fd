import FHIRDefinitions
import FHIRSyntax
import Findings
import Synchronization

/// Precompiled data of one release for walks over payloads: names, value sets, and constraints that the walk can evaluate.
final class WalkPlan: Sendable {
  let names: WalkNames
  let externalCodes: ExternalCodeNumbers
  let invariants: InvariantCache

  init(_ names: WalkNames, _ externalCodes: ExternalCodeNumbers, _ invariants: InvariantCache) {
    (self.names, self.externalCodes, self.invariants) = (names, externalCodes, invariants)
  }
}

/// The numbers of the value sets and systems whose codes have a grammar instead of a list.
struct ExternalCodeNumbers: Sendable {
  private var mediaTypes = InlineArray<4, UInt32>(repeating: .max)
  private var languages = InlineArray<4, UInt32>(repeating: .max)
  /// The number of the system of UCUM; nil if the pack does not have it.
  let units: UInt32?
  /// The registered language subtags; nil if the pack does not have them.
  let languageParts: CodeTables.System?

  init(_ codes: CodeTables) {
    units = codes.strings.number(of: "http://unitsofmeasure.org")
    languageParts = codes.strings.number(of: LanguageSubtags.url).flatMap { codes.system($0) }
    func numbers(_ system: String) -> InlineArray<4, UInt32> {
      var numbers = InlineArray<4, UInt32>(repeating: .max)
      let sets = ExternalCodes.valueSets.filter { $0.system == system }.prefix(4)
      for (index, set) in sets.enumerated() { numbers[index] = codes.strings.number(of: set.url) ?? .max }
      return numbers
    }
    mediaTypes = numbers("urn:ietf:bcp:13")
    languages = numbers("urn:ietf:bcp:47")
  }

  @inline(__always)
  func areMediaTypes(_ set: UInt32) -> Bool { Self.has(set, mediaTypes) }

  @inline(__always)
  func areLanguages(_ set: UInt32) -> Bool { Self.has(set, languages) }

  @inline(__always)
  private static func has(_ set: UInt32, _ numbers: InlineArray<4, UInt32>) -> Bool {
    set == numbers[0] || set == numbers[1] || set == numbers[2] || set == numbers[3]
  }
}

/// The symbols, as numbers, of the names that the checks look up.
struct WalkNames: Sendable {
  var id: UInt32 { Symbol.id.rawValue }
  var resourceType: UInt32 { Symbol.resourceType.rawValue }
  var contained: UInt32 { Symbol.contained.rawValue }
  var resource: UInt32 { Symbol.resource.rawValue }
  var entry: UInt32 { Symbol.entry.rawValue }
  var fullUrl: UInt32 { Symbol.fullUrl.rawValue }
  var reference: UInt32 { Symbol.reference.rawValue }
  var text: UInt32 { Symbol.text.rawValue }
  var meta: UInt32 { Symbol.meta.rawValue }
  var system: UInt32 { Symbol.system.rawValue }
  var code: UInt32 { Symbol.code.rawValue }
  var display: UInt32 { Symbol.display.rawValue }
  var url: UInt32 { Symbol.url.rawValue }
  var `extension`: UInt32 { Symbol.extension.rawValue }
  let coding: UInt32
  let type: UInt32
  let versionId: UInt32
  let lastUpdated: UInt32
  let security: UInt32
  let size: UInt32
  let hash: UInt32
  let link: UInt32
  let focus: UInt32
  let response: UInt32
  let status: UInt32
  let value: UInt32
  let messageHeader: UInt32

  init(_ symbols: SymbolTable) {
    // No name has the largest number.
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
    response = number("response")
    status = number("status")
    value = number("value")
    messageHeader = number("MessageHeader")
  }
}

/// The plans of the releases, which grow as payloads use them. Safe to share between threads.
final class WalkPlans: Sendable {
  /// By the index of the release.
  private let plans = Guarded<[WalkPlan?]>(FHIRRelease.allCases.map { _ in nil })

  func plan(for typed: TypedDocument) -> WalkPlan {
    plans.withLock { plans in
      let position = typed.release.release.position
      if let known = plans[position] { return known }
      let new = WalkPlan(
        WalkNames(typed.document.symbols), ExternalCodeNumbers(typed.release.terminology.pack), InvariantCache(typed.release))
      plans[position] = new
      return new
    }
  }

  /// Adopts constraints that extend those of a plan. If other constraints were adopted in the meantime, the given ones are
  /// dropped, and added again when needed.
  func publish(_ invariants: InvariantCache, extending count: Int, _ release: FHIRRelease) {
    plans.withLock { plans in
      guard let plan = plans[release.position], plan.invariants.count == count else { return }
      plans[release.position] = WalkPlan(plan.names, plan.externalCodes, invariants)
    }
  }
}
