import FHIRSyntax
import FHIRValidation
import Findings
import Foundation
import HTTPExchange
import RulePacks

/// Writes pages for the rules of each family and of each file and subfolder of a pack, an index of the rules, a page for the
/// coverage of each pack's specification, and the JSON Schemas of settings and rule files.
package struct DocsCommand {
  /// A page and its path relative to the root.
  package struct Page {
    package var path: String
    package var text: String
  }

  /// The folders that contain only the files that this command writes.
  package static let folders = ["docs/rules", "docs/coverage", "docs/schemas"]
  /// The folder that contains `Rules/` and `docs/`.
  private let root: String

  package init(root: String) {
    self.root = root
  }

  func run() throws {
    for folder in Self.folders {
      let url = URL(fileURLWithPath: "\(root)/\(folder)")
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    let pages = try pages()
    for page in pages {
      let url = URL(fileURLWithPath: "\(root)/\(page.path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Files.write(page.text, to: url)
    }
    print("\(pages.count) pages in \(Self.folders.joined(separator: ", "))")
  }

  /// All pages, by ascending path.
  package func pages() throws -> [Page] {
    let files = try Files.ruleNames(in: root).map { name in
      RuleFile(SourceText(name: name, bytes: try Data(contentsOf: URL(fileURLWithPath: "\(root)/Rules/\(name)"))))
    }
    let library = try RuleLibrary(files: files, symbols: .wellKnown)
    let packs = try library.packs.compactMap { try library.packWithExamples($0.id) }.sorted { $0.id < $1.id }
      .map { try DescribedPack($0) }
    let standards = RuleDescriptor.syntax + FHIRRules.all + HTTPRules.all + RuleDescriptor.suppressions
    let addresses = RuleAddresses(standards + packs.flatMap(\.rules))
    let index = RuleIndex(packs: packs, standards: standards, addresses: addresses)
    let coverage = packs.map { CoveragePage($0, addresses) }
    let families = RuleFamily.all.compactMap { family in
      let rules = standards.filter { RuleFamily.family(of: $0.code) == family }
      return rules.isEmpty ? nil : RulesPage(family, rules)
    }
    let pages =
      [(index.path, index.text)] + coverage.map { ($0.path, $0.text) }
      + (families + packs.flatMap(RulesPage.pages)).map { ($0.path, $0.text(addresses)) }
    let schemas = schemas(packs: library.packs.map(\.id)).map {
      ("schemas/\($0.name).schema.json", $0.shape.schema(id: $0.name + ".schema.json", title: $0.title))
    }
    return (pages + schemas).map { Page(path: "docs/\($0)", text: $1) }.sorted { $0.path < $1.path }
  }

  /// The JSON Schemas of the files that users write.
  private func schemas(packs: [String]) -> [(name: String, title: String, shape: JSONShape)] {
    [
      ("pack", "apptlint rule pack (pack.json)", RuleFileShape.pack),
      ("rules", "apptlint rule table", RuleFileShape.table),
      ("settings", "apptlint settings (.apptlint.json)", SettingsShape.file(packs: packs)),
    ]
  }
}
