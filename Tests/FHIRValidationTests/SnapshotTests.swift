import ApptLint
import FHIRDefinitions
import Findings
import Foundation
import Testing

/// The results for a package are the same whether its profiles are differentials or snapshots.
@Suite struct SnapshotTests {
  /// The folder of third-party data, if it exists.
  static let shared: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: shared.appending(path: "definitions/bars-r4").path) ? shared : nil
  }()

  @Test(.enabled(if: shared != nil, "no corpus: set APPTLINT_SHARED to the folder that holds corpus/ and definitions/"))
  func findingsOfBookingAndReferralAreTheSame() throws {
    let shared = try #require(Self.shared)
    let definitions = shared.appending(path: "definitions/bars-r4")
    let name = "uk.nhsdigital.bars.r4-1.34.0"
    func archive(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: definitions.appending(path: name + ".tgz"))) }
    let differentials = try DefinitionsPackage(name: name, archive: archive(name))
    let whole = try PackageArchive.files(in: archive(name + "-snapshots"), name: name)
    let snapshots = try whole.map { SourceText(name: $0.name, bytes: try Self.withoutDifferential(Data($0.bytes))) }
    let packages = [
      differentials, try DefinitionsPackage(name: name, files: whole), try DefinitionsPackage(name: name, files: snapshots),
    ]
    let linters = try packages.map { package in
      var configuration = Configuration()
      configuration.packs = .chosen([])
      configuration.release = .r4
      configuration.packages = [package]
      return try Linter(configuration)
    }
    #expect(linters.allSatisfy { linter in linter.profiles.count { $0.package == name } == 10 })
    var count = 0
    for folder in ["bars", "bars-api-spec", "tkw-bars", "ukcore-examples", "r4-official-json"] {
      let folder = shared.appending(path: "corpus/" + folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      where path.hasSuffix(".json") || path.hasSuffix(".xml") {
        let source = SourceText(name: path, bytes: try Data(contentsOf: folder.appending(path: path)))
        let findings = linters.map { $0.lint(source).findings }
        #expect(findings[0] == findings[1] && findings[0] == findings[2], "\(path)")
        count += findings[0].count { $0.code.hasPrefix("PRO") }
      }
    }
    #expect(count > 40, "no findings about profiles")
  }

  private static func withoutDifferential(_ data: Data) throws -> Data {
    guard var definition = try JSONSerialization.jsonObject(with: data) as? [String: Any], definition["snapshot"] != nil else {
      return data
    }
    definition["differential"] = nil
    return try JSONSerialization.data(withJSONObject: definition)
  }
}
