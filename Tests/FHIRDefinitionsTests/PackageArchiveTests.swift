import FHIRDefinitions
import Findings
import Foundation
import Testing

/// npm packages: tar archives compressed with gzip, created with the system's tools.
@Suite struct PackageArchiveTests {
  @Test func findsTheDefinitionsOfAPackage() throws {
    let long = String(repeating: "a", count: 150)
    let archive = try Self.archive([
      "package/package.json": #"{"name": "a.b", "version": "1"}"#, "package/Patient.json": "{}", "package/\(long).json": "{ }",
      "package/Patient.xml": "<a/>", "package/.index.json": "{}", "package/notes.txt": "no", "package/examples/x.json": "{}",
      "other/y.json": "{}",
    ])
    let files = try PackageArchive.files(in: archive, name: "a.tgz")
    #expect(
      files.map(\.name).sorted()
        == [
          "a.tgz/package/Patient.json", "a.tgz/package/Patient.xml", "a.tgz/package/\(long).json", "a.tgz/package/package.json",
        ])
    #expect(files.first { $0.name.hasSuffix("\(long).json") }.map { $0.string(0..<$0.count) } == "{ }")
  }

  @Test func reportsErrorsOfArchives() throws {
    let archive = try Self.archive(["package/a.json": String(repeating: "text ", count: 5_000)])
    #expect(throws: DefinitionsError("x is not a gzip archive")) { try PackageArchive.files(in: Array("text".utf8), name: "x") }
    #expect(throws: DefinitionsError("x is truncated")) { try PackageArchive.files(in: Array(archive.dropLast(20)), name: "x") }
    #expect(throws: DefinitionsError.self) { try PackageArchive.files(in: [], name: "x") }
    for index in stride(from: 0, to: archive.count, by: 7) {
      var damaged = archive
      damaged[index] ^= 0xFF
      // Any damage produces a result or an error.
      _ = try? PackageArchive.files(in: damaged, name: "x")
    }
  }

  /// Sizes that no file can have, in a header with a valid checksum.
  @Test(arguments: ["-0000001000", "77777777777", "7777777777777", "-9", "1e9", "8", "0x10", "+10"])
  func rejectsInvalidSizes(_ size: String) throws {
    var archive = try Self.run("gzip", ["-dc"], on: try Self.archive(["package/a.json": "{}"]))
    // The folder comes first, then the file.
    let header = try #require(stride(from: 0, to: archive.count, by: 512).first { archive[$0 + 156] == UInt8(ascii: "0") })
    archive.replaceSubrange(
      header + 124..<header + 136, with: Array(size.utf8.prefix(12)) + Array(repeating: 0, count: max(0, 12 - size.utf8.count)))
    archive.replaceSubrange(header + 148..<header + 156, with: Array(repeating: 0x20, count: 8))
    let sum = String(archive[header..<header + 512].reduce(0) { $0 + Int($1) }, radix: 8)
    archive.replaceSubrange(header + 148..<header + 156, with: Array(sum.utf8) + Array(repeating: 0, count: 8 - sum.utf8.count))
    let packed = try Self.run("gzip", ["-c"], on: archive)
    #expect(throws: DefinitionsError("x is not a tar archive, or is damaged")) {
      try PackageArchive.files(in: packed, name: "x")
    }
  }

  private static func run(_ tool: String, _ arguments: [String], on input: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(input).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    return Array(output.fileHandleForReading.readDataToEndOfFile())
  }

  private static func archive(_ files: [String: String]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments =
      ["tar", "-C", folder.path, "-czf", folder.path + "/archive.tgz"]
      + Set(files.keys.map { String($0.prefix { $0 != "/" }) }).sorted()
    try tar.run()
    tar.waitUntilExit()
    return Array(try Data(contentsOf: folder.appendingPathComponent("archive.tgz")))
  }
}
