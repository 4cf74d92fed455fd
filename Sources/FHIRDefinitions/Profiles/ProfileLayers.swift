/// The profiles of one release: those loaded by users take precedence over the pack's.
package struct ProfileLayers: Sendable {
  /// The pack's own profiles, for walks without loaded packages.
  let pack: PackProfiles
  /// In order of precedence; the last is the pack.
  private var sources: [any ProfileSource]

  init(_ pack: PackProfiles) {
    self.pack = pack
    sources = [pack]
  }

  /// Whether packages were loaded in addition to the pack.
  var isExtended: Bool { sources.count > 1 }

  /// A copy with an additional source, which takes precedence.
  func adding(_ source: some ProfileSource) -> ProfileLayers {
    var result = self
    result.sources.insert(source, at: 0)
    return result
  }

  /// The profile with a canonical URL, which may have `|` and a version.
  ///
  /// If several packages have the profile and no version is requested, the given package takes precedence: a profile refers to
  /// other profiles in its own package.
  func entry(_ url: String, in package: UInt32? = nil) -> ProfileEntry? {
    let (plain, version) = Canonical.parts(of: url)
    var first: ProfileEntry?
    for source in sources {
      guard let found = source.entry(plain, version: version, in: package) else { continue }
      if version != nil || package == nil || found.package == package { return found }
      if first == nil { first = found }
    }
    return first
  }

  /// Whether a profile with the given URL exists, in any version if the URL has none.
  package func isKnown(_ url: String) -> Bool {
    if Canonical.withoutVersion(url) != url { return entry(url) != nil }
    return sources.contains { $0.isKnown(url) }
  }

  /// The packages that define the profile with the given URL, which has no version: a package loaded by users if there is one,
  /// otherwise the packages in the pack.
  func packages(defining url: String) -> [UInt32] {
    sources.lazy.map { $0.packages(defining: url) }.first { !$0.isEmpty } ?? []
  }

  /// The canonical URL of a profile with the same name but another base URL; nil if there is none.
  package func urlOfProfileNamed(like url: String) -> String? {
    guard let name = Self.name(of: url), name.utf8.count > 4 else { return nil }
    return sources.lazy.compactMap { $0.url(endingIn: name) }.first
  }

  /// The last part of a canonical URL.
  static func name(of url: String) -> Substring? { Canonical.withoutVersion(url).split(separator: "/").last }

  /// Every profile, in ascending order of URL; among profiles with the same URL, those loaded by users come first.
  func all() -> [ProfileEntry] {
    let all = sources.enumerated().flatMap { (layer, source) in source.all().map { (layer: layer, entry: $0) } }
    return all.sorted {
      ($0.entry.schema.url, $0.layer, $0.entry.package) < ($1.entry.schema.url, $1.layer, $1.entry.package)
    }.map(\.entry)
  }

  /// The name of a package: `name#version`, or the path given by the user.
  package func packageName(_ number: UInt32) -> String { sources.lazy.compactMap { $0.packageName(number) }.first ?? "" }

  /// Whether any profile has an invariant with the given key.
  func hasInvariant(_ key: String) -> Bool { sources.contains { $0.hasInvariant(key) } }

  /// The profiles that a capability statement, a message definition or an implementation guide assigns to resource types.
  package func assignments(of url: String) -> [ProfileAssignment] {
    let plain = Canonical.withoutVersion(url)
    return sources.lazy.compactMap { $0.assignments(of: plain) }.first ?? []
  }

  /// Whether a URL belongs to a resource that may assign profiles, even if it assigns none.
  package func mayAssign(_ url: String) -> Bool {
    let plain = Canonical.withoutVersion(url)
    return sources.contains { $0.assignments(of: plain) != nil }
  }

  /// Whether any implementation guide declares a global profile.
  var hasGlobals: Bool { sources.contains { $0.hasGlobals } }

  /// The canonical URLs of the global profiles of implementation guides for a type.
  func globals(for type: String) -> [String] { sources.flatMap { $0.globals(for: type) } }

  /// Whether a URL belongs to a logical model, against which no payload can be checked.
  package func isLogicalModel(_ url: String) -> Bool {
    let plain = Canonical.withoutVersion(url)
    return sources.contains { $0.isLogicalModel(plain) }
  }

  /// The unsupported version of FHIR that the profile with the given URL is for; nil if there is no such profile.
  func unsupportedVersion(of url: String) -> String? {
    let plain = Canonical.withoutVersion(url)
    return sources.lazy.compactMap { $0.unsupportedVersion(of: plain) }.first
  }
}
