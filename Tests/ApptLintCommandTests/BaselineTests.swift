import Testing

@testable import ApptLintCommand

@Suite struct BaselineTests {
  @Test func knownFindingsAreOmitted() throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, "in/b.json": Payloads.clean, "c.json": Payloads.faulty])
    let written = folder.run("check", "--write-baseline", "@in/known.json", "@in")
    #expect(
      written.status == 0 && written.output.hasSuffix("no findings in 2 payloads (2 clean), 1 known from the baseline\n"),
      "\(written)")
    #expect(
      folder.read("in/known.json") == """
        {
          "version": 1,
          "findings": [
            {"file":"a.json","rule":"JSN001","element":"Basic","count":1}
          ]
        }

        """)
    // The baseline itself is not a payload, though it is in the folder.
    let known = folder.run("check", "--baseline", "@in/known.json", "@in")
    #expect(known.status == 0 && known.errors == "" && known.output.contains("in 2 payloads"), "\(known)")
    // A finding in another file is new, and so is a second finding of the same kind; moved lines do not matter.
    #expect(folder.run("check", "--baseline", "@in/known.json", "@c.json").status == 1)
    try folder.write("in/a.json", "\n\n" + Payloads.faulty)
    #expect(folder.run("check", "--baseline", "@in/known.json", "@in").status == 0)
    try folder.write(
      "in/a.json",
      #"{"resourceType": "Basic" "code": {"text": "x"} "id": "a", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Basic|3.0.2"]}}"#
    )
    let second = folder.run("check", "--format", "concise", "--baseline", "@in/known.json", "@in")
    #expect(second.status == 1 && second.findings.count == 1, "\(second)")
  }

  @Test func fixedFindingsAreReportedAndRemoved() throws {
    let folder = try TestFolder([
      "a.json": Payloads.faulty, "b.json": Payloads.faulty, "c.json": Payloads.faulty, "d.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "--write-baseline", "@known.json", "@*.json").status == 0)
    try folder.write("a.json", Payloads.clean)
    try folder.remove("c.json")
    let run = folder.run("check", "--baseline", "@known.json", "@a.json", "@b.json")
    #expect(
      run.errors == """
        apptlint: 2 findings in known.json are fixed; --prune-baseline removes them
        apptlint: fixed: JSN001 in a.json at Basic
        apptlint: fixed: JSN001 in c.json at Basic

        """)
    #expect(run.status == 0)
    #expect(folder.run("check", "--quiet", "--baseline", "@known.json", "@a.json").errors == "")
    let before = folder.read("known.json")
    let pruned = folder.run("check", "--prune-baseline", "--baseline", "@known.json", "@a.json", "@b.json")
    #expect(pruned.errors.hasPrefix("apptlint: 2 findings in known.json are fixed and removed\n"))
    let after = try #require(folder.read("known.json"))
    // Entries of unchecked files are kept.
    #expect(after != before && !after.contains("a.json") && after.contains("b.json") && after.contains("d.json"))
    #expect(folder.run("check", "--baseline", "@known.json", "@a.json", "@b.json").errors == "")
  }

  /// The payloads of one file share its entries, and members of archives and standard input are not files.
  @Test(arguments: ["a.ndjson", "b.txtar/x.json", "-"]) func entriesThatStillMatchAreKept(input: String) throws {
    let line = Payloads.faulty.replacing("\n", with: " ")
    let folder = try TestFolder([
      "a.ndjson": line + "\n" + Payloads.clean + "\n" + #"{"resourceType": "Basic", "wrong": 1}"# + "\n",
      "b.txtar": "-- x.json --\n\(Payloads.faulty)", "c.json": Payloads.clean,
    ])
    func check(_ words: [String], _ input: String) -> TestRun {
      folder.run(["check"] + words + [input == "-" ? input : "@" + input], input: Payloads.faulty)
    }
    #expect(check(["--write-baseline", "@known.json"], input).status == 0)
    let written = folder.read("known.json")
    for path in [input, "c.json"] {
      let run = check(["--baseline", "@known.json", "--prune-baseline"], path)
      #expect(run.status == 0 && run.errors == "" && folder.read("known.json") == written, "\(path): \(run)")
    }
  }

  /// A patient with a wrong code, a missing narrative and, further in, another wrong code.
  static let several = """
    {"resourceType": "Patient", "gender": "x", "contact": [{"gender": "y", "name": {"text": "z"}}],
     "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "123"}]}
    """

  /// What a run does not report or read is not fixed.
  @Test(arguments: [
    ["--ignore", "BND"], ["--ignore", "code-not-in-value-set"], ["--select", "dom-6"], ["--select", "REF,NHS"],
    ["--ignore", "dom-6"], ["--pack", "none"], ["--max-size", "10"], ["--max-depth", "2"],
  ]) func entriesThatWereNotCheckedAreKept(options: [String]) throws {
    let folder = try TestFolder(["a.json": Self.several, "a.ndjson": Self.several.replacing("\n", with: "") + "\n"])
    #expect(folder.run("check", "--write-baseline", "@known.json", "@").status == 0)
    let written = try #require(folder.read("known.json"))
    #expect(["BND001", "dom-6", "NHS"].allSatisfy { written.contains($0) }, "\(written)")
    let run = folder.run(["check", "--baseline", "@known.json", "--prune-baseline"] + options + ["@"])
    #expect(folder.read("known.json") == written && !run.errors.contains("fixed"), "\(run)")
    // A rule that is checked is fixed.
    try folder.write("a.json", Self.several.replacing(#""gender": "x", "#, with: ""))
    let other = folder.run("check", "--baseline", "@known.json", "--ignore", "INV", "@a.json")
    #expect(other.errors.contains("apptlint: fixed: BND001 in a.json at Patient.gender\n"), "\(other)")
  }

  /// What a run did not check because of its options: another interaction or release, no earlier version, no requested profile.
  @Test(arguments: [
    (
      ["--pack", "nhs-booking", "--interaction", "book"], ["--pack", "nhs-booking", "--interaction", "update"], "BKL001",
      #"{"resourceType": "Appointment", "id": "a", "status": "booked"}"#
    ),
    (["--fhir-version", "4.0"], ["--fhir-version", "3.0"], "dom-6", #"{"resourceType": "Patient"}"#),
    (
      ["--profile", "http://hl7.org/fhir/StructureDefinition/bmi"], [], "PRO",
      #"{"resourceType": "Observation", "status": "final", "code": {"text": "x"}}"#
    ),
    (
      ["--pack", "nhs-booking", "--against", "@old.json"], ["--pack", "nhs-booking"], "BKL14",
      #"{"resourceType": "Appointment", "id": "a", "status": "cancelled", "minutesDuration": 20}"#
    ),
  ]) func entriesOfOtherOptionsAreKept(writing: [String], reading: [String], rule: String, payload: String) throws {
    let folder = try TestFolder([
      "a.json": payload, "old.json": #"{"resourceType": "Appointment", "id": "a", "status": "booked", "minutesDuration": 10}"#,
    ])
    func run(_ words: [String]) -> TestRun { folder.run(["check", "@a.json"] + words) }
    #expect(run(writing + ["--write-baseline", "@known.json"]).status == 0)
    let written = try #require(folder.read("known.json"))
    #expect(written.contains("\"rule\":\"\(rule)"), "\(written)")
    #expect(run(reading + ["--baseline", "@known.json", "--prune-baseline"]).status < 2)
    #expect(folder.read("known.json")?.contains("\"rule\":\"\(rule)") == true)
  }

  @Test func entriesOfSuppressedFindingsAndLostContentAreKept() throws {
    let folder = try TestFolder(["a.json": Self.several])
    #expect(folder.run("check", "--write-baseline", "@known.json", "@").status == 0)
    let written = try #require(folder.read("known.json"))
    func prune() -> TestRun { folder.run("check", "--baseline", "@known.json", "--prune-baseline", "@a.json") }
    try folder.write(".apptlint.json", #"{"suppress": [{"rule": "BND", "reason": "x"}, {"rule": "dom-6", "reason": "x"}]}"#)
    #expect(prune().errors == "" && folder.read("known.json") == written)
    try folder.remove(".apptlint.json")
    try folder.write("a.json", Self.several.replacing(#""y", "name""#, with: #""y" :: [ "name""#))
    #expect(!prune().errors.contains("fixed") && folder.read("known.json") == written, "\(prune())")
    // The suppressed finding itself is fixed.
    try folder.write(".apptlint.json", #"{"suppress": [{"rule": "BND001", "reason": "x"}]}"#)
    try folder.write("a.json", Self.several.replacing(#""gender": "x", "#, with: ""))
    #expect(prune().errors.contains("fixed: BND001 in a.json at Patient.gender\n"), "\(prune())")
  }

  @Test func fixedLinesAndDeletedMembersAreReported() throws {
    let line = Payloads.faulty.replacing("\n", with: " ")
    let folder = try TestFolder(["a.ndjson": line + "\n" + line + "\n", "b.txtar": "-- x.json --\n\(Payloads.faulty)"])
    #expect(folder.run("check", "--write-baseline", "@known.json", "@a.ndjson", "@b.txtar/x.json").status == 0)
    try folder.write("a.ndjson", Payloads.clean + "\n" + line + "\n")
    try folder.write("b.txtar", "-- y.json --\n\(Payloads.faulty)")
    let gone = folder.run("check", "--baseline", "@known.json", "@a.ndjson")
    #expect(gone.errors.hasPrefix("apptlint: 1 finding in known.json is fixed;") && gone.errors.contains("b.txtar/x.json"))
    try folder.write("a.ndjson", Payloads.clean + "\n")
    #expect(folder.run("check", "--baseline", "@known.json", "@a.ndjson").errors.contains("2 findings in known.json are fixed;"))
  }

  @Test func pathsAreRelativeToTheBaseline() throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, "gate/x": ""])
    #expect(folder.run("check", "--write-baseline", "@gate/known.json", "@in").status == 0)
    #expect(try #require(folder.read("gate/known.json")).contains(#""file":"../in/a.json""#))
    #expect(folder.run("check", "--baseline", "@gate/known.json", "@in/a.json").status == 0)
  }

  static let errors: [(text: String, sentence: String)] = [
    ("[]", ":1:1: a baseline must be an object"), (#"{"version": 2}"#, ":1:2: expected version 1"),
    (#"{"version": 1, "finding": []}"#, ":1:16: unknown key 'finding'; did you mean findings?"),
    (#"{"findings": [{"file": "a", "rule": "b"}]}"#, ":1:15: an entry requires 'file', 'rule' and 'count'"),
    (#"{"findings": [{"file": "a", "rule": "b", "count": 0}]}"#, ":1:42: 'count' must be a whole number of at least 1"),
    (#"{"findings": [1]}"#, ":1:15: expected an object"),
  ]

  @Test(arguments: errors) func errorsAreReportedWithTheirPosition(text: String, sentence: String) throws {
    let folder = try TestFolder(["a.json": "{}", "known.json": text])
    let run = folder.run("check", "--baseline", "@known.json", "@a.json")
    #expect(run.errors.hasPrefix("apptlint: known.json\(sentence)") && run.status == 2, "\(run)")
  }

  /// `--write-baseline` writes only a new file, or replaces a baseline or an empty file.
  @Test(arguments: [
    ("b.json", Payloads.clean, false), ("b.json", Payloads.faulty, false), ("b.json", "{}", false), ("b.json", "[]", false),
    ("notes.txt", "findings", false), ("b.json", #"{"findings": [], "name": "x"}"#, false),
    ("b.json", #"{"resourceType": "Basic", "findings": []}"#, false), ("b.xml", "<Basic/>", false), ("b.json", "\n", true),
    ("b.json", #"{"version": 1, "findings": []}"#, true), ("b.json", #"{"version": 2, "findings": []}"#, true),
  ]) func onlyBaselinesAreReplaced(name: String, text: String, isReplaced: Bool) throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, name: text])
    let run = folder.run("check", "--write-baseline", "@" + name, "@in")
    if isReplaced {
      #expect(run.status == 0 && folder.read(name)?.contains("JSN001") == true, "\(run)")
    } else {
      #expect(run.status == 2 && run.output == "" && folder.read(name) == text, "\(run)")
      #expect(run.errors == "apptlint: cannot write \(name): it is not a baseline; delete it, or choose another name\n")
    }
  }

  @Test func invalidUseIsReported() throws {
    let folder = try TestFolder(["a.json": Payloads.clean])
    let cases: [([String], String)] = [
      (["--baseline", "@no.json"], "baseline not found: no.json; --write-baseline no.json creates it"),
      (["--prune-baseline"], "--prune-baseline requires --baseline FILE"),
      (["--write-baseline", "@b", "--baseline", "@b"], "--write-baseline cannot be combined with"),
      (["--write-baseline", "@b", "--ndjson-input"], "a baseline cannot be combined with --ndjson-input"),
      (["--write-baseline", "@no/such/b"], "cannot write no/such/b: No such file or directory"),
      (["--max-warnings", "-1"], "invalid value '-1' for --max-warnings; expected a whole number of at least 0"),
    ]
    for (words, sentence) in cases {
      let run = folder.run(["check", "@a.json"] + words)
      #expect(run.errors.hasPrefix("apptlint: " + sentence) && run.status == 2, "\(words): \(run)")
    }
  }
}
