import FHIRSyntax
import Findings
import RulePacks
import Testing

/// Errors in rule files are reported with their position, in one sentence.
@Suite struct RuleFileErrorTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    /// The row of a rule; `¦` marks the reported position.
    var row: String
    var message: String
    var testDescription: String { message }

    init(_ row: String, _ message: String) {
      self.row = row
      self.message = message
    }
  }

  static let base = #""code": "XXX001", "name": "x", "keyword": "MUST", "requirement": "It is.","#

  static let mistakes = [
    Mistake("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"abscent\": {} } }", "unknown kind of check 'abscent'"),
    Mistake("{ \(base) \"at\": \"Appointment.id\", ¦\"check\": { \"absent\": {}, \"present\": {} } }", "exactly one kind"),
    Mistake("{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": { ¦\"value\": \"x\" } } }", "unknown key 'value'"),
    Mistake("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"fixed\": {} } }", "the key 'value' is missing"),
    Mistake(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"fhirpath\": { \"holds\": \"start <\", \"called\": \"x\" } } }",
      "in 'holds', character 8: unexpected end of the expression"),
    Mistake(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"fhirpath\": { \"holds\": \"start.later()\", \"called\": \"x\" } } }",
      "unknown function 'later'"),
    Mistake("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"count\": {} } }", "'count' needs 'min' or 'max'"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"count\": { \"min\": 2, \"max\": 1 } } }", "'max' is less than 'min'"),
    Mistake("{ \(base) \"at\": \"Appointment.id\", \"check\": { \"count\": { ¦\"min\": \"two\" } } }", "expected a whole number"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"oneOf\": { \"values\": [] } } }", "'values' is missing or empty"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"pattern\": { \"matches\": \"[a\", \"called\": \"a\" } } }",
      "an unmatched '['"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"checksum\": { \"algorithm\": \"isbn\" } } }",
      "'algorithm' must be 'nhs-number'"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"dateTime\": { \"precision\": \"day\" } } }",
      "'precision' must be 'minute'"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"order\": { \"before\": \"end\" } } }",
      "in 'before': a path must begin with"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"inside\": { \"from\": \"Slot.start\", \"zone\": \"UTC\" } } }",
      "'zone' must be 'Europe/London', not 'UTC'"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"difference\": { \"from\": \"Slot.start\" } } }",
      "'difference' needs 'is'"),
    Mistake("¦{ \(base) \"at\": \"id\", \"check\": { \"absent\": {} } }", "a path must begin with a resource type"),
    Mistake("¦{ \(base) \"at\": \"Appointment.where(id\", \"check\": { \"absent\": {} } }", "expected '='"),
    Mistake("¦{ \(base) \"at\": \"Appointment.last()\", \"check\": { \"absent\": {} } }", "unknown function 'last()'"),
    Mistake(
      "¦{ \(base) \"at\": \"Appointment.id\", \"per\": \"Patient\", \"check\": { \"absent\": {} } }",
      "'Patient' is not a prefix"),
    Mistake("¦{ \(base) \"at\": \"Appointment.id\" }", "'check' or 'unchecked' is missing"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, ¦\"severity\": \"error\" }", "unknown key 'severity'"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", ¦\"at\": \"Appointment.id\", \"check\": { \"absent\": {} } }",
      "the key 'at' occurs more than once"),
    Mistake(
      "¦{ \"code\": \"XXX001\", \"name\": \"x\", \"keyword\": \"OUGHT\", \"requirement\": \"It is.\" }", "unknown keyword 'OUGHT'"
    ),
    Mistake(
      "¦{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, \"heldBy\": \"XXX002\" }",
      "'coveredBy' and 'check' cannot be combined"),
    Mistake(
      "¦{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, \"coveredBy\": \"XXX002\" }",
      "'coveredBy' and 'check' cannot be combined"),
    Mistake(
      "¦{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, \"coveredBy\": [\"XXX002\", \"XXX003\"] }",
      "'coveredBy' and 'check' cannot be combined"),
    Mistake("{ \(base) ¦\"coveredBy\": [] }", "expected a string"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"inside\": {} } }",
      "'inside' needs 'from', 'to', 'after' or 'before'"),
    Mistake("{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"fraction\": {} } }", "'maximum' is missing"),
    Mistake("{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"simultaneous\": {} } }", "'among' is missing or empty"),
    Mistake(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"combination\": { \"of\": [\"Appointment.id\"], \"rows\": [[\"a\"]] } } }",
      "'of' needs at least two paths"),
    Mistake(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"combination\": { \"of\": [\"Slot.id\", \"Slot.status\"] } } }",
      "'rows' is missing or empty"),
    Mistake(
      "{ \(base) \"at\": \"Slot\", \"check\": { \"combination\": { \"of\": [\"Slot.id\", \"Slot.status\"], \"rows\": [¦[\"a\"]] } } }",
      "expected a value for each path"),
    Mistake("¦{ \(base) \"at\": \"Exchange.request.header(Accept)\", \"check\": { \"absent\": {} } }", "expected '"),
    Mistake(
      "¦{ \(base) \"answer\": 200, \"at\": \"Appointment.id\", \"check\": { \"absent\": {} } }",
      "'answer' must be an HTTP status from 400 to 599, not 200"),
    Mistake("{ \(base) \"at\": \"Exchange.started\", \"check\": { ¦\"jwt\": {} } }", "the key 'at' is missing"),
    Mistake("{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"location\": {} } }", "the key 'of' is missing"),
    Mistake(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"inLocation\": { \"of\": \"Exchange.x\", \"part\": \"base\" } } }",
      "'part' must be 'id' or 'version', not 'base'"),
    Mistake(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"retry\": { \"earlier\": \"Exchange.earlier\", \"of\": \"it\" } } }",
      "'of' must be 'unchanged' or 'changed', not 'it'"),
    Mistake(
      "{ \(base) \"at\": \"Change.later\", \"check\": { ¦\"unchanged\": { \"since\": \"Change.earlier\", \"except\": [\"a..b\"] } } }",
      "in 'except': expected a path of names from the resource"),
    Mistake(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"echoed\": { \"of\": \"Exchange.x\", \"unless\": \"x\" } } }",
      "in 'unless': a path must begin with"),
    Mistake("{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"unidentifying\": {} } }", "the key 'patients' is missing"),
    Mistake(
      "¦{ \(base) \"since\": \"2\", \"at\": \"Appointment.id\", \"check\": { \"absent\": {} } }",
      "unknown edition '2' in 'since'; known: none"),
    Mistake(
      "{ \(base) \"parts\": [ ¦{ \"until\": \"2\", \"at\": \"Appointment.id\", \"check\": { \"absent\": {} } } ] }",
      "unknown edition '2' in 'until'; known: none"),
    Mistake(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"encodedObject\": {} } }", "the option 'members' is missing or empty"),
    Mistake("{ \(base) \"at\": \"Appointment.id\"¦ \"check\": { \"absent\": {} } }", "expected ',' after this value"),
  ]

  @Test(arguments: mistakes) func mistakesAreReportedWithTheirPosition(mistake: Mistake) throws {
    let text = "{ \"table\": { \"title\": \"T\", \"source\": { \"document\": \"D\" } },\n  \"rules\": [\n    \(mistake.row)\n] }"
    let marker = try #require(text.unicodeScalars.firstIndex(of: "¦"))
    let before = text.unicodeScalars[..<marker]
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "¦" }))
    let pack = #"{ "id": "x", "title": "X", "tables": ["table.json"] }"#
    let library = try RuleLibrary(
      files: [RuleFile(SourceText(name: "x/pack.json", text: pack)), RuleFile(SourceText(name: "x/table.json", text: clean))],
      symbols: .wellKnown)
    let error = #expect(throws: RuleFileError.self) { try library.packs(for: "x") }
    let description = error?.description ?? ""
    #expect(description.hasPrefix("x/table.json:\(line):\(column): "), "\(description)")
    #expect(description.contains(mistake.message), "\(description)")
  }

  @Test(arguments: [
    (#"{ "files": ["a.json"], "about": "all" }"#, "'when' is missing or empty"),
    (#"{ "when": ["Bundle"], "files": ["a.json"] }"#, "'about' is missing"),
    (#"{ "when": ["Bundle"], "about": "all", "files": ["a.json"], "where": [] }"#, "unknown key 'where'"),
    (#"{ "when": ["bundle"], "about": "all", "files": ["a.json"] }"#, "a path must begin with a resource type"),
  ])
  func mistakesInTableGroupsAreReported(group: String, message: String) {
    let pack = #"{ "id": "x", "title": "X", "tables": [ \#(group) ] }"#
    let error = #expect(throws: RuleFileError.self) {
      try RuleLibrary(files: [RuleFile(SourceText(name: "x/pack.json", text: pack))], symbols: .wellKnown)
    }
    #expect(error?.description.contains(message) ?? false, "\(String(describing: error))")
  }

  @Test(arguments: [
    (#"{ "without": ["Appointment.start"], "finds": [] }"#, "the table's 'example' has no 'Appointment.start'"),
    (#"{ "without": ["start"], "finds": [] }"#, "a path must begin with a resource type"),
    (#"{ "finds": [] }"#, "'document', 'without' or 'with'"),
    (#"{ "with": { "Appointment.id": "b" }, "place": [] , "finds": [] }"#, "unknown key 'place'"),
  ])
  func mistakesInExamplesAreReported(example: String, message: String) throws {
    let table = """
      { "table": { "title": "T", "source": { "document": "D" } }, "example": { "resourceType": "Appointment", "id": "a" },
        "rules": [ { \(Self.base) "at": "Appointment.id", "check": { "present": {} }, "fails": [ \(example) ] } ] }
      """
    let pack = #"{ "id": "x", "title": "X", "tables": ["table.json"] }"#
    let library = try RuleLibrary(
      files: [RuleFile(SourceText(name: "x/pack.json", text: pack)), RuleFile(SourceText(name: "x/table.json", text: table))],
      symbols: .wellKnown)
    let rule = try #require(try library.packs(for: "x").first?.tables.first?.rules.first)
    let error = #expect(throws: RuleFileError.self) { try rule.failing() }
    #expect(error?.description.contains(message) ?? false, "\(String(describing: error))")
  }

  @Test func packWithMissingFilesIsRejected() throws {
    let noTable = RuleFile(SourceText(name: "x/pack.json", text: #"{ "id": "x", "title": "X", "tables": ["none.json"] }"#))
    let library = try RuleLibrary(files: [noTable], symbols: .wellKnown)
    #expect(throws: RuleFileError.self) { try library.packs(for: "x") }
    let noPack = RuleFile(SourceText(name: "x/pack.json", text: #"{ "id": "x", "title": "X", "includes": ["y"], "tables": [] }"#))
    let other = try RuleLibrary(files: [noPack], symbols: .wellKnown)
    #expect(throws: RuleFileError.self) { try other.packs(for: "x") }
    #expect(try other.packs(for: "z").isEmpty)
  }
}
