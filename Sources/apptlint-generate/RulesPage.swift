import Findings
import RulePacks

/// A page of `docs/rules`: the rules of a file in `Rules/`, of all files of a subfolder, or of a family, with a section for each.
struct RulesPage {
  /// The rules of a file, with a separate heading if the page has several files.
  private struct Part {
    var title: String
    var introduction: String
    var rules: [RuleDescriptor]
  }

  /// The path of the page, relative to `docs/`.
  let path: String
  private let title: String
  /// What applies to all rules of the page.
  private let introduction: String
  private let origin: String
  private let parts: [Part]

  /// The pages for the tables of a pack, in the order of the first table of each.
  static func pages(of described: DescribedPack) -> [RulesPage] {
    var paths: [String] = []
    var tables: [String: [DescribedPack.Table]] = [:]
    for table in described.tables {
      guard let path = table.rules.first.map(RuleAddresses.page) else { continue }
      if tables[path] == nil { paths.append(path) }
      tables[path, default: []].append(table)
    }
    return paths.map { RulesPage(tables[$0] ?? [], of: described.pack.id, path: $0) }
  }

  /// A page for tables of a pack.
  private init(_ tables: [DescribedPack.Table], of pack: String, path: String) {
    self.path = path
    let coverage = "Rules of the pack [\(pack)](\(RuleAddresses.relativePath(to: "coverage/\(pack).md", from: path)))"
    parts = tables.map { table in
      let name = table.file.name
      let file = "[\(name)](\(RuleAddresses.relativePath(to: "Rules/" + name, from: "docs/" + path)))"
      return Part(
        title: table.table.title, introduction: "Definitions and all examples:\(tables.count > 1 ? " " : "\n")\(file).\n",
        rules: table.rules)
    }
    if let part = parts.first, parts.count == 1 {
      title = "\(part.title) (`\(pack)`)"
      origin = "Rules/\(tables[0].file.name)"
      introduction = "\(coverage). \(part.introduction)"
    } else {
      // The path is `rules/PACK/FOLDER.md`.
      let folder = path.dropFirst("rules/".count).dropLast(".md".count)
      let words = folder.dropFirst(pack.count + 1).replacing("-", with: " ")
      title = "\(words.prefix(1).uppercased())\(words.dropFirst()) (`\(pack)`)"
      origin = "Rules/\(folder)"
      introduction = "\(coverage), with a section for each file.\n\n\(Self.contents(parts))"
    }
  }

  /// A page for the rules of a family.
  init(_ family: RuleFamily, _ rules: [RuleDescriptor]) {
    path = rules.first.map(RuleAddresses.page) ?? ""
    title = "\(family.title) (`\(family.prefix)`)"
    origin = "the rules in Sources"
    introduction = "These rules belong to no pack and apply whichever packs are selected.\n"
    parts = [Part(title: title, introduction: "", rules: rules)]
  }

  func text(_ addresses: RuleAddresses) -> String {
    "\(Markdown.origin(origin))\n\n# \(title)\n\n\(introduction)" + parts.map { text(of: $0, addresses) }.joined()
  }

  private func text(of part: Part, _ addresses: RuleAddresses) -> String {
    let isOnly = parts.count == 1
    return (isOnly ? "" : "\n## \(part.title)\n\n\(part.introduction)")
      + part.rules.map { "\n" + RuleSection($0, on: path, level: isOnly ? 2 : 3, addresses).text }.joined()
  }

  /// A table of contents.
  private static func contents(_ parts: [Part]) -> String {
    Markdown.table(
      ["section", "rules"],
      parts.map { part in
        let rules = part.rules.map { "[\($0.code)](#\($0.code.lowercased()))" }.joined(separator: ", ")
        return ["[\(part.title)](#\(Markdown.anchor(part.title)))", rules]
      })
  }
}
