import Foundation
import Testing

/// The user's profiles and packages, on the command line and in settings.
@Suite struct DefinitionsTests {
  /// A profile of Patient, by default for R4 and with a required birth date.
  static func patient(
    _ url: String = "http://example.org/fhir/StructureDefinition/Born",
    base: String = "http://hl7.org/fhir/StructureDefinition/Patient",
    version: String = "4.0.1", kind: String = "resource", view: String = "differential",
    elements: String = #"{"path": "Patient"}, {"path": "Patient.birthDate", "min": 1}"#
  ) -> String {
    """
    {"resourceType": "StructureDefinition", "url": "\(url)", "version": "1.2.0", "name": "Born", "status": "draft",
     "fhirVersion": "\(version)", "kind": "\(kind)", "abstract": false, "type": "Patient", "baseDefinition": "\(base)",
     "derivation": "constraint", "\(view)": {"element": [\(elements)]}}
    """
  }

  static let url = "http://example.org/fhir/StructureDefinition/Born"

  private func codes(_ run: TestRun) -> [String] {
    run.lines.compactMap { line in line.split(separator: ": ").dropFirst(2).first.map { String($0.prefix { $0 != " " }) } }
  }

  @Test func aUserProfileIsEnforced() throws {
    let folder = try TestFolder([
      "born.json": Self.patient(), "ok.json": #"{"resourceType": "Patient", "birthDate": "1990-02-01"}"#,
      "no.json": #"{"resourceType": "Patient", "active": true}"#,
      "claims.json": #"{"resourceType": "Patient", "meta": {"profile": ["\#(Self.url)"]}, "active": true}"#,
      "claims-version.json": #"{"resourceType": "Patient", "meta": {"profile": ["\#(Self.url)|1.2"]}, "active": true}"#,
      "claims-other.json": #"{"resourceType": "Patient", "meta": {"profile": ["\#(Self.url)|2.0.0"]}, "active": true}"#,
    ])
    func check(_ file: String, _ words: [String] = []) -> [String] {
      codes(
        folder.run(
          ["check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6"] + words + [
            "@" + file
          ]))
    }
    let asked = ["--ig", "@born.json", "--profile", Self.url]
    #expect(check("ok.json", asked) == [])
    #expect(check("no.json", asked) == ["PRO005"])
    #expect(check("no.json", ["--ig", "@born.json"]) == [])
    #expect(check("claims.json") == [])
    for file in ["claims.json", "claims-version.json"] { #expect(check(file, ["--ig", "@born.json"]) == ["PRO005"], "\(file)") }
    #expect(check("claims-other.json", ["--ig", "@born.json"]) == [], "another version is another profile")
    #expect(check("claims.json", asked) == ["PRO005"], "a claimed and requested profile is checked once")
  }

  @Test func packagesAreFoldersArchivesAndFiles() throws {
    let folder = try TestFolder([
      "package/born.json": Self.patient(), "package/package.json": #"{"name": "born", "fhirVersions": ["4.0.1"]}"#,
      "package/deep/er/other.xml":
        "<StructureDefinition xmlns=\"http://hl7.org/fhir\"><url value=\"http://example.org/Other\"/><kind value=\"resource\"/><type value=\"Patient\"/><baseDefinition value=\"\(Self.url)\"/><derivation value=\"constraint\"/><differential><element><path value=\"Patient.gender\"/><min value=\"1\"/></element></differential></StructureDefinition>",
      "old/born.json": Self.patient(version: "1.0.0"), "old/package.json": #"{"name": "old", "fhirVersions": ["4.0.1"]}"#,
      "no.json": #"{"resourceType": "Patient", "active": true}"#,
      "a/.apptlint.json":
        #"{"packs": "none", "fhirVersion": "4.0", "packages": ["../package"], "profiles": ["http://example.org/Other"]}"#,
      "a/no.json": #"{"resourceType": "Patient", "active": true}"#,
      "b/.apptlint.json": #"{"packs": "none", "fhirVersion": "4.0", "profiles": ["\#(Self.url)"]}"#,
      "b/no.json": #"{"resourceType": "Patient", "active": true}"#,
    ])
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-C", folder.path, "-czf", folder.path + "/born.tgz", "package/born.json", "package/package.json"]
    try tar.run()
    tar.waitUntilExit()
    func check(_ words: String...) -> [String] {
      codes(
        folder.run(["check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6"] + words))
    }
    #expect(check("--ig", "@package", "--profile", "http://example.org/Other", "@no.json") == ["PRO005", "PRO005"])
    #expect(check("--ig", "@born.tgz", "--profile", Self.url, "@no.json") == ["PRO005"])
    #expect(check("--ig", "@package/born.json", "--profile", Self.url, "@no.json") == ["PRO005"])
    #expect(check("--ig", "@old", "--profile", Self.url, "@no.json") == ["PRO005"], "package.json determines the FHIR version")
    #expect(codes(folder.run("check", "--format", "concise", "--ignore", "dom-6", "@a")) == ["PRO005", "PRO005"])
    #expect(codes(folder.run("check", "--format", "concise", "--ignore", "dom-6", "--ig", "@born.tgz", "@b")) == ["PRO005"])
    let run = folder.run("check", "@b")
    #expect(run.status == 2 && run.errors.contains("unknown profile \(Self.url) for FHIR R4"), "\(run.errors)")
  }

  /// Archives with any of the file extensions are loaded; entries of a folder that are not files are skipped.
  @Test func archivesAndFoldersAreLoaded() throws {
    let folder = try TestFolder([
      "package/born.json": Self.patient(), "other/born.json": Self.patient(), "d/born.json": Self.patient(),
      "no.json": #"{"resourceType": "Patient", "active": true}"#,
    ])
    func make(_ words: String...) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = words
      try process.run()
      process.waitUntilExit()
    }
    for name in ["a.tar.gz", "a.TGZ"] {
      try make("tar", "-C", folder.path, "-czf", "\(folder.path)/\(name)", "./package/born.json")
    }
    try make("tar", "-C", folder.path, "-czf", "\(folder.path)/wrong.tgz", "other/born.json")
    try make("mkfifo", folder.path + "/d/pipe.json")
    for path in ["@a.tar.gz", "@a.TGZ", "@d"] {
      let words = ["--fhir-version", "4.0", "--ignore", "dom-6", "--ig", path, "--profile", Self.url, "@no.json"]
      #expect(codes(folder.run(["check", "--format", "concise", "--pack", "none"] + words)) == ["PRO005"], "\(path)")
    }
    let run = folder.run("check", "--ig", "@wrong.tgz", "@no.json")
    #expect(run.status == 2)
    #expect(run.errors == "apptlint: wrong.tgz has no definitions in the folder package/, as required for an npm package\n")
  }

  /// A profile's constraints on unknown elements have no effect.
  @Test func unknownElementsAreListed() throws {
    let rows =
      #"{"path": "Patient.nmae", "min": 1}, {"path": "Patient.status", "min": 1}, {"path": "Patient.name.foo", "min": 1}"#
    let folder = try TestFolder([
      "d.json": Self.patient(elements: rows), "p.json": #"{"resourceType": "Patient", "name": [{"text": "A"}]}"#,
    ])
    let words = ["--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6", "--ig", "@d.json", "--profile", Self.url]
    let run = folder.run(["check"] + words + ["@p.json"])
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        "The profile \(Self.url)|1.2.0 constrains elements that its type does not have: Patient.nmae, Patient.status, Patient.name.foo."
      ))
    let tree = folder.run("profiles", "--ig", "@d.json", Self.url).output
    #expect(tree.contains("    unknown element Patient.name.foo\n"))
  }

  /// A file with syntax errors that lose no content is used, with a warning.
  @Test(arguments: [
    (#""status": "draft","#, "\"status\": \"draft\", \"description\": \"a\nb\",", ": a line break must be escaped in a string"),
    (#""status": "draft","#, #""status": "draft",,"#, ": "), (#""status": "draft","#, #""status": "draft", /* x */"#, ": "),
    (#""status": "draft","#, #""status": "draft", "copyright": "a\d","#, ": "),
  ]) func syntaxErrorsThatLoseNothingAreWarnings(_ old: String, _ new: String, _ position: String) throws {
    let folder = try TestFolder([
      "d.json": Self.patient().replacing(old, with: new), "no.json": #"{"resourceType": "Patient", "active": true}"#,
    ])
    let words = ["--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6", "--format", "concise", "--profile", Self.url]
    let run = folder.run(["check"] + words + ["--ig", "@d.json", "@no.json"])
    #expect(run.status == 1)
    #expect(codes(run) == ["PRO005"])
    #expect(run.errors.hasPrefix("apptlint: warning: d.json:") && run.errors.contains(position))
  }

  struct ErrorCase: CustomTestStringConvertible {
    var files: [String: String]
    var words: [String] = ["--ig", "@d"]
    var sentence: String
    var testDescription: String { sentence }
  }

  static let errors = [
    ErrorCase(files: ["d": "{"], sentence: "d:1:2: the document ends before"),
    ErrorCase(files: ["d": #"{"name": "x"}"#], sentence: "d has no definitions: none of its files is a FHIR resource"),
    ErrorCase(files: ["d/x.txt": "text"], sentence: "d has no definitions"),
    ErrorCase(files: ["d/x.xml": "<html/>"], sentence: "d has no definitions: none of its files is a FHIR resource"),
    ErrorCase(
      files: [
        "d":
          #"{"resourceType": "CapabilityStatement", "url": "http://example.org/cap", "rest": [{"resource": [{"type": "Patient", "supportedProfile": ["\#(url)"]}]}]}"#
      ],
      words: ["--ig", "@d", "--profile", "http://example.org/cap"],
      sentence: "http://example.org/cap names no profile to check payloads against"),
    ErrorCase(files: ["d": patient(version: "5.0.0")], sentence: "d is for FHIR 5.0.0, not for STU3 (3.0) or R4 (4.0)"),
    ErrorCase(files: ["d.tgz": "text"], words: ["--ig", "@d.tgz"], sentence: "d.tgz is not a gzip archive"),
    ErrorCase(files: ["x": ""], sentence: "cannot read the definitions d: No such file or directory"),
    ErrorCase(
      files: ["d": patient(base: url)], sentence: "profile \(url) is based on itself"),
    ErrorCase(
      files: [
        "d/a.json": patient("http://example.org/A", base: "http://example.org/B"),
        "d/b.json": patient("http://example.org/B", base: "http://example.org/A"),
      ],
      sentence: "profile http://example.org/A is based on http://example.org/B, which is based on it"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Patient.name", "slicing": {"rules": "ajar"}}"#)],
      sentence: "d:3:84: unknown slicing rules 'ajar'"),
    ErrorCase(files: ["d": patient(elements: #"{"min": 1}"#)], sentence: "d:3:59: an element has no path"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Observation.status"}"#)],
      sentence: "d:3:59: the path Observation.status does not start with the type Patient"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Patient.name", "min": -1}"#)], sentence: "d:3:59: min is not a number: '-1'"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Patient.name", "max": "many"}"#)],
      sentence: "d:3:59: max is not a number: 'many'"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Patient.name", "min": 2, "max": "1"}"#)],
      sentence: "d:3:59: min 2 is greater than max 1"),
    ErrorCase(
      files: [
        "d": patient(
          elements: #"{"path": "Patient.name", "sliceName": "a"}, {"path": "Patient.name", "sliceName": "a", "min": 1}"#)
      ],
      sentence: "d:3:103: Patient.name has two slices 'a'"),
    ErrorCase(files: ["d": patient(view: "text")], sentence: "d:1:1: a profile has neither a differential nor a snapshot"),
    ErrorCase(
      files: ["d": patient(base: "http://hl7.org/fhir/StructureDefinition/Observation")],
      sentence: "profile \(url) applies to Patient, but its base to Observation"),
    ErrorCase(
      files: ["d": patient(base: "http://hl7.org/fhir/StructureDefinition/bodyheight")],
      sentence: "profile \(url) applies to Patient, but its base to Observation"),
    ErrorCase(
      files: ["d": patient(version: "3.0.2")], words: ["--ig", "@d", "--fhir-version", "4.0", "--profile", url],
      sentence: "unknown profile \(url) for FHIR R4; it exists only for FHIR STU3"),
    ErrorCase(
      files: ["d/a.json": patient(version: "5.0.0"), "d/b.json": patient("http://example.org/B")],
      words: ["--ig", "@d", "--profile", url], sentence: "unknown profile \(url); it exists only for FHIR 5.0.0"),
    ErrorCase(
      files: ["d": patient("http://example.org/Form", kind: "logical")],
      words: ["--ig", "@d", "--profile", "http://example.org/Form"],
      sentence: "http://example.org/Form is a logical model, not a resource profile"),
    ErrorCase(
      files: ["d": patient(elements: #"{"path": "Patient\#(String(repeating: ".contact", count: 5_000))"}"#)],
      sentence: "d:3:59: an element is nested more than 64 levels deep"),
    ErrorCase(
      files: [:], words: ["--profile", "http://hl7.org/fhir/StructureDefinition/DomainResource"],
      sentence: "DomainResource is an abstract type: give a profile or a concrete type"),
    ErrorCase(
      files: [:], words: ["--profile", "http://hl7.org/fhir/StructureDefinition/Address"],
      sentence: "http://hl7.org/fhir/StructureDefinition/Address is for Address, which is not a resource type"),
    ErrorCase(
      files: [:], words: ["--fhir-version", "3.0", "--profile", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"],
      sentence: "unknown profile https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient for FHIR STU3"),
  ]

  /// An unspecified release follows from the requested or claimed profile.
  @Test func theReleaseFollowsFromTheProfile() throws {
    let folder = try TestFolder([
      "born.json": Self.patient(), "born3.json": Self.patient("http://example.org/Born3", version: "3.0.2"),
      "p.json": #"{"resourceType": "Patient", "active": true}"#,
      "claims.json": #"{"resourceType": "Patient", "meta": {"profile": ["http://example.org/Born3"]}, "active": true}"#,
    ])
    let r4 = folder.run("check", "--pack", "none", "--ig", "@born.json", "--profile", Self.url, "@p.json").output
    #expect(r4.contains("FHIR R4 only (release from the requested profile)"))
    let stu3 = folder.run("check", "--pack", "none", "--ig", "@born3.json", "@claims.json").output
    #expect(stu3.contains("FHIR STU3 only (release from the profile that it claims)") && stu3.contains("PRO005"))
  }

  @Test(arguments: errors) func errorsAreOneSentence(_ example: ErrorCase) throws {
    let folder = try TestFolder(example.files.merging(["p.json": "{}"]) { $1 })
    let run = folder.run(["check"] + example.words + ["@p.json"])
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("apptlint: " + example.sentence), "\(run.errors)")
    #expect(run.errors.count { $0 == "\n" } == 1)
  }

  @Test func eachProfileAppliesToItsType() throws {
    let folder = try TestFolder([
      "born.json": Self.patient(), "patient.json": #"{"resourceType": "Patient", "active": true}"#,
      "slot.json":
        #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "free", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T09:10:00Z"}"#,
    ])
    func check(_ file: String, _ profiles: String...) -> [String] {
      let words = profiles.flatMap { ["--profile", $0] }
      return codes(
        folder.run(
          [
            "check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6", "--ig", "@born.json",
          ] + words + [file])
      )
    }
    let slot = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Slot"
    #expect(check("@patient.json", Self.url, slot) == ["PRO005"])
    #expect(check("@slot.json", Self.url, slot) == [])
    #expect(check("@slot.json", Self.url) == ["PRO004"])
    // The payload does not claim the profile, so it cannot be removed from meta.profile.
    let options = ["--pack", "none", "--fhir-version", "4.0", "--ig", "@born.json", "--profile", Self.url]
    let output = folder.run(["check"] + options + ["@slot.json"]).output
    #expect(output.contains("PRO004 help: Use a profile for this type.\n"), "\(output)")
  }

  /// A requested profile that does not apply to any resource of the payload is reported as not checked.
  @Test(
    arguments: [
      ("patient.json", [Self.url, slotProfile], "The profile \(slotProfile) applies to Slot, but the payload has another type."),
      ("slot.json", [Self.url, slotProfile], "The profile \(Self.url) applies to Patient, but the payload has another type."),
      ("patient.json", [slotProfile, slotProfile, scheduleProfile], "\(scheduleProfile) applies to Schedule, but"),
      ("list.json", [Self.url], "The profile \(Self.url) is for a resource, but the payload is not a resource."),
      ("slot.json", ["http://example.org/Server"], "http://example.org/Server has no profile for any resource of the payload."),
      ("patient.json", [Self.url], nil), ("patient.json", ["http://example.org/Server"], nil),
    ] as [(String, [String], String?)])
  func inapplicableProfilesAreNotChecked(_ file: String, _ profiles: [String], _ reason: String?) throws {
    let folder = try TestFolder([
      "born.json": Self.patient(), "patient.json": #"{"resourceType": "Patient", "active": true}"#,
      "slot.json": #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "free"}"#, "list.json": "[]",
      "server.json": """
      {"resourceType": "CapabilityStatement", "url": "http://example.org/Server",
       "rest": [{"mode": "server", "resource": [{"type": "Patient", "profile": "\(Self.url)"}]}]}
      """,
    ])
    let words = profiles.flatMap { ["--profile", $0] }
    let output = folder.run(
      ["check", "--pack", "none", "--fhir-version", "4.0", "--ig", "@born.json", "--ig", "@server.json"] + words + ["@" + file]
    ).output
    if let reason {
      #expect(output.contains("not checked: PRO004: ") && output.contains(reason), "\(output)")
    } else {
      #expect(!output.contains("not checked: PRO"), "\(output)")
    }
  }

  private static let slotProfile = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Slot"
  private static let scheduleProfile = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Schedule"

  @Test func profilesAreListed() throws {
    let folder = try TestFolder(["born.json": Self.patient()])
    let list = folder.run("profiles", "--ig", "@born.json")
    #expect(list.lines.count > 1_500)
    let line = list.lines.first { $0.contains(Self.url) } ?? ""
    #expect(line.split(separator: " ") == ["4.0", "Patient", "\(Self.url)|1.2.0", "born.json"])
    #expect(folder.run("profiles", "--fhir-version", "3.0", "--ig", "@born.json").lines.allSatisfy { $0.hasPrefix("3.0") })
    let json = try JSONSerialization.jsonObject(with: Data(folder.run("profiles", "--format", "json").output.utf8))
    let entries = try #require(json as? [[String: Any]])
    #expect(
      entries.contains { $0["url"] as? String == "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-referral" })
    #expect(Set(entries.compactMap { $0["package"] as? String }).count == 7)
  }

  @Test func theRequirementsOfAProfileArePrinted() throws {
    let folder = try TestFolder([
      "born.json": Self.patient(
        elements: """
          {"path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "closed", "ordered": true}},
          {"path": "Patient.identifier", "sliceName": "nhs", "min": 1, "max": "1", "mustSupport": true},
          {"path": "Patient.identifier.system", "fixedUri": "https://fhir.nhs.uk/Id/nhs-number"},
          {"path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Organization"]}]},
          {"path": "Patient.gender", "constraint": [{"key": "own-1", "severity": "error", "human": "x", "expression": "hasValue()"}],
           "binding": {"strength": "required", "valueSet": "http://hl7.org/fhir/ValueSet/administrative-gender"}},
          {"path": "Patient.birthDate", "min": 1, "minValueDate": "1900-01-01"},
          {"path": "Patient.maritalStatus", "patternCodeableConcept": {"coding": [{"code": "M"}]}}
          """)
    ])
    let drawn = folder.run("profiles", "--ig", "@born.json", Self.url).output
    #expect(
      drawn == """
        \(Self.url)|1.2.0
            of born.json, for FHIR R4

        Patient
          identifier
            = slicing: closed, ordered, by value system
            identifier:nhs 1..1 mustSupport
              system
                = fixed: https://fhir.nhs.uk/Id/nhs-number
          generalPractitioner
            = type: Reference
            = target: http://hl7.org/fhir/StructureDefinition/Organization
          gender
            = invariant: own-1 error hasValue()
          birthDate 1..
            = minValue: 1900-01-01
          maritalStatus
            = pattern: coding code M

        """, "\(drawn)")
    #expect(folder.run("profiles", "UKCore-Slot").output.contains("of fhir.r4.ukcore.stu1#0.5.1, for FHIR R4"))
    #expect(folder.run("profiles", "UKCore-Slott").errors.hasSuffix("did you mean UKCore-Slot?\n"))
    #expect(folder.run("profiles", "a", "b").status == 2)
  }

  /// The canonical URL of a FHIR type: parts of the output.
  @Test(arguments: [
    (
      "Patient",
      ["Patient|3.0.2\n", "Patient|4.0.1\n", "  active 0..1\n    = type: boolean\n", "  contact\n", "    gender 0..1\n"]
    ),
    ("Patient|4.0.1", ["    of hl7.fhir.r4#4.0.1, for FHIR R4\n", "  deceased 0..1\n", "    = target: Organization\n"]),
    ("Questionnaire|4.0.1", ["  item\n", "    item\n", "que-12 error"]), ("HumanName", ["  given\n    = type: string\n"]),
  ]) func typesArePrinted(_ name: String, _ parts: [String]) throws {
    let run = try TestFolder().run("profiles", "http://hl7.org/fhir/StructureDefinition/\(name)")
    for part in parts { #expect(run.output.contains(part), "\(part) in \(run.output.prefix(3_000))") }
    #expect(!name.contains("|") || !run.output.contains("FHIR STU3"))
  }

  @Test func aCapabilityStatementNamesProfiles() throws {
    let folder = try TestFolder([
      "d/born.json": Self.patient(),
      "d/server.json": """
      {"resourceType": "CapabilityStatement", "url": "http://example.org/Server",
       "rest": [{"mode": "server", "resource": [{"type": "Patient", "profile": "\(Self.url)"}]}]}
      """,
      "d/message.json": """
      {"resourceType": "MessageDefinition", "url": "http://example.org/Message", "focus": [{"code": "Patient", "profile": "\(Self.url)"}]}
      """,
      "bundle.json": """
      {"resourceType": "Bundle", "type": "collection",
       "entry": [{"fullUrl": "http://example.org/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}
      """,
    ])
    for source in ["http://example.org/Server", "http://example.org/Message"] {
      let run = folder.run(
        "check", "--format", "concise", "--pack", "none", "--fhir-version", "4.0", "--ignore", "dom-6", "--ig", "@d", "--profile",
        source,
        "@bundle.json")
      #expect(run.output.contains("PRO005") && run.findings.last?.hasSuffix("[Bundle.entry[0].resource]") ?? false, "\(run)")
    }
  }
}
