import FHIRSyntax
import Foundation
import RulePacks
import Testing

/// Every row of every rule file holds what its own fragments promise, as JSON and as XML.
@Suite struct RuleExampleTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../../Rules").standardized

  static let library: Result<RuleLibrary, any Error> = Result {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    let files = try names.map { RuleFile(SourceText(name: $0, bytes: try Data(contentsOf: folder.appending(path: $0)))) }
    return try RuleLibrary(files: files, symbols: .wellKnown)
  }

  static let packIDs = (try? library.get().packs.map(\.id)) ?? ["broken"]

  @Test(arguments: packIDs) func everyRuleHoldsItsExamples(id: String) throws {
    let pack = try #require(try Self.library.get().packs(for: id).first)
    for table in pack.tables {
      for rule in table.rules {
        let failing = try rule.failing()
        #expect(rule.passing.isEmpty == failing.isEmpty, "\(rule.code): examples of one sort only")
        for example in rule.passing + failing {
          let json = Document.read(SourceText(name: rule.code, text: example.json))
          #expect(json.findings.isEmpty, "\(rule.code)")
          for document in [json, Document.read(SourceText(name: rule.code, text: XMLWriter.write(json)))] {
            let run = RuleRun(document, now: 1_800_000_000)
            let found = run.findings(of: rule, in: table, of: pack, interaction: example.interaction)
            #expect(found.count == example.finds.count, "\(rule.code) \(document.format): \(example.json)\n\(found.map { $0.message.text(showingValues: true) })")
          }
        }
      }
    }
  }
}
