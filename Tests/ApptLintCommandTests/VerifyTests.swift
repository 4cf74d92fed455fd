import Testing

@testable import ApptLintCommand

@Suite struct VerifyTests {
  @Test func allAsExpected() throws {
    let folder = try TestFolder([
      "a.json": Payloads.faulty, "a.json.expected": "# behind the value\n2:31: error: JSN001: Basic\n",
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

        there is no b.json.expected; apptlint verify --update writes it
        no payload stands beside gone.json.expected
        2 fixtures: 0 as expected, 3 differ

        """)
    #expect(run.status == 1)
  }

  @Test func updateRewritesAndFails() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "a.json.expected": "# why\nnonsense\n", "b.json": Payloads.clean])
    let run = folder.run("verify", "--update", "@")
    #expect(run.output == "rewrote a.json.expected\nwrote b.json.expected\n2 fixtures: 0 as expected, 2 were rewritten\n")
    #expect(run.status == 1)
    #expect(folder.read("a.json.expected") == "# why\n2:31: error: JSN001: Basic\n")
    #expect(folder.read("b.json.expected") == "")
    #expect(folder.run("verify", "@").status == 0)
    #expect(folder.run("verify", "--update", "@").status == 0)
  }

  @Test func settingsInTheFolderHold() throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"limits": {"size": 10}}"#, "a.json": Payloads.faulty, "a.json.expected": "1:1: error: JSN031\n",
    ])
    #expect(folder.run("verify", "@").status == 0)
  }

  @Test(arguments: [
    ("", "", ""), ("a", "a", " a"), ("", "a", "+a"), ("a", "", "-a"), ("a b c", "a c d", " a,-b, c,+d"),
    ("a b", "b a", "-a, b,+a"),
    ("x a b", "a b y", "-x, a, b,+y"),
  ]) func lineDifferences(_ old: String, _ new: String, _ expected: String) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    #expect(LineDifference.lines(from: words(old), to: words(new)) == expected.split(separator: ",").map(String.init))
  }
}
