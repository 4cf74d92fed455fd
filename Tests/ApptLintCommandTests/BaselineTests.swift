import Testing

@testable import ApptLintCommand

@Suite struct BaselineTests {
  @Test func whatIsKnownIsLeftOut() throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, "in/b.json": Payloads.clean, "c.json": Payloads.faulty])
    let written = folder.run("check", "--write-baseline", "@in/known.json", "@in")
    #expect(
      written.status == 0 && written.output.hasSuffix("no findings in 2 files (2 clean), 1 known from the baseline\n"),
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
    // The baseline itself is no payload, though it lies in the folder.
    let known = folder.run("check", "--baseline", "@in/known.json", "@in")
    #expect(known.status == 0 && known.errors == "" && known.output.contains("in 2 files"), "\(known)")
    // What is in another file is new, and so is a second finding of the kind; that lines moved is nothing.
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

  @Test func whatIsMendedIsToldAndTakenOut() throws {
    let folder = try TestFolder([
      "a.json": Payloads.faulty, "b.json": Payloads.faulty, "c.json": Payloads.faulty, "d.json": Payloads.faulty,
    ])
    #expect(folder.run("check", "--write-baseline", "@known.json", "@*.json").status == 0)
    try folder.write("a.json", Payloads.clean)
    try folder.remove("c.json")
    let run = folder.run("check", "--baseline", "@known.json", "@a.json", "@b.json")
    #expect(
      run.errors == """
        apptlint: 2 findings of known.json are mended; --prune-baseline takes them out
        apptlint: mended: JSN001 in a.json at Basic
        apptlint: mended: JSN001 in c.json at Basic

        """)
    #expect(run.status == 0)
    #expect(folder.run("check", "--quiet", "--baseline", "@known.json", "@a.json").errors == "")
    let before = folder.read("known.json")
    let pruned = folder.run("check", "--prune-baseline", "--baseline", "@known.json", "@a.json", "@b.json")
    #expect(pruned.errors.hasPrefix("apptlint: 2 findings of known.json are mended and no longer in it\n"))
    let after = try #require(folder.read("known.json"))
    // What was not checked stays.
    #expect(after != before && !after.contains("a.json") && after.contains("b.json") && after.contains("d.json"))
    #expect(folder.run("check", "--baseline", "@known.json", "@a.json", "@b.json").errors == "")
  }

  @Test func pathsAreFromTheBaseline() throws {
    let folder = try TestFolder(["in/a.json": Payloads.faulty, "gate/x": ""])
    #expect(folder.run("check", "--write-baseline", "@gate/known.json", "@in").status == 0)
    #expect(try #require(folder.read("gate/known.json")).contains(#""file":"../in/a.json""#))
    #expect(folder.run("check", "--baseline", "@gate/known.json", "@in/a.json").status == 0)
  }

  static let faults: [(text: String, sentence: String)] = [
    ("[]", ":1:1: a baseline is an object"), (#"{"version": 2}"#, ":1:2: this version reads baselines of version 1"),
    (#"{"version": 1, "finding": []}"#, ":1:16: there is no key 'finding'; did you mean findings?"),
    (#"{"findings": [{"file": "a", "rule": "b"}]}"#, ":1:15: an entry needs 'file', 'rule' and 'count'"),
    (#"{"findings": [{"file": "a", "rule": "b", "count": 0}]}"#, ":1:42: 'count' is a whole number from 1 up"),
    (#"{"findings": [1]}"#, ":1:15: an entry is an object"),
  ]

  @Test(arguments: faults) func faultsAreToldWithTheirPlace(text: String, sentence: String) throws {
    let folder = try TestFolder(["a.json": "{}", "known.json": text])
    let run = folder.run("check", "--baseline", "@known.json", "@a.json")
    #expect(run.errors.hasPrefix("apptlint: known.json\(sentence)") && run.status == 2, "\(run)")
  }

  @Test func wrongUseIsTold() throws {
    let folder = try TestFolder(["a.json": Payloads.clean])
    let cases: [([String], String)] = [
      (["--baseline", "@no.json"], "there is no baseline no.json; --write-baseline no.json makes it"),
      (["--prune-baseline"], "--prune-baseline needs the baseline: --baseline FILE"),
      (["--write-baseline", "@b", "--baseline", "@b"], "--write-baseline makes a baseline anew"),
      (["--write-baseline", "@b", "--ndjson-input"], "a baseline goes by files"),
      (["--write-baseline", "@no/such/b"], "cannot write no/such/b: No such file or directory"),
      (["--max-warnings", "-1"], "--max-warnings needs a whole number from 0 up"),
    ]
    for (words, sentence) in cases {
      let run = folder.run(["check", "@a.json"] + words)
      #expect(run.errors.hasPrefix("apptlint: " + sentence) && run.status == 2, "\(words): \(run)")
    }
  }
}
