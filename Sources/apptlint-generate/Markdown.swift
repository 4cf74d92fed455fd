import FHIRSyntax
import RulePacks

/// Pieces of Markdown.
enum Markdown {
  /// The first line of every generated page.
  static func origin(_ source: String) -> String {
    "<!-- Written by `swift run apptlint-generate docs` from \(source). -->"
  }

  static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |\n"
  }

  static func table(_ head: [String], _ rows: [[String]]) -> String {
    row(head) + "|" + String(repeating: "---|", count: head.count) + "\n" + rows.map(row).joined()
  }

  static func list(_ items: [String]) -> String {
    items.map { "- \($0)\n" }.joined()
  }

  /// Text as it stands, in a language that a reader may colour.
  static func code(_ text: String, _ language: String) -> String {
    "```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n"
  }
}

extension Rule {
  /// How much of the rule is checked, in a word, and why not all of it.
  var extent: (word: String, reasons: [String]) {
    let reasons = parts.compactMap(\.unchecked)
    if reasons.isEmpty { return ("enforced", heldBy.map { ["by [\($0)](../rules/\($0).md)."] } ?? []) }
    return (parts.contains { $0.path != nil } ? "partly" : "not checked", reasons)
  }

  /// The keywords of the rule and of the parts that have another.
  var keywords: [Keyword] {
    var keywords = [keyword]
    for case let keyword? in parts.map(\.keyword) where !keywords.contains(keyword) { keywords.append(keyword) }
    return keywords
  }
}
