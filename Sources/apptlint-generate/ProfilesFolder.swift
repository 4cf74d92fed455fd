package import FHIRDefinitions
import Findings
package import Foundation

/// The folder `Profiles/`: a folder for each package, with a file for each kind of definition.
package struct ProfilesFolder {
  private let url: URL

  package init(_ url: URL) {
    self.url = url
  }

  /// The packages, by rising name of their folders.
  package func packages() throws -> [PackageSchema] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().compactMap { name in
      let folder = url.appendingPathComponent(name)
      let manifest = folder.appendingPathComponent("package.json")
      guard FileManager.default.fileExists(atPath: manifest.path) else { return nil }
      var files: [DefinitionFile: SourceText] = [:]
      for kind in DefinitionFile.allCases {
        let file = folder.appendingPathComponent(kind.name)
        if FileManager.default.fileExists(atPath: file.path) { files[kind] = try Files.source(at: file) }
      }
      return try SchemaReader.package(manifest: try Files.source(at: manifest), files: files)
    }
  }

  /// Writes the folder of a package in place of the one that is there.
  package func write(_ package: PackageSchema) throws {
    let folder = url.appendingPathComponent("\(package.name)-\(package.version)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Files.write(SchemaWriter.text(of: package), to: folder.appendingPathComponent("package.json"))
    for kind in DefinitionFile.allCases {
      if let text = kind.text(of: package) { try Files.write(text, to: folder.appendingPathComponent(kind.name)) }
    }
  }
}
