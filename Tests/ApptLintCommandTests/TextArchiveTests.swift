import Testing

@testable import ApptLintCommand

/// Text archives of payloads and their expected findings.
@Suite struct TextArchiveTests {
  private static func archive(_ text: String) throws -> TextArchive { try TextArchive(Array(text.utf8), path: "a.txtar") }

  private static func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    /// The name, the line and the text of each member.
    var members: [String]
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ members: String...) { (self.text, self.members) = (text, members) }
  }

  static let cases = [
    Case(""), Case("a comment\n-- a.json\n--a.json --\n --  --\n-- --\n--  --\n"),
    Case("-- a --\n", "a 1 "), Case("-- a --", "a 1 "), Case("-- a --\n\n", "a 1 \n"), Case("-- a --\nx", "a 1 x\n"),
    Case("-- a --\n-- b --\nx\ny\n", "a 1 ", "b 2 x\ny\n"), Case("# c\n\n-- a.json --\n{}\n", "a.json 3 {}\n"),
    Case("-- a --\r\nx\r\n-- b --\r\n", "a 1 x\r\n", "b 3 "), Case("--  a b  --\n- a --\n", "a b 1 - a --\n"),
    Case("-- a -- --\n -- b --\n", "a -- 1  -- b --\n"), Case("-- é/ü.json --\n", "é/ü.json 1 "),
  ]

  @Test(arguments: cases) func membersAreRead(_ given: Case) throws {
    let archive = try Self.archive(given.text)
    #expect(archive.members.map { "\($0.name) \($0.line) \(Self.text(archive.text(of: $0)) ?? "")" } == given.members)
    #expect(archive.applying([:]) == Array(given.text.utf8))
    for member in archive.members {
      let change = TextArchive.Change(text: archive.text(of: member), predecessor: "")
      let other = try TextArchive(archive.applying([member.name: change]), path: "a.txtar")
      #expect(other.members.map { other.text(of: $0) } == archive.members.map { archive.text(of: $0) })
    }
  }

  @Test func changesPreserveOtherText() throws {
    let archive = try Self.archive("note\n--  a  --\r\n1\r\n-- b --\n-- c --\nno line break")
    let changes = [
      "b": TextArchive.Change(text: Array("B\n".utf8), predecessor: "a"),
      "d": TextArchive.Change(text: Array("D\n".utf8), predecessor: "a"),
      "e": TextArchive.Change(text: [], predecessor: "c"),
    ]
    #expect(
      Self.text(archive.applying(changes))
        == "note\n--  a  --\r\n1\r\n-- d --\nD\n-- b --\nB\n-- c --\nno line break\n-- e --\n")
  }

  @Test func namesAreUnique() {
    #expect(throws: CommandError("a.txtar has two members named b, on lines 2 and 5")) {
      try Self.archive("\n-- b --\nx\n-- c --\n-- b --\n")
    }
  }

  @Test(arguments: [
    ("a.txtar/b.json", "a.txtar b.json"), ("x/A.TXTAR/b/c.json", "x/A.TXTAR b/c.json"),
    ("/x.txtar/a.txtar/b", "/x.txtar a.txtar/b"), ("a.txtar", nil), ("a.txtar/", nil), ("a.txtars/b", nil), ("a/b.json", nil),
  ]) func pathsAreSplit(path: String, expected: String?) {
    #expect(TextArchive.split(path).map { "\($0.archive) \($0.member)" } == expected)
  }

  // MARK: Commands

  private static let complete = """
    Bookings.
    -- a.json --
    \(Payloads.faulty)
    -- a.json.expected --
    # after the value
    2:31: error: JSN001: Basic
    -- b.json --
    \(Payloads.clean)
    -- b.json.expected --
    -- c.valid.json --
    \(Payloads.clean)

    """

  @Test func verifyReadsArchives() throws {
    let folder = try TestFolder(["x/all.txtar": Self.complete, "b.json": Payloads.clean, "b.json.expected": ""])
    let run = folder.run("verify", "@")
    #expect(run.output == "4 fixtures: 4 as expected\n" && run.status == 0, "\(run)")
    #expect(folder.run("verify", "@x/all.txtar").output == "3 fixtures: 3 as expected\n")
    #expect(folder.run("verify", "@x/all.txtar/a.json").output == "1 fixture: 1 as expected\n")
    let missing = folder.run("verify", "@x/all.txtar/d.json")
    #expect(missing.errors == "apptlint: cannot read x/all.txtar/d.json: the archive has no such member\n" && missing.status == 2)
  }

  @Test func verifyReportsWhatDiffers() throws {
    let folder = try TestFolder([
      "all.txtar": """
      -- a.json --
      \(Payloads.faulty)
      -- a.json.expected --
      1:1: error: JSN999
      -- b.json --
      \(Payloads.clean)
      -- gone.json.expected --
      -- notes.txt --
      -- notes.txt.expected --

      """,
      "none.txtar": "-- a.json\n{}\n",
    ])
    let run = folder.run("verify", "@")
    #expect(
      run.output == """
        --- all.txtar/a.json.expected
        +++ all.txtar/a.json
        -1:1: error: JSN999
        +2:31: error: JSN001: Basic

        all.txtar/b.json.expected is missing; apptlint verify --update writes it
        all.txtar/gone.json.expected has no payload
        all.txtar/notes.txt is neither a payload (.json, .xml, .har, .http) nor an .expected file
        all.txtar/notes.txt.expected has no payload
        none.txtar has no members; a line such as '-- booking.json --' starts one
        2 fixtures: 0 as expected, 2 differ, 4 other errors

        """)
    #expect(run.status == 1)
  }

  @Test func updateRewritesOnlyExpectations() throws {
    let old = Self.complete.replacing("2:31: error: JSN001: Basic\n", with: "nonsense\n")
      .replacing("-- b.json.expected --\n", with: "")
    let folder = try TestFolder(["all.txtar": old])
    let run = folder.run("verify", "--update", "@")
    #expect(
      run.output
        == "rewrote all.txtar/a.json.expected\nwrote all.txtar/b.json.expected\n3 fixtures: 1 as expected, 2 updated\n")
    #expect(run.status == 1 && folder.read("all.txtar") == Self.complete)
    #expect(folder.run("verify", "--update", "@").status == 0 && folder.read("all.txtar") == Self.complete)
  }

  @Test func anArchiveWithDuplicateMembersIsNotRead() throws {
    let folder = try TestFolder(["all.txtar": "-- a.json --\n{}\n-- a.json --\n{}\n", "c.valid.json": Payloads.clean])
    for command in ["verify", "coverage"] {
      let run = folder.run(command, "@")
      #expect(run.errors == "apptlint: all.txtar has two members named a.json, on lines 1 and 3\n" && run.status == 2, "\(run)")
    }
  }

  @Test func settingsInTheArchiveApply() throws {
    let folder = try TestFolder([
      "x/all.txtar": """
      -- .apptlint.json --
      { "extends": "base.json", "suppress": [{ "rule": "JSN002", "reason": "unused" }] }
      -- a.json --
      \(Payloads.faulty)
      -- a.json.expected --
      1:1: error: JSN031

      """,
      "x/base.json": #"{"limits": {"size": 10}}"#,
    ])
    let run = folder.run("verify", "@x/all.txtar")
    #expect(run.output == "1 fixture: 1 as expected\n" && run.status == 0, "\(run)")
    try folder.write("x/base.json", #"{"limits": {"size": 0}}"#)
    #expect(folder.run("verify", "@x/all.txtar").errors.contains("x/base.json:1:"))
  }

  @Test func settingsInFoldersOfTheArchiveApply() throws {
    let folder = try TestFolder([
      "all.txtar": """
      -- d/.apptlint.json --
      { "ignore": ["JSN001"] }
      -- d/e/a.json --
      \(Payloads.faulty)
      -- d/e/a.json.expected --
      -- a.json --
      \(Payloads.faulty)
      -- a.json.expected --
      2:31: error: JSN001: Basic

      """
    ])
    let run = folder.run("verify", "@")
    #expect(run.output == "2 fixtures: 2 as expected\n" && run.status == 0, "\(run)")
    #expect(folder.run("coverage", "@").errors == "")
    try folder.write("all.txtar", "-- .d/a.json --\n\(Payloads.clean)\n-- b/.c.json --\n\(Payloads.clean)\n")
    let hidden = folder.run("verify", "@")
    #expect(
      hidden.output == """
        all.txtar/.d/a.json is not checked: a name in its path starts with a dot
        all.txtar/b/.c.json is not checked: a name in its path starts with a dot
        0 fixtures: 0 as expected, 2 other errors

        """)
  }

  @Test func otherCommandsReadMembers() throws {
    let folder = try TestFolder(["x/all.txtar": Self.complete])
    let run = folder.run("check", "--format", "concise", "@x/all.txtar/a.json")
    #expect(run.output.hasPrefix("x/all.txtar/a.json:2:31: error: JSN001 ") && run.status == 1, "\(run)")
    let missing = folder.run("check", "@x/all.txtar/d.json")
    #expect(missing.errors == "apptlint: cannot read x/all.txtar/d.json: the archive has no such member\n" && missing.status == 2)
    #expect(folder.run("coverage", "@").output.contains("3 fixtures exercise"))
  }
}
