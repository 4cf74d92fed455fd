import Foundation
import Testing

@testable import RulePacks

/// docs/rule-files.md describes every kind of check with its options.
@Suite struct RuleFilesPageTests {
  @Test func everyKindIsDescribed() throws {
    let path = URL(filePath: #filePath).appending(path: "../../../docs/rule-files.md").standardized
    let rows = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    for kind in CheckVocabulary.kinds {
      let row = try #require(rows.first { $0.hasPrefix("| `\(kind.kind)` |") }, "\(kind.kind) is missing in docs/rule-files.md")
      for option in kind.options { #expect(row.contains("`\(option)`"), "option \(option) of \(kind.kind)") }
    }
  }
}
