import Foundation
import Testing
import VectorSupport

@testable import ApptLintCommand

/// A row about conformance is violated by any violation of FHIR itself in its resource, and by nothing else.
@Suite struct ConformanceCoverageTests {
  struct Case: CustomTestStringConvertible {
    let base: String
    let pack: String
    /// A text in the base, and its replacement.
    let change: (String, String)
    let states: [String: String]

    var testDescription: String { "\(base): \(change.1)" }

    init(_ base: String, _ pack: String, _ change: (String, String), _ states: [String: String]) {
      (self.base, self.pack, self.change, self.states) = (base, pack, change, states)
    }
  }

  private static let live = "nhs-booking/book.txtar/complete.json"
  private static let draft = "nhs-booking-draft/book.txtar/complete.json"
  private static let bars = "bars/book.txtar/complete.json"
  private static let registry = "nhs-registry/register.txtar/complete.json"
  private static let indexed = #""indexed": "2024-03-11T08:52:10+00:00","#
  private static let booked = #""status": "booked","#

  static let cases = [
    Case(live, "nhs-booking", ("", ""), ["BKL002": "passed", "BKL011": "passed", "BKL003": "passed"]),
    Case(draft, "nhs-booking-draft", ("", ""), ["BKD002": "passed", "BKD020": "passed", "BKD003": "passed"]),
    Case(bars, "bars", ("", ""), ["BRS001": "passed", "BRS002": "passed"]),
    // Structure, primitives, bindings, references, narrative, constraints.
    Case(live, "nhs-booking", (booked, booked + #" "colour": "red","#), ["BKL002": "violated", "BKL011": "passed"]),
    Case(live, "nhs-booking", (booked, booked + #" "priority": "high","#), ["BKL002": "violated", "BKL011": "passed"]),
    Case(live, "nhs-booking", (#""status": "accepted""#, #""status": "maybe""#), ["BKL002": "violated", "BKL011": "passed"]),
    Case(
      live, "nhs-booking", (booked, booked + ##" "incomingReferral": [ { "reference": "#none" } ],"##), ["BKL002": "violated"]),
    Case(
      live, "nhs-booking", (booked, booked + #" "text": { "status": "generated", "div": "<p>x</p>" },"#), ["BKL002": "violated"]),
    Case(live, "nhs-booking", (#""gender": ""#, #""colour": "red", "gender": ""#), ["BKL002": "passed", "BKL011": "violated"]),
    Case(draft, "nhs-booking-draft", (booked, booked + #" "colour": "red","#), ["BKD002": "violated", "BKD020": "passed"]),
    Case(
      draft, "nhs-booking-draft", (#""gender": ""#, #""colour": "red", "gender": ""#), ["BKD002": "passed", "BKD020": "violated"]),
    // Errors in a contained resource without a row about its conformance violate the row of its container.
    Case(draft, "nhs-booking-draft", (indexed, ""), ["BKD002": "violated", "BKD020": "passed"]),
    Case(draft, "nhs-booking-draft", (indexed, indexed + #" "colour": "red","#), ["BKD002": "violated", "BKD020": "passed"]),
    Case(live, "nhs-booking", (indexed, ""), ["BKL002": "passed", "BKL011": "violated"]),
    // A filler is not an NHS number; a test number is.
    Case(live, "nhs-booking", ("9148263079", "1111111111"), ["BKL021": "violated", "NHS003": "violated"]),
    Case(live, "nhs-booking", ("9148263079", "9990000018"), ["BKL021": "passed", "NHS003": "passed"]),
    Case(draft, "nhs-booking-draft", ("9051234767", "0000000000"), ["BKD022": "violated", "NHS003": "violated"]),
    Case(draft, "nhs-booking-draft", ("9051234767", "9990000018"), ["BKD022": "passed", "NHS003": "passed"]),
    Case(registry, "nhs-registry", ("9074413862", "0000000000"), ["REG014": "violated", "NHS003": "violated"]),
    Case(registry, "nhs-registry", ("9074413862", "9990000018"), ["REG014": "passed", "NHS003": "passed"]),
    Case(bars, "bars", (booked, booked + #" "colour": "red","#), ["BRS001": "violated"]),
    // A value that does not have the form of its type satisfies no presence requirement.
    Case(draft, "nhs-booking-draft", (#""Earache since Friday, worse at night""#, "5"), ["BKD007": "violated"]),
    Case(draft, "nhs-booking-draft", (#""Slot/a7719c""#, "true"), ["BKD008": "violated", "BKD007": "passed"]),
    // Violations of other rows and warnings do not violate the row about conformance.
    Case(live, "nhs-booking", (booked, #""status": "cancelled","#), ["BKL002": "passed", "BKL003": "violated"]),
    Case(
      bars, "bars", (#""description": "Persistent"#, #""description": " Persistent"#), ["BRS001": "passed", "LNT010": "violated"]),
  ]

  @Test(arguments: cases) func fhirErrorsViolateConformanceRows(_ sample: Case) throws {
    var text = try TestVectors.text(of: sample.base)
    if !sample.change.0.isEmpty {
      let range = try #require(text.range(of: sample.change.0))
      text.replaceSubrange(range, with: sample.change.1)
    }
    try expect(sample.states, of: text, "body.json", sample.pack)
  }

  private func expect(_ states: [String: String], of text: String, _ file: String, _ pack: String) throws {
    let folder = try TestFolder([
      "in/.apptlint.json": #"{ "packs": ["\#(pack)"], "interaction": "book" }"#, "in/\(file)": text,
    ])
    let run = folder.run("coverage", "--format", "json", "@in")
    let coverage = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    let requirements = coverage.packs.flatMap(\.requirements)
    for (code, state) in states {
      #expect(requirements.first { $0.code == code }?.state == state, "\(code)")
    }
  }

  struct Loss: CustomTestStringConvertible {
    let base: String
    let pack: String
    /// Where the text is truncated, or a text in it and its replacement.
    var cut: String?
    var change: (String, String)?
    let states: [String: String]

    var testDescription: String { "\(base): \(cut ?? change?.1 ?? "")" }
  }

  static let losses = [
    // Truncated inside the Patient, between the contained resources and after them.
    Loss(base: live, pack: "nhs-booking", cut: #""gender":"#, states: ["BKL002": "violated", "BKL011": "violated"]),
    Loss(base: draft, pack: "nhs-booking-draft", cut: #""gender":"#, states: ["BKD002": "violated", "BKD020": "violated"]),
    Loss(base: draft, pack: "nhs-booking-draft", cut: #""indexed":"#, states: ["BKD002": "violated"]),
    Loss(base: draft, pack: "nhs-booking-draft", cut: booked, states: ["BKD002": "violated", "BKD020": "passed"]),
    Loss(
      base: "nhs-booking/book.txtar/complete.xml", pack: "nhs-booking", cut: "<gender",
      states: ["BKL002": "violated", "BKL011": "violated"]),
    Loss(
      base: "nhs-booking-draft/book.txtar/complete.xml", pack: "nhs-booking-draft", cut: "<gender",
      states: ["BKD002": "violated", "BKD020": "violated"]),
    // Content is lost in the middle.
    Loss(
      base: draft, pack: "nhs-booking-draft", change: (#""gender": ""#, #"%, "gender": ""#),
      states: ["BKD002": "violated", "BKD020": "violated"]),
    Loss(
      base: "nhs-booking-draft/book.txtar/complete.xml", pack: "nhs-booking-draft", change: ("<gender", "<gender><gender"),
      states: ["BKD002": "violated", "BKD020": "violated"]),
  ]

  /// If content of a payload is lost, no resource around that position conforms to anything.
  @Test(arguments: losses) func lostContentBreaksConformance(_ sample: Loss) throws {
    var text = try TestVectors.text(of: sample.base)
    if let cut = sample.cut {
      let range = try #require(text.range(of: cut))
      text = String(text[..<range.lowerBound])
    }
    if let (old, new) = sample.change {
      let range = try #require(text.range(of: old))
      text.replaceSubrange(range, with: new)
    }
    let file = "body." + (sample.base.hasSuffix("xml") ? "xml" : "json")
    try expect(sample.states, of: text, file, sample.pack)
  }

  /// Waived findings do not violate a profile that a row requires, in reports and coverage alike.
  @Test(arguments: [("PRO006", "violated"), ("PRO005", "passed")])
  func waivedFindingsDoNotViolateProfiles(waived: String, state: String) throws {
    let folder = try TestFolder([
      "own/pack.json": """
      { "id": "own", "title": "Own", "release": "4.0", "tables": ["table.json"],
        "waives": [ { "rule": "\(waived)", "at": "MessageHeader", "reason": "Senders have none." } ] }
      """,
      "own/table.json": """
      { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "MessageHeader" } },
        "rules": [
          { "code": "OWN001", "name": "own-profile", "keyword": "MUST", "requirement": "The header conforms.",
            "at": "MessageHeader",
            "check": { "profile": { "is": "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request" } } } ] }
      """,
      // The reason, which the profile requires, is missing.
      "in/header.json": """
      { "resourceType": "MessageHeader", "definition": "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request",
        "extension": [ { "url": "https://fhir.nhs.uk/StructureDefinition/CDSSExtension",
                         "extension": [ { "url": "RequesterCDSSsoftware", "valueString": "Sandpiper Pathways" },
                                        { "url": "RequesterCDSSversion", "valueString": "41.2.0" } ] } ],
        "eventCoding": { "system": "https://fhir.nhs.uk/CodeSystem/message-events-bars", "code": "booking-request" },
        "destination": [ { "endpoint": "https://fhir.nhs.uk/id/dos-service-id|1122334455",
                           "receiver": { "reference": "urn:uuid:e3a5b0c2-4c55-4d0c-8f3e-9a7d5b1c6e24" } } ],
        "sender": { "reference": "urn:uuid:1d4c7b2a-8e6f-4a90-b3c5-7d2e1f0a9b8c" },
        "source": { "name": "Sandpiper Triage", "software": "Triage Desk", "version": "7.4.1",
                    "contact": { "system": "phone", "value": "0113 496 0105" },
                    "endpoint": "https://fhir.nhs.uk/id/dos-service-id|5566778899" },
        "focus": [ { "reference": "urn:uuid:9b2d4c16-3f0a-4e7c-b8d5-2a1f6c7e8d90" } ] }
      """,
    ])
    let run = folder.run("coverage", "--pack", "@own", "--format", "json", "@in")
    let coverage = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    #expect(coverage.packs.flatMap(\.requirements).first { $0.code == "OWN001" }?.state == state, "\(run.output)")
    let check = folder.run("check", "--pack", "@own", "--format", "concise", "@in")
    #expect(check.output.contains("OWN001") == (state == "violated"), "\(check.output)")
  }

  private struct Output: Decodable {
    struct Pack: Decodable { let requirements: [Requirement] }
    struct Requirement: Decodable {
      let code: String
      let state: String
    }
    let packs: [Pack]
  }
}
