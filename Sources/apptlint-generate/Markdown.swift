import Findings

/// Markdown fragments.
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

  /// The anchor of a heading whose text is unique on its page.
  static func anchor(_ heading: String) -> String {
    String(heading.lowercased().filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.map { $0 == " " ? "-" : $0 })
  }

  /// A code block in a language.
  static func code(_ text: String, _ language: String) -> String {
    "```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n"
  }
}

extension RuleDescriptor.Extent {
  /// The word for the extent on the pages.
  var word: String {
    switch self {
    case .full: "enforced"
    case .partly: "partly"
    case .not: "not checked"
    }
  }
}

extension RuleDescriptor {
  /// The keywords of the rule and of its parts with different keywords.
  var allKeywords: String { ([keyword ?? ""] + partLevels.map(\.keyword)).joined(separator: ", in part ") }
}
