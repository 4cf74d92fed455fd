import Findings

/// The section about a rule on a page of `docs/rules`. Its heading is only the code, so that the name may change without
/// breaking links.
struct RuleSection {
  private let page: RulePage
  private let path: String
  /// The level of the heading.
  private let level: Int
  private let addresses: RuleAddresses
  private var rule: RuleDescriptor { page.rule }

  /// The section on a page relative to `docs/`.
  init(_ rule: RuleDescriptor, on path: String, level: Int, _ addresses: RuleAddresses) {
    page = RulePage(rule)
    self.path = path
    self.level = level
    self.addresses = addresses
  }

  var text: String {
    let heading = String(repeating: "#", count: level)
    return "\(heading) \(rule.code)\n\n" + Markdown.table(["name", "severity", "keyword", "checked"], [cells])
      + page.sections.map { "\n\(heading)# \($0.title)\n\n\(body(of: $0))" }.joined()
  }

  /// The row of the table about the rule.
  private var cells: [String] {
    let severities = rule.partLevels.map(\.severity.rawValue).filter { $0 != rule.severity.rawValue }
    return [
      rule.name, rule.severity.rawValue + severities.map { ", in part \($0)" }.joined(), rule.allKeywords, rule.checked.word,
    ]
  }

  private func body(of section: RulePage.Section) -> String {
    switch section {
    case .requirement(let text): text + "\n"
    case .clause(let clause): clause + (rule.printed.map { ", printed as `\($0)`" } ?? "") + "\n"
    case .assurance(let ids): ids.map { "`\($0)`" }.joined(separator: ", ") + "\n"
    case .elements(let scopes, let covers): Markdown.list(scopes.map(Self.scope)) + note(covers)
    case .coveredBy(let codes): codes.map(link).joined(separator: ", ") + "\n"
    case .unchecked(let reasons, _): Markdown.list(reasons)
    case .advice(let advice): rule.file == nil ? advice.map { $0 + "\n" }.joined() : Markdown.list(advice)
    case .answer(let status): "HTTP status \(status)\n"
    case .failing(let examples): examples.first.map(failing) ?? ""
    case .passing(let examples): examples.first.map { $0.change.map { "The table's `example` \($0).\n" } ?? code($0) } ?? ""
    }
  }

  private func link(_ code: String) -> String { addresses.link(code, from: path) }

  private static func scope(_ scope: RuleDescriptor.Scope) -> String {
    let interactions = scope.interactions.map { "`\($0)`" }.joined(separator: ", ")
    return "`\(scope.path)`" + (interactions.isEmpty ? "" : " in \(interactions)") + (scope.editions.map { " (\($0))" } ?? "")
  }

  private func note(_ covers: [String]) -> String {
    if covers.isEmpty { return "" }
    // The key of an invariant has no section.
    let codes = covers.filter { $0 != rule.code }.map(link).joined(separator: ", ")
    let own = covers.contains(rule.code) ? "\nSeveral findings of this rule at the same position are merged into one.\n" : ""
    if codes.isEmpty { return own }
    return "\nFindings of \(codes) at the same position are merged into a finding of this rule, with their codes after its own.\n"
      + own
  }

  private func failing(_ example: RuleDescriptor.Example) -> String {
    if example.finds.isEmpty { return code(example) }
    let suffix = example.interaction.map { ", in the interaction `\($0)`" } ?? ""
    var places: [(element: String, count: Int)] = []
    for element in example.finds {
      if let known = places.firstIndex(where: { $0.element == element }) {
        places[known].count += 1
      } else {
        places.append((element, 1))
      }
    }
    let found =
      "Found at \(places.map { "`\($0.element)`" + ($0.count > 1 ? " (\($0.count) times)" : "") }.joined(separator: ", "))\(suffix)"
    return example.change.map { "The table's `example` \($0). \(found).\n" } ?? "\(found):\n\n" + code(example)
  }

  /// An example as a block in its language, or as a sentence if it describes a payload.
  private func code(_ example: RuleDescriptor.Example) -> String {
    let text = example.text
    switch RuleFamily.family(of: rule.code) {
    case .xml: return Markdown.code(text, "xml")
    case .json, .recordings: return Markdown.code(text, "text")
    default: break
    }
    if text.hasPrefix("<") { return Markdown.code(text, "xml") }
    if text.hasPrefix("{") || text.hasPrefix("[") { return Markdown.code(text, "json") }
    return text.prefix(1).uppercased() + text.dropFirst() + ".\n"
  }
}
