import Foundation
import Testing
import apptlint_generate

/// What is generated and committed is what the generator writes today.
@Suite struct GeneratedFileTests {
  @Test func theEmbeddedRuleFilesAreThoseThatThereAre() throws {
    let expected = try RulesCommand(root: Repository.root.path).text()
    let isCurrent = try Repository.text(RulesCommand.output) == expected
    #expect(isCurrent, "\(RulesCommand.output) is stale: run `swift run apptlint-generate rules`")
  }

  @Test func thePagesOfRulesAreCurrent() throws {
    let pages = try DocsCommand(root: Repository.root.path).pages()
    let stale = pages.filter { page in (try? Repository.text(page.path)) != page.text }.map(\.path)
    #expect(stale == [], "stale: run `swift run apptlint-generate docs`")
    let present = try DocsCommand.folders.flatMap { try Repository.files(in: $0, ending: "") }
    #expect(Set(present).subtracting(pages.map(\.path)) == [], "left over: run `swift run apptlint-generate docs`")
  }
}
