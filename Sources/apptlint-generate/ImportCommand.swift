import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation

/// Writes a package's folder of `Profiles/` from its original StructureDefinitions.
struct ImportCommand {
  var name: String
  var version: String
  var canonical: String
  var folder: String
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
      name: name, version: version, canonical: canonical, release: release, types: types.sorted { $0.name < $1.name })

    let folder = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Files.write(SchemaWriter.text(of: package), to: folder.appendingPathComponent("package.json"))
    try write(
      package.types.map { (name: "\($0.name).json", text: SchemaWriter.text(of: $0)) },
      to: folder.appendingPathComponent("types"))
    for (name, isExtension) in [("extensions", true), ("profiles", false)] {
      let chosen = profiles.filter { ($0.type == "Extension") == isExtension }.sorted { $0.url < $1.url }
      try write(
        chosen.map { (name: Self.fileName($0.url), text: ProfileWriter.text(of: $0)) },
        to: folder.appendingPathComponent(name))
      print("\(chosen.count) \(name)")
    }
    let needed = Self.needed(wanted, sets)
    try write(
      needed.map { (name: Self.fileName($0.url), text: TerminologyFiles.text(of: $0)) },
      to: folder.appendingPathComponent("valuesets"))
    try write(
      systems.values.sorted { $0.url < $1.url }.map { (name: Self.fileName($0.url), text: TerminologyFiles.text(of: $0)) },
      to: folder.appendingPathComponent("codesystems"))
    try write(
      messages.values.sorted { $0.url < $1.url }.map { (name: Self.fileName($0.url), text: MessageFiles.text(of: $0)) },
      to: folder.appendingPathComponent("messages"))
    print("\(needed.count) value sets")
    print("\(package.types.count) types in \(folder.relativePath)")
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

  /// The value sets that are wanted, and those that they are made of, by rising URL.
  private static func needed(_ wanted: Set<String>, _ sets: [String: ValueSetSchema]) -> [ValueSetSchema] {
    var needed: [String: ValueSetSchema] = [:]
    var waiting = Array(wanted)
    while let url = waiting.popLast() {
      guard needed[url] == nil, let set = sets[url] else { continue }
      needed[url] = set
      waiting += (set.includes + set.excludes).flatMap(\.valueSets).map(Canonical.withoutVersion)
    }
    return needed.values.sorted { $0.url < $1.url }
  }

  /// A file name of letters, digits, hyphens and points that tells a canonical URL.
  private static func fileName(_ url: String) -> String {
    var text = url
    for prefix in [
      "http://hl7.org/fhir/ValueSet/", "http://hl7.org/fhir/CodeSystem/", "http://terminology.hl7.org/ValueSet/",
      "http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/StructureDefinition/", "http://hl7.org/fhir/", "http://",
      "https://",
    ] {
      if text.hasPrefix(prefix) {
        text.removeFirst(prefix.count)
        break
      }
    }
    return String(text.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." ? $0 : "-" }) + ".json"
  }

  /// Writes files in place of all that a folder holds.
  private func write(_ files: [(name: String, text: String)], to folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    guard !files.isEmpty else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var names: Set<String> = []
    for file in files {
      guard names.insert(file.name).inserted else { throw DefinitionsError("two files would be called \(file.name)") }
      try Files.write(file.text, to: folder.appendingPathComponent(file.name))
    }
  }
}
