import Foundation
import Testing

@testable import ApptLintCommand

/// A row about conformance is violated by any error of FHIR itself in the resource that it is about, and by nothing else.
@Suite struct ConformanceCoverageTests {
  struct Case: CustomTestStringConvertible {
    let base: String
    let pack: String
    /// What is replaced in the base, and by what.
    let change: (String, String)
    let states: [String: String]

    var testDescription: String { "\(base): \(change.1)" }

    init(_ base: String, _ pack: String, _ change: (String, String), _ states: [String: String]) {
      (self.base, self.pack, self.change, self.states) = (base, pack, change, states)
    }
  }

  private static let live = "nhs-booking/book/complete.json"
  private static let draft = "nhs-booking-draft/book/complete.json"
  private static let bars = "bars/book/complete.json"
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
    Case(bars, "bars", (booked, booked + #" "colour": "red","#), ["BRS001": "violated"]),
    // The row of a pack, a warning, and what is right.
    Case(live, "nhs-booking", (booked, #""status": "cancelled","#), ["BKL002": "passed", "BKL003": "violated"]),
    Case(
      bars, "bars", (#""description": "Persistent"#, #""description": " Persistent"#), ["BRS001": "passed", "LNT010": "violated"]),
  ]

  @Test(arguments: cases) func conformanceCountsWhatBreaksFHIR(_ sample: Case) throws {
    let vectors = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized
    var text = try String(contentsOf: vectors.appending(path: sample.base), encoding: .utf8)
    if !sample.change.0.isEmpty {
      let range = try #require(text.range(of: sample.change.0))
      text.replaceSubrange(range, with: sample.change.1)
    }
    let folder = try TestFolder([
      "in/.apptlint.json": #"{ "packs": ["\#(sample.pack)"], "interaction": "book" }"#, "in/body.json": text,
    ])
    let run = folder.run("coverage", "--format", "json", "@in")
    let coverage = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    let requirements = coverage.packs.flatMap(\.requirements)
    for (code, state) in sample.states {
      #expect(requirements.first { $0.code == code }?.state == state, "\(code)")
    }
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
