import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let explain = Subcommand(
    name: "explain", usage: "CODE|NAME", summary: "Explain a rule: its requirement, its source, and how to fix a violation",
    details: """
      Takes a rule's code or name; findings show both. For the key of a FHIR constraint, such as app-2, prints the
      constraint's expressions.
      """,
    options: [.explainPack, .edition],
    examples: [
      ("apptlint explain JSN001", "By its code"), ("apptlint explain missing-comma", "By its name"),
    ]
  ) { (arguments, context) throws(CommandError) in
    guard let key = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError("explain takes one rule: apptlint explain JSN001")
    }
    let linter = try Settings(arguments).linter()
    let rules = linter.rules
    let found = rules.filter { $0.code.lowercased() == key.lowercased() || $0.name == key.lowercased() }
    guard !found.isEmpty else {
      let constraints = linter.constraints(key)
      if !constraints.isEmpty {
        try context.console.print(page(about: constraints, key))
        return ExitStatus.clean
      }
      let names = rules.flatMap { [$0.code, $0.name] }
      let advice = Suggestion.text(for: key, among: names, otherwise: "; 'apptlint rules' lists all rules")
      throw CommandError("unknown rule '\(key)'" + advice)
    }
    var text = OutputBuffer()
    for (index, rule) in found.enumerated() {
      if index > 0 { text.append("\n") }
      RulePage(rule).write(into: &text)
      if let editions = rule.editions, let edition = linter.rulesOfOtherEditions[rule.code] {
        text.append("\nEdition\n    ")
        text.append(untrusted: "Not in the selected edition \(edition): the rule exists only in editions \(editions).")
        text.append("\n")
      }
    }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

/// A page about a FHIR constraint, by its key, which findings of the rule `INV` show.
private func page(
  about constraints: [(release: FHIRRelease, expression: String, isError: Bool)], _ key: String
) -> OutputBuffer {
  var text = OutputBuffer()
  text.append(untrusted: key)
  text.append("\nFHIR constraint, reported as INV\n")
  for constraint in constraints {
    text.append("\n\(constraint.release.title), \(constraint.isError ? "error" : "warning")\n    ")
    text.append(untrusted: constraint.expression)
    text.append("\n")
  }
  return text
}

extension RulePage {
  /// Writes the page for a terminal: each section has a heading with indented text.
  fileprivate func write(into text: inout OutputBuffer) {
    text.append(untrusted: "\(rule.code) \(rule.name)")
    text.append("\n")
    let severity = rule.severity.rawValue
    let origin = [rule.keyword.map { "\(severity) (\($0))" } ?? severity, rule.pack].compactMap { $0 }
    text.append(untrusted: origin.joined(separator: ", "))
    text.append("\n")
    for section in sections {
      text.append("\n\(section.title)\n")
      for line in section.paragraphs.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
        text.append("    ")
        text.append(untrusted: String(line))
        text.append("\n")
      }
    }
  }
}

extension RulePage.Section {
  fileprivate var paragraphs: [String] {
    switch self {
    case .requirement(let text), .clause(let text): [text]
    case .coveredBy(let list), .assurance(let list): [list.joined(separator: ", ")]
    case .elements(let scopes, _): scopes.map { $0.path + ($0.editions.map { " (\($0))" } ?? "") }
    case .unchecked(let reasons, _): reasons
    case .advice(let advice): advice
    case .answer(let status): ["HTTP status \(status)"]
    case .failing(let examples), .passing(let examples):
      examples.map { example in
        // A fragment that does not identify its interaction follows the name of the interaction.
        var remarks = example.interaction.map { ["interaction \($0)"] } ?? []
        if example.isExcerpt {
          let change = example.change.flatMap { $0 == RuleDescriptor.Example.unchanged ? nil : " \($0)" } ?? ""
          remarks.append("excerpt\(change)")
        }
        return remarks.isEmpty ? example.text : "\(remarks.joined(separator: ", ")):\n\(example.text)"
      }
    }
  }
}
