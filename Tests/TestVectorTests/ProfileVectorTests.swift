import Findings
import Foundation
import Testing
import VectorSupport

/// The vectors that `Tests/ProfileVectors` generates: a Bundle for each built-in profile, whose first entry conforms to the
/// profile and whose others violate its requirements.
@Suite struct ProfileVectorTests {
  /// A built-in profile of a resource.
  struct Profile: CustomTestStringConvertible {
    var package: String
    var name: String
    var testDescription: String { "\(package) \(name)" }
  }

  private static let repository = URL(filePath: Vector.folder).deletingLastPathComponent()

  /// A profile whose slices are distinguished by the profiles of reference targets (tested in `ProfileTests`), a profile whose
  /// snapshot is for another release, and two profiles that were published without a snapshot.
  private static let withoutVector: Set = [
    "consentdirective", "lipidprofile", "example-composition", "example-section-library",
  ]

  static let profiles: [Profile] = {
    let folder = repository.appending(path: "Profiles").path
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.sorted() ?? []
    func definitions(_ path: String) -> [[String: Any]] {
      let lines = (FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data()).split(separator: UInt8(ascii: "\n"))
      return lines.compactMap { (try? JSONSerialization.jsonObject(with: $0)) as? [String: Any] }
    }
    let resources = Set(
      files.filter { $0.hasSuffix("/types.ndjson") }.flatMap(definitions).filter { $0["kind"] as? String == "resource" }
        .compactMap { $0["type"] as? String })
    return files.filter { $0.hasSuffix("/profiles.ndjson") }.flatMap { file in
      definitions(file).compactMap { profile in
        guard let type = profile["type"] as? String, resources.contains(type), let url = profile["url"] as? String,
          let package = file.split(separator: "/").first?.split(separator: "-").first,
          let name = url.split(separator: "/").last.map(String.init), !withoutVector.contains(name)
        else { return nil }
        return Profile(package: String(package), name: name)
      }
    }
  }()

  /// The profiles to which no payload conforms without a finding, from the page that explains why.
  private static let unsatisfiable: Set<String> = {
    let page =
      (try? String(contentsOf: repository.appending(path: "docs/findings-in-published-profiles.md"), encoding: .utf8)) ?? ""
    return Set(
      page.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { row in
        row.split(separator: "`").dropFirst(3).first.map(String.init)
      })
  }()

  /// The indices of the entries that violate a requirement; their ids name it.
  private static func broken(_ profile: Profile) throws -> [Int] {
    let vector = try #require(vectors["\(profile.package)/\(profile.name)"], "no vector")
    let bundle = try JSONSerialization.jsonObject(with: Data(vector.source.bytes)) as? [String: Any]
    let entries = bundle?["entry"] as? [[String: Any]] ?? []
    let ids = entries.map { ($0["resource"] as? [String: Any])?["id"] as? String ?? "" }
    return ids.indices.filter { ids[$0].contains(#/^(missing|too-many|not-allowed|other-)/#) }
  }

  /// The vectors by package and profile.
  private static let vectors = Dictionary(
    Vector.all.map { ($0.name.split(separator: "/").suffix(2).joined(separator: "/"), $0) }, uniquingKeysWith: { $1 })

  @Test func thereAreProfiles() {
    #expect(Self.profiles.count > 480)
    #expect(Self.unsatisfiable.count > 30)
  }

  /// The generator needs only `Profiles/`, and reproduces the committed payloads.
  @Test(.enabled(if: hasPython, "Python 3.9 or later is not installed")) func generatorReproducesCommittedPayloads() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "apptlint-vectors-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let script = Self.repository.appending(path: "Tests/ProfileVectors/make.py").path
    #expect(try Self.python("-B", script, "--payloads", output.path) == 0)
    let files = TestVectors.paths.filter { $0.hasSuffix(TestVectors.linesSuffix) }
    #expect(files.count == 7)
    for file in files {
      let written = FileManager.default.contents(atPath: output.appending(path: file.dropFirst("profiles/".count)).path)
      let isCurrent = try written.map { Array($0) } == TestVectors.bytes(of: file)
      #expect(isCurrent, "\(file) is stale: run Tests/ProfileVectors/make.py")
    }
  }

  private static let hasPython = (try? python("-c", "import sys; sys.exit(sys.version_info < (3, 9))")) == 0

  /// The exit status of a run of Python.
  private static func python(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(arguments: profiles) func entriesConformOrViolateAsNamed(_ profile: Profile) throws {
    let lines = try #require(Self.vectors["\(profile.package)/\(profile.name)"], "no vector").lines
    let first = lines.filter { !$0.element.contains(#/^Bundle\.entry\[[1-9]/#) }
    #expect(first.isEmpty != Self.unsatisfiable.contains(profile.name), "\(first)")
    for index in try Self.broken(profile) {
      let errors = lines.filter { $0.severity == "error" && $0.element.hasPrefix("Bundle.entry[\(index)]") }
      #expect(!errors.isEmpty, "entry \(index)")
    }
  }
}
