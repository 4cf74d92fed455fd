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

  /// A command line, the input file that it would replace, and the name of this file in the error.
  static let overwriting: [(line: String, file: String, name: String)] = [
    ("check --format json --output @f/a.json @f", "f/a.json", "f/a.json"),
    ("check --format json --output @f/../f/a.json @f/*.json", "f/a.json", "f/a.json"),
    ("check --format json --output @link.json @f", "f/a.json", "f/a.json"),
    ("check --format ndjson --output @f/lines.ndjson @f", "f/lines.ndjson", "f/lines.ndjson"),
    ("check --format json --output @f/broken.json @f", "f/broken.json", "f/broken.json"),
    ("check --format junit --output @f/p.xml @f", "f/p.xml", "f/p.xml"),
    ("check --format json --output @f/outcome.json @f", "f/outcome.json", "f/outcome.json"),
    ("check --format json --output @t.txtar @t.txtar/a.json", "t.txtar", "t.txtar"),
    ("check --write-baseline @f/a.json @f", "f/a.json", "f/a.json"),
    ("check --write-baseline @f/a.json @f/a.json", "f/a.json", "f/a.json"),
    ("check --against @old.json --format json --output @old.json @f/a.json", "old.json", "old.json"),
    ("check --against @old.json --write-baseline @old.json @f/a.json", "old.json", "old.json"),
    ("check --baseline @bl.json --format json --output @bl.json @f/a.json", "bl.json", "bl.json"),
    ("check --format json --output @g/.apptlint.json @g", "g/.apptlint.json", "g/.apptlint.json"),
    ("check --format json --output @base.json @g", "base.json", "base.json"),
    ("check --format json --output @own/table.json @g", "own/table.json", "g/../own/table.json"),
    ("check --write-baseline @own/pack.json @g", "own/pack.json", "g/../own/pack.json"),
    ("check --ig @ig --format json --output @ig/sd.json @f/a.json", "ig/sd.json", "ig/sd.json"),
    ("check --ig @ig/sd.json --format json --output @ig/sd.json @f/a.json", "ig/sd.json", "ig/sd.json"),
    ("check --format json --output @g/.gitignore @g", "g/.gitignore", "g/.gitignore"),
    ("coverage --output @f/a.json @f/a.json", "f/a.json", "f/a.json"),
    ("coverage --output @f/a.json @f", "f/a.json", "f/a.json"),
    ("coverage --format json --output @f/p.xml @f", "f/p.xml", "f/p.xml"),
    ("coverage --by assurance --pack uec-booking --bundle @f/a.json @f", "f/a.json", "f/a.json"),
    ("coverage --output @f/a.json.expected @f", "f/a.json.expected", "f/a.json.expected"),
    ("coverage --output @t.txtar @t.txtar", "t.txtar", "t.txtar"),
    ("coverage --output @g/.apptlint.json @g", "g/.apptlint.json", "g/.apptlint.json"),
    ("coverage --output @own/table.json @g", "own/table.json", "g/../own/table.json"),
  ]

  private static func inputs() throws -> TestFolder {
    let folder = try TestFolder([
      "f/a.json": Payloads.clean, "f/a.json.expected": "", "f/lines.ndjson": Payloads.clean + "\n", "f/broken.json": "{",
      "f/p.xml": #"<Basic xmlns="http://hl7.org/fhir"/>"#, "old.json": Payloads.clean,
      "f/outcome.json": #"{ "resourceType": "OperationOutcome", "issue": [ { "severity": "error", "code": "invalid" } ] }"#,
      "t.txtar": "-- a.json --\n\(Payloads.clean)\n", "bl.json": #"{ "version": 1, "findings": [] }"#,
      "g/.apptlint.json": #"{ "extends": "../base.json", "packs": ["../own"] }"#, "base.json": "{}", "g/.gitignore": "x\n",
      "g/a.json": Payloads.clean,
      "own/pack.json": #"{ "id": "own", "title": "Own", "tables": ["table.json"] }"#,
      "own/table.json": #"""
      { "table": { "title": "T", "source": { "document": "D" } },
        "rules": [ { "code": "OWN001", "name": "no-id", "keyword": "MUST NOT", "requirement": "No id.",
                     "at": "Slot.id", "check": { "absent": {} } } ] }
      """#,
      "ig/sd.json": #"{ "resourceType": "StructureDefinition", "url": "http://example.org/x", "kind": "resource" }"#,
    ])
    try FileManager.default.createDirectory(atPath: folder.path + "/g/.git", withIntermediateDirectories: true)
    try folder.link("link.json", to: "f/a.json")
    return folder
  }

  @Test(arguments: overwriting) func filesThatARunReadsAreNotReplaced(line: String, file: String, name: String) throws {
    let folder = try Self.inputs()
    let before = folder.read(file)
    let run = folder.run(line.split(separator: " ").map(String.init))
    #expect(run.status == 2 && run.output == "", "\(run)")
    #expect(run.errors == "apptlint: \(name) is both an input and an output file\n")
    #expect(folder.read(file) == before)
  }

  @Test(arguments: [
    ("check --format json --output @r --write-baseline @r @f/a.json", "r"),
    ("check --baseline @bl.json --prune-baseline --format json --output @bl.json @f/a.json", "bl.json"),
    ("coverage --by assurance --pack uec-booking --bundle @r --output @./r @f/a.json", "r"),
  ])
  func twoOutputsCannotShareAFile(line: String, name: String) throws {
    let folder = try Self.inputs()
    let run = folder.run(line.split(separator: " ").map(String.init))
    #expect(run.status == 2 && run.errors.hasPrefix("apptlint: two outputs are written to "), "\(run)")
    #expect(run.errors.hasSuffix("\(name)\n") && folder.read("r") == nil)
  }

  /// The report of an earlier run is replaced, and not checked.
  @Test(arguments: [
    "check --format json --output @g/r.json", "check --format xml --output @g/r.xml",
    "check --format ndjson --output @g/r.ndjson",
    "check --format sarif --output @g/r.json", "check --format gitlab --output @g/r.json",
    "check --format junit --output @g/r.xml", "check --format rdjson --output @g/r.json", "check --write-baseline @g/r.json",
    "coverage --format json --output @g/r.json", "coverage --format html --output @g/r.html",
    "coverage --pack uec-booking --by assurance --format json --output @g/r.json",
  ])
  func theReportOfAnEarlierRunIsReplaced(line: String) throws {
    for payload in [Payloads.clean, Payloads.faulty] {
      let folder = try TestFolder(["g/a.json": payload])
      let words = line.split(separator: " ").map(String.init) + ["@g"]
      let name = String(words.first { $0.hasPrefix("@g/r.") }?.dropFirst() ?? "")
      let first = folder.run(words)
      let text = folder.read(name)
      #expect(first.status < 2 && text != nil, "\(first)")
      let second = folder.run(words)
      #expect(second.status == first.status && second.errors == first.errors && folder.read(name) == text, "\(second)")
    }
  }

  @Test func emptyFilesAndBaselinesInTheFolderAreReplaced() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "r.json": "\n", "bl.json": #"{ "version": 1, "findings": [] }"#])
    #expect(folder.run("check", "--format", "sarif", "--output", "@r.json", "--baseline", "@bl.json", "@").status == 1)
    #expect(folder.run("check", "--write-baseline", "@bl.json", "@").status < 2)
    #expect(folder.read("bl.json")?.contains("JSN001") == true)
  }
}
