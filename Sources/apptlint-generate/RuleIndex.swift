import FHIRValidation
import Findings
import RulePacks

/// The list of all rules, by pack.
struct RuleIndex {
  let packs: [DescribedPack]
  let standards: [RuleDescriptor]
  let addresses: RuleAddresses
  /// The path of the page, relative to `docs/`.
  let path = "rules/README.md"

  var text: String {
    var text = "\(Markdown.origin("Rules and Sources"))\n\n# Rules\n\n"
    text += """
      Every finding has the code of one of these rules. `apptlint explain CODE` prints the same text, and `apptlint rules`
      the same list. A code, once released, never changes its meaning.


      """
    for family in RuleFamily.all {
      text += section("\(family.title) (`\(family.prefix)`)", standards.filter { RuleFamily.family(of: $0.code) == family })
    }
    for described in packs {
      let pack = described.pack
      text +=
        "## \(pack.title) (`\(pack.id)`)\n\nCoverage of its specification: [\(pack.id)](../coverage/\(pack.id).md).\n\n"
      text += Markdown.table(
        Self.head,
        described.rules.map { rule in
          let severity =
            switch rule.checked {
            case .full: rule.severity.rawValue
            case .partly: "\(rule.severity.rawValue), \(rule.checked.word)"
            case .not: rule.checked.word
            }
          return row(rule.code, rule.name, severity, rule.requirement)
        })
      text += "\n"
    }
    return String(text.dropLast())
  }

  private func section(_ title: String, _ rules: [RuleDescriptor]) -> String {
    "## \(title)\n\n" + Markdown.table(Self.head, rules.map { row($0.code, $0.name, $0.severity.rawValue, $0.requirement) })
      + "\n"
  }

  private static let head = ["code", "name", "severity", "requirement"]

  private func row(_ code: String, _ name: String, _ severity: String, _ requirement: String) -> [String] {
    [addresses.link(code, from: path), name, severity, requirement]
  }
}
