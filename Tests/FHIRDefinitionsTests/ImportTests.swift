import FHIRDefinitions
import FHIRSyntax
import Findings
import Foundation
import Testing
import apptlint_generate

/// `Profiles/SOURCES.lock`, and `Profiles/` compared with the original files that the lock lists.
@Suite struct ImportTests {
  private static func lock(_ text: String) throws -> SourceLock {
    try SourceLock(SourceText(name: "SOURCES.lock", text: text))
  }

  private static let sources = (try? ProfilesFolder(Repository.profiles.path).lock.packages) ?? []

  @Test func profilesHasNothingElse() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.profiles.path)
    let others = ["SOURCES.lock", "other-releases.json", "other_releases.py"]
    #expect(files.sorted() == (Self.sources.map(\.folder) + others).sorted())
  }

  @Test(
    .enabled(if: Repository.originals != nil, "no original definitions: set APPTLINT_SHARED to the folder that contains them"),
    arguments: sources)
  func reproducesProfiles(_ source: PackageSource) throws {
    let folder = try #require(Repository.originals)
    let package = try ImportCommand.package(source, OriginalFiles(of: [source], in: folder.path))
    for kind in DefinitionFile.allCases {
      let path = Repository.profiles.appendingPathComponent("\(source.folder)/\(kind.name)").path
      let isSame = kind.text(of: package).map { Data($0.utf8) } == FileManager.default.contents(atPath: path)
      #expect(isSame, "\(source.folder)/\(kind.name): run `make import`")
    }
  }

  /// An entry of the lock with two files: the first has the content `abc`, the second is empty.
  private static let entry = """
    { "package": "p", "version": "1", "release": "4.0", "canonical": "http://a.example", "origin": "o", "licence": "l", "files": {
      "a.json": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "b.json": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" } }
    """
  private static let others = #""otherReleases": { "origin": "o", "licence": "l", "files": {} }"#

  /// The contents of files by path, and the expected error.
  @Test(arguments: [
    (["x/a.json": "abc", "y/z/b.json": ""], []),
    (["a.json": "abc", "old/a.json": "ab", "b.json": ""], []),
    (["a.json": "abc", "x/c.json": ""], ["p 1: b.json is missing"]),
    (
      ["x/a.json": "ab"],
      [
        "p 1: x/a.json differs: its SHA-256 is fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603, "
          + "SOURCES.lock has ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "p 1: b.json is missing",
      ]
    ),
  ])
  func originalFilesAreFoundByNameAndHash(_ files: [String: String], _ problems: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, content) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    let packages = try Self.lock(#"{ "packages": [\#(Self.entry)], \#(Self.others) }"#).packages
    if problems.isEmpty {
      let originals = try OriginalFiles(of: packages, in: folder.path)
      #expect(packages[0].origin.files.map { originals[$0] } == [Array("abc".utf8), []])
    } else {
      let expected = (["the files differ from SOURCES.lock:"] + problems).joined(separator: "\n  ")
      #expect(throws: DefinitionsError(expected)) { try OriginalFiles(of: packages, in: folder.path) }
    }
  }

  @Test func missingFoldersAreReported() throws {
    #expect(throws: DefinitionsError("/no/such/folder cannot be read as a folder")) {
      try OriginalFiles(of: [], in: "/no/such/folder")
    }
  }

  /// Invalid texts; `^` marks the position that the error names.
  @Test(arguments: [
    (#"^{ "packages": [] }"#, "'otherReleases' is missing"),
    (#"{ "packages": [], \#(others), ^"colour": 1 }"#, "unknown key 'colour'"),
    (#"{ "packages": [^{ "version": "1" }], \#(others) }"#, "'package' is missing"),
    (#"{ "packages": [^{ \#(head) }], \#(others) }"#, "'files' is missing"),
    (#"{ "packages": [{ ^"release": "5.0" }], \#(others) }"#, "unknown release '5.0'"),
    (#"{ "packages": [{ \#(head), "files": { ^"a": "ABC" } }], \#(others) }"#, hash),
    (#"{ "packages": [{ \#(head), "files": { ^"a": "\#(String(repeating: "A", count: 64))" } }], \#(others) }"#, hash),
    (#"{ "packages": [^{ \#(head), "files": {} }], \#(others) }"#, "'origin' is missing"),
  ])
  func rejects(_ text: String, _ problem: String) {
    let column = text.unicodeScalars.prefix { $0 != "^" }.count + 1
    #expect(throws: DefinitionsError("SOURCES.lock:1:\(column): \(problem)")) {
      try Self.lock(text.replacingOccurrences(of: "^", with: ""))
    }
  }

  private static let head = #""package": "p", "version": "1", "canonical": "c""#
  private static let hash = "expected a SHA-256 hash of 64 lower-case hexadecimal digits"

  @Test func aPackageOccursOnce() {
    #expect(throws: DefinitionsError.self) {
      try Self.lock(#"{ "packages": [\#(Self.entry), \#(Self.entry)], \#(Self.others) }"#)
    }
  }

  /// FIPS 180-4's examples, and texts around the length of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ])
  func hashes(_ text: String, _ hash: String) { #expect(SHA256.hex(of: Array(text.utf8)) == hash) }
}
