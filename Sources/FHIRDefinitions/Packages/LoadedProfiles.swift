import FHIRSyntax

/// The profiles that a user brought for one release, by canonical URL. They come before those of the pack.
///
/// It never changes once it is built: a class only so that handing it on costs one reference count.
final class LoadedProfiles: Sendable {
  struct Entry: Sendable {
    var schema: ProfileSchema
    /// The number of the package: those of the user stand above those of the pack.
    var package: UInt32
  }

  /// The number of the first package of a user.
  static let firstPackage: UInt32 = 1 << 16

  let entries: [String: [Entry]]
  let logicalModels: Set<String>
  let sources: [String: [ProfileSource]]
  /// What the user calls each package.
  let packageNames: [String]

  /// Throws where a profile is built on itself, or on what is not to be had of it.
  init(_ packages: [DefinitionPackage], for release: FHIRRelease, beside definitions: Definitions) throws(DefinitionsError) {
    packageNames = packages.map(\.name)
    logicalModels = packages.reduce(into: []) { $0.formUnion($1.logicalModels) }
    sources = packages.reduce(into: [:]) { all, package in all.merge(package.sources) { $0 + $1 } }
    var packaged: [String: [(profile: PackagedProfile, package: UInt32)]] = [:]
    for (index, package) in packages.enumerated() {
      for profile in package.profiles where profile.releases.contains(release) {
        packaged[profile.schema.url, default: []].append((profile, Self.firstPackage + UInt32(index)))
      }
    }
    let known = definitions.release(release)
    func isKnown(_ base: String) -> Bool {
      if packaged[base] != nil || known.profiles.schema(base) != nil { return true }
      return ProfileLibrary.typeName(ofCanonical: base).map { definitions.isType($0, in: release) } ?? false
    }
    var entries: [String: [Entry]] = [:]
    for (url, list) in packaged {
      for (profile, package) in list {
        var schema = profile.schema
        if let (document, node) = profile.snapshot, !isKnown(schema.base),
          let whole = try ProfileImport.profile(node, in: document, from: [.snapshot])
        {
          schema = whole
        }
        entries[url, default: []].append(Entry(schema: schema, package: package))
      }
    }
    self.entries = entries
    try checkCircles()
  }

  /// Throws where following bases leads back to a profile.
  private func checkCircles() throws(DefinitionsError) {
    var isFine: Set<String> = []
    for url in entries.keys.sorted() where !isFine.contains(url) {
      var chain = [url]
      var places = [url: 0]
      while let last = chain.last, let base = entries[last]?.first?.schema.base, entries[base] != nil, !isFine.contains(base) {
        if let place = places[base] { throw Self.circle(Array(chain[place...])) }
        places[base] = chain.count
        chain.append(base)
      }
      isFine.formUnion(chain)
    }
  }

  /// Each is built on the next, and the last on the first.
  private static func circle(_ urls: [String]) -> DefinitionsError {
    guard let first = urls.first, urls.count > 1 else {
      return DefinitionsError("the profile \(urls.first ?? "") is built on itself")
    }
    let shown = urls.count > 4 ? urls[1...2] + ["\(urls.count - 3) others"] : urls[1...]
    return DefinitionsError(
      "the profile \(first) is built on \(shown.joined(separator: ", which is built on ")), which is built on it")
  }

  /// The profile of a URL without a version: of the version that is asked for, else of a package that is given, else the first.
  func entry(_ url: String, version: String?, in package: UInt32?) -> Entry? {
    guard let found = entries[url] else { return nil }
    let own = found.filter { $0.package == package }
    for list in [own, found] {
      guard let version else {
        if let first = list.first { return first }
        continue
      }
      if let index = Canonical.index(of: version, among: list.map(\.schema.version)) { return list[index] }
    }
    return nil
  }
}
