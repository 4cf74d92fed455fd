import ApptLint
import FHIRSyntax
import Reporting

extension Subcommand {
  static let explain = Subcommand(
    name: "explain", usage: "CODE|NAME", summary: "Say what a rule demands, where that is written, and what to do",
    details: "The rule is given by its code or its name, both of which findings show.", options: [.pack],
    examples: [
      ("apptlint explain JSN001", "By its code"), ("apptlint explain missing-comma", "By its name"),
    ]
  ) { (arguments, context) throws(CommandError) in
    guard let key = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError("explain needs one rule: apptlint explain JSN001")
    }
    let rules = try Settings(arguments).linter().rules
    let found = rules.filter { $0.code.lowercased() == key.lowercased() || $0.name == key.lowercased() }
    guard !found.isEmpty else {
      let names = rules.flatMap { [$0.code, $0.name] }
      let advice = Suggestion.words(for: key, among: names, otherwise: "; apptlint rules lists them")
      throw CommandError("there is no rule '\(key)'" + advice)
    }
    var text = OutputBuffer()
    for (index, rule) in found.enumerated() {
      if index > 0 { text.append("\n") }
      rule.write(into: &text)
    }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

extension RuleDescriptor {
  /// Writes all that is known of the rule, a heading for each part.
  fileprivate func write(into text: inout OutputBuffer) {
    text.append(untrusted: "\(code) \(name)")
    text.append("\n")
    let origin = [keyword.map { "\(severity.rawValue) (\($0))" } ?? severity.rawValue, pack].compactMap { $0 }
    text.append(untrusted: origin.joined(separator: ", "))
    text.append("\n")
    part("What it demands", [requirement], into: &text)
    part("Where that is written", [clause], into: &text)
    part("What it looks at", elements, into: &text)
    part("What holds payloads to it", heldBy.map { [$0] } ?? [], into: &text)
    part(checked == .partly ? "What is not checked" : "Why it is not checked", unchecked.map { [$0] } ?? [], into: &text)
    part("What to do", help.map { [$0] } ?? [], into: &text)
    part("What a server answers", answer.map { ["HTTP status \($0)"] } ?? [], into: &text)
    part("What breaks it", fails.map(\.shown), into: &text)
    part("What keeps it", passes.map(\.shown), into: &text)
  }

  private func part(_ title: String, _ paragraphs: [String], into text: inout OutputBuffer) {
    if paragraphs.allSatisfy(\.isEmpty) { return }
    text.append("\n\(title)\n")
    for paragraph in paragraphs {
      for line in paragraph.split(separator: "\n", omittingEmptySubsequences: false) {
        text.append("    ")
        text.append(untrusted: String(line))
        text.append("\n")
      }
    }
  }
}

extension RuleDescriptor.Example {
  /// The fragment, and before it what it is the body of, where it does not tell that itself.
  fileprivate var shown: String { interaction.map { "as \($0):\n\(text)" } ?? text }
}
