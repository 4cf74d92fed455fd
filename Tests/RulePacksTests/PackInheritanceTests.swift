import FHIRSyntax
import Findings
import Testing

@testable import RulePacks

/// The interactions that a pack inherits from the packs that it includes, errors in its examples, and local days.
@Suite struct PackInheritanceTests {
  private func library(_ heads: [String]) throws -> RuleLibrary {
    try RuleLibrary(
      files: heads.enumerated().map { RuleFile(SourceText(name: "\($0.offset)/pack.json", text: $0.element)) },
      symbols: .wellKnown)
  }

  private static let base = """
    { "id": "base", "title": "t", "tables": [],
      "interactions": [ { "id": "cancel", "when": ["Appointment.where(status = 'cancelled')"], "response": "answer" },
                        { "id": "book", "requests": ["Exchange.request.where(method = 'POST')"] } ] }
    """

  /// The pack's own interactions, and all its interactions in order, each with the interaction of its response.
  static let cases: [(own: String, all: [String])] = [
    ("", ["cancel answer", "book "]),
    (#""interactions": [ { "id": "book", "response": "read" } ],"#, ["cancel answer", "book read"]),
    (#""interactions": [ { "id": "cancel" }, { "id": "other" } ],"#, ["cancel answer", "book ", "other "]),
    (#""interactions": [ { "id": "wait", "when": ["Appointment.start"] } ],"#, ["wait ", "cancel answer", "book "]),
  ]

  @Test(arguments: cases) func interactionsAreInherited(own: String, all: [String]) throws {
    let library = try library([#"{ "id": "own", "title": "t", \#(own) "includes": ["base"], "tables": [] }"#, Self.base])
    let pack = try #require(library.packs.first)
    #expect(pack.interactions.map { "\($0.id) \($0.response ?? "")" } == all)
    let book = try #require(pack.interactions.first { $0.id == "book" })
    #expect(book.requests.map(\.text) == ["Exchange.request.where(method = 'POST')"])
    #expect(pack.interactions.first { $0.id == "cancel" }?.when.count == 1)
  }

  @Test(arguments: [
    (#"{ "name": "a", "file": "examples/a.json" }"#, "the key 'about' is missing"),
    (#"{ "name": "a", "about": "b", "file": "examples/a.json" }"#, "names this example, but the file does not exist"),
    (#"{ "name": "a", "about": "b", "file": "c", "part": "head" }"#, "'part' must be 'request' or 'response', not 'head'"),
    (#"{ "name": "a", "about": "b", "file": "c" }, { "name": "a", "about": "b", "file": "c" }"#, "occurs more than once"),
    (#"{ "name": "a", "about": "b", "file": "c", "text": "d" }"#, "unknown key 'text'"),
  ]) func mistakesInExamplesAreReported(examples: String, message: String) {
    let error = #expect(throws: RuleFileError.self) {
      try library([#"{ "id": "own", "title": "t", "tables": [], "examples": [ \#(examples) ] }"#])
    }
    #expect(error?.description.contains(message) ?? false, "\(error?.description ?? "")")
  }

  /// A date in the United Kingdom, or a time without seconds, and its first and last second.
  @Test(arguments: [
    ("2026-03-02", "2026-03-02T00:00:00Z", "2026-03-02T23:59:59Z"),
    ("2026-03-29", "2026-03-29T00:00:00Z", "2026-03-29T22:59:59Z"),
    ("2026-03-30", "2026-03-29T23:00:00Z", "2026-03-30T22:59:59Z"),
    ("2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T23:59:59Z"),
    ("2026-10-26", "2026-10-26T00:00:00Z", "2026-10-26T23:59:59Z"),
    ("2024-03-31", "2024-03-31T00:00:00Z", "2024-03-31T22:59:59Z"),
    ("1996-12-31", "1996-12-31T00:00:00Z", "1996-12-31T23:59:59Z"),
    ("2026-03", "2026-03-01T00:00:00Z", "2026-03-31T22:59:59Z"),
    ("2026-10", "2026-09-30T23:00:00Z", "2026-10-31T23:59:59Z"),
    ("2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z"),
    ("2026-12", "2026-12-01T00:00:00Z", "2026-12-31T23:59:59Z"),
    ("2026", "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"),
    ("2026-06-01T10:00Z", "2026-06-01T10:00:00Z", "2026-06-01T10:00:59Z"),
    ("2026-06-01T10:00+02:00", "2026-06-01T08:00:00Z", "2026-06-01T08:00:59Z"),
  ]) func periodsAreLocal(date: String, start: String, end: String) throws {
    let period = try #require(FHIRDateTime(date).flatMap { UnitedKingdomTime.period(of: $0) })
    #expect(period.start.seconds == FHIRDateTime(start)?.seconds)
    #expect(period.end.seconds == FHIRDateTime(end)?.seconds)
  }

  @Test(arguments: ["1995-06-01", "1995-06", "1995", "2026-06-01T10:00:00Z"]) func otherValuesAreNotPeriods(value: String) throws
  {
    let moment = try #require(FHIRDateTime(value))
    #expect(UnitedKingdomTime.period(of: moment) == nil)
  }
}
