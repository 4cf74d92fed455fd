import ApptLint
import Findings
import Testing

/// If there are more findings than the limit, those of the highest severity are reported, the status reflects all of them, and a
/// note reports the omitted ones.
@Suite struct FloodTests {
  private static let count = 520

  /// A Patient with many placeholder URLs, which are not errors, followed by `errors` unknown elements.
  private static func patient(errors: Int, isXML: Bool = false) -> String {
    if isXML {
      let telecoms = (0..<count).map { "<telecom><system value=\"url\"/><value value=\"http://example.com/\($0)\"/></telecom>" }
      let unknown = (0..<errors).map { "<wrong\($0) value=\"x\"/>" }
      return "<Patient xmlns=\"http://hl7.org/fhir\">\n" + (telecoms + unknown).joined(separator: "\n") + "</Patient>\n"
    }
    let telecoms = (0..<count).map { #"{ "system": "url", "value": "http://example.com/\#($0)" }"# }
    let unknown = (0..<errors).map { #", "wrong\#($0)": "x""# }
    return #"{ "resourceType": "Patient", "telecom": ["# + telecoms.joined(separator: ",\n") + "]"
      + unknown.joined(separator: "\n") + "}\n"
  }

  private static func linter(limit: Int, ignore: [String] = []) throws -> Linter {
    var configuration = Configuration()
    configuration.packs = .chosen(["plausibility"])
    configuration.release = .stu3
    configuration.limits.findings = limit
    configuration.ignore = ignore
    return try Linter(configuration)
  }

  private static func exchange(_ body: String) -> SourceText {
    let head = "POST https://api.example.nhs.uk/Patient HTTP/1.1\nContent-Type: application/fhir+json\n"
    return SourceText(name: "a.http", text: head + "Content-Length: \(body.utf8.count)\n\n" + body)
  }

  @Test(arguments: [false, true]) func errorsAfterAFloodAreShown(isXML: Bool) throws {
    let source = SourceText(name: isXML ? "a.xml" : "a.json", text: Self.patient(errors: 3, isXML: isXML))
    let linter = try Self.linter(limit: 500)
    var reports = [linter.lint(source), linter.lint(source, against: source)]
    if !isXML { reports.append(linter.lint(Self.exchange(Self.patient(errors: 3)))) }
    for report in reports {
      #expect(report.findings.count == 500 && report.findings.count { $0.severity == .error } >= 3)
      #expect(report.omitted > 0 && !report.mayHideErrors && report.worst == .error)
      #expect(report.recommendedStatus == 400)
    }
  }

  @Test func errorsBeyondTheLimitAffectTheStatus() throws {
    let linter = try Self.linter(limit: 2)
    let report = linter.lint(SourceText(name: "a.json", text: Self.patient(errors: 3)))
    #expect(report.findings.map(\.severity) == [.error, .error] && report.mayHideErrors)
    #expect(report.omissions[.error] ?? 0 > 0 && report.recommendedStatus == 400)
    let none = try Self.linter(limit: 0).lint(SourceText(name: "a.json", text: Self.patient(errors: 3)))
    #expect(none.findings.isEmpty && none.worst == .error && none.recommendedStatus == 400)
  }

  @Test func ignoredFindingsHideNothing() throws {
    let text = Self.patient(errors: 1).replacing(#""resourceType""#, with: #""gender": "?", "resourceType""#)
    let linter = try Self.linter(limit: 5, ignore: ["LNT"])
    let report = linter.lint(SourceText(name: "a.json", text: text))
    #expect(report.findings.count < 5 && report.omitted == 0 && report.recommendedStatus == 400)
    // The reader's limit applies before findings are ignored: a finding beyond the limit may be an error of another rule.
    let commas = #"{ "resourceType": "Patient", "active": true"# + String(repeating: #" "a": 1"#, count: 50) + " } x"
    let cut = try Self.linter(limit: 5, ignore: ["JSN001"]).lint(SourceText(name: "a.json", text: commas))
    #expect(cut.mayHideErrors)
  }

  @Test(arguments: [(0, Int32(0)), (3, 1), (600, 1)]) func theExitStatusReflectsAllFindings(errors: Int, status: Int32) throws {
    let folder = try TestFolder(["a.json": Self.patient(errors: errors)])
    let run = folder.run(
      "check", "--pack", "plausibility", "--fhir-version", "3.0", "--max-findings", "500", "--format", "json", "@a.json")
    #expect(run.status == status)
    let hides = run.output.contains(#""code": "incomplete""#)
    #expect(run.output.contains("findings-omitted") && hides == (errors > 500))
  }
}
