import Findings
import Testing

@testable import ApptLintCommand

@Suite struct SettingsTests {
  struct Case: CustomTestStringConvertible {
    /// The settings, with `«` before the error.
    var text: String
    var sentence: String
    var testDescription: String { text }
  }

  static let errors = [
    Case(text: #"{"packs": ["a"] «"select": []}"#, sentence: "expected ',' after this value"),
    Case(text: "{\n  «\"pack\": []\n}", sentence: "unknown setting 'pack'; did you mean packs?"),
    Case(text: "{\n  «\"zzzzzz\": []\n}", sentence: "unknown setting 'zzzzzz'\n"),
    Case(text: #"{«"packs": "all"}"#, sentence: "'packs' must be a list of packs or \"none\""),
    Case(text: #"{"packs": [«1]}"#, sentence: "each item of 'packs' must be a non-empty string"),
    Case(text: #"{«"fhirVersion": 3.0}"#, sentence: "'fhirVersion' must be one of 3.0, 3, 3.0.2, STU3, 4.0, 4, 4.0.1, R4"),
    Case(text: #"{«"fhirVersion": "R5"}"#, sentence: "'fhirVersion' must be one of 3.0, 3, 3.0.2, STU3, 4.0, 4, 4.0.1, R4"),
    Case(text: #"{«"select": "LNT"}"#, sentence: "'select' must be a list of strings"),
    Case(text: #"{«"interaction": true}"#, sentence: "'interaction' must be a non-empty string"),
    Case(text: #"{"severity": {«"LNT001": "bad"}}"#, sentence: "'LNT001' must be one of information, warning, error, fatal"),
    Case(text: #"{«"failOn": "bad"}"#, sentence: "'failOn' must be one of error, warning, information, never"),
    Case(text: #"{"limits": {«"breadth": 1}}"#, sentence: "unknown setting 'breadth'"),
    Case(text: #"{"limits": {«"depth": 0}}"#, sentence: "'depth' must be a whole number of at least 1"),
    Case(text: #"{"limits": {«"size": "1"}}"#, sentence: "'size' must be a whole number of at least 1"),
    Case(text: #"{«"limits": []}"#, sentence: "'limits' must be an object"),
    Case(text: #"{"select": [], «"select": []}"#, sentence: "'select' occurs more than once"),
    Case(text: "{\"packs\": [\"plausibility\",\n «\"no-such-pack\"]}", sentence: "unknown rule pack 'no-such-pack'"),
    Case(text: "{\"select\": [«\"ZZZ999\"]}", sentence: "no rule has the code or name 'ZZZ999'"),
    Case(text: "{\"severity\": {«\"no-such-rule\": \"error\"}}", sentence: "no rule has the code or name 'no-such-rule'"),
    Case(
      text: #"{"severity": {"LNT001": "error", «"lnt001": "warning"}}"#,
      sentence: "'LNT001' and 'lnt001' are the same rule: give it one severity"),
    Case(
      text: #"{"severity": {"code-not-in-value-set": "error", "INV": "error", «"BND001": "warning"}}"#,
      sentence: "'BND001' and 'code-not-in-value-set' are the same rule: give it one severity"),
    Case(
      text: "{«\"interaction\": \"juggle\", \"packs\": [\"nhs-booking\"]}",
      sentence: "the selected rule packs have no interaction 'juggle'"),
    Case(text: "{\"profiles\": [«\"http://example.org/none\"]}", sentence: "unknown profile http://example.org/none"),
    Case(text: "{\"packages\": [«\"none.tgz\"]}", sentence: "cannot read the definitions"),
    Case(text: "«[]", sentence: "the settings must be an object"),
  ]

  @Test(arguments: errors) func errorsAreReportedWithTheirPosition(_ example: Case) throws {
    let before = example.text.prefix { $0 != "«" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.split(separator: "\n", omittingEmptySubsequences: false).last.map { $0.count + 1 } ?? 1
    let folder = try TestFolder(["a.json": "{}", ".apptlint.json": example.text.replacing("«", with: "")])
    let run = folder.run("check", "@a.json")
    #expect(run.status == 2 && run.output.isEmpty)
    let isSyntax = example.sentence.hasPrefix("expected ','")
    // A missing comma is reported after the value, before the space.
    #expect(
      run.errors.hasPrefix("apptlint: .apptlint.json:\(line):\(isSyntax ? column - 1 : column): \(example.sentence)"),
      "\(run.errors)")
  }

  @Test func settingsAreReadInFull() throws {
    let text = """
      { "packs": ["nhs-booking", "./mine", "/theirs/pack.json"], "fhirVersion": "4.0", "interaction": "book",
        "packages": ["d.tgz", "/d"], "profiles": ["http://p"], "select": ["A"], "ignore": ["B", "C"], "severity": { "LNT001": "error" }, "failOn": "never", "limits": { "depth": 5, "size": 6, "findings": 7 } }
      """
    let settings = try SettingsFile(path: "conf/.apptlint.json", text: text).settings
    var expected = Settings()
    expected.packs = ["nhs-booking", "conf/./mine", "/theirs/pack.json"]
    expected.release = .r4
    expected.interaction = "book"
    expected.packages = ["conf/d.tgz", "/d"]
    expected.profiles = ["http://p"]
    expected.select = ["A"]
    expected.ignore = ["B", "C"]
    expected.severities = ["LNT001": .error]
    expected.failOn = .never
    (expected.depth, expected.size, expected.findings) = (5, 6, 7)
    #expect(settings == expected)
    #expect(try SettingsFile(path: "x", text: #"{"packs": "none"}"#).settings.packs == [])
    #expect(try SettingsFile(path: "x", text: "{}").settings == Settings())
  }

  @Test func theNearestFileAppliesAndTheCommandLineOverridesIt() throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"failOn": "never"}"#, "a/b/x.json": Payloads.faulty, "a/.apptlint.json": #"{"failOn": "error"}"#,
      "c/x.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "@c").status == 0)
    #expect(folder.run("check", "@a").status == 1)
    #expect(folder.run("check", "@").status == 1)
    #expect(folder.run("check", "--fail-on", "never", "@").status == 0)
    #expect(folder.run("check", "--stdin-filename", "@c/new.json", "-", input: Payloads.faulty).status == 0)
  }

  @Test func limitsComeFromTheFile() throws {
    let folder = try TestFolder([".apptlint.json": #"{"limits": {"size": 10}}"#, "x.json": Payloads.faulty])
    #expect(folder.run("check", "--format", "concise", "@").output.contains("JSN031"))
    #expect(folder.run("check", "--format", "concise", "--max-size", "1K", "@").output.contains("JSN001"))
  }

  @Test func anInvalidPackFolderIsReported() throws {
    let folder = try TestFolder(["x.json": "{}", "pack/pack.json": "{}"])
    #expect(
      folder.run("check", "--pack", "@none/", "@x.json").errors
        == "apptlint: cannot read the pack none/: No such file or directory\n")
    #expect(folder.run("check", "--pack", "@pack/", "@x.json").errors == "apptlint: pack/pack.json has no id\n")
    #expect(folder.run("check", "--pack", "@x.json", "@x.json").status == 2)
  }

  /// Members of `pack.json` besides id and title, the table files of the pack, and the error.
  static let brokenPacks: [(pack: String, tables: [String: String], error: String)] = [
    (
      #""tables": ["missing.json"]"#, [:],
      "pk/missing.json: the pack 'mine' names this table, but its folder contains no such file"
    ),
    (
      #""includes": ["nhs-booking"], "tables": ["missing.json"]"#, [:],
      "pk/missing.json: the pack 'mine' names this table, but its folder contains no such file"
    ),
    (
      #""tables": [{ "when": ["Bundle"], "about": "b", "files": ["table.json"] }, "missing.json"]"#, ["table.json": table],
      "pk/missing.json: the pack 'mine' names this table, but its folder contains no such file"
    ),
    (
      #""tables": [{ "when": ["Bundle"], "about": "b", "files": ["missing.json"] }]"#, [:],
      "pk/missing.json: the pack 'mine' names this table, but its folder contains no such file"
    ),
    (#""tables": ["table.json"]"#, ["table.json": "{"], "pk/table.json:1:"),
    (#""tables": ["table.json"]"#, ["table.json": #"{ "table": {} }"#], "pk/table.json:1:3: the key 'source' is missing"),
    (#""includes": ["unknown"], "tables": []"#, [:], "mine: the pack 'mine' includes the unknown pack 'unknown'"),
    (
      #""editions": [{ "version": "2", "title": "b" }, { "version": "1", "title": "a" }], "tables": ["table.json"]"#,
      ["table.json": table.replacing(#""at""#, with: #""until": "1", "of": 1, "at""#)], "pk/table.json:3:30: unknown key 'of'"
    ),
  ]

  private static let table = #"""
    { "table": { "title": "T", "source": { "document": "D" } },
      "rules": [ { "code": "OWN001", "name": "no-id", "keyword": "MUST NOT", "requirement": "No id.",
                   "at": "Slot.id", "check": { "absent": {} } } ] }
    """#

  @Test(arguments: brokenPacks)
  func aBrokenPackIsReportedBeforeAnythingIsChecked(pack: String, tables: [String: String], error: String) throws {
    let folder = try TestFolder([
      "f/x.json": Payloads.clean, "f/x.json.expected": "", "pk/pack.json": #"{ "id": "mine", "title": "t", \#(pack) }"#,
    ])
    for (name, text) in tables { try folder.write("pk/" + name, text) }
    for command in ["check", "coverage", "verify", "rules"] {
      let run = folder.run([command, "--pack", "@pk"] + (command == "rules" ? [] : ["@f"]))
      #expect(run.status == 2 && run.output == "" && run.errors.hasPrefix("apptlint: \(error)"), "\(command): \(run)")
      #expect(run.errors.split(separator: "\n").count == 1)
    }
    try folder.write("f/.apptlint.json", #"{ "packs": ["nhs-booking", "../pk"] }"#)
    let run = folder.run("check", "@f")
    #expect(run.status == 2 && run.errors.contains(error), "\(run)")
  }

  @Test func anExternalPackApplies() throws {
    let folder = try TestFolder([
      "house/pack.json":
        #"{ "id": "house", "title": "House rules", "release": "3.0", "includes": ["nhs-identifiers"], "tables": ["table.json"] }"#,
      "house/table.json": #"""
      { "table": { "title": "Slots", "source": { "document": "House rules", "section": "2" }, "applies": { "resource": "Slot" } },
        "rules": [ { "code": "HSE001", "name": "no-comment", "keyword": "SHOULD NOT", "requirement": "A Slot has no comment.",
                     "at": "Slot.comment", "check": { "absent": {} }, "fix": "Remove `comment`." } ] }
      """#,
      "slot.json": #"{ "resourceType": "Slot", "comment": "x" }"#,
      ".apptlint.json": #"{ "packs": ["./house"] }"#,
    ])
    let run = folder.run("check", "--format", "concise", "@slot.json")
    #expect(
      run.findings.last?.hasSuffix("warning: HSE001 no-comment: comment must not be present [Slot.comment]") ?? false, "\(run)")
    #expect(folder.run("check", "--fail-on", "warning", "--pack", "@house", "@slot.json").status == 1)
    #expect(folder.run("explain", "--pack", "@house", "HSE001").output.contains("House rules: 2"))
    try folder.write("house/table.json", #"{ "table": { "title": "Slots" } }"#)
    let broken = folder.run("check", "@slot.json")
    #expect(broken.status == 2 && broken.errors.contains("the key 'source' is missing"), "\(broken)")
  }

  @Test func interactionsAreIgnoredWithoutPacks() throws {
    let folder = try TestFolder([
      "slot.json": #"{ "resourceType": "Patient", "active": true }"#,
      ".apptlint.json": #"{ "packs": ["nhs-booking"], "interaction": "book" }"#,
    ])
    #expect(folder.run("check", "--pack", "none", "@slot.json").status == 0)
    #expect(folder.run("check", "--interaction", "dance", "@slot.json").status == 2)
  }
}
