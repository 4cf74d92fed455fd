import FHIRSyntax
import Findings
import RulePacks
import Testing

/// A slip in a rule file is refused with its place, in one sentence.
@Suite struct RuleFileErrorTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    /// The row of a rule; `¦` marks the place that is named.
    var row: String
    var says: String
    var testDescription: String { says }

    init(_ row: String, _ says: String) {
      self.row = row
      self.says = says
    }
  }

  static let base = #""code": "XXX001", "name": "x", "keyword": "MUST", "requirement": "It is.","#

  static let slips = [
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"abscent\": {} } }", "unknown kind of check 'abscent'"),
    Slip("{ \(base) \"at\": \"Appointment.id\", ¦\"check\": { \"absent\": {}, \"present\": {} } }", "exactly one kind"),
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": { ¦\"value\": \"x\" } } }", "unknown key 'value'"),
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"fixed\": {} } }", "the key 'value' is missing"),
    Slip(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"fhirpath\": { \"holds\": \"start <\", \"called\": \"x\" } } }",
      "in 'holds', character 8: the expression ends too early"),
    Slip(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"fhirpath\": { \"holds\": \"start.later()\", \"called\": \"x\" } } }",
      "unknown function 'later'"),
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"count\": {} } }", "'count' needs 'min' or 'max'"),
    Slip(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"count\": { \"min\": 2, \"max\": 1 } } }", "'max' is less than 'min'"),
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { \"count\": { ¦\"min\": \"two\" } } }", "expected a whole number"),
    Slip("{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"oneOf\": { \"values\": [] } } }", "'values' is missing or empty"),
    Slip(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"pattern\": { \"matches\": \"[a\", \"called\": \"a\" } } }",
      "no ']' for its '['"),
    Slip(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { ¦\"checksum\": { \"algorithm\": \"isbn\" } } }",
      "knows only 'nhs-number'"),
    Slip(
      "{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"order\": { \"before\": \"end\" } } }",
      "in 'before': a path begins with"),
    Slip("¦{ \(base) \"at\": \"id\", \"check\": { \"absent\": {} } }", "a path begins with a resource type"),
    Slip("¦{ \(base) \"at\": \"Appointment.where(id\", \"check\": { \"absent\": {} } }", "expected '='"),
    Slip("¦{ \(base) \"at\": \"Appointment.last()\", \"check\": { \"absent\": {} } }", "unknown function 'last()'"),
    Slip(
      "¦{ \(base) \"at\": \"Appointment.id\", \"per\": \"Patient\", \"check\": { \"absent\": {} } }",
      "'Patient' is not the beginning"),
    Slip("¦{ \(base) \"at\": \"Appointment.id\" }", "'check' or 'unchecked' is missing"),
    Slip(
      "{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, ¦\"severity\": \"error\" }", "unknown key 'severity'"),
    Slip(
      "{ \(base) \"at\": \"Appointment.id\", ¦\"at\": \"Appointment.id\", \"check\": { \"absent\": {} } }", "stands here twice"),
    Slip(
      "¦{ \"code\": \"XXX001\", \"name\": \"x\", \"keyword\": \"OUGHT\", \"requirement\": \"It is.\" }", "'OUGHT' is no keyword"),
    Slip(
      "¦{ \(base) \"at\": \"Appointment.id\", \"check\": { \"absent\": {} }, \"heldBy\": \"XXX002\" }",
      "'heldBy' and 'check' do not go together"),
    Slip("{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"inside\": {} } }", "'inside' needs 'from' or 'to'"),
    Slip("{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"fraction\": {} } }", "'maximum' is missing"),
    Slip("{ \(base) \"at\": \"Appointment.start\", \"check\": { ¦\"simultaneous\": {} } }", "'among' is missing or empty"),
    Slip(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"combination\": { \"of\": [\"Appointment.id\"], \"rows\": [[\"a\"]] } } }",
      "'of' needs two paths or more"),
    Slip(
      "{ \(base) \"at\": \"Appointment\", \"check\": { ¦\"combination\": { \"of\": [\"Slot.id\", \"Slot.status\"] } } }",
      "'rows' is missing or empty"),
    Slip(
      "{ \(base) \"at\": \"Slot\", \"check\": { \"combination\": { \"of\": [\"Slot.id\", \"Slot.status\"], \"rows\": [¦[\"a\"]] } } }",
      "expected a value for each path"),
    Slip("¦{ \(base) \"at\": \"Exchange.request.header(Accept)\", \"check\": { \"absent\": {} } }", "expected '"),
    Slip(
      "¦{ \(base) \"answer\": 200, \"at\": \"Appointment.id\", \"check\": { \"absent\": {} } }",
      "'answer' is an HTTP status from 400 to 599, not 200"),
    Slip("{ \(base) \"at\": \"Exchange.started\", \"check\": { ¦\"jwt\": {} } }", "the key 'at' is missing"),
    Slip("{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"location\": {} } }", "the key 'of' is missing"),
    Slip(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"inLocation\": { \"of\": \"Exchange.x\", \"part\": \"base\" } } }",
      "'part' is id or version, not 'base'"),
    Slip(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"retry\": { \"earlier\": \"Exchange.earlier\", \"of\": \"it\" } } }",
      "'of' is unchanged or changed, not 'it'"),
    Slip(
      "{ \(base) \"at\": \"Change.later\", \"check\": { ¦\"unchanged\": { \"since\": \"Change.earlier\", \"except\": [\"a..b\"] } } }",
      "in 'except': a path is names from the resource on"),
    Slip(
      "{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"echoed\": { \"of\": \"Exchange.x\", \"unless\": \"x\" } } }",
      "in 'unless': a path begins with"),
    Slip("{ \(base) \"at\": \"Exchange.request\", \"check\": { ¦\"unidentifying\": {} } }", "the key 'patients' is missing"),
    Slip("{ \(base) \"at\": \"Appointment.id\"¦ \"check\": { \"absent\": {} } }", "expected ',' after this value"),
  ]

  @Test(arguments: slips) func aSlipIsNamedWithItsPlace(slip: Slip) throws {
    let text = "{ \"table\": { \"title\": \"T\", \"source\": { \"document\": \"D\" } },\n  \"rules\": [\n    \(slip.row)\n] }"
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
    #expect(description.contains(slip.says), "\(description)")
  }

  @Test(arguments: [
    (#"{ "files": ["a.json"], "about": "all" }"#, "'when' is missing or empty"),
    (#"{ "when": ["Bundle"], "files": ["a.json"] }"#, "'about' is missing"),
    (#"{ "when": ["Bundle"], "about": "all", "files": ["a.json"], "where": [] }"#, "unknown key 'where'"),
    (#"{ "when": ["bundle"], "about": "all", "files": ["a.json"] }"#, "a path begins with a resource type"),
  ])
  func aSlipInAGroupOfTablesIsNamed(group: String, says: String) {
    let pack = #"{ "id": "x", "title": "X", "tables": [ \#(group) ] }"#
    let error = #expect(throws: RuleFileError.self) {
      try RuleLibrary(files: [RuleFile(SourceText(name: "x/pack.json", text: pack))], symbols: .wellKnown)
    }
    #expect(error?.description.contains(says) ?? false, "\(String(describing: error))")
  }

  @Test(arguments: [
    (#"{ "without": ["Appointment.start"], "finds": [] }"#, "the example of the table has no 'Appointment.start'"),
    (#"{ "without": ["start"], "finds": [] }"#, "a path begins with a resource type"),
    (#"{ "finds": [] }"#, "'document', 'without' or 'with'"),
    (#"{ "with": { "Appointment.id": "b" }, "place": [] , "finds": [] }"#, "unknown key 'place'"),
  ])
  func aSlipInAnExampleIsNamed(example: String, says: String) throws {
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
    #expect(error?.description.contains(says) ?? false, "\(String(describing: error))")
  }

  @Test func aPackThatNamesWhatThereIsNotIsRefused() throws {
    let noTable = RuleFile(SourceText(name: "x/pack.json", text: #"{ "id": "x", "title": "X", "tables": ["none.json"] }"#))
    let library = try RuleLibrary(files: [noTable], symbols: .wellKnown)
    #expect(throws: RuleFileError.self) { try library.packs(for: "x") }
    let noPack = RuleFile(SourceText(name: "x/pack.json", text: #"{ "id": "x", "title": "X", "includes": ["y"], "tables": [] }"#))
    let other = try RuleLibrary(files: [noPack], symbols: .wellKnown)
    #expect(throws: RuleFileError.self) { try other.packs(for: "x") }
    #expect(try other.packs(for: "z").isEmpty)
  }
}
