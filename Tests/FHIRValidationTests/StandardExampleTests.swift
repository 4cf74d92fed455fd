import ApptLint
import FHIRValidation
import Findings
import Testing

/// The documented examples of the rules of FHIR violate and satisfy them as stated.
@Suite struct StandardExampleTests {
  /// The rules whose failing example is a document, not the description of a document that is too long to show.
  static let shown = FHIRRules.all.filter { $0.fails[0].text.hasPrefix("{") || $0.fails[0].text.hasPrefix("<") }

  @Test func nearlyAllExamplesAreDocuments() {
    #expect(
      FHIRRules.all.filter { !Self.shown.contains($0) }.map(\.code) == [
        "STR031", "PRM007", "REF005", "PRO010", "PRO014", "PRO021",
      ])
  }

  @Test(arguments: shown)
  func theFailingExampleViolatesOnlyThisRule(_ rule: RuleDescriptor) throws {
    let report = try lint(rule.fails[0].text)
    #expect(Set(report.findings.map(\.code)) == [rule.code])
    #expect(report.findings.allSatisfy { $0.severity == rule.severity })
    // Without a type there is no path.
    #expect(report.findings.allSatisfy { ($0.element != nil) == (rule.name != "not-a-resource") })
  }

  @Test(arguments: FHIRRules.all)
  func thePassingExampleViolatesNothing(_ rule: RuleDescriptor) throws {
    #expect(try lint(rule.passes[0].text).findings.map(\.code) == [])
  }

  private func lint(_ text: String) throws -> Report {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    // Advice that small examples do not follow.
    configuration.ignore = ["dom-6"]
    return try Linter(configuration).lint(SourceText(name: "example", bytes: Array(text.utf8)))
  }
}
