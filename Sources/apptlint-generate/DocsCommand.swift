import FHIRSyntax
import FHIRValidation
import Findings
import Foundation
import HTTPExchange
import RulePacks

/// Writes a page for each rule, an index of the rules, and for each pack the coverage of its specification.
package struct DocsCommand {
  /// A page and its path relative to the root.
  package struct Page {
    package var path: String
    package var text: String
  }

  /// The folders that contain only the files that this command writes.
  package static let folders = ["docs/rules", "docs/coverage"]
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
    for page in pages { try Files.write(page.text, to: URL(fileURLWithPath: "\(root)/\(page.path)")) }
    print("\(pages.count) pages in \(Self.folders.joined(separator: " and "))")
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
    var pages = [Page(path: "docs/rules/README.md", text: RuleIndex(packs: packs, standards: standards).text)]
    pages += packs.map { Page(path: "docs/coverage/\($0.pack.id).md", text: CoveragePage($0).text) }
    pages += (standards + packs.flatMap(\.rules)).map { Page(path: "docs/rules/\($0.code).md", text: RulePage($0).markdown) }
    return pages.sorted { $0.path < $1.path }
  }
}
