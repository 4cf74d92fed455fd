import Findings
import RulePacks

/// The coverage of a pack's specification: every requirement, in the order of its tables.
struct CoveragePage {
  private let described: DescribedPack
  private let addresses: RuleAddresses
  private var pack: RulePack { described.pack }
  /// The path of the page, relative to `docs/`.
  var path: String { "coverage/\(pack.id).md" }

  init(_ described: DescribedPack, _ addresses: RuleAddresses) {
    self.described = described
    self.addresses = addresses
  }

  var text: String {
    var text = "\(Markdown.origin("Rules/\(pack.id)"))\n\n# \(pack.id): \(pack.title)\n\n"
    text += "FHIR release: \(pack.release?.rawValue ?? "any"). \(counts)\n"
    if pack.edition != nil {
      text += "Editions: \(pack.editionTitles). Rows apply to all editions unless they name specific ones.\n"
    }
    if !pack.includes.isEmpty {
      text += "Applies together with \(pack.includes.map { "[\($0)](\($0).md)" }.joined(separator: " and ")).\n"
    }
    for (table, file, rules) in described.tables {
      text += "\n## \(table.title)\n\n\(source(of: table)); [\(file.name)](../../Rules/\(file.name)).\n"
      // The scope of a table for exchanges already mentions them.
      let about = table.resource == "Exchange" ? nil : file.about
      text += "Applies to \(scope(of: table))\(about.map { ", in \($0)" } ?? "").\n\n"
      text += Markdown.table(["code", "keyword", "requirement", "checked"], rules.map(row))
    }
    if !pack.waives.isEmpty {
      text += "\n## Waived FHIR constraints and rules\n\n"
      text += Markdown.table(["constraint or rule", "reason"], pack.waives.map { [$0.label, $0.reason] })
    }
    if !pack.decisions.isEmpty {
      text += "\n## How contradictions and gaps are resolved\n\n" + Markdown.list(pack.decisions)
    }
    return text
  }

  private var counts: String {
    let words = described.rules.map(\.checked.word)
    func count(_ word: String) -> Int { words.count { $0 == word } }
    return "\(words.count) requirements: \(count("enforced")) enforced, \(count("partly")) partly enforced, "
      + "\(count("not checked")) not checked."
  }

  private func source(of table: RuleTable) -> String {
    table.section.isEmpty ? table.document : "\(table.document): \(table.section)"
  }

  private func scope(of table: RuleTable) -> String {
    let interaction = table.interaction.map { ", in the interaction `\($0)`" } ?? ""
    if table.resource == "Exchange" { return "an HTTP exchange" + interaction }
    if table.resource == "Change" { return "a payload compared with an earlier version" + interaction }
    let scope =
      table.isRootOnly
      ? "the payload itself" : table.skipsContained ? "the payload itself or in an entry" : "wherever it occurs"
    let resource = table.resource.map { "`\($0)`, \(scope)" } ?? "the payload itself, whatever its type"
    return resource + interaction
  }

  private func row(_ rule: RuleDescriptor) -> [String] {
    let reasons = rule.gaps.isEmpty ? "" : ": " + rule.gaps.joined(separator: " ")
    let links = rule.coveringRules.map { addresses.link($0, from: path) }.joined(separator: ", ")
    let enforcers = links.isEmpty || !rule.gaps.isEmpty ? "" : " by \(links)."
    return [
      addresses.link(rule.code, from: path), rule.allKeywords,
      rule.requirement + (rule.editions.map { " (\($0))" } ?? ""), rule.checked.word + reasons + enforcers,
    ]
  }
}
