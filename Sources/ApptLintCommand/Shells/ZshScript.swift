import Reporting

/// The completions for zsh, as a file `_apptlint` in `fpath`.
struct ZshScript {
  private let completions: Completions

  init(_ completions: Completions) {
    self.completions = completions
  }

  func write(into text: inout OutputBuffer) {
    text.append("#compdef apptlint\n# Completions of apptlint for zsh, written by: apptlint completions zsh\n\n")
    list("_apptlint_codes", "rule", completions.rules.map { ($0.code, $0.name) }, hasCommas: true, into: &text)
    let names = completions.rules.flatMap { [($0.code, $0.name), ($0.name, $0.code)] }
    list("_apptlint_rules", "rule", names, hasCommas: false, into: &text)
    list("_apptlint_packs", "rule pack", completions.packs.map { ($0.id, $0.title) }, hasCommas: true, into: &text)
    list("_apptlint_commands", "command", completions.commands.map { ($0.name, $0.summary) }, hasCommas: false, into: &text)
    text.append(
      """
      _apptlint() {
        local context state state_descr line ret=1
        typeset -A opt_args
        _arguments -C \\
          '(- *)'{-h,--help}'[Print the help]' \\
          '(- *)--version[Print the version]' \\
          '1:command:_apptlint_commands' \\
          '*::argument:->arguments' && ret=0
        [[ $state == arguments ]] || return ret
        case $words[1] in

      """)
    for command in completions.commands {
      text.append("    \(command.name))\n      _arguments")
      for option in command.options { text.append(" \\\n        \(specification(option))") }
      text.append(" \\\n        '*:\(Self.operand(command.operands)):\(action(command.operands))' && ret=0\n      ;;\n")
    }
    text.append(
      """
        esac
        return ret
      }

      if [[ $funcstack[1] == _apptlint ]]; then
        _apptlint "$@"
      else
        compdef _apptlint apptlint
      fi

      """)
  }

  private func list(
    _ function: String, _ what: String, _ entries: [(String, String)], hasCommas: Bool, into text: inout OutputBuffer
  ) {
    text.append("\(function)() {\n  local -a entries=(\n")
    for (name, meaning) in entries { text.append("    \(Self.quoted("\(name):\(meaning)"))\n") }
    text.append("  )\n")
    if hasCommas { text.append("  compset -P '*,'\n") }
    text.append("  _describe -t \(what.split(separator: " ").joined(separator: "-")) '\(what)' entries\n}\n\n")
  }

  /// An option as `_arguments` takes it.
  private func specification(_ option: Option) -> String {
    let names = option.name == Option.help.name ? "'(- *)'{-h,--help}" : option.repeats ? "'*'\(option.name)" : option.name
    let help = Completions.description(option).flatMap { character -> String in
      ["[", "]", ":", "\\"].contains(character) ? "\\\(character)" : String(character)
    }
    guard let argument = option.argument else { return names + Self.quoted("[\(String(help))]") }
    let what = argument.lowercased().filter { $0.isLetter || $0 == "-" }
    return names + Self.quoted("=[\(String(help))]:\(what.isEmpty ? "value" : what):\(action(Completions.values(option)))")
  }

  private func action(_ values: Completions.Values) -> String {
    switch values {
    case .unknown: " "
    case .files: "_files"
    case .folders: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .codes: "_apptlint_codes"
    case .rules: "_apptlint_rules"
    case .packs: "_apptlint_packs"
    case .commands: "_apptlint_commands"
    }
  }

  private static func operand(_ values: Completions.Values) -> String {
    switch values {
    case .unknown: "nothing"
    case .files: "file or folder"
    case .folders: "folder"
    case .words, .packs: "word"
    case .codes, .rules: "rule"
    case .commands: "command"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
