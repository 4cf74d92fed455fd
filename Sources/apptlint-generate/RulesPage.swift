import Findings
import RulePacks

/// A page of `docs/rules`: the rules of a file in `Rules/`, or of a family, with a section for each.
struct RulesPage {
  /// The path of the page, relative to `docs/`.
  let path: String
  let rules: [RuleDescriptor]
  private let title: String
  /// What applies to all rules of the page.
  private let introduction: String
  private let origin: String

  /// A page for a table of a pack.
  init(_ table: DescribedPack.Table, of pack: String) {
    let file = "Rules/\(table.file.name)"
    path = table.rules.first.map(RuleAddresses.page) ?? ""
    rules = table.rules
    title = "\(table.table.title) (`\(pack)`)"
    origin = file
    let coverage = RuleAddresses.route(to: "coverage/\(pack).md", from: path)
    introduction = """
      Rules of the pack [\(pack)](\(coverage)). Definitions and all examples:
      [\(table.file.name)](\(RuleAddresses.route(to: file, from: "docs/" + path))).

      """
  }

  /// A page for the rules of a family.
  init(_ family: RuleFamily, _ rules: [RuleDescriptor]) {
    path = rules.first.map(RuleAddresses.page) ?? ""
    self.rules = rules
    title = "\(family.title) (`\(family.prefix)`)"
    origin = "the rules in Sources"
    introduction = "These rules belong to no pack and are always checked.\n"
  }

  func text(_ addresses: RuleAddresses) -> String {
    "\(Markdown.origin(origin))\n\n# \(title)\n\n\(introduction)"
      + rules.map { "\n" + RuleSection($0, on: path, addresses).text }.joined()
  }
}
