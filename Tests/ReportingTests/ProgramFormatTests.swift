import Findings
import Foundation
import Testing

@testable import Reporting

/// The formats that CI systems and other programs read.
@Suite struct ProgramFormatTests {
  /// Reports of every kind: of all severities, with identical findings, with and without an element, clean, truncated.
  static let reports: [Report] = {
    let mixed = Sample(name: "./a b/é.json", "{\"ä😀\": [[1]],\n [[\"b\": [\n2]]], \"c\": [[3]] }\n[[]]") { ranges in
      [
        Sample.finding("BKD003", "status-booked", ranges[0], element: "A.b", "one"),
        Sample.finding("JSN001", "missing-comma", ranges[0], severity: .fatal, element: "A.b", "two"),
        Sample.finding("LNT001", "a-warning", ranges[1], severity: .warning, element: "A.c[0]", "three"),
        Sample.finding("LNT002", "a-note", ranges[2], severity: .information, element: "A.d", "four"),
        Sample.finding("LNT002", "a-note", ranges[2], severity: .information, element: "A.d", "five"),
        Sample.finding("STR001", "no-element", ranges[3], "six"),
      ]
    }.report
    var cut = Sample.oneFinding(name: "cut.json")
    cut.omissions = [.error: 3]
    var onlyCut = Sample.clean(name: "only-cut.json")
    onlyCut.omissions = [.error: 1]
    let unchecked = ["BKD002", "BND001", "BKD002"].map { NotChecked(code: $0, requirement: "a", reason: "cannot be determined") }
    return [mixed, Sample.clean(), cut, onlyCut, Sample.clean(name: "other.json", notChecked: unchecked), Sample.oneFinding()]
  }()

  static func json(_ reports: [Report], _ format: ReportFormat, _ change: (inout ReportStyle) -> Void = { _ in }) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(written(reports, as: format, change).utf8))
  }

  static let shapes: [(ReportFormat, Shape)] = [(.sarif, Shapes.sarif), (.gitlab, Shapes.gitlab), (.rdjson, Shapes.rdjson)]

  @Test(arguments: [ReportFormat.sarif, .gitlab, .rdjson], [false, true]) func reportsConformToTheSchema(
    _ format: ReportFormat, _ showsValues: Bool
  ) throws {
    let shape = try #require(Self.shapes.first { $0.0 == format }?.1)
    for reports in [[], [Self.reports[1]], [Self.reports[3]], Self.reports, Self.reports.reversed()] {
      #expect(shape.errors(try Self.json(reports, format) { $0.showsValues = showsValues }) == [])
    }
    #expect(!shape.errors(["version": "2.0.0"]).isEmpty)
  }

  // MARK: SARIF

  struct SARIF: Decodable {
    struct Text: Decodable { var text: String }
    struct Location: Decodable {
      struct Physical: Decodable {
        struct Artifact: Decodable { var uri: String }
        struct Region: Decodable, Equatable {
          var startLine: Int, startColumn: Int, endLine: Int, endColumn: Int
        }
        var artifactLocation: Artifact
        var region: Region?
      }
      var physicalLocation: Physical
    }
    struct Result: Decodable {
      var ruleId: String, level: String, message: Text, locations: [Location], partialFingerprints: [String: String]?
    }
    struct Rule: Decodable { var id: String, help: Text?, helpUri: String? }
    struct Driver: Decodable { var name: String, version: String, rules: [Rule] }
    struct Tool: Decodable { var driver: Driver }
    struct Notification: Decodable { var message: Text, level: String }
    struct Invocation: Decodable {
      var executionSuccessful: Bool, exitCode: Int, toolExecutionNotifications: [Notification]?
    }
    struct Artifact: Decodable { var location: Location.Physical.Artifact }
    struct Run: Decodable {
      var columnKind: String, results: [Result], artifacts: [Artifact], tool: Tool, invocations: [Invocation]
    }
    var runs: [Run]

    init(_ reports: [Report], _ change: (inout ReportStyle) -> Void = { _ in }) throws {
      self = try JSONDecoder().decode(SARIF.self, from: Data(written(reports, as: .sarif, change).utf8))
    }
  }

  @Test func sarifHasFullRegionsInCodePoints() throws {
    let run = try #require(try SARIF(Self.reports).runs.first)
    #expect(run.columnKind == "unicodeCodePoints")
    let regions = run.results.prefix(6).map(\.locations[0].physicalLocation.region)
    typealias Region = SARIF.Location.Physical.Region
    #expect(regions[0] == Region(startLine: 1, startColumn: 8, endLine: 1, endColumn: 9))
    #expect(regions[2] == Region(startLine: 2, startColumn: 2, endLine: 3, endColumn: 2))
    #expect(regions[5] == Region(startLine: 4, startColumn: 1, endLine: 4, endColumn: 1))
    #expect(run.results.map(\.level).prefix(6) == ["error", "error", "warning", "note", "note", "error"])
    #expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri == "a%20b/%C3%A9.json")
  }

  @Test func sarifDescribesTheViolatedRules() throws {
    let driver = try #require(try SARIF(Self.reports).runs.first).tool.driver
    #expect(driver.name == "apptlint" && driver.version == Product.version)
    #expect(driver.rules.map(\.id) == ["BKD003", "JSN001", "LNT001", "LNT002", "STR001", "findings-omitted"])
    #expect(
      driver.rules[0].help?.text == "The status is `booked`. Write `booked`. Source: NHS Booking API: Request.")
    #expect(try SARIF([Sample.clean()]).runs.first?.tool.driver.rules.isEmpty == true)
  }

  /// FHIR's invariants share one code, and are distinguished by their keys.
  @Test func invariantsAreSeparateRules() throws {
    let report = Sample("[[x]]") { ranges in
      ["app-3", "app-2"].map { Sample.finding("INV", $0, ranges[0], element: "A", "x") }
    }.report
    let run = try #require(try SARIF([report]).runs.first)
    #expect(run.tool.driver.rules.map(\.id) == ["INV/app-2", "INV/app-3"])
    #expect(run.results.map(\.ruleId) == ["INV/app-3", "INV/app-2"])
    let issues = try Self.json([report], .gitlab) as? [[String: Any]] ?? []
    #expect(issues.map { $0["check_name"] as? String } == ["INV/app-3", "INV/app-2"])
    #expect(written([report], as: .html).components(separatedBy: "<details class=\"rule\">").count == 3)
  }

  @Test func sarifReportsUncheckedRules() throws {
    let notes = try #require(try SARIF(Self.reports).runs.first?.invocations.first?.toolExecutionNotifications)
    #expect(
      notes.map(\.message.text) == [
        "BKD002 was not checked in 1 payload: cannot be determined", "BND001 was not checked in 1 payload: cannot be determined",
      ])
  }

  @Test func sarifListsEachArtifactOnce() throws {
    let run = try #require(try SARIF([Sample.clean(name: "./a.json"), Sample.clean(name: "a.json"), Sample.clean()]).runs.first)
    #expect(run.artifacts.map(\.location.uri) == ["a.json", "clean.json"])
  }

  // MARK: Fingerprints

  /// Edits that move a finding without changing it.
  static let edits: [(String, String)] = [
    ("{[[1]] [[1]] [[2]]}", "{\n\n  [[1]] \t [[1]]\n\n[[2]]}"), ("{[[1]] [[1]] [[2]]}", "{\"new\": true, [[9]] [[1]] [[33]]}"),
  ]

  @Test(arguments: edits) func fingerprintsSurviveEdits(_ before: String, _ after: String) throws {
    func report(_ text: String) -> Report {
      Sample(text) { ranges in
        [
          Sample.finding("A", "a", ranges[0], element: "X.a", "x"), Sample.finding("A", "a", ranges[1], element: "X.a", "x"),
          Sample.finding("A", "a", ranges[2], element: "X.b", "x"),
        ]
      }.report
    }
    func sarif(_ report: Report) throws -> [String?] {
      try SARIF([report]).runs[0].results.map { $0.partialFingerprints?["primaryLocationLineHash"] }
    }
    func gitlab(_ report: Report) throws -> [String?] {
      (try Self.json([report], .gitlab) as? [[String: Any]] ?? []).map { $0["fingerprint"] as? String }
    }
    #expect(try sarif(report(before)) == sarif(report(after)))
    #expect(try gitlab(report(before)) == gitlab(report(after)))
    #expect(Set(try sarif(report(before))).count == 3)
    #expect(Set(try gitlab(report(before))).count == 3)
  }

  @Test func gitLabFingerprintsAreUniqueInARun() throws {
    var second = Self.reports[0]
    second.inputLine = 9
    let issues = try Self.json(Self.reports + [second], .gitlab) as? [[String: Any]] ?? []
    let fingerprints = issues.compactMap { $0["fingerprint"] as? String }
    #expect(fingerprints.count == 16 && Set(fingerprints).count == 16)
  }

  @Test func severitiesHaveTheNamesOfTheFormat() throws {
    let gitlab = try Self.json(Self.reports, .gitlab) as? [[String: Any]] ?? []
    #expect(gitlab.prefix(4).map { $0["severity"] as? String } == ["major", "blocker", "minor", "info"])
    let rdjson = try #require(try Self.json(Self.reports, .rdjson) as? [String: Any])
    let diagnostics = rdjson["diagnostics"] as? [[String: Any]] ?? []
    #expect(diagnostics.prefix(4).map { $0["severity"] as? String } == ["ERROR", "ERROR", "WARNING", "INFO"])
  }

  @Test func rdjsonCountsColumnsInBytes() throws {
    let rdjson = try #require(try Self.json(Self.reports, .rdjson) as? [String: Any])
    let first = (rdjson["diagnostics"] as? [[String: Any]])?.first?["location"] as? [String: Any]
    let range = first?["range"] as? [String: [String: Int]]
    // There are 7 characters, `{"ä😀": `, before the position, two of which have 2 and 4 bytes.
    #expect(range == ["start": ["line": 1, "column": 12], "end": ["line": 1, "column": 13]])
    #expect(first?["path"] as? String == "a b/é.json")
  }

  // MARK: Paths

  @Test(arguments: [
    ("a.json", "sub/a.json", "sub/a.json"), ("../b.json", "b.json", "b.json"),
    ("./x//y/../a.json", "sub/x/a.json", "sub/x/a.json"),
    ("/repo/sub/a.json", "sub/a.json", "sub/a.json"), ("/elsewhere/a.json", "/elsewhere/a.json", "file:///elsewhere/a.json"),
    ("../../b c.json", "/b c.json", "file:///b%20c.json"), ("-", "-", "-"),
    ("a:b#?.json", "sub/a:b#?.json", "sub/a%3Ab%23%3F.json"),
  ]) func pathsAreRelativeToTheCheckout(_ given: String, _ path: String, _ uri: String) {
    let paths = ReportPaths(currentFolder: "/repo/sub", checkouts: ["", "/other", "/repo"])
    #expect(paths.path(given) == path)
    #expect(paths.uri(given) == uri)
    #expect(paths.rootURI == "file:///repo/")
  }

  @Test func withoutACheckoutPathsAreRelativeToTheCurrentFolder() {
    let paths = ReportPaths(currentFolder: "/home/me", checkouts: ["/home/m"])
    #expect(paths.path("a/b.json") == "a/b.json" && paths.rootURI == "file:///home/me/")
  }
}
