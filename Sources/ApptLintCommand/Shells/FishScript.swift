import Reporting

/// The completions for fish.
struct FishScript {
  private let completions: Completions

  init(_ completions: Completions) {
    self.completions = completions
  }

  func write(into text: inout OutputBuffer) {
    text.append("# Completions of apptlint for fish, written by: apptlint completions fish\n\n")
    list("__apptlint_codes", completions.rules.map { ($0.code, $0.name) }, into: &text)
    list("__apptlint_names", completions.rules.map { ($0.name, $0.code) }, into: &text)
    list("__apptlint_packs", completions.packs.map { ($0.id, $0.title) }, into: &text)
    text.append("complete -c apptlint -f\n")
    text.append("complete -c apptlint -n __fish_use_subcommand -s h -l help -d 'Print the help'\n")
    text.append("complete -c apptlint -n __fish_use_subcommand -l version -d 'Print the version'\n")
    for command in completions.commands {
      text.append("complete -c apptlint -n __fish_use_subcommand -a \(command.name) -d \(Self.quoted(command.summary))\n")
    }
    for command in completions.commands {
      let start = "\ncomplete -c apptlint -n '__fish_seen_subcommand_from \(command.name)'"
      if let action = action(command.operands) { text.append("\(start) \(action)") }
      for option in command.options {
        text.append("\(start)\(option.name == Option.help.name ? " -s h" : "") -l \(option.name.dropFirst(2))")
        text.append(" -d \(Self.quoted(Completions.description(option)))")
        // -x: requires a value that is not a file; -r: requires a value.
        if option.argument != nil {
          let action = action(Completions.values(option))
          text.append(action == "-F" ? " -r -F" : " -x" + (action.map { " \($0)" } ?? ""))
        }
      }
    }
    text.append("\n")
  }

  private func list(_ function: String, _ entries: [(String, String)], into text: inout OutputBuffer) {
    text.append("function \(function)\n    printf '%s\\t%s\\n'")
    for (name, meaning) in entries { text.append(" \\\n        \(Self.quoted(name)) \(Self.quoted(meaning))") }
    text.append("\nend\n\n")
  }

  private func action(_ values: Completions.Values) -> String? {
    switch values {
    case .unknown: nil
    case .files: "-F"
    case .folders: "-a '(__fish_complete_directories)'"
    case .words(let words): "-a '\(words.joined(separator: " "))'"
    case .codes: "-a '(__fish_complete_list , __apptlint_codes)'"
    case .rules: "-a '(__apptlint_codes; __apptlint_names)'"
    case .packs: "-a '(__fish_complete_list , __apptlint_packs)'"
    case .commands: "-a '\(completions.commands.map(\.name).joined(separator: " "))'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
  }
}
