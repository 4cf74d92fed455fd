import Foundation
import Testing
import apptlint_generate

/// The committed generated files are up to date.
@Suite struct GeneratedFileTests {
  @Test func theEmbeddedRuleFilesAreCurrent() throws {
    let expected = try RulesCommand(root: Repository.root.path).text()
    let isCurrent = try Repository.text(RulesCommand.output) == expected
    #expect(isCurrent, "\(RulesCommand.output) is stale: run `swift run apptlint-generate rules`")
  }

  /// Data are committed in `Profiles/` and `Rules/`. Apart from the pack and the generated file of rules, the target embeds only
  /// files from there, and its source files contain no data.
  @Test func nothingElseIsEmbedded() throws {
    let folder = "Sources/CEmbeddedData"
    let earlier = ["codesystems", "extensions", "messages", "profiles"].map {
      "../../Profiles/uk.nhsdigital.bars.r4-1.34.0/\($0).ndjson"
    }
    let embeds = [
      "data.c": ["definitions.pack"], "releases.c": ["../../Profiles/other-releases.json"], "earlier.c": earlier,
    ]
    let files = try Repository.files(in: folder, suffix: "").map { String($0.dropFirst(folder.count + 1)) }
    let others = ["definitions.pack", "rules.c", "include", "include/CEmbeddedData.h", "include/CEmbeddedRules.h"]
    #expect(Set(files) == Set(embeds.keys).union(others))
    for (file, embedded) in embeds {
      let text = try Repository.text("\(folder)/\(file)")
      #expect(text.matches(of: /#embed "([^"]+)"/).map { String($0.output.1) } == embedded, "\(file)")
      #expect(text.utf8.count < 1_000, "\(file)")
    }
  }

  @Test func thePagesOfRulesAreCurrent() throws {
    let pages = try DocsCommand(root: Repository.root.path).pages()
    let stale = pages.filter { page in (try? Repository.text(page.path)) != page.text }.map(\.path)
    #expect(stale == [], "stale: run `swift run apptlint-generate docs`")
    let present = try DocsCommand.folders.flatMap { try Repository.files(in: $0, suffix: "") }.filter { $0.contains(".") }
    #expect(Set(present).subtracting(pages.map(\.path)) == [], "left over: run `swift run apptlint-generate docs`")
  }
}
