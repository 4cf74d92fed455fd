import CEmbeddedData
import FHIRDefinitions
import Findings
import Foundation

/// The checkout that the tests run in.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The packages in `Profiles/`.
  static func packages() throws -> [PackageSchema] {
    let profiles = root.appendingPathComponent("Profiles")
    var packages: [PackageSchema] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: profiles.path).sorted()
    where name.contains("-") && !name.hasSuffix(".json") {
      let folder = profiles.appendingPathComponent(name)
      func sources(_ name: String) throws -> [SourceText] {
        let folder = folder.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
          try source(folder.appendingPathComponent($0))
        }
      }
      packages.append(
        try SchemaReader.package(
          manifest: try source(folder.appendingPathComponent("package.json")), types: sources("types"),
          codeSystems: sources("codesystems"), valueSets: sources("valuesets"),
          profiles: sources("extensions") + sources("profiles")))
    }
    return packages
  }

  /// The message definitions of a package in `Profiles/`.
  static func messages(of package: String) throws -> [MessageDefinition] {
    let folder = root.appendingPathComponent("Profiles/\(package)/messages")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      try MessageFiles.definition(try source(folder.appendingPathComponent($0)))
    }
  }

  static func source(_ file: URL) throws -> SourceText {
    SourceText(name: file.lastPathComponent, bytes: try Data(contentsOf: file))
  }

  /// The folder of original definitions, where there is one.
  static var originals: URL? {
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("definitions")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// The bytes of the embedded pack.
  static var embedded: UnsafeRawBufferPointer {
    // Safe: static data of the program, of this length.
    unsafe UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count())
  }

  /// The embedded definitions.
  static func definitions() throws -> Definitions {
    guard let definitions = unsafe Definitions(immortal: embedded) else {
      throw DefinitionsError("the embedded pack is no pack: run `swift run apptlint-generate pack`")
    }
    return definitions
  }
}
