import Testing

@testable import ApptLintCommand

@Suite struct VerifyTests {
  @Test func allAsExpected() throws {
    let folder = try TestFolder([
      "a.json": Payloads.faulty, "a.json.expected": "# after the value\n2:31: error: JSN001: Basic\n",
      "b/c.json": Payloads.clean, "b/c.json.expected": "",
    ])
    let run = folder.run("verify", "@")
    #expect(run.output == "2 fixtures: 2 as expected\n" && run.status == 0)
  }

  @Test func differencesAreShown() throws {
    let folder = try TestFolder([
      "a.json": Payloads.faulty, "a.json.expected": "1:1: error: JSN999: Basic.id\n2:31: error: JSN001: Basic\n",
      "b.json": Payloads.clean,
      "gone.json.expected": "",
    ])
    let run = folder.run("verify", "@")
    #expect(
      run.output == """
        --- a.json.expected
        +++ a.json
        -1:1: error: JSN999: Basic.id
         2:31: error: JSN001: Basic

        b.json.expected is missing; apptlint verify --update writes it
        gone.json.expected has no payload
        2 fixtures: 0 as expected, 2 differ, 1 other error

        """)
    #expect(run.status == 1)
  }

  @Test func updateRewritesAndFails() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "a.json.expected": "# why\nnonsense\n", "b.json": Payloads.clean])
    let run = folder.run("verify", "--update", "@")
    #expect(run.output == "rewrote a.json.expected\nwrote b.json.expected\n2 fixtures: 0 as expected, 2 updated\n")
    #expect(run.status == 1)
    #expect(folder.read("a.json.expected") == "# why\n2:31: error: JSN001: Basic\n")
    #expect(folder.read("b.json.expected") == "")
    #expect(folder.run("verify", "@").status == 0)
    #expect(folder.run("verify", "--update", "@").status == 0)
  }

  @Test func namesDetermineExpectations() throws {
    let claim = "http://hl7.org/fhir/StructureDefinition/Basic|3.0.2"
    let warned = #"{"resourceType":"Basic","code":{"text":" x"},"meta":{"profile":["\#(claim)"]}}"#
    let folder = try TestFolder([
      "a.valid.json": Payloads.clean, "b.invalid.json": Payloads.faulty,
      "c.valid.xml": #"<Basic xmlns="http://hl7.org/fhir"><meta><profile value="\#(claim)"/></meta></Basic>"#,
      "d.invalid.json": Payloads.clean, "e.invalid.json": warned, "f.valid.json": warned,
    ])
    let run = folder.run("verify", "@")
    #expect(
      run.output == """
        c.valid.xml is named valid, but has findings:
        +1:2: error: STR005: Basic

        d.invalid.json is named invalid, but has no findings

        e.invalid.json is named invalid, but has no findings that fail the run:
         1:40: warning: LNT010: Basic.code.text

        6 fixtures: 3 as expected, 3 differ

        """)
    #expect(run.status == 1)
    // Fixtures named valid or invalid get no `.expected` file. If there is such a file, the name and the file both apply.
    #expect(folder.run("verify", "--update", "@").output.hasSuffix("6 fixtures: 3 as expected, 3 differ\n"))
    #expect(folder.read("d.invalid.json.expected") == nil)
    #expect(folder.run("verify", "--fail-on", "warning", "@").output.contains("f.valid.json is named valid"))
    try folder.write("a.valid.json.expected", "1:1: error: JSN001\n")
    #expect(folder.run("verify", "@a.valid.json").output.contains("-1:1: error: JSN001\n"))
    try folder.write("b.invalid.json.expected", "")
    #expect(
      folder.run("verify", "--update", "@b.invalid.json").output
        == "rewrote b.invalid.json.expected\n1 fixture: 0 as expected, 1 updated\n")
  }

  /// Each line of an `.ndjson` file is a payload; findings have the number of the line in the file.
  @Test func linesOfNDJSON() throws {
    let faulty = Payloads.faulty.split(separator: "\n")
    let column = faulty[0].utf8.count + 31
    let lines = [Payloads.clean, faulty.joined(), "", faulty.joined(), Payloads.clean].joined(separator: "\n")
    let expected = "2:\(column): error: JSN001: Basic\n4:\(column): error: JSN001: Basic\n"
    let folder = try TestFolder(["all.ndjson": lines, "gone.ndjson.expected": ""])
    #expect(
      folder.run("verify", "--update", "@all.ndjson").output
        == "wrote all.ndjson.expected\n1 fixture: 0 as expected, 1 updated\n")
    #expect(folder.read("all.ndjson.expected") == expected)
    try folder.write("all.ndjson.expected", "# near miss: JSN002\n" + expected)
    #expect(folder.run("verify", "@all.ndjson").output == "1 fixture: 1 as expected\n")
    try folder.write("all.ndjson.expected", expected.replacing("\n4:", with: "\n5:"))
    let run = folder.run("verify", "@")
    #expect(
      run.output == """
        --- all.ndjson.expected
        +++ all.ndjson
         2:\(column): error: JSN001: Basic
        -5:\(column): error: JSN001: Basic
        +4:\(column): error: JSN001: Basic

        gone.ndjson.expected has no payload
        1 fixture: 0 as expected, 1 differs, 1 other error

        """)
    #expect(run.status == 1)
    // A line that is too long is reported at its number.
    try folder.write(".apptlint.json", #"{"limits": {"size": 130}}"#)
    try folder.write("all.ndjson.expected", "2:1: error: JSN031\n4:1: error: JSN031\n")
    #expect(folder.run("verify", "@all.ndjson").status == 0)
  }

  @Test func suppressionsApply() throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"suppress": [{"rule": "JSN001", "reason": "x"}, {"rule": "JSN002", "reason": "y"}]}"#,
      "a.json": Payloads.faulty, "a.json.expected": "",
    ])
    let run = folder.run("verify", "@")
    #expect(run.output == ".apptlint.json:1:59: warning: CFG001\n\n1 fixture: 1 as expected\n" && run.status == 0, "\(run)")
    #expect(folder.run("verify", "--fail-on", "warning", "@").status == 1)
  }

  @Test func theOutputIsTheSameForAnyNumberOfJobs() throws {
    let names = (10..<99).map { "\($0).json" }
    let folder = try TestFolder(
      Dictionary(uniqueKeysWithValues: names.map { ($0, $0.hasPrefix("3") ? Payloads.clean : Payloads.faulty) }))
    let outputs = ["1", "2", "3", "8"].map { folder.run("verify", "--jobs", $0, "@").output }
    #expect(Set(outputs).count == 1 && outputs[0].hasSuffix("89 fixtures: 0 as expected, 89 differ\n"))
  }

  @Test func settingsInTheFolderApply() throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"limits": {"size": 10}}"#, "a.json": Payloads.faulty, "a.json.expected": "1:1: error: JSN031\n",
    ])
    #expect(folder.run("verify", "@").status == 0)
  }

  @Test(arguments: [
    ("", "", ""), ("a", "a", " a"), ("", "a", "+a"), ("a", "", "-a"), ("a b c", "a c d", " a,-b, c,+d"),
    ("a b", "b a", "-a, b,+a"),
    ("x a b", "a b y", "-x, a, b,+y"), ("a b a c", "a a c", " a,-b, a, c"), ("a b c d", "d a c e", "+d, a,-b, c,-d,+e"),
  ]) func lineDifferences(_ old: String, _ new: String, _ expected: String) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    #expect(LineDifference.lines(from: words(old), to: words(new)) == expected.split(separator: ",").map(String.init))
  }
}
