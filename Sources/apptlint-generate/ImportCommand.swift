import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation

/// Writes a package's folder of `Profiles/` from its original StructureDefinitions.
struct ImportCommand {
  var name: String
  var version: String
  var canonical: String
  /// The folder `Profiles/`.
  var profilesFolder: String
  var paths: [String]

  func run() throws {
    var types: [TypeSchema] = []
    var profiles: [ProfileSchema] = []
    let documents = try Files.sources(at: paths).map { Document.read($0) }
    let release = try Self.release(of: documents)
    var systems: [String: CodeSystemSchema] = [:]
    var sets: [String: ValueSetSchema] = [:]
    var wanted: Set<String> = []
    var messages: [String: MessageDefinition] = [:]
    let stated = documents.flatMap(DefinitionPackage.releases(ofManifest:))
    for document in documents {
      // A package may hold leftovers of an older release, unless it says of itself what all in it is for.
      let releases = StructureDefinitionImport.releases(in: document)
      if !releases.isEmpty, !releases.contains(release.rawValue), !stated.contains(release) {
        print("passed over, for another release: \(document.source.name)")
        continue
      }
      types += try StructureDefinitionImport.types(in: document)
      for var profile in try ProfileImport.profiles(in: document) {
        profile.base = Canonical.withoutVersion(profile.base)
        profiles.append(profile)
      }
      for system in TerminologyImport.codeSystems(in: document) { systems[system.url] = system }
      for set in TerminologyImport.valueSets(in: document) { sets[set.url] = set }
      for message in MessageDefinition.definitions(in: document) { messages[message.url] = message }
      wanted.formUnion(TerminologyImport.boundValueSets(in: document))
    }
    let package = PackageSchema(
      name: name, version: version, canonical: canonical, release: release, types: types,
      codeSystems: Array(systems.values), valueSets: Self.needed(wanted, sets), profiles: profiles,
      messages: Array(messages.values))
    try ProfilesFolder(URL(fileURLWithPath: profilesFolder)).write(package)
    print(
      "\(name) \(version): \(types.count) types, \(profiles.count) profiles and extensions, \(package.valueSets.count) value sets, "
        + "\(systems.count) code systems, \(messages.count) messages")
  }

  /// The release that most of the definitions are for.
  private static func release(of documents: [Document]) throws -> FHIRRelease {
    var counts: [String: Int] = [:]
    for document in documents {
      for release in StructureDefinitionImport.releases(in: document) { counts[release, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    guard let release = most.flatMap({ FHIRRelease(rawValue: $0) }) else {
      throw DefinitionsError("the definitions are for the releases \(counts.keys.sorted()), not for one that is known")
    }
    return release
  }

  /// The value sets that are wanted, and those that they are made of, in no order.
  private static func needed(_ wanted: Set<String>, _ sets: [String: ValueSetSchema]) -> [ValueSetSchema] {
    var needed: [String: ValueSetSchema] = [:]
    var waiting = Array(wanted)
    while let url = waiting.popLast() {
      guard needed[url] == nil, let set = sets[url] else { continue }
      needed[url] = set
      waiting += (set.includes + set.excludes).flatMap(\.valueSets).map(Canonical.withoutVersion)
    }
    return Array(needed.values)
  }
}
