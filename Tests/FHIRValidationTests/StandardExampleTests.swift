import ApptLint
import FHIRSyntax
import FHIRValidation
import Testing

/// The examples that the rules of FHIR itself carry: their documentation, and a test of each.
@Suite struct StandardExampleTests {
  @Test(arguments: FHIRRules.all)
  func theFailingExampleBreaksThisRuleAlone(_ rule: StandardRule) throws {
    let report = try lint(rule.fails)
    #expect(Set(report.findings.map(\.code)) == [rule.code])
    #expect(report.findings.allSatisfy { $0.severity == rule.severity && $0.element != nil })
  }

  @Test(arguments: FHIRRules.all)
  func thePassingExampleBreaksNothing(_ rule: StandardRule) throws {
    #expect(try lint(rule.passes).findings.map(\.code) == [])
  }

  private func lint(_ text: String) throws -> Report {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    return try Linter(configuration).lint(SourceText(name: "example", bytes: Array(text.utf8)))
  }
}
