import Foundation
import Testing

@testable import ApptLintCommand

@Suite struct InputTests {
  /// The files of a run, in order.
  private func files(_ run: TestRun) -> [String] {
    run.lines.compactMap {
      $0.split(separator: "\"valueString\":\"").dropFirst().first?.split(separator: "\"").first.map(String.init)
    }
  }

  @Test func foldersAreSearchedInOrder() throws {
    let folder = try TestFolder([
      "b.json": "{}", "a/z.xml": "<a/>", "a/B.json": "{}", "a/a.json": "{}", "c.txt": "", "a.json": "{}", ".hidden.json": "{}",
      ".git/x.json": "{}", ".apptlint.json": "{}", "b.json.expected": "",
    ])
    let run = folder.run("check", "--format", "ndjson", "--fail-on", "never", "@")
    #expect(run.status == 0)
    #expect(files(run) == ["a/B.json", "a/a.json", "a/z.xml", "a.json", "b.json"])
  }

  @Test func ignoreFilesAreRespected() throws {
    let folder = try TestFolder([
      ".git/HEAD": "",
      ".gitignore": "# built\n/\n!/\n//b.json\n[[:upper:]].json\n/out\nlogs/\n*.tmp.json\n!keep.tmp.json\ndeep/**/x.json\n",
      "out/a.json": "{}",
      "sub/out/a.json": "{}",
      "sub/logs/a.json": "{}", "a.tmp.json": "{}", "keep.tmp.json": "{}", "deep/a/b/x.json": "{}", "deep/x.json": "{}",
      "deep/y.json": "{}",
      "sub/.gitignore": "b.json\n!c.tmp.json\n", "sub/b.json": "{}", "sub/c.tmp.json": "{}", "b.json": "{}", "X.json": "{}",
    ])
    #expect(
      files(folder.run("check", "--format", "ndjson", "@")) == [
        "b.json", "deep/y.json", "keep.tmp.json", "sub/c.tmp.json", "sub/out/a.json",
      ])
    // Ignore files above the folder apply too; files given explicitly are always checked.
    #expect(
      files(folder.run("check", "--format", "ndjson", "@sub", "@a.tmp.json")) == [
        "sub/c.tmp.json", "sub/out/a.json", "a.tmp.json",
      ])
  }

  @Test func theContentDeterminesHowAFileIsRead() throws {
    let xml = #"<Slot xmlns="http://hl7.org/fhir"><status value="sesame"/></Slot>"#
    let folder = try TestFolder([
      "a.json": xml, "b.XML": Payloads.faulty, "c.json": "GET /Slot HTTP/1.1\nHost: a\n\n", "d.xml": xml,
      "e.json": Payloads.faulty,
      "f.txt": xml,
    ])
    let run = folder.run("check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "@", "@f.txt")
    #expect(run.errors == "apptlint: checked by content, not by extension: a.json (XML), b.XML (JSON), c.json (HTTP messages)\n")
    #expect(run.status == 1)
    #expect(
      run.findings.filter { $0.hasPrefix("a.json") }
        == run.findings.filter { $0.hasPrefix("d.xml") }.map { "a.json" + $0.dropFirst(5) })
    #expect(folder.run("check", "--quiet", "@a.json").errors == "")
    #expect(folder.run("check", "--stdin-filename", "a.json", "-", input: xml).errors == "")
    for (name, text) in [("a.json", "Slot"), ("a.json", ""), ("a.xml", "Slot"), ("a.xml", "")] {
      #expect(try TestFolder([name: text]).run("check", "@" + name).errors == "", "\(name) \(text)")
    }
  }

  @Test func linksToFoldersAreNotFollowed() throws {
    let folder = try TestFolder(["a/x.json": "{}"])
    try folder.link("a/loop", to: "..")
    try folder.link("a/self.json", to: "self.json")
    try folder.link("a/y.json", to: "x.json")
    #expect(files(folder.run("check", "--format", "ndjson", "@")) == ["a/x.json", "a/y.json"])
  }

  @Test func patternsMatchLikeAShell() throws {
    let folder = try TestFolder(["a/1.json": "{}", "a/b/2.json": "{}", "a/b/3.txt": "{}", "a/.h/4.json": "{}", "5.json": "{}"])
    let cases: [(String, [String])] = [
      ("@*.json", ["5.json"]), ("@a/*/*.json", ["a/b/2.json"]), ("@**/*.json", ["5.json", "a/1.json", "a/b/2.json"]),
      ("@a/b/?.*", ["a/b/2.json", "a/b/3.txt"]), ("@a/[0-1].json", ["a/1.json"]),
      ("@{5,a/1}.json", ["5.json", "a/1.json"]), ("@a/**/*.{json,txt}", ["a/1.json", "a/b/2.json", "a/b/3.txt"]),
      ("@a/**", ["a/1.json", "a/b/2.json", "a/b/3.txt"]),
    ]
    for (pattern, expected) in cases {
      #expect(files(folder.run("check", "--format", "ndjson", "--fail-on", "never", pattern)) == expected, "\(pattern)")
    }
  }

  @Test func standardInputIsReadToItsEnd() throws {
    let folder = try TestFolder()
    let run = folder.run("check", "--format", "concise", "--stdin-filename", "@in.json", "-", input: Payloads.faulty)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("in.json:2:"))
    #expect(folder.run("check", "-", input: Payloads.clean).status == 0)
  }

  @Test func eachLineOfNDJSONIsAPayload() throws {
    let folder = try TestFolder(["a.ndjson": "\(Payloads.clean)\n\n  {\"a\" 1}\r\n{\"b\":}", "b.ndjson": ""])
    let run = folder.run(
      "check", "--select", "JSN", "--ndjson-input", "--format", "concise", "@a.ndjson", "@b.ndjson", "-", input: "[1 2]\n")
    #expect(run.findings.map { $0.split(separator: ": ")[0] } == ["a.ndjson:3:7", "a.ndjson:4:6", "-:1:3"])
    let outcomes = folder.run("check", "--ndjson-input", "--format", "ndjson", "@a.ndjson")
    // The blank line has an outcome too.
    #expect(outcomes.lines.count == 4)
  }

  /// Line feeds of UTF-16 and UTF-32 are code units; bytes that look like one are not.
  @Test(arguments: [2, 4], [true, false]) func linesInOtherEncodingsAreNotCutInsideAUnit(size: Int, littleEndian: Bool) throws {
    let text = "\u{FEFF}{\"resourceType\": \"Basic\", \"language\": \"\u{0A41}\u{410A}\"}\r\n\n{\"resourceType\": \"Basic\"}\n"
    let bytes = text.unicodeScalars.flatMap { scalar -> [UInt8] in
      let bytes = (0..<size).map { UInt8(scalar.value >> (8 * $0) & 0xFF) }
      return littleEndian ? bytes : bytes.reversed()
    }
    let folder = try TestFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/a.ndjson"))
    let run = folder.run("check", "--format", "concise", "--select", "JSN", "@a.ndjson")
    let name = "UTF-\(size * 8) (\(littleEndian ? "little" : "big") endian)"
    #expect(run.findings.count == 2, "\(run)")
    for (finding, line) in zip(run.findings, [1, 3]) {
      #expect(finding.contains("a.ndjson:\(line):1: error: JSN018") && finding.hasSuffix("found \(name)"), "\(finding)")
    }
  }

  @Test func tooLargeFilesAreNotRead() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.ndjson": "\(Payloads.faulty.replacing("\n", with: ""))\n{}\n"])
    let expected = [
      "a.json:1:1: error: JSN031 too-large: the document has \(Payloads.faulty.utf8.count) bytes; the limit is 16"
    ]
    #expect(folder.run("check", "--max-size", "16", "--format", "concise", "@a.json").findings == expected)
    let input = folder.run("check", "--max-size", "16", "--format", "concise", "-", input: Payloads.faulty)
    #expect(input.findings == ["-:1:1: error: JSN031 too-large: the document exceeds the limit of 16 bytes"])
    let lines = folder.run("check", "--max-size", "16", "--select", "JSN", "--ndjson-input", "--format", "concise", "@b.ndjson")
    #expect(lines.findings.count == 1 && lines.output.hasPrefix("b.ndjson:1:1: error: JSN031"))
  }

  @Test func aPipeIsReadLikeAFile() async throws {
    let folder = try TestFolder()
    let pipe = folder.path + "/pipe.json"
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: "/bin/sh")
    maker.arguments = ["-c", "mkfifo \"$0\" && printf '[1 2]' > \"$0\"", pipe]
    try maker.run()
    while !FileManager.default.fileExists(atPath: pipe) { try await Task.sleep(for: .milliseconds(5)) }
    #expect(
      folder.run("check", "--select", "JSN", "--format", "concise", "@pipe.json").output.hasPrefix("pipe.json:1:3: error: JSN001")
    )
    maker.waitUntilExit()
  }
}
