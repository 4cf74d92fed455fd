import Findings
import Foundation
import Testing

@testable import ApptLintCommand

/// `apptlint coverage --by assurance`, `--bundle` and `--fail-under`.
@Suite struct AssuranceCommandTests {
  /// A pack with a requirement for each way that fixtures can exercise a requirement, and `files` in the folder `in`.
  private static func folder(_ files: [String: String] = [:], listing: Bool = true) throws -> TestFolder {
    func row(_ code: String, _ ids: String, _ rest: String) -> String {
      #"{ "code": "\#(code)", "name": "rule-\#(code.lowercased())", "keyword": "MUST", "requirement": "\#(code) <rule>.", "#
        + #""assurance": [\#(ids)], \#(rest) }"#
    }
    let rows = [
      row("HSE001", #""A-1""#, #""at": "Slot.comment", "check": { "absent": {} }"#),
      row("HSE002", #""A-1", "A-2""#, #""at": "Slot.status", "check": { "fixed": { "value": "free" } }"#),
      row("HSE003", #""A-3""#, #""at": "Slot.specialty", "check": { "count": { "max": 1 } }"#),
      row("HSE004", #""A-3""#, #""at": "Slot.schedule.reference", "check": { "trimmed": {} }"#),
      row("HSE005", #""A-4""#, #""at": "Slot.schedule.display", "check": { "fixed": { "value": "x" } }"#),
      row("HSE006", #""A-5""#, #""unchecked": "It depends on data.""#),
      row("HSE007", #""A-6""#, #""at": "Slot.end", "keyword": "MAY", "check": { "absent": {} }"#)
        .replacing(#""keyword": "MUST", "#, with: ""),
      row("HSE008", #""B-1""#, #""at": "Slot.id", "check": { "trimmed": {} }"#),
    ].joined(separator: ",\n")
    let list =
      #""assurance": [ { "section": "Slots", "role": "provider", "requirements": [ { "id": "A-1", "number": "P1" }, { "id": "A-2" },"#
      + #" { "id": "A-3" } ] }, { "section": "Slots", "role": "consumer", "requirements": [ { "id": "A-4" }, { "id": "A-5" },"#
      + #" { "id": "A-6" }, { "id": "A-7", "rules": ["JSN001"] } ] } ],"#
    let table =
      #"{ "table": { "title": "Slots", "source": { "document": "House", "section": "2" }, "applies": { "resource": "Slot" } }, "#
    let own = [
      "house/pack.json":
        #"{ "id": "house", "title": "House & home", "release": "3.0", \#(listing ? list : "") "tables": ["slots.json"] }"#,
      "house/slots.json": table + #""rules": [ \#(rows) ] }"#,
      "in/.apptlint.json": #"{ "packs": ["../house"], "ignore": ["HSE002"] }"#,
      "in/free.json": #"{ "resourceType": "Slot", "status": "free", "end": "2026-03-02T09:14:30Z" }"#,
    ]
    return try TestFolder(own.merging(files.map { ("in/" + $0, $1) }) { $1 })
  }

  private static let slot = #"{ "resourceType": "Slot", "status": "busy" }"#

  private static func states(_ run: TestRun) -> [String: String] {
    run.lines.reduce(into: [:]) { states, line in
      guard !line.hasPrefix(" "), line.count > 20 else { return }
      states[String(line.dropFirst(20))] = line.prefix(20).trimmingCharacters(in: .whitespaces)
    }
  }

  @Test func requirementsHaveTheStateOfTheirRules() throws {
    let run = try Self.folder([
      "commented.invalid.json": #"{ "resourceType": "Slot", "comment": "x" }"#,
      "named.json": #"{ "resourceType": "Slot", "schedule": { "display": "y" } }"#,
      "named.json.expected": "# why\n1:1: error: HSE005: Slot.schedule.display\n",
    ]).run("coverage", "--by", "assurance", "@in")
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasPrefix("house: Slots, provider\n3 requirements: 2 passed, 1 partly passed\n\n"), "\(run.output)")
    let states = Self.states(run)
    #expect(states["A-1 (P1)"] == "passed" && states["A-2"] == "passed" && states["A-3"] == "partly passed")
    #expect(states["A-4"] == "expected violation" && states["A-5"] == "not checked" && states["A-6"] == "passed")
    #expect(states["A-7"] == "passed" && states["B-1"] == "not exercised")
    #expect(run.output.contains("house: Other requirements, any role\n"))
    #expect(run.output.contains("\n  HSE006  not checked        It depends on data.\n"))
    #expect(run.lines.last == "3 fixtures pass 4 of the 7 assurance requirements that are checked automatically (57%)")
  }

  /// The same violation, with and without a sign that the fixture is meant to violate the rule.
  @Test(arguments: [
    ("busy.json", "", "violated", "0, violated 1, expected violations 0"),
    ("busy.invalid.json", "", "passed", "1, violated 0, expected violations 1"),
    ("busy.json", "1:1: error: HSE002: Slot.status", "passed", "1, violated 0, expected violations 1"),
    (
      "busy.json", "1:1: error: HSE003: Slot.status\n# 1:1: error: HSE002: Slot.status", "violated",
      "0, violated 1, expected violations 0"
    ),
    ("busy.valid.json", "", "violated", "0, violated 1, expected violations 0"),
  ])
  func intendedViolationsAreShownToBeFound(name: String, expected: String, state: String, counts: String) throws {
    let files = [name: Self.slot].merging(expected.isEmpty ? [:] : [name + ".expected": expected]) { $1 }
    let run = try Self.folder(files).run("coverage", "--by", "assurance", "@in")
    #expect(Self.states(run)["A-2"] == state, "\(run.output)")
    let line = try #require(run.lines.first { $0.hasPrefix("  HSE002") })
    #expect(line.hasSuffix(counts.replacing("0, violated 1", with: "1, violated 1")) || line.hasSuffix(counts), "\(line)")
  }

  /// Otherwise, an unreadable expectation would turn an intended violation into an unintended one.
  @Test(
    arguments: ["busy.json", "busy.invalid.json"], ["HSE002", "1:1 error HSE002\n", "1:1: fault: HSE002: Slot.status\n", "\u{0}"])
  func unreadableExpectationsAreErrors(name: String, expected: String) throws {
    let run = try Self.folder([name: Self.slot, name + ".expected": expected]).run("coverage", "--by", "assurance", "@in")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot read ") && run.errors.contains("\(name).expected: expected lines such as '3:13: error: "))
  }

  /// Otherwise, a mistyped code would turn an intended violation into an unintended one, and evidence without a fixture would
  /// look complete.
  @Test func evidenceIsWrittenCompletelyOrNotAtAll() throws {
    let folder = try Self.folder(["busy.json": Self.slot, "busy.json.expected": "1:1: error: HSE0021: Slot.status\n"])
    let words = ["coverage", "--by", "assurance", "--bundle", "@evidence.zip", "@in"]
    let run = folder.run(words)
    #expect(run.status == 2)
    #expect(run.errors.contains("busy.json.expected: no rule has the code 'HSE0021'\n"), "\(run.errors)")
    #expect(run.errors.contains("evidence.zip was not written: "), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/evidence.zip"))
    try folder.write("in/busy.json.expected", "1:1: error: HSE002: Slot.status\n")
    #expect(folder.run(words).status == 0 && FileManager.default.fileExists(atPath: folder.path + "/evidence.zip"))
  }

  @Test func aFolderIsNotAnExpectation() throws {
    let folder = try Self.folder(["busy.json": Self.slot, "busy.json.expected/x.txt": ""])
    for words in [["coverage", "--by", "assurance", "@in"], ["verify", "@in"]] {
      let run = folder.run(words)
      #expect(run.status == 2 && run.errors.contains("busy.json.expected: it is a folder"), "\(run.errors)")
    }
  }

  /// Only elements that are present can satisfy a requirement. The exception is WS-STD-01: it requires one of the formats, which
  /// any readable resource has.
  @Test(
    arguments: ["uec-booking", "bars-assurance"],
    ["", " ", "{}", #"{ "resourceType": "Bundle" }"#, #"{ "resourceType": "Basic" }"#, #"<Bundle xmlns="http://hl7.org/fhir"/>"#])
  func emptyPayloadsPassNothing(pack: String, text: String) throws {
    let run = try TestFolder(["in/empty.json": text]).run("coverage", "--pack", pack, "--by", "assurance", "@in")
    let states = Self.states(run)
    #expect(run.status == 0 && states.count > 30 && states.values.contains("not exercised"), "\(run.errors)")
    let passed = states.filter { $0.value.hasSuffix("passed") && $0.key != "WS-STD-01" }
    #expect(passed.isEmpty, "\(passed)")
  }

  /// The opposite: a complete booking passes the requirements for bookings.
  @Test func completeBookingPasses() throws {
    let folder = try TestFolder()
    try folder.write("in/booking.json", folder.run("example", "uec-booking", "book").output)
    let states = Self.states(folder.run("coverage", "--pack", "uec-booking", "--by", "assurance", "@in"))
    #expect(states.values.count { $0 == "passed" } > 30 && states["C-APP-RES-STAT-BOOKED"] == "passed", "\(states)")
  }

  @Test func syntaxErrorsViolateTheRequirementsThatNameTheirRule() throws {
    let run = try Self.folder(["broken.json": #"{ "resourceType": "Slot" "status": "free" }"#])
      .run("coverage", "--by", "assurance", "@in")
    #expect(Self.states(run)["A-7"] == "violated")
  }

  @Test func onlyPayloadsAreFixturesAndEachOnce() throws {
    let run = try Self.folder(["empty.json": "", "package.json": #"{ "name": "x" }"#])
      .run("coverage", "--by", "assurance", "--format", "json", "@in", "@in/free.json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect((root["fixtures"] as? [[String: String]])?.map { $0["path"] } == ["in/empty.json", "in/free.json"])
    #expect(run.errors.contains("skipped 1 JSON file without a FHIR resource: ") && run.errors.contains("in/package.json"))
  }

  @Test func theJSONHasVersionsAndHashes() throws {
    let folder = try Self.folder(["busy.invalid.json": Self.slot])
    let run = folder.run("coverage", "--by", "assurance", "--format", "json", "@in")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(root["version"] as? Int == 1 && root["by"] as? String == "assurance")
    #expect((root["tool"] as? [String: String])?["name"] == "apptlint")
    let fixtures = try #require(root["fixtures"] as? [[String: String]])
    #expect(fixtures.map { $0["path"] } == ["in/busy.invalid.json", "in/free.json"])
    #expect(fixtures[0]["sha256"] == SHA256.hex(of: Array(Self.slot.utf8)))
    let pack = try #require((root["packs"] as? [[String: Any]])?.first)
    #expect(pack["id"] as? String == "house" && (pack["sha256"] as? String)?.count == 64 && pack["fixtures"] as? Int == 2)
    let sections = try #require(root["sections"] as? [[String: Any]])
    #expect(sections.map { $0["role"] as? String } == ["provider", "consumer", "any role"])
    #expect((sections[0]["counts"] as? [String: Int])?["passed"] == 2)
    let requirement = try #require((sections[0]["requirements"] as? [[String: Any]])?.first)
    #expect(requirement["id"] as? String == "A-1" && requirement["number"] as? String == "P1")
    let rule = try #require((requirement["rules"] as? [[String: Any]])?.last)
    #expect(rule["code"] as? String == "HSE002" && rule["clause"] as? String == "House: 2")
    #expect(rule["passedBy"] as? [String] == ["in/free.json"] && rule["foundIn"] as? [String] == ["in/busy.invalid.json"])
    #expect(rule["violatedBy"] as? [String] == [] && rule["state"] as? String == "passed")
  }

  @Test func thePageIsSelfContained() throws {
    let folder = try Self.folder()
    let run = folder.run("coverage", "--by", "assurance", "--format", "html", "--output", "@page.html", "@in")
    let page = try #require(folder.read("page.html"))
    #expect(run.output == "" && run.status == 0 && page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("HSE001 &lt;rule&gt;.") && page.contains("House &amp; home") && page.contains("<b>A-1</b><br>P1"))
    for outside in ["<script", "<link", "<img", "http", "url(", "@import"] { #expect(!page.contains(outside), "\(outside)") }
    for tag in ["table", "tr", "td", "details"] {
      #expect(page.split(separator: "<\(tag)").count == page.split(separator: "</\(tag)>").count, "\(tag)")
    }
  }

  @Test func theOutputIsTheSameForAnyNumberOfJobs() throws {
    let folder = try Self.folder()
    for number in 10..<80 { try folder.write("in/\(number).json", #"{ "resourceType": "Slot", "status": "\#(number % 3)" }"#) }
    for format in ["full", "json", "html"] {
      let outputs = ["1", "2", "4", "8"].map { jobs in
        folder.run("coverage", "--by", "assurance", "--format", format, "--jobs", jobs, "--bundle", "@\(jobs).zip", "@in").output
      }
      #expect(Set(outputs).count == 1 && outputs[0].contains("HSE002"))
    }
    let archives = try ["1", "2", "4", "8"].map { try Data(contentsOf: URL(filePath: folder.path + "/\($0).zip")) }
    #expect(Set(archives).count == 1)
  }

  @Test func theBundleContainsTheEvidence() throws {
    let folder = try Self.folder(["busy.invalid.json": Self.slot])
    let run = folder.run("coverage", "--by", "assurance", "--bundle", "@in/evidence.zip", "@in")
    #expect(run.status == 0 && run.output.hasPrefix("house: Slots"))
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/in/evidence.zip")))
    let files = try Self.unzipped(bytes)
    #expect(files.map(\.name) == ["manifest.json", "assurance.html", "assurance.json", "reports.html", "reports.ndjson"])
    let manifest = try #require(try JSONSerialization.jsonObject(with: Data(files[0].bytes)) as? [String: Any])
    let listed = try #require(manifest["files"] as? [[String: Any]])
    #expect(listed.count == 4)
    for (entry, file) in zip(listed, files.dropFirst()) {
      #expect(entry["name"] as? String == file.name && entry["size"] as? Int == file.bytes.count)
      #expect(entry["sha256"] as? String == SHA256.hex(of: file.bytes))
    }
    let json = folder.run("coverage", "--by", "assurance", "--format", "json", "@in").output
    #expect(String(decoding: files[2].bytes, as: UTF8.self).replacing(folder.path + "/", with: "") == json)
    let outcomes = String(decoding: files[4].bytes, as: UTF8.self).split(separator: "\n")
    #expect(outcomes.count == 2 && outcomes.allSatisfy { $0.contains("OperationOutcome") })
  }

  @Test func zipArchivesHaveTheChecksum() throws {
    var archive = ZipArchive()
    try archive.add("a.txt", Array("123456789".utf8))
    try archive.add("empty", [])
    let bytes = try archive.archived()
    // The check value of CRC-32, in little-endian order.
    #expect(Array(bytes[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
    #expect(try Self.unzipped(bytes).map(\.name) == ["a.txt", "empty"])
    #expect(try Self.unzipped(ZipArchive().archived()).isEmpty)
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashesMatchTheStandard(text: String, hash: String) {
    #expect(SHA256.hex(of: Array(text.utf8)) == hash)
  }

  /// Without other fixtures, 3 of 7 requirements are passed.
  @Test(arguments: [("0", 0), ("42", 0), ("43", 1), ("100", 1)]) func theGateComparesPercentages(
    percentage: String, status: Int32
  ) throws {
    let folder = try Self.folder()
    let run = folder.run("coverage", "--by", "assurance", "--fail-under", percentage, "@in")
    #expect(run.status == status, "\(run.output)")
    let message = "apptlint: coverage is 42% (3 of 7 requirements), below the required \(percentage)%\n"
    #expect(run.errors == (status == 0 ? "" : message))
  }

  /// Without `--by`, the share of exercised requirements is compared: 4 of 7.
  @Test(arguments: [("57", 0), ("58", 1)]) func theGateAlsoComparesExercisedRequirements(
    percentage: String, status: Int32
  ) throws {
    let run = try Self.folder().run("coverage", "--fail-under=\(percentage)", "@in")
    #expect(run.status == status && run.output.contains("1 fixture exercises 4 of the 7 requirements"), "\(run.output)")
  }

  @Test func invalidUsageIsReported() throws {
    let folder = try Self.folder()
    for value in ["101", "-1", "x", "5.5"] {
      let run = folder.run("coverage", "--fail-under=\(value)", "@in")
      #expect(run.status == 2)
      #expect(
        run.errors == "apptlint: invalid value '\(value)' for --fail-under; expected a whole number from 0 to 100\n")
    }
    #expect(folder.run("coverage", "--bundle", "@x.zip", "@in").errors == "apptlint: --bundle requires --by assurance\n")
    #expect(folder.run("coverage", "--by", "role", "@in").status == 2)
    let unlisted = try Self.folder(listing: false).run("coverage", "--by", "assurance", "@in")
    #expect(unlisted.status == 2 && unlisted.output == "")
    #expect(
      unlisted.errors
        == "apptlint: no fixture was checked against a pack that lists assurance requirements; choose one, such as --pack uec-booking\n"
    )
  }

  /// A pack waives a rule of a pack that it includes, at a path.
  @Test func packsWaiveRulesOfIncludedPacks() throws {
    func pack(_ id: String, _ rest: String) -> String { #"{ "id": "\#(id)", "title": "t", "release": "3.0", \#(rest) }"# }
    let folder = try Self.folder([
      "outer/pack.json": pack(
        "outer", #""includes": ["house"], "waives": [ { "rule": "HSE002", "at": "Slot.status", "reason": "Not here." } ]"#),
      "busy.json": Self.slot,
    ])
    try folder.write("in/.apptlint.json", #"{ "packs": ["../house", "./outer"] }"#)
    let run = folder.run("check", "--select", "HSE002", "@in/busy.json")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("HSE002: The rule HSE002 does not apply to outer: Not here."))
    try folder.write("in/.apptlint.json", #"{ "packs": ["../house"] }"#)
    #expect(folder.run("check", "--select", "HSE002", "@in/busy.json").status == 1)
  }

  struct Unreadable: Error {}

  /// The files of an archive, in the order of its directory, with every offset and length checked.
  private static func unzipped(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    func number(_ offset: Int, _ count: Int) throws -> Int {
      guard offset >= 0, offset + count <= bytes.count else { throw Unreadable() }
      return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let end = bytes.count - 22
    guard try number(end, 4) == 0x0605_4B50 else { throw Unreadable() }
    var files: [(name: String, bytes: [UInt8])] = []
    var next = try number(end + 16, 4)
    #expect(try next + number(end + 12, 4) == end)
    for _ in 0..<(try number(end + 10, 2)) {
      guard try number(next, 4) == 0x0201_4B50 else { throw Unreadable() }
      let (size, length, local) = (try number(next + 24, 4), try number(next + 28, 2), try number(next + 42, 4))
      guard try number(local, 4) == 0x0403_4B50, try number(local + 18, 4) == size, try number(local + 26, 2) == length else {
        throw Unreadable()
      }
      // Local header and directory have the same checksum.
      #expect(try number(local + 14, 4) == number(next + 16, 4))
      let name = String(decoding: bytes[next + 46..<next + 46 + length], as: UTF8.self)
      let start = local + 30 + length
      guard start + size <= bytes.count else { throw Unreadable() }
      files.append((name, Array(bytes[start..<start + size])))
      next += 46 + length
    }
    #expect(next == end)
    return files
  }
}
