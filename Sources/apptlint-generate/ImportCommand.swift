package import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation

/// Writes the folders of `Profiles/` from the original files listed in `SOURCES.lock`.
package struct ImportCommand {
  /// The folder with the original files, at any depth.
  var originals: String
  /// The folder `Profiles/`.
  var profiles: String
  /// The names of the packages to update; empty for all.
  var names: [String]

  func run() throws {
    let folder = try ProfilesFolder(profiles)
    if let unknown = names.first(where: { name in !folder.lock.packages.contains { $0.name == name } }) {
      throw DefinitionsError("\(profiles)/\(ProfilesFolder.lockName) has no package \(unknown)")
    }
    let sources = folder.lock.packages.filter { names.isEmpty || names.contains($0.name) }
    let originals = try OriginalFiles(of: sources, in: originals)
    for source in sources {
      let package = try Self.package(source, originals)
      try folder.write(package, of: source)
      let counts = [
        ("types", package.types.count), ("profiles and extensions", package.profiles.count),
        ("value sets", package.valueSets.count), ("code systems", package.codeSystems.count),
        ("messages", package.messages.count),
      ]
      print("\(source.folder): \(counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", "))")
    }
    try folder.removeUnlisted()
  }

  /// The definitions in the original files of a package.
  package static func package(_ source: PackageSource, _ originals: OriginalFiles) throws -> PackageSchema {
    var package = PackageSchema(name: source.name, version: source.version, release: source.release)
    guard let release = source.release else {
      package.codeSystems = try ExternalCodes.systems { name in
        source.origin.files.first { $0.name == name }.map { originals[$0] }
      }
      return package
    }
    let documents = try originals.sources(of: source).map { Document.read($0) }
    var systems: [String: CodeSystemSchema] = [:]
    var sets: [String: ValueSetSchema] = [:]
    var wanted: Set<String> = []
    var messages: [String: MessageDefinition] = [:]
    let stated = documents.flatMap(DefinitionPackage.releases(ofManifest:))
    for document in documents {
      // A package may contain leftovers from an older release, unless it declares the release of all its files.
      let releases = StructureDefinitionImport.releases(in: document)
      if !releases.isEmpty, !releases.contains(release.rawValue), !stated.contains(release) {
        print("skipped, for another release: \(document.source.name)")
        continue
      }
      package.types += try StructureDefinitionImport.types(in: document)
      for var profile in try ProfileImport.profiles(in: document) {
        profile.base = Canonical.withoutVersion(profile.base)
        package.profiles.append(profile)
      }
      for var system in TerminologyImport.codeSystems(in: document) {
        if source.incomplete.contains(system.url) { system.isComplete = false }
        systems[system.url] = system
      }
      for set in TerminologyImport.valueSets(in: document) { sets[set.url] = set }
      for message in MessageDefinition.definitions(in: document) { messages[message.url] = message }
      wanted.formUnion(TerminologyImport.boundValueSets(in: document))
    }
    package.codeSystems = Array(systems.values)
    package.valueSets = needed(wanted, sets)
    package.messages = Array(messages.values)
    return package
  }

  /// The value sets in `wanted`, and the value sets that they include or exclude.
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
