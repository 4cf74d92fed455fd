import Foundation
import Testing

@testable import ApptLintCommand

/// Where `--output` writes, and what happens to existing files.
@Suite struct OutputFileTests {
  private static func words(_ output: String) -> [String] { ["check", "--format", "concise", "--output", output, "@a.json"] }

  @Test func anInterruptedRunKeepsTheOldFile() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "r.txt": "old"])
    let file = try OutputFile(folder.path + "/r.txt")
    try Platform.writeBytes(Array("new".utf8), to: file.descriptor)
    #expect(folder.read("r.txt") == "old")
    try file.commit()
    #expect(folder.read("r.txt") == "new")
    // Standard output fails in the middle of the run.
    let words = ["check", "--format", "concise", "--output", "@r.txt", "--format", "ndjson", "@a.json"]
    #expect(folder.run(words, failing: .failed("cannot write standard output: no space")).status == 2)
    #expect(folder.read("r.txt") == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.json", "r.txt"])
  }

  @Test func linksAndPermissionsArePreserved() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "real/r.txt": "old"])
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path + "/real/r.txt")
    try folder.link("r.txt", to: "real/r.txt")
    try folder.link("new.txt", to: "real/new.txt")
    for (name, real) in [("r.txt", "real/r.txt"), ("new.txt", "real/new.txt")] {
      #expect(folder.run(Self.words("@" + name)).status == 1)
      #expect(folder.read(real)?.contains("a.json:2:31: error:") == true, "\(name)")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/" + name) == real)
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/real/r.txt")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func devicesAreWrittenDirectly() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    #expect(folder.run(Self.words("/dev/null")).status == 1)
    let run = folder.run(Self.words("/dev/stdout"))
    #expect(run.status == 1 && run.findings.count == 1)
    let refused = folder.run(Self.words("@"))
    #expect(refused.status == 2 && refused.errors.hasPrefix("apptlint: cannot write @: "))
    #expect(folder.run(Self.words("@none/r.txt")).status == 2)
  }

  @Test func oneFileUnderTwoNamesIsRejected() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "r.txt": "", "b.json": "{}"])
    try folder.link("link.txt", to: "r.txt")
    try folder.link("link.json", to: "a.json")
    let twice = ["check", "--format", "concise", "--output", "@r.txt", "--format", "json", "--output", "@link.txt", "@a.json"]
    #expect(folder.run(twice).errors == "apptlint: two formats are written to link.txt: give each its own --output\n")
    let both = ["check", "--format", "concise", "--format", "json", "--output", "/dev/stdout", "@a.json"]
    #expect(folder.run(both).status == 2)
    let input = folder.run(Self.words("@link.json"))
    #expect(input.status == 2 && input.errors.contains("both an input and an output file"))
    #expect(folder.read("a.json") == Payloads.faulty)
  }
}
