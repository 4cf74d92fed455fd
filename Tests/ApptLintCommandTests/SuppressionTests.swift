import Findings
import Testing

@testable import ApptLintCommand

@Suite struct SuppressionTests {
  /// Settings with a suppression of the missing comma in `Payloads.faulty`, and with further members of the suppression.
  private func settings(_ members: String = "", rule: String = "JSN001") -> String {
    #"{"suppress": [{"rule": "\#(rule)", "reason": "known"\#(members)}]}"#
  }

  struct Case: CustomTestStringConvertible {
    var settings: String
    /// The status of checking `a/x.json` and `b/y.json`, both faulty.
    var a: Int32
    var b: Int32
    var testDescription: String { settings }
  }

  static let cases = [
    Case(settings: #""rule": "JSN001""#, a: 0, b: 0),
    Case(settings: #""rule": "missing-comma""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN002""#, a: 1, b: 1),
    Case(settings: #""rule": "JSN001", "files": "a/**""#, a: 0, b: 1),
    Case(settings: #""rule": "JSN001", "files": "a/x.json""#, a: 0, b: 1),
    Case(settings: #""rule": "JSN001", "files": "y.json""#, a: 1, b: 0),
    Case(settings: #""rule": "JSN001", "files": "{a,b}/?.json""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "files": "c/**""#, a: 1, b: 1),
    Case(settings: #""rule": "JSN001", "files": "/a/x.json""#, a: 0, b: 1),
    Case(settings: #""rule": "JSN001", "files": "/x.json""#, a: 1, b: 1),
    Case(settings: ##""rule": "JSN001", "files": "a/\\x.json""##, a: 0, b: 1),
    Case(settings: ##""rule": "JSN001", "files": "a/\\?.json""##, a: 1, b: 1),
    Case(settings: ##""rule": "JSN001", "files": "\\{a,b}/?.json""##, a: 1, b: 1),
    Case(settings: #""rule": "JSN001", "files": "**/x*.json""#, a: 0, b: 1),
    Case(settings: #""rule": "JSN001", "files": "?.jso*""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "files": "*y.{xml,json}""#, a: 1, b: 0),
    Case(settings: #""rule": "JSN001", "files": "b/**/y.*n""#, a: 1, b: 0),
    Case(settings: #""rule": "JSN001", "files": "/**/*""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "element": "Basic""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "element": "*""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "element": "Basic.code""#, a: 1, b: 1),
    Case(settings: #""rule": "JSN001", "expires": "9999-12-31""#, a: 0, b: 0),
    Case(settings: #""rule": "JSN001", "expires": "2020-02-29""#, a: 1, b: 1),
  ]

  @Test(arguments: cases) func suppressionsMatch(_ example: Case) throws {
    let folder = try TestFolder([
      ".apptlint.json": #"{"suppress": [{"reason": "known", \#(example.settings)}]}"#, "a/x.json": Payloads.faulty,
      "b/y.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "@a/x.json").status == example.a)
    #expect(folder.run("check", "@b/y.json").status == example.b)
  }

  /// Constraints share a code, and each can be suppressed by its key.
  @Test(arguments: [("dom-6", ["pat-1"]), ("pat-1", ["dom-6"]), ("INV", []), ("app-1", ["dom-6", "pat-1"])])
  func constraintsAreSuppressedByKey(rule: String, left: [String]) throws {
    let folder = try TestFolder([
      ".apptlint.json": settings(rule: rule), "a.json": #"{"resourceType": "Patient", "contact": [{"gender": "male"}]}"#,
    ])
    let run = folder.run("check", "--pack", "none", "--format", "concise", "@a.json")
    let keys = run.findings.flatMap { line in ["dom-6", "pat-1"].filter { line.contains("INV \($0):") } }
    #expect(keys == left && run.errors == "", "\(run)")
  }

  @Test func suppressedFindingsAreCounted() throws {
    let folder = try TestFolder([".apptlint.json": settings(), "a.json": Payloads.faulty, "b.json": Payloads.clean])
    let run = folder.run("check", "--format", "concise", "@")
    #expect(run.findings.isEmpty && run.errors == "" && run.status == 0, "\(run)")
    #expect(folder.run("check", "@").output.hasSuffix("\nno findings in 2 payloads (2 clean), 1 suppressed\n"))
  }

  @Test func unusedAndExpiredSuppressionsAreReported() throws {
    let text = """
      { "suppress": [
        { "rule": "JSN001", "reason": "old", "expires": "2020-01-31" },
        { "rule": "JSN002", "reason": "never was" } ] }

      """
    let folder = try TestFolder(["in/.apptlint.json": text, "in/a.json": Payloads.faulty, "in/b.json": Payloads.clean])
    let expected = """
      in/.apptlint.json:2:13: warning: CFG002 expired-suppression: this suppression of 'JSN001' has expired (reason: old)
      in/.apptlint.json:3:13: warning: CFG001 unused-suppression: this suppression of 'JSN002' is unused (reason: never was)
      """
    let run = folder.run("check", "--format", "concise", "@")
    #expect(run.findings.joined(separator: "\n").hasSuffix(expected) && run.status == 1, "\(run)")
    // A run on a part of the folder, or with other settings, cannot determine that a suppression is unused.
    #expect(!folder.run("check", "--format", "concise", "@in/a.json").output.contains("CFG001"))
    #expect(folder.run("check", "--format", "concise", "@in/a.json").output.contains("CFG002"))
    #expect(!folder.run("check", "--format", "concise", "--select", "JSN", "@").output.contains("CFG001"))
    #expect(folder.run("check", "--fail-on", "warning", "@in/b.json").status == 1)
    let tooMany = folder.run("check", "--max-warnings", "1", "--fail-on", "never", "@")
    #expect(tooMany.status == 1 && tooMany.errors.hasSuffix("2 warnings exceed --max-warnings 1\n"), "\(tooMany)")
    #expect(folder.run("check", "--max-warnings", "2", "--fail-on", "never", "@").status == 0)
    #expect(folder.run("check", "--format", "json", "@in").output.hasPrefix("{\n  \"resourceType\": \"Bundle\""))
    #expect(folder.run("check", "--format", "json", "@in").output.hasSuffix("\n  ]\n}\n"))
    #expect(folder.run("check", "@").output.hasSuffix("\n1 error, 2 warnings in 2 payloads (1 clean)\n"))
  }

  @Test func severityOfUnusedSuppressionsCanBeConfigured() throws {
    let text = #"{ "severity": {"CFG001": "error"}, "suppress": [ {"rule": "JSN002", "reason": "none"} ] }"#
    let folder = try TestFolder([".apptlint.json": text, "b.json": Payloads.clean])
    #expect(folder.run("check", "@").status == 1)
    try folder.write(".apptlint.json", text.replacing(#""severity": {"CFG001": "error"}"#, with: #""ignore": ["CFG"]"#))
    #expect(folder.run("check", "@").output.hasSuffix("\nno findings in 1 payload (1 clean)\n"))
    #expect(folder.run("explain", "CFG001").status == 0)
  }

  @Test(arguments: RuleDescriptor.suppressions) func examplesOfSuppressionRulesAreCorrect(rule: RuleDescriptor) throws {
    let folder = try TestFolder([".apptlint.json": rule.fails[0].text, "b.json": Payloads.clean])
    #expect(folder.run("check", "--format", "concise", "@").output.contains("\(rule.code) \(rule.name)"))
    try folder.write(".apptlint.json", rule.passes[0].text)
    #expect(folder.run("check", "--format", "concise", "@").findings.isEmpty)
  }

  static let errors: [(text: String, sentence: String)] = [
    (#"{"suppress": «{}}"#, "'suppress' must be a list of suppressions"),
    (#"{"suppress": [«"JSN001"]}"#, "expected an object"),
    (#"{"suppress": [«{"reason": "x"}]}"#, "a suppression requires a 'rule'"),
    (#"{"suppress": [«{"rule": "JSN001"}]}"#, "a suppression requires a 'reason'"),
    (#"{"suppress": [{"rule": "JSN001", «"reason": "  "}]}"#, "a suppression requires a 'reason'"),
    (#"{"suppress": [{"rule": "JSN001", "reason": "x", «"file": "y"}]}"#, "unknown setting 'file'; did you mean files?"),
    (#"{"suppress": [{"rule": «"ZZZ", "reason": "x"}]}"#, "no rule has the code or name 'ZZZ'"),
    (#"{"suppress": [{"rule": "JSN001", "reason": "x", «"expires": "2026-02-30"}]}"#, "'expires' must be a date"),
    (#"{"suppress": [{"rule": "JSN001", "reason": "x", «"expires": "2026"}]}"#, "'expires' must be a date"),
    (#"{"suppress": [{"rule": "JSN001", "reason": "x", «"element": "a..b"}]}"#, "'element' must be a path such as"),
    (#"{«"extends": "none.json"}"#, "file not found: none.json"),
    (#"{«"extends": ".apptlint.json"}"#, "circular 'extends': .apptlint.json extends this file"),
    (#"{«"extends": 1}"#, "'extends' must be a non-empty string"),
  ]

  @Test(arguments: errors) func errorsAreReportedWithTheirPosition(text: String, sentence: String) throws {
    let column = text.prefix { $0 != "«" }.count + 1 - (text.contains("«{}") ? 12 : 0)
    let folder = try TestFolder(["a.json": "{}", ".apptlint.json": text.replacing("«", with: "")])
    let run = folder.run("check", "@a.json")
    #expect(run.errors.hasPrefix("apptlint: .apptlint.json:1:\(column): \(sentence)") && run.status == 2, "\(run.errors)")
  }

  @Test func oneFileExtendsAnother() throws {
    let folder = try TestFolder([
      "base.json":
        #"{ "extends": "more/base.json", "failOn": "never", "ignore": ["JSN002"], "severity": {"JSN001": "warning"} }"#,
      "more/base.json": #"{ "failOn": "warning", "suppress": [ {"rule": "JSN001", "files": "x.json", "reason": "all xs"} ] }"#,
      "a/.apptlint.json": #"{ "extends": "../base.json", "failOn": "warning" }"#,
      "a/b/.apptlint.json": #"{ "extends": "../.apptlint.json", "failOn": "error" }"#,
      "a/x.json": Payloads.faulty, "a/y.json": Payloads.faulty, "a/b/y.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "@a/x.json").output.contains("1 suppressed"))
    #expect(folder.run("check", "--format", "concise", "@a/y.json").output.contains("warning: JSN001"))
    #expect(folder.run("check", "@a/y.json").status == 1)
    #expect(folder.run("check", "@a/b/y.json").status == 0)
    // A suppression shared through a file with another name may be unused in some folders.
    #expect(!folder.run("check", "@a/b").output.contains("CFG001"))
  }

  @Test func errorsInExtendedFilesAreReportedThere() throws {
    let folder = try TestFolder([
      "base.json": #"{ "packs": ["no-such-pack"] }"#, ".apptlint.json": #"{ "extends": "base.json" }"#, "a.json": "{}",
    ])
    #expect(folder.run("check", "@a.json").errors.hasPrefix("apptlint: base.json:1:13: unknown rule pack 'no-such-pack'"))
    try folder.write("base.json", #"{ "packs": ["plausibility"] }"#)
    try folder.write(".apptlint.json", #"{ "extends": "base.json", "interaction": "dance" }"#)
    #expect(folder.run("check", "@a.json").errors.hasPrefix("apptlint: .apptlint.json:1:27: the selected rule packs"))
    try folder.write("base.json", #"{ "extends": ".apptlint.json" }"#)
    #expect(folder.run("check", "@a.json").errors.hasPrefix("apptlint: base.json:1:3: circular 'extends'"))
  }

  @Test(arguments: [
    ("Appointment.status", "Appointment.status", true), ("Appointment", "Appointment.contained[1].id", true),
    ("Appointment.contained[1]", "Appointment.contained[1].id", true),
    ("Appointment.contained[0]", "Appointment.contained[1].id", false),
    ("Appointment.contained.id", "Appointment.contained[1].id", true),
    ("Appointment.contained[*].id", "Appointment.contained[1].id", true),
    ("*.status", "Slot.status", true), ("Slot.stat", "Slot.status", false), ("Slot.status.x", "Slot.status", false),
    ("Slot.`a.b`", "Slot.`a.b`[0].c", true), ("Slot.`a.b`[1]", "Slot.`a.b`[0]", false), ("Slot.`a`", "Slot.`a.b`", false),
    (#"*.`\`.`"#, #"Slot.`\`.`"#, true), ("A.b[1]", "A.b[1][2]", true), ("A.b[1][2]", "A.b[1]", false),
    ("A.b[*][2]", "A.b[1][2]", true), ("A.b[1][2]", "A.b[1][3]", false), ("A.b[*]", "A.b", true), ("A.b[0]", "A.b", false),
  ]) func elementPatterns(pattern: String, element: String, fits: Bool) throws {
    var index = ElementPatternIndex()
    index.add(try #require(ElementPattern("Other.*")), number: 1)
    index.add(try #require(ElementPattern(pattern)), number: 2)
    let numbers = index.groups(matching: ElementPattern.parts(of: element)).map { index.groups[$0] }
    #expect(numbers == (fits ? [[2]] : []))
  }

  @Test(arguments: ["", "a..b", "a[x]", "a[]", "a[0", "a`b`", "`a", "`a`b", "a.`b`[0]c", "a[0]b"])
  func invalidElementPatterns(text: String) {
    #expect(ElementPattern(text) == nil)
  }

  @Test(
    arguments: [
      ("Slot.`a.b`[0].c[1][2]", "Slot.`a.b`[0].c[1][2]"), ("Slot.a[1].b c.d", "Slot.a[1]"), ("Slot.`a", "Slot"), ("a b", nil),
    ] as [(String, String?)]) func theLongestPatternOfAnElement(element: String, pattern: String?)
  {
    #expect(ElementPattern.longestPattern(of: element) == pattern)
  }

  @Test(arguments: ["a", "a*", "a?b", "[1]", "{x,y}", "i\\j", "a[{", "**", "}],", "!a", "#a", "€𝄞"]) func escapedPatterns(
    name: String
  ) throws {
    let patterns = try #require(PathPattern.all(of: PathPattern.escaped(name)))
    #expect(patterns.count == 1)
    #expect(patterns[0].matches([Substring(name)]))
    for other in ["a", "ab", "axb", "1", "x", "y", "ij", "xyz", "ax"] where other != name {
      #expect(!patterns[0].matches([Substring(other)]), "\(other)")
    }
  }

  @Test(arguments: [
    ("a", ["a"]), ("{a}", ["{a}"]), ("x{a,b}y", ["xay", "xby"]), ("{a,b}{c,}", ["ac", "a", "bc", "b"]),
    ("{a,{b,c}}", ["a", "b", "c"]), ("}a{,", ["}a{,"]),
    (#"\{a,b}"#, [#"\{a,b}"#]), (#"{a,b\}"#, [#"{a,b\}"#]), (#"{a\,b,c}"#, [#"a\,b"#, "c"]), (#"\\{a,b}"#, [#"\\a"#, #"\\b"#]),
  ]) func braces(text: String, expected: [String]) {
    #expect(Braces.expanded(text) == expected)
  }
}
