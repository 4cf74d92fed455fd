import FHIRSyntax
import Findings
import RulePacks
import Testing

/// Resolution of references inside a payload: to contained resources by `#id`, to entries by fullUrl, or by type and id.
@Suite struct ReferenceTests {
  struct Payload: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    /// The references that do not resolve.
    var unresolved: [String]
    var testDescription: String { name }
  }

  static let pack = """
    { "id": "x", "title": "X", "tables": ["table.json"] }
    """
  static let table = """
    { "table": { "title": "T", "source": { "document": "D" } },
      "rules": [ { "code": "XXX001", "name": "x", "keyword": "MUST", "requirement": "It resolves.",
                   "at": "Resource.descendants().where(reference.exists())", "check": { "resolves": {} } } ] }
    """

  static func bundle(_ reference: String) -> String {
    """
    { "resourceType": "Bundle", "entry": [
      { "fullUrl": "urn:uuid:11111111-1111-1111-1111-111111111111",
        "resource": { "resourceType": "Appointment", "contained": [ { "resourceType": "Slot", "id": "s" } ], "slot": [ { "reference": "\(reference)" } ] } },
      { "fullUrl": "urn:uuid:22222222-2222-2222-2222-222222222222", "resource": { "resourceType": "Patient", "id": "p" } } ] }
    """
  }

  @Test(arguments: [
    Payload(
      name: "contained",
      json:
        ##"{ "resourceType": "Appointment", "contained": [ { "resourceType": "Slot", "id": "s" } ], "slot": [ { "reference": "#s" } ] }"##,
      unresolved: []),
    Payload(
      name: "contained, unknown",
      json:
        ##"{ "resourceType": "Appointment", "contained": [ { "resourceType": "Slot", "id": "s" } ], "slot": [ { "reference": "#t" } ] }"##,
      unresolved: ["#t"]),
    Payload(
      name: "the container itself",
      json:
        ##"{ "resourceType": "Appointment", "contained": [ { "resourceType": "Slot", "id": "s", "schedule": { "reference": "#" } } ] }"##,
      unresolved: []),
    Payload(
      name: "between contained resources",
      json:
        ##"{ "resourceType": "Appointment", "contained": [ { "resourceType": "Slot", "id": "s", "schedule": { "reference": "#c" } }, { "resourceType": "Schedule", "id": "c" } ] }"##,
      unresolved: []),
    Payload(
      name: "outside the payload, not checked",
      json:
        ##"{ "resourceType": "Appointment", "slot": [ { "reference": "Slot/1" }, { "reference": "https://provider.nhs.uk/Slot/1" } ] }"##,
      unresolved: []),
    Payload(name: "an entry", json: bundle("urn:uuid:22222222-2222-2222-2222-222222222222"), unresolved: []),
    Payload(
      name: "no entry", json: bundle("urn:uuid:33333333-3333-3333-3333-333333333333"),
      unresolved: ["urn:uuid:33333333-3333-3333-3333-333333333333"]),
    Payload(name: "contained in an entry", json: bundle("#s"), unresolved: []),
    Payload(name: "another entry's id is not contained", json: bundle("#p"), unresolved: ["#p"]),
  ]) func referencesResolveWithinThePayload(payload: Payload) throws {
    let library = try RuleLibrary(
      files: [
        RuleFile(SourceText(name: "x/pack.json", text: Self.pack)), RuleFile(SourceText(name: "x/table.json", text: Self.table)),
      ],
      symbols: .wellKnown)
    let pack = try #require(try library.packs(for: "x").first)
    let json = Document.read(SourceText(name: "payload", text: payload.json))
    for document in [json, Document.read(SourceText(name: "payload", text: XMLWriter.write(json)))] {
      let findings = RuleRun(document, ReferenceIndex(document), now: 0).findings(of: pack, interaction: nil)
      let named = findings.map { document.source.string($0.range).filter { $0 != "\"" } }
      #expect(named == payload.unresolved, "\(document.format)")
    }
  }
}
