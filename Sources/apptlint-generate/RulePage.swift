import FHIRSyntax
import RulePacks

/// The page of one rule: the same headings in the same order as `apptlint explain` prints.
struct RulePage {
  let text: String

  /// The page of a rule of JSON, XML or FHIR itself.
  init(_ rule: RuleDescriptor) {
    let family = RuleFamily.family(of: rule.code)
    let language = family == .xml ? "xml" : family == .json || family == .recordings ? "text" : "json"
    text =
      Self.head(rule.code, rule.name, source: "the rules in Sources")
      + Markdown.table(
        ["severity", "keyword", "pack", "checked"], [[rule.severity.rawValue, "", "none: always checked", "enforced"]])
      + Self.part("What it demands", rule.requirement + "\n") + Self.part("Where that is written", rule.clause + "\n")
      + Self.part("What to do", (rule.help ?? "") + "\n")
      + Self.part("What breaks it", rule.fails.map { Markdown.code($0.text, language) }.joined())
      + Self.part("What keeps it", rule.passes.map { Markdown.code($0.text, language) }.joined())
  }

  /// The page of a rule of a pack, which stands in a table's file.
  init(_ rule: Rule, in table: RuleTable, file: String, of pack: RulePack) throws {
    let extent = rule.extent
    let severities = rule.keywords.map(\.severity.rawValue)
    var text = Self.head(rule.code, rule.name, source: "Rules/\(file)")
    text += Markdown.table(
      ["severity", "keyword", "pack", "checked"],
      [
        [
          severities[0] + severities.dropFirst().filter { $0 != severities[0] }.map { ", in part \($0)" }.joined(),
          rule.keywords.map(\.rawValue).joined(separator: ", in part "), "[\(pack.id)](../coverage/\(pack.id).md)", extent.word,
        ]
      ])
    text += Self.part("What it demands", rule.requirement + "\n")
    text += Self.part(
      "Where that is written",
      "\(rule.clause(in: table))\(rule.printed.map { ", printed as `\($0)`" } ?? "")\n\nThe row and all its examples: [\(file)](../../Rules/\(file)).\n"
    )
    text += Self.part("What it looks at", Self.elements(of: rule, in: table))
    if let heldBy = rule.heldBy {
      text += Self.part("What holds payloads to it", "[\(heldBy)](\(heldBy).md), which says the same and more.\n")
    }
    if extent.word != "enforced" { text += Self.part("What is not checked", Markdown.list(extent.reasons)) }
    text += Self.part("What to do", Markdown.list(rule.fixes))
    if let answer = rule.answer { text += Self.part("What a server answers", "HTTP status \(answer)\n") }
    if let example = try rule.failing().first {
      let role = example.interaction.map { ", as the body of `\($0)`" } ?? ""
      let places = example.finds.map { "`\($0)`" }.joined(separator: ", ")
      let found = "Found at \(places)\(role)"
      text += Self.part(
        "What breaks it",
        example.change.map { "The example of the table \($0). \(found).\n" }
          ?? "\(found):\n\n" + Markdown.code(example.json, "json"))
    }
    if let example = try rule.passing().first {
      text += Self.part(
        "What keeps it",
        example.change.map { "The example of the table \($0).\n" } ?? Markdown.code(example.json, "json"))
    }
    self.text = text
  }

  private static func head(_ code: String, _ name: String, source: String) -> String {
    "\(Markdown.origin(source))\n\n# \(code) \(name)\n\n"
  }

  private static func part(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "\n## \(title)\n\n\(body)"
  }

  /// The paths that a rule looks at, each with the interactions in which it does.
  private static func elements(of rule: Rule, in table: RuleTable) -> String {
    var paths: [(path: String, interactions: [String])] = []
    for part in rule.parts {
      guard let path = part.path else { continue }
      let interaction = part.interaction ?? rule.interaction ?? table.interaction
      if let index = paths.firstIndex(where: { $0.path == path }) {
        // A part for all interactions makes the others' say nothing.
        if let interaction, !paths[index].interactions.isEmpty {
          if !paths[index].interactions.contains(interaction) { paths[index].interactions.append(interaction) }
        } else {
          paths[index].interactions = []
        }
      } else {
        paths.append((path, interaction.map { [$0] } ?? []))
      }
    }
    var text = Markdown.list(
      paths.map {
        "`\($0.path)`" + ($0.interactions.isEmpty ? "" : " in \($0.interactions.map { "`\($0)`" }.joined(separator: ", "))")
      })
    if !rule.covers.isEmpty {
      // The key of an invariant has no page of its own.
      let codes = rule.covers.map { $0.contains("-") ? "`\($0)`" : "[\($0)](\($0).md)" }.joined(separator: ", ")
      text += "\nWhere this rule has a finding, those of \(codes) at the same place are left out.\n"
    }
    return text
  }
}
