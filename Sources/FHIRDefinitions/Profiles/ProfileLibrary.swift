package import FHIRSyntax
import Synchronization

/// The profiles there are, each put together with its bases when it is first asked for. For any number of threads.
package final class ProfileLibrary: Sendable {
  private let definitions: Definitions
  private let known: Mutex<[Key: Profile?]>

  private struct Key: Hashable {
    var release: FHIRRelease
    var url: String
    var package: UInt32?
  }

  package init(_ definitions: Definitions) {
    self.definitions = definitions
    known = Mutex([:])
  }

  /// The profile of a canonical URL, which may have `|` and a version behind it; nil where there is none of that version.
  /// Where packages have different versions, that of the package of another profile comes first.
  package func profile(_ url: String, _ release: FHIRRelease, beside other: Profile? = nil) -> Profile? {
    let key = Key(release: release, url: url, package: other?.package)
    if let found = known.withLock({ $0[key] }) { return found }
    let profile = compiled(url, release, other?.package)
    known.withLock { $0[key] = .some(profile) }
    return profile
  }

  /// Whether a canonical URL is that of a type.
  package static func typeName(ofCanonical url: String) -> Substring? {
    let plain = url.utf8.firstIndex(of: UInt8(ascii: "|")).map { url[..<$0] } ?? url[...]
    guard plain.hasPrefix(typePrefix) else { return nil }
    return plain.dropFirst(typePrefix.utf8.count)
  }

  private static let typePrefix = "http://hl7.org/fhir/StructureDefinition/"
  /// The longest chain of profiles, each built on the next.
  private static let longestChain = 16

  private func compiled(_ url: String, _ release: FHIRRelease, _ package: UInt32?) -> Profile? {
    let definitions = self.definitions.release(release)
    guard let (schema, package) = definitions.profiles.schema(url, in: package) else { return nil }
    var chain = [schema]
    var unknownBase: String?
    while let last = chain.last, chain.count < Self.longestChain {
      if let name = Self.typeName(ofCanonical: last.base), isType(name, definitions) { break }
      guard let base = definitions.profiles.schema(last.base, in: package)?.schema, !chain.contains(where: { $0.url == base.url })
      else {
        unknownBase = last.base
        break
      }
      chain.append(base)
    }
    var compiler = ProfileCompiler(definitions, self.definitions.symbols)
    return Profile(
      package: package, url: schema.url, version: schema.version,
      type: self.definitions.symbols.symbol(schema.type).flatMap { definitions.type($0) }, typeName: schema.type,
      contexts: chain.first { !$0.contexts.isEmpty }?.contexts ?? [], root: compiler.root(of: chain.reversed()),
      bases: chain.dropFirst().map(\.url), unknownBase: unknownBase)
  }

  private func isType(_ name: Substring, _ release: ReleaseDefinitions) -> Bool {
    definitions.symbols.symbol(String(name)).flatMap { release.type($0) } != nil
  }
}
