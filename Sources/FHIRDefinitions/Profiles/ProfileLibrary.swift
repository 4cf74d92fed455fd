import FHIRSyntax
package import Findings
import Synchronization

/// The available profiles, each combined with its bases on first use. Safe to share between threads.
package final class ProfileLibrary: Sendable {
  private let definitions: Definitions
  private let known: Guarded<[Key: Profile?]>
  /// Whether any loaded implementation guide declares a global profile.
  package let hasGlobals: Bool

  private struct Key: Hashable {
    var release: FHIRRelease
    var url: String
    var package: UInt32?
  }

  package init(_ definitions: Definitions) {
    self.definitions = definitions
    known = Guarded([:])
    hasGlobals = FHIRRelease.allCases.contains { definitions.release($0).profiles.hasGlobals }
  }

  /// The profile with a canonical URL, which may have `|` and a version; nil if it is unknown, or unknown in that version. If
  /// packages have different versions, the package of `other` takes precedence.
  package func profile(_ url: String, _ release: FHIRRelease, relativeTo other: Profile? = nil) -> Profile? {
    profile(url, release, in: other?.package)
  }

  /// The profile with the given URL, which has no version, as each package defines it, such as two editions of UK Core; empty
  /// unless several packages define it.
  package func editions(of url: String, _ release: FHIRRelease) -> [Profile] {
    let packages = definitions.release(release).profiles.packages(defining: url)
    return packages.count > 1 ? packages.compactMap { profile(url, release, in: $0) } : []
  }

  private func profile(_ url: String, _ release: FHIRRelease, in package: UInt32?) -> Profile? {
    let key = Key(release: release, url: url, package: package)
    if let found = known.withLock({ $0[key] }) { return found }
    let profile = compiled(url, release, package)
    known.withLock { known in
      // Payloads can name any number of unknown profiles.
      if profile != nil || known.count < Self.maxKnown { known[key] = .some(profile) }
    }
    return profile
  }

  /// The name of the type to which the profile with the given URL applies, or of the type with this URL; nil if it is unknown.
  package func typeName(of url: String, _ release: FHIRRelease) -> String? {
    if let schema = definitions.release(release).profiles.entry(url)?.schema { return schema.type }
    return Self.typeName(ofCanonical: url).flatMap { definitions.isType($0, in: release) ? String($0) : nil }
  }

  /// Every profile of a release, in ascending order of URL: the header of its definition, and its package.
  package func all(_ release: FHIRRelease) -> [(url: String, version: String?, type: String, package: String)] {
    let profiles = definitions.release(release).profiles
    return profiles.all().map { ($0.schema.url, $0.schema.version, $0.schema.type, profiles.packageName($0.package)) }
  }

  /// The other release that a profile is for: a supported release other than the given one, or an unsupported version of FHIR.
  package func otherRelease(of url: String, than release: FHIRRelease?) -> String? {
    for other in FHIRRelease.allCases where other != release && definitions.release(other).profiles.isKnown(url) {
      return other.title
    }
    return FHIRRelease.allCases.lazy.compactMap { self.definitions.release($0).profiles.unsupportedVersion(of: url) }.first
      .map { "FHIR \($0)" }
  }

  /// The text of an element's name.
  package func name(_ element: ProfileElement) -> String { definitions.symbols.name(element.name) }

  /// The name of a profile's package.
  package func packageName(of profile: Profile, _ release: FHIRRelease) -> String {
    definitions.release(release).profiles.packageName(profile.package)
  }

  /// The constraints of a profile on the element with the given id, such as `Composition.section:plan`, as a separate profile.
  private func part(_ id: String, of profile: Profile) -> Profile? {
    var element = profile.root
    for step in RowStepFinder.parse(id)?.dropFirst() ?? [] {
      guard let child = element.children.first(where: { definitions.symbols.name($0.name) == step.name }) else { return nil }
      element = child
      guard let slice = step.slice else { continue }
      guard let found = child.slices.first(where: { $0.name == slice }) else { return nil }
      element = found.element
    }
    return Profile(
      package: profile.package, url: profile.url, version: profile.version, type: nil, typeName: profile.typeName, contexts: [],
      root: element, bases: profile.bases, unknownBase: profile.unknownBase)
  }

  /// The profiles that a capability statement, message definition or implementation guide assigns to resource types.
  package func assignments(of url: String, _ release: FHIRRelease) -> [ProfileAssignment] {
    definitions.release(release).profiles.assignments(of: url)
  }

  /// The canonical URLs of the global profiles that loaded implementation guides declare for a type, without those for other
  /// releases.
  package func globals(for type: String, _ release: FHIRRelease) -> [String] {
    let profiles = definitions.release(release).profiles
    let urls = profiles.globals(for: type)
    return urls.isEmpty ? [] : urls.filter { profiles.isKnown($0) || otherRelease(of: $0, than: release) == nil }
  }

  /// The name of the type whose canonical URL this is; nil for any other URL.
  package static func typeName(ofCanonical url: String) -> Substring? {
    let plain = url.utf8.firstIndex(of: UInt8(ascii: "|")).map { url[..<$0] } ?? url[...]
    guard plain.utf8.starts(with: typePrefix.utf8) else { return nil }
    return plain.dropFirst(typePrefix.utf8.count)
  }

  /// Whether a canonical URL of a type has a version that does not belong to the given release.
  package static func isOtherVersion(_ url: String, than release: FHIRRelease) -> Bool {
    guard let bar = url.utf8.firstIndex(of: UInt8(ascii: "|")) else { return false }
    return !release.hasVersion(url[url.utf8.index(after: bar)...])
  }

  private static let typePrefix = "http://hl7.org/fhir/StructureDefinition/"
  /// Beyond this number, only results with a profile are cached.
  private static let maxKnown = 10_000
  /// The longest chain of profiles, each based on the next.
  private static let longestChain = 64

  private func compiled(_ url: String, _ release: FHIRRelease, _ package: UInt32?) -> Profile? {
    if let hash = url.utf8.lastIndex(of: UInt8(ascii: "#")), let profile = compiled(String(url[..<hash]), release, package) {
      return part(String(url[url.index(after: hash)...]), of: profile)
    }
    let definitions = self.definitions.release(release)
    guard let entry = definitions.profiles.entry(url, in: package) else { return nil }
    let (schema, package) = (entry.schema, entry.package)
    var chain = [schema]
    var unknownBase: String?
    while let last = chain.last {
      if let name = Self.typeName(ofCanonical: last.base), self.definitions.isType(name, in: release) { break }
      guard chain.count < Self.longestChain, let base = definitions.profiles.entry(last.base, in: package)?.schema,
        !chain.contains(where: { $0.url == base.url && $0.version == base.version })
      else {
        if !chain.contains(where: \.isFromSnapshot) { unknownBase = last.base }
        break
      }
      chain.append(base)
    }
    var compiler = ProfileCompiler(definitions, self.definitions.symbols)
    let root = compiler.root(of: chain.reversed())
    return Profile(
      package: package, url: schema.url, version: schema.version,
      type: self.definitions.symbols.symbol(schema.type).flatMap { definitions.type($0) }, typeName: schema.type,
      contexts: chain.first { !$0.contexts.isEmpty }?.contexts ?? [],
      contextInvariants: chain.flatMap(\.contextInvariants), root: root,
      bases: chain.dropFirst().map(\.url), unknownBase: unknownBase,
      unknownElements: compiler.unknownElements)
  }
}
