import Testing

/// The editions of a specification: `--edition`, and the key `editions` of settings files.
@Suite struct EditionTests {
  /// A booking whose use case only the newest edition has.
  static let booking = """
    { "resourceType": "Appointment", "id": "5b1f0e64-2c7a-4f83-9d15-e0a6b7c83920",
      "meta": { "lastUpdated": "2026-02-02T09:00:00Z",
                "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment"] },
      "status": "booked",
      "serviceCategory": [ { "coding": [ { "system": "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars",
                                           "code": "a7t1" } ] } ],
      "start": "2026-03-09T10:00:00Z", "end": "2026-03-09T10:10:00Z", "created": "2026-02-02T09:00:00Z",
      "slot": [ { "reference": "Slot/17" } ],
      "participant": [ { "actor": { "reference": "Patient/17" }, "status": "accepted" } ] }
    """

  @Test func theNewestEditionIsTheDefault() throws {
    let run = try TestFolder(["a.json": Self.booking]).run("check", "@a.json", "--format", "concise")
    #expect(run.status == 0)
    #expect(run.findings == [])
    #expect(run.output.contains("(edition bars 1.5.0; "))
  }

  /// The edition is selected by an option or by the settings of the folder.
  @Test(arguments: [
    (["--edition", "bars=1.1.6"], "{}"), ([], #"{ "editions": { "bars": "1.1.6" } }"#),
    (["--edition", "bars=1.1.6"], #"{ "editions": { "bars": "1.5.0" } }"#),
  ]) func anEarlierEditionHasItsOwnDefinitions(options: [String], settings: String) throws {
    let folder = try TestFolder(["a.json": Self.booking, ".apptlint.json": settings])
    let run = folder.run(["check", "@a.json", "--format", "concise"] + options)
    #expect(run.findings.count == 1 && run.findings[0].contains("BRS679,BND005"), "\(run.output)")
    #expect(run.output.contains("(edition bars 1.1.6; "))
  }

  /// A row of the newest edition does not apply to an earlier edition, and vice versa.
  @Test(arguments: [("1.5.0", 0), ("1.1.6", 1)]) func rowsBelongToEditions(edition: String, errors: Int) throws {
    let folder = try TestFolder(["a.json": Self.booking])
    let run = folder.run(
      "check", "@a.json", "--pack", "bars", "--interaction", "update", "--edition", "bars=" + edition, "--select", "BRS002",
      "--format", "concise")
    #expect(run.findings.count == errors)
  }

  @Test(arguments: ["1.5.0", "1.1.6"]) func sourcesNameTheEdition(edition: String) throws {
    let run = try TestFolder().run("explain", "BRS005", "--edition", "bars=" + edition)
    #expect(run.output.contains("BaRS Core \(edition), Appointment standard pattern: Book"))
    let rules = try TestFolder().run("rules", "--pack", "bars", "--format", "json", "--edition", "bars=" + edition)
    #expect(rules.output.contains("\"editions\": \"since 1.5.0\"") == (edition == "1.5.0"))
    #expect(rules.output.contains("\"BRS610\"") == (edition == "1.5.0"))
  }

  /// Elements and fixes that belong only to some editions are marked with these editions.
  @Test func aPageSaysWhichElementsAndFixesBelongToAnEdition() throws {
    let page = try TestFolder().run("explain", "BRS664").output
    for (system, editions) in [("Id/dos-service-id", "since 1.5.0"), ("CodeSystem/dos-id", "until 1.1.6")] {
      #expect(page.contains(".coding.where(system = 'https://fhir.nhs.uk/\(system)').code (\(editions))\n"))
      #expect(page.contains("    In editions \(editions): Add a `useContext` coded in `https://fhir.nhs.uk/\(system)`.\n"))
    }
    #expect(page.contains("\n    Send a Bundle of type searchset.\n"))
  }

  /// `rules --edition` lists the rules of its pack, or of another pack that `--pack` names.
  @Test func onlyRulesOfTheEditionAreListed() throws {
    let folder = try TestFolder()
    let listed = folder.run("rules", "--edition", "bars=1.1.6")
    #expect(listed.output == folder.run("rules", "--pack", "bars", "--edition", "bars=1.1.6").output)
    #expect(listed.lines.count > 100 && listed.lines.allSatisfy { $0.contains(" bars ") })
    let others = folder.run("rules", "--pack", "nhs-registry", "--edition", "bars=1.1.6")
    #expect(!others.lines.isEmpty && others.lines.allSatisfy { $0.contains(" nhs-registry ") })
  }

  @Test func withoutTheOptionTheRulesOfAllEditionsAreListed() throws {
    #expect(try TestFolder().run("rules", "BRS610").output.contains("bars-reschedule-only-slot"))
  }

  /// The page of a rule says if the chosen edition does not have the rule, because of the editions of its row or of its table.
  @Test(arguments: [("1.5.0", false), ("1.1.6", true)], ["BRS610", "BRS791"]) func aPageSaysWhetherTheEditionHasTheRule(
    edition: (version: String, isMissing: Bool), code: String
  ) throws {
    let run = try TestFolder().run("explain", code, "--edition", "bars=" + edition.version)
    #expect(run.status == 0)
    let section = "\nEdition\n    Not in the selected edition 1.1.6: the rule exists only in editions since 1.5.0.\n"
    #expect(run.output.contains(section) == edition.isMissing)
  }

  /// Codes of rules that the chosen edition does not have select nothing, but are not reported as unknown.
  @Test(arguments: [
    (["--select", "BRS610"], "{}"), (["--ignore", "BRS610"], "{}"), (["--ignore", "BRS791"], "{}"),
    ([], #"{ "ignore": ["BRS610"], "severity": { "bars-reschedule-only-slot": "warning" } }"#),
    ([], #"{ "suppress": [ { "rule": "BRS610", "reason": "for the newest edition" } ] }"#),
  ]) func codesOfOtherEditionsAreKnown(options: [String], settings: String) throws {
    let folder = try TestFolder(["a.json": Self.booking, ".apptlint.json": settings])
    let run = folder.run(["check", "@a.json", "--format", "concise", "--edition", "bars=1.1.6"] + options)
    #expect(run.status != 2 && !run.output.contains("no rule has"), "\(run.output)")
  }

  @Test(arguments: ["full", "json", "sarif", "html"]) func reportsNameTheEdition(format: String) throws {
    let run = try TestFolder(["a.json": Self.booking]).run("check", "@a.json", "--format", format)
    #expect(run.output.contains("bars 1.5.0"))
  }

  @Test(arguments: [
    ("bars=1.2", "the pack 'bars' has no edition '1.2'; known: 1.5.0, 1.1.6"),
    ("nhs-booking=1", "the pack 'nhs-booking' has only one edition"), ("none=1", "unknown rule pack 'none'"),
    ("bars", "invalid value 'bars' for --edition"), ("=1.5.0", "invalid value '=1.5.0' for --edition"),
  ]) func unknownEditionsAreRejected(value: String, sentence: String) throws {
    let run = try TestFolder(["a.json": Self.booking]).run("check", "@a.json", "--edition", value)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("apptlint: " + sentence), "\(run.errors)")
  }

  @Test func anUnknownEditionInSettingsIsReportedWithItsPosition() throws {
    let folder = try TestFolder(["a.json": Self.booking, ".apptlint.json": "{ \"editions\": {\n  \"bars\": \"2\" } }"])
    let run = folder.run("check", "@a.json")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("apptlint: .apptlint.json:2:3: the pack 'bars' has no edition '2'"), "\(run.errors)")
  }
}
