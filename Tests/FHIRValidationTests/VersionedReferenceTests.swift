import ApptLint
import Findings
import Testing

/// References to a version of a resource: `Type/id/_history/2` resolves to the entry with this `meta.versionId`, or to none.
@Suite struct VersionedReferenceTests {
  private static let base = "https://a.example/fhir/"

  /// A document whose Composition refers to an Encounter that has several versions.
  private static func document(_ reference: String, versions: [String?]) -> String {
    let composition =
      #"{"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "x"}, "date": "2026", "title": "x", "author": [{"display": "x"}], "encounter": {"reference": "\#(reference)"}}"#
    let encounters = versions.map { version in
      let meta = version.map { #""meta": {"versionId": "\#($0)"}, "# } ?? ""
      return ReferenceTests.entry(
        base + "Encounter/e",
        #"{"resourceType": "Encounter", "id": "e", \#(meta)"status": "planned", "class": {"code": "\#(version ?? "none")"}}"#)
    }
    let entries = [ReferenceTests.entry(base + "Composition/c", composition)] + encounters
    return
      #"{"resourceType": "Bundle", "identifier": {"system": "https://a.example/d", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [\#(entries.joined(separator: ", "))]}"#
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var reference: String
    var versions: [String?]
    /// The version that the reference resolves to.
    var found: String?
    var testDescription: String { "\(reference) among \(versions)" }
  }

  static let cases: [Case] = ["Encounter/e", base + "Encounter/e"].flatMap { plain in
    [
      Case(reference: plain, versions: ["1", "2"], found: "1"),
      Case(reference: plain, versions: [nil], found: "none"),
      Case(reference: plain + "/_history/1", versions: ["1", "2"], found: "1"),
      Case(reference: plain + "/_history/2", versions: ["1", "2"], found: "2"),
      Case(reference: plain + "/_history/2", versions: ["10", "2", "1"], found: "2"),
      Case(reference: plain + "/_history/9", versions: ["1", "2"]),
      Case(reference: plain + "/_history/1", versions: [nil]),
      Case(reference: plain + "/_history/1", versions: []),
    ]
  }

  @Test(arguments: cases, FHIRRelease.allCases)
  func resolves(_ example: Case, _ release: FHIRRelease) throws {
    let text = Self.document(example.reference, versions: example.versions)
    let isMissing = try findings(of: text, as: release, family: "REF007") == ["REF007 Bundle.entry[0].resource.encounter"]
    #expect(isMissing == (example.found == nil))
    let source = SourceText(name: "document", bytes: Array(text.utf8))
    let answer = try Linter().evaluate(
      "Bundle.entry.resource.encounter.resolve().class.code", on: source, release: release)
    #expect(answer.results.map(\.json) == (example.found.map { [#"{"type":"code","value":"\#($0)"}"#] } ?? []))
  }

  /// A URN identifies one entry, without versions.
  @Test(arguments: [("", [String]()), ("/_history/1", ["REF008 Bundle.entry[0].resource.managingOrganization"])])
  func urn(_ version: String, _ finds: [String]) throws {
    let urn = "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e"
    let organization = #"{"resourceType": "Organization", "meta": {"versionId": "1"}, "name": "Clinic"}"#
    let entries = [
      ReferenceTests.entry(Self.base + "Patient/p", ReferenceTests.patient("p", urn + version)),
      ReferenceTests.entry(urn, organization),
    ]
    let text = #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(entries.joined(separator: ", "))]}"#
    #expect(try findings(of: text, family: "REF") == finds)
  }

  /// Rules of packs about a referenced resource apply to the referenced version.
  @Test(arguments: [
    ("Slot/s/_history/1", "Patient/p/_history/1", ["LNT005", "LNT005", "LNT007"]),
    ("Slot/s/_history/2", "Patient/p/_history/2", []),
  ])
  func packs(_ slot: String, _ patient: String, _ codes: [String]) throws {
    func version(_ version: Int, _ type: String, _ id: String, _ content: String) -> String {
      ReferenceTests.entry(
        Self.base + "\(type)/\(id)",
        #"{"resourceType": "\#(type)", "id": "\#(id)", "meta": {"versionId": "\#(version)"}, \#(content)}"#)
    }
    func times(_ day: Int) -> String {
      #""schedule": {"display": "x"}, "status": "busy", "start": "2031-03-0\#(day)T09:00:00Z", "end": "2031-03-0\#(day)T09:10:00Z""#
    }
    let entries = [
      version(
        1, "Appointment", "a",
        #""status": "booked", "start": "2031-03-02T09:00:00Z", "end": "2031-03-02T09:10:00Z", "slot": [{"reference": "\#(slot)"}], "participant": [{"actor": {"reference": "\#(patient)", "display": "Ada Ash"}, "status": "accepted"}]"#
      ),
      version(1, "Slot", "s", times(1)), version(2, "Slot", "s", times(2)),
      version(1, "Patient", "p", #""name": [{"family": "Pike"}]"#), version(2, "Patient", "p", #""name": [{"family": "Ash"}]"#),
    ]
    var configuration = Configuration()
    configuration.packs = .chosen(["plausibility"])
    configuration.release = .r4
    configuration.select = ["LNT005", "LNT007"]
    let text = #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(entries.joined(separator: ", "))]}"#
    let report = try Linter(configuration).lint(SourceText(name: "payload", bytes: Array(text.utf8)))
    #expect(report.findings.map(\.code) == codes)
  }
}
