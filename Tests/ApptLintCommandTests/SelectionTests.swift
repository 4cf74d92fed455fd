import Testing

@testable import ApptLintCommand

/// The findings with `--select`, `--ignore` and `--severity`, including those that are reported only on request.
@Suite struct SelectionTests {
  struct Case: CustomTestStringConvertible {
    var options: [String]
    /// The severity of NHS003 for the test number on line 3, and for the repeated digit on line 5; nil for no finding.
    var test: String?
    var filler: String?
    var testDescription: String { options.joined(separator: " ") }
  }

  private static let numbers = #"""
    { "resourceType": "Bundle", "type": "collection", "entry": [
      { "resource": { "resourceType": "Patient", "identifier": [ { "system": "https://fhir.nhs.uk/Id/nhs-number",
        "value": "9990000018" } ] } },
      { "resource": { "resourceType": "Patient", "identifier": [ { "system": "https://fhir.nhs.uk/Id/nhs-number",
        "value": "1111111111" } ] } } ] }
    """#

  @Test(arguments: [
    Case(options: [], test: nil, filler: "error"),
    Case(options: ["--select", "NHS"], test: nil, filler: "error"),
    Case(options: ["--select", "ALL"], test: nil, filler: "error"),
    Case(options: ["--select", "NHS003"], test: "information", filler: "error"),
    Case(options: ["--select", "nhs-number-real"], test: "information", filler: "error"),
    Case(options: ["--select", "ALL,NHS003"], test: "information", filler: "error"),
    Case(options: ["--severity", "NHS003=warning"], test: "warning", filler: "warning"),
    Case(options: ["--severity", "nhs-number-real=warning"], test: "warning", filler: "warning"),
    Case(options: ["--select", "LNT"], test: nil, filler: nil),
    Case(options: ["--ignore", "ALL"], test: nil, filler: nil),
    Case(options: ["--ignore", "ALL", "--select", "NHS003"], test: "information", filler: "error"),
    Case(options: ["--select", "ALL", "--ignore", "NHS"], test: nil, filler: nil),
    Case(options: ["--severity", "NHS003=warning", "--ignore", "NHS003"], test: nil, filler: nil),
  ])
  func testNumbersAreReportedOnRequest(_ example: Case) throws {
    let folder = try TestFolder(["numbers.json": Self.numbers])
    let words = ["check", "--format", "concise", "--fhir-version", "4.0", "--pack", "nhs-identifiers"]
    let run = folder.run(words + example.options + ["@numbers.json"])
    func severity(_ line: Int) -> String? {
      run.output.split(separator: "\n").first { $0.contains("json:\(line):") && $0.contains("NHS003") }
        .flatMap { $0.split(separator: " ").dropFirst().first?.dropLast() }.map(String.init)
    }
    #expect(severity(3) == example.test && severity(5) == example.filler, "\(run.output)")
  }

  struct SeverityCase: CustomTestStringConvertible {
    var options: [String] = []
    var file = "{}"
    /// A settings file that `file` extends.
    var base = "{}"
    /// The severities of BND001 and dom-6, without settings an error and a warning.
    var code = "error"
    var constraint = "warning"

    var testDescription: String { "\(options) \(file) \(base)" }
  }

  static let severities: [SeverityCase] = [
    SeverityCase(),
    SeverityCase(options: ["--severity", "BND001=information"], code: "information"),
    SeverityCase(options: ["--severity", "code-not-in-value-set=information"], code: "information"),
    SeverityCase(options: ["--severity", "bnd=information"], code: "information"),
    SeverityCase(options: ["--severity", "BND=information,BND001=warning"], code: "warning"),
    SeverityCase(options: ["--severity", "BND=information", "--severity", "code-not-in-value-set=warning"], code: "warning"),
    SeverityCase(options: ["--severity", "INV=error"], constraint: "error"),
    SeverityCase(options: ["--severity", "INV=error", "--severity", "dom-6=information"], constraint: "information"),
    SeverityCase(options: ["--severity", "dom-6=information", "--severity", "INV=error"], constraint: "information"),
    // A name overrides a code in settings that are overridden, and the reverse.
    SeverityCase(
      options: ["--severity", "code-not-in-value-set=information"], file: #"{"severity": {"BND001": "warning"}}"#,
      code: "information"),
    SeverityCase(
      options: ["--severity", "BND001=information"], file: #"{"severity": {"code-not-in-value-set": "warning"}}"#,
      code: "information"),
    SeverityCase(
      options: ["--severity", "bnd001=information"], file: #"{"severity": {"BND001": "warning"}}"#, code: "information"),
    SeverityCase(options: ["--severity", "INV=error"], file: #"{"severity": {"dom-6": "information"}}"#, constraint: "error"),
    SeverityCase(
      file: #"{"extends": "base.json", "severity": {"code-not-in-value-set": "information"}}"#,
      base: #"{"severity": {"BND001": "warning", "dom-6": "error"}}"#, code: "information", constraint: "error"),
    SeverityCase(
      options: ["--severity", "dom-6=fatal"], file: #"{"extends": "base.json", "severity": {"BND": "information"}}"#,
      base: #"{"severity": {"BND001": "warning", "dom-6": "error"}}"#, code: "information", constraint: "fatal"),
  ]

  @Test(arguments: severities) func severitiesAreOverriddenRuleByRule(_ example: SeverityCase) throws {
    let folder = try TestFolder([
      "a.json": #"{"resourceType": "Patient", "gender": "x"}"#, ".apptlint.json": example.file, "base.json": example.base,
    ])
    let run = folder.run(["check", "--pack", "none", "--format", "concise"] + example.options + ["@a.json"])
    let severities = ["BND001", "INV dom-6"].map { rule in
      run.findings.filter { $0.contains(": \(rule)") }.map { $0.split(separator: " ")[1].dropLast() }.joined()
    }
    #expect(severities == [example.code, example.constraint], "\(run)")
  }

  @Test(arguments: ["BND001=error,bnd001=warning", "BND001=error,code-not-in-value-set=warning"])
  func aRuleHasOneSeverity(severities: String) throws {
    let run = try TestFolder(["a.json": "{}"]).run("check", "--severity", severities, "@a.json")
    #expect(run.status == 2 && run.errors.hasSuffix("are the same rule: give it one severity\n"), "\(run)")
  }

  @Test func severityOfAllRulesIsRejected() throws {
    let run = try TestFolder(["numbers.json": Self.numbers]).run("check", "--severity", "ALL=warning", "@numbers.json")
    #expect(run.status == 2 && run.errors.contains("'ALL'"))
  }

  @Test(arguments: ["{}", #"{ "select": ["NHS003"] }"#, #"{ "severity": { "NHS003": "error" } }"#])
  func testNumbersPassTheRequirement(settings: String) throws {
    let numbers = Self.numbers.replacing("1111111111", with: "9990000026")
    let folder = try TestFolder([".apptlint.json": settings, "numbers.json": numbers])
    let run = folder.run("coverage", "--format", "json", "--pack", "nhs-identifiers", "@")
    let row = run.output.split(separator: "\n").drop { !$0.contains(#""NHS003""#) }.prefix(6).joined()
    #expect(row.contains(#""state": "passed""#), "\(row)")
  }
}
