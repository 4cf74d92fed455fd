import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let rules = Subcommand(
    name: "rules", usage: "[CODE|TEXT] [--pack ID] [--format json]", summary: "List the rules",
    details: """
      With CODE or TEXT, lists the rules whose code starts with it, or whose name or requirement contains it. With
      --edition, lists only the rules of that edition of the pack. If --pack names another pack, lists the rules of that
      pack.
      """,
    options: [.rulesPack, .edition, .rulesFormat],
    examples: [
      ("apptlint rules", "All rules, one per line"), ("apptlint rules --pack nhs-booking --format json", "One pack, as JSON"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if arguments.operands.count > 1 { throw CommandError("rules takes at most one code or text") }
    let settings = try Settings(arguments)
    let linter = try settings.linter()
    var rules = linter.rules
    // Without `--edition`, the rules of all editions are listed.
    if !settings.editions.isEmpty {
      let others = linter.rulesOfOtherEditions
      rules = rules.filter { others[$0.code] == nil }
      if arguments.value(.rulesPack) == nil {
        rules = rules.filter { rule in rule.pack.map { settings.editions[$0] != nil } ?? false }
      }
    }
    if let pack = arguments.value(.rulesPack) {
      let id = PackFolder.isPath(pack) ? try PackFolder(path: pack).id : pack
      rules = rules.filter { $0.pack == id }
      if rules.isEmpty {
        let ids = linter.packs.map(\.id)
        throw CommandError("unknown rule pack '\(pack)'" + Suggestion.text(for: pack, among: ids))
      }
    }
    if let operand = arguments.operands.first {
      let word = operand.lowercased()
      rules = rules.filter {
        $0.code.lowercased().hasPrefix(word) || $0.name.containsBytes(of: word)
          || $0.requirement.lowercased().containsBytes(of: word)
      }
      if rules.isEmpty { throw CommandError("no rule has '\(operand)' in its code, name or requirement") }
    }
    var text = OutputBuffer()
    if arguments.value(.rulesFormat) == "json" {
      FHIRJSONWriter(isIndented: true).write(.list(rules.map(\.json)), into: &text)
      text.append("\n")
    } else {
      for rule in rules { rule.writeLine(into: &text) }
    }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

extension RuleDescriptor {
  fileprivate func writeLine(into text: inout OutputBuffer) {
    func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
    let severity =
      switch checked {
      case .full: severity.rawValue
      case .partly: severity.rawValue + ", partly"
      case .not: "not checked"
      }
    text.append(untrusted: padded(code, 8) + padded(severity, 21) + padded(pack ?? "-", 20) + padded(name, 32) + requirement)
    text.append("\n")
  }

  fileprivate var json: FHIRValue {
    var members: FHIRMembers = ["code": .string(code), "name": .string(name)]
    func add(_ name: String, _ text: String?) {
      if let text { members.append(name, .string(text)) }
    }
    add("pack", pack)
    add("keyword", keyword)
    add("severity", severity.rawValue)
    add("requirement", requirement)
    add("clause", clause)
    add("editions", editions)
    add("help", help)
    add("checked", checked.rawValue)
    add("unchecked", unchecked)
    add("heldBy", coveredBy)
    if !coveringRules.isEmpty { members.append("coveredBy", .list(coveringRules.map { .string($0) })) }
    if !assurance.isEmpty { members.append("assurance", .list(assurance.map { .string($0) })) }
    members.append("elements", .list(elements.map { .string($0) }))
    return .object(members)
  }
}
