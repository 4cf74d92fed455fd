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
    for source in try Files.sources(at: paths) {
      let document = Document.read(source)
      types += try StructureDefinitionImport.types(in: document)
      releases.formUnion(StructureDefinitionImport.releases(in: document))
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
    print("\(package.types.count) types in \(typesFolder.relativePath)")
  }
}
