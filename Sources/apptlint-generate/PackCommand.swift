import FHIRDefinitions
import Findings
import Foundation

/// Compiles `Profiles/` into the pack that the library embeds.
struct PackCommand {
  var profiles: String
  var output: String

  func run() throws {
    var packages: [PackageSchema] = []
    let profiles = URL(fileURLWithPath: profiles)
    for name in try FileManager.default.contentsOfDirectory(atPath: profiles.path).sorted() {
      let folder = profiles.appendingPathComponent(name)
      let manifest = folder.appendingPathComponent("package.json")
      guard FileManager.default.fileExists(atPath: manifest.path) else { continue }
      packages.append(
        try SchemaReader.package(
          manifest: try Files.source(at: manifest), types: try sources("types", in: folder),
          codeSystems: try sources("codesystems", in: folder), valueSets: try sources("valuesets", in: folder),
          profiles: try sources("extensions", in: folder) + sources("profiles", in: folder)))
    }
    let pack = try PackWriter.pack(packages)
    try Data(pack).write(to: URL(fileURLWithPath: output))
    print("\(pack.count) bytes in \(output)")
  }

  /// The files of a folder of a package, which it need not have.
  private func sources(_ name: String, in folder: URL) throws -> [SourceText] {
    let path = folder.appendingPathComponent(name).path
    return FileManager.default.fileExists(atPath: path) ? try Files.sources(at: [path]) : []
  }
}
