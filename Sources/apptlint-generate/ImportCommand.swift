import FHIRDefinitions
import FHIRSyntax
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
    var releases: Set<String> = []
    var systems: [String: CodeSystemSchema] = [:]
    var sets: [String: ValueSetSchema] = [:]
    var wanted: Set<String> = []
    for source in try Files.sources(at: paths) {
      let document = Document.read(source)
      types += try StructureDefinitionImport.types(in: document)
      releases.formUnion(StructureDefinitionImport.releases(in: document))
      for system in TerminologyImport.codeSystems(in: document) { systems[system.url] = system }
      for set in TerminologyImport.valueSets(in: document) { sets[set.url] = set }
      wanted.formUnion(TerminologyImport.boundValueSets(in: document))
    }
    guard releases.count == 1, let release = releases.first.flatMap(FHIRRelease.init) else {
      throw DefinitionsError("the definitions are for the releases \(releases.sorted()), not for one that is known")
    }
    let package = PackageSchema(
      name: name, version: version, canonical: canonical, release: release, types: types.sorted { $0.name < $1.name })

    let folder = URL(fileURLWithPath: folder)
    let typesFolder = folder.appendingPathComponent("types")
    try? FileManager.default.removeItem(at: typesFolder)
    try FileManager.default.createDirectory(at: typesFolder, withIntermediateDirectories: true)
    try Files.write(SchemaWriter.text(of: package), to: folder.appendingPathComponent("package.json"))
    for type in package.types {
      try Files.write(SchemaWriter.text(of: type), to: typesFolder.appendingPathComponent("\(type.name).json"))
    }
    let needed = Self.needed(wanted, sets)
    try write(
      needed.map { (name: Self.fileName($0.url), text: TerminologyFiles.text(of: $0)) },
      to: folder.appendingPathComponent("valuesets"))
    let urls = Set(needed.flatMap { ($0.includes + $0.excludes).compactMap(\.system) })
    try write(
      urls.sorted().compactMap { systems[$0] }.map { (name: Self.fileName($0.url), text: TerminologyFiles.text(of: $0)) },
      to: folder.appendingPathComponent("codesystems"))
    print("\(needed.count) value sets")
    print("\(package.types.count) types in \(typesFolder.relativePath)")
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
      "http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/", "http://", "https://",
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
