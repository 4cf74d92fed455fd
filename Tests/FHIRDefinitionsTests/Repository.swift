import CEmbeddedData
import FHIRDefinitions
import Findings
import Foundation
import apptlint_generate

/// The checkout in which the tests run.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let profiles = root.appendingPathComponent("Profiles")

  /// The packages in `Profiles/`, read once for all tests.
  static func packages() throws -> [PackageSchema] { try loaded.get() }

  private static let loaded = Result { try ProfilesFolder(profiles.path).packages() }

  static func source(_ file: URL) throws -> SourceText {
    SourceText(name: file.lastPathComponent, bytes: try Data(contentsOf: file))
  }

  /// The folder of original definitions, if it exists.
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
      throw DefinitionsError("the embedded pack is not a valid pack: run `swift run apptlint-generate pack`")
    }
    return definitions
  }
}
