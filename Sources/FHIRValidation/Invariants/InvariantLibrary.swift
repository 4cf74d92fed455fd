package import FHIRDefinitions
package import Findings
import Synchronization

/// The invariants of the releases and of profiles, compiled on first use. Safe to share between threads.
package final class InvariantLibrary: Sendable {
  /// Compiled data for walks over payloads.
  let plans = WalkPlans()
  private let definitions: Definitions
  private let names: Guarded<[FHIRRelease: CompiledInvariant.Names]>
  private let core: Guarded<[FHIRRelease: [CompiledInvariant?]]>
  private let ofProfiles: Guarded<[Key: CompiledInvariant]>

  private struct Key: Hashable {
    var release: FHIRRelease
    var schema: InvariantSchema
  }

  package init(_ definitions: Definitions) {
    self.definitions = definitions
    core = Guarded([:])
    names = Guarded([:])
    ofProfiles = Guarded([:])
  }

  /// The invariants of a release compiled so far, by row.
  func compiled(_ release: FHIRRelease) -> [CompiledInvariant?] {
    let count = definitions.release(release).invariantCount
    return core.withLock { core in
      if let known = core[release] { return known }
      let empty = [CompiledInvariant?](repeating: nil, count: count)
      core[release] = empty
      return empty
    }
  }

  /// Compiles the invariant in a row of a release.
  func compile(_ row: Int, _ release: FHIRRelease) -> CompiledInvariant {
    let schema = definitions.release(release).invariant(at: row)
    let invariant = CompiledInvariant(schema, names(release), isNative: NativeInvariants.keys.contains(schema.key))
    core.withLock { core in
      if let count = core[release]?.count, row < count { core[release]?[row] = invariant }
    }
    return invariant
  }

  /// Compiles an invariant of a profile.
  func compile(_ schema: InvariantSchema, _ release: FHIRRelease) -> CompiledInvariant {
    let key = Key(release: release, schema: schema)
    if let known = ofProfiles.withLock({ $0[key] }) { return known }
    let isNative = NativeInvariants.keys.contains(schema.key) || NativeInvariants.universal.contains(schema.key)
    let invariant = CompiledInvariant(schema, names(release), isNative: isNative)
    ofProfiles.withLock { $0[key] = invariant }
    return invariant
  }

  private func names(_ release: FHIRRelease) -> CompiledInvariant.Names {
    names.withLock { names in
      if let known = names[release] { return known }
      let new = CompiledInvariant.Names(
        release: release, symbols: definitions.symbols,
        choices: definitions.release(release).choiceNames(among: definitions.symbols))
      names[release] = new
      return new
    }
  }

  /// The keys of all constraints on the types of a release.
  package func keys(_ release: FHIRRelease) -> Set<String> {
    let definitions = self.definitions.release(release)
    return Set((0..<definitions.invariantCount).map { definitions.invariant(at: $0).key })
  }
}
