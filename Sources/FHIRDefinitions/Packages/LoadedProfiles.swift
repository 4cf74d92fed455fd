import FHIRSyntax
import Findings

/// The profiles that users loaded for one release, by canonical URL.
///
/// Immutable once built; a class only so that passing it on costs one reference count.
final class LoadedProfiles: Sendable {
  private let entries: [String: [ProfileEntry]]
  private let logicalModels: Set<String>
  private let assignments: [String: [ProfileAssignment]]
  /// The global profiles of implementation guides, by type.
  private let globals: [String: [String]]
  /// The canonical URLs of profiles for unsupported versions of FHIR, with these versions.
  private let unsupportedVersionProfiles: [String: String]
  /// The name that the user gave each package.
  private let packageNames: [String]

  /// Throws if a profile is based on itself, directly or through other profiles, or if its base is for an incompatible type.
  init(_ packages: [DefinitionPackage], for release: FHIRRelease, in definitions: Definitions) throws(DefinitionsError) {
    packageNames = packages.map(\.name)
    unsupportedVersionProfiles = packages.reduce(into: [:]) { all, package in
      all.merge(package.unsupportedVersionProfiles) { first, _ in first }
    }
    logicalModels = packages.reduce(into: []) { $0.formUnion($1.logicalModels) }
    globals = Dictionary(grouping: packages.flatMap(\.globals), by: \.type).mapValues { $0.map(\.profile) }
    assignments = packages.reduce(into: [:]) { all, package in all.merge(package.assignments) { $0 + $1 } }
    var packaged: [String: [(profile: PackagedProfile, package: UInt32)]] = [:]
    for (index, package) in packages.enumerated() {
      for profile in package.profiles where profile.releases.contains(release) {
        packaged[profile.schema.url, default: []].append((profile, ProfileEntry.firstLoadedPackage + UInt32(index)))
      }
    }
    let known = definitions.release(release)
    func isKnown(_ base: String) -> Bool {
      let (plain, version) = Canonical.parts(of: base)
      if let list = packaged[plain],
        version.map({ Canonical.index(of: $0, among: list.map(\.profile.schema.version)) != nil }) ?? true
      {
        return true
      }
      if known.profiles.entry(base) != nil { return true }
      return ProfileLibrary.typeName(ofCanonical: base).map { definitions.isType($0, in: release) } ?? false
    }
    var entries: [String: [ProfileEntry]] = [:]
    for (url, list) in packaged {
      for (profile, package) in list {
        var schema = profile.schema
        if let (document, node) = profile.snapshot, !isKnown(schema.base),
          let full = try ProfileImport.profile(node, in: document, from: [.snapshot])
        {
          schema = full
        }
        entries[url, default: []].append(ProfileEntry(schema: schema, package: package))
      }
    }
    self.entries = entries
    try checkCycles()
    try checkTypes(in: definitions, known)
  }

  /// Throws if a profile is based on itself, directly or through other profiles.
  private func checkCycles() throws(DefinitionsError) {
    var acyclic: Set<Step> = []
    for url in entries.keys.sorted() {
      for start in entries[url] ?? [] {
        var chain = [start]
        var positions = [Step(start, start): 0]
        while let last = chain.last {
          let (base, version) = Canonical.parts(of: last.schema.base)
          guard let next = entry(base, version: version, in: start.package) else { break }
          let step = Step(next, start)
          if acyclic.contains(step) { break }
          if let position = positions[step] { throw Self.cycleError(chain[position...].map(\.schema.url)) }
          positions[step] = chain.count
          chain.append(next)
        }
        acyclic.formUnion(positions.keys)
      }
    }
  }

  /// A profile in a chain of bases, and the package of the first profile in the chain, which takes precedence for all bases.
  private struct Step: Hashable {
    var url: String
    var version: String?
    var package: UInt32
    var first: UInt32

    init(_ entry: ProfileEntry, _ start: ProfileEntry) {
      url = entry.schema.url
      version = entry.schema.version
      package = entry.package
      first = start.package
    }
  }

  /// Throws if a profile and its base apply to incompatible types.
  private func checkTypes(in definitions: Definitions, _ release: ReleaseDefinitions) throws(DefinitionsError) {
    var types: [String: String] = [:]
    func type(of base: String, in package: UInt32) -> String? {
      let (plain, version) = Canonical.parts(of: base)
      if let own = entry(plain, version: version, in: package) { return own.schema.type }
      if let known = types[base] { return known }
      let name = ProfileLibrary.typeName(ofCanonical: base).flatMap {
        definitions.isType($0, in: release.release) ? String($0) : nil
      }
      let found = name ?? release.profiles.entry(base)?.schema.type
      types[base] = found
      return found
    }
    func shape(_ name: String) -> TypeShape? { definitions.symbols.symbol(name).flatMap { release.type($0) } }
    for entry in entries.keys.sorted().flatMap({ entries[$0] ?? [] }) {
      guard let base = type(of: entry.schema.base, in: entry.package), base != entry.schema.type,
        let own = shape(entry.schema.type), let baseType = shape(base), !release.isType(own, baseType.name)
      else { continue }
      throw DefinitionsError(
        "profile \(entry.schema.url) applies to \(entry.schema.type), but its base to \(base)")
    }
  }

  /// The error for a cycle: each profile is based on the next, and the last on the first.
  private static func cycleError(_ urls: [String]) -> DefinitionsError {
    guard let first = urls.first, urls.count > 1 else {
      return DefinitionsError("profile \(urls.first ?? "") is based on itself")
    }
    let shown = urls.count > 4 ? urls[1...2] + ["\(urls.count - 3) others"] : urls[1...]
    return DefinitionsError(
      "profile \(first) is based on \(shown.joined(separator: ", which is based on ")), which is based on it")
  }
}

extension LoadedProfiles: ProfileSource {
  /// The profile with the requested version, if possible from the given package. Without a version, the latest one in the given
  /// package, otherwise the latest one in the first package that has the profile.
  func entry(_ url: String, version: String?, in package: UInt32?) -> ProfileEntry? {
    guard let found = entries[url] else { return nil }
    let own = found.filter { $0.package == package }
    for list in [own, found] {
      guard let version else {
        let samePackage = list.filter { $0.package == list.first?.package }
        if let latest = Canonical.indexOfLatest(among: samePackage.map(\.schema.version)) { return samePackage[latest] }
        continue
      }
      if let index = Canonical.index(of: version, among: list.map(\.schema.version)) { return list[index] }
    }
    return nil
  }

  func isKnown(_ url: String) -> Bool { entries[url] != nil }

  func packages(defining url: String) -> [UInt32] { entry(url, version: nil, in: nil).map { [$0.package] } ?? [] }

  func url(endingIn name: Substring) -> String? { entries.keys.filter { ProfileLayers.name(of: $0) == name }.min() }

  func all() -> [ProfileEntry] { Array(entries.values.joined()) }

  func hasInvariant(_ key: String) -> Bool { entries.values.joined().contains { $0.schema.root.hasInvariant(key) } }

  func packageName(_ number: UInt32) -> String? {
    guard number >= ProfileEntry.firstLoadedPackage else { return nil }
    let index = Int(number - ProfileEntry.firstLoadedPackage)
    return packageNames.indices.contains(index) ? packageNames[index] : nil
  }

  func assignments(of url: String) -> [ProfileAssignment]? { assignments[url] }

  var hasGlobals: Bool { !globals.isEmpty }

  func globals(for type: String) -> [String] { globals[type] ?? [] }

  func isLogicalModel(_ url: String) -> Bool { logicalModels.contains(url) }

  func unsupportedVersion(of url: String) -> String? { unsupportedVersionProfiles[url] }
}
