import Reporting

/// The completions for bash, of version 3.2 or later, with bash-completion or without.
struct BashScript {
  private let completions: Completions

  init(_ completions: Completions) {
    self.completions = completions
  }

  func write(into text: inout OutputBuffer) {
    let names = completions.commands.map(\.name)
    text.append(
      """
      # Completions of apptlint for bash, written by: apptlint completions bash

      # Completes the last item of a comma-separated list.
      _apptlint_list() {
        local done=${cur%"${cur##*,}"}
        COMPREPLY=($(compgen -P "$done" -W "$1" -- "${cur##*,}"))
      }

      _apptlint_codes='\(completions.rules.map(\.code).joined(separator: " "))'
      _apptlint_names='\(completions.rules.map(\.name).joined(separator: " "))'
      _apptlint_packs='\(completions.packs.map(\.id).joined(separator: " "))'
      _apptlint_commands='\(names.joined(separator: " "))'

      _apptlint() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
        COMPREPLY=()
        # bash splits --option=value into three words.
        if [[ $cur == = ]]; then
          cur=
        elif [[ $prev == = && $COMP_CWORD -gt 2 ]]; then
          prev=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        if [[ $COMP_CWORD -eq 1 ]]; then
          COMPREPLY=($(compgen -W "$_apptlint_commands --help --version" -- "$cur"))
          return
        fi
        case $command in

      """)
    for command in completions.commands { write(command, into: &text) }
    text.append("  esac\n}\n\ncomplete -o default -F _apptlint apptlint\n")
  }

  private func write(_ command: Completions.Command, into text: inout OutputBuffer) {
    text.append("    \(command.name))\n")
    let taking = command.options.filter { $0.argument != nil }
    if !taking.isEmpty {
      text.append("      case $prev in\n")
      for option in taking {
        let action = action(Completions.values(option))
        text.append("        \(option.name)) \(action.isEmpty ? "" : action + "; ")return ;;\n")
      }
      text.append("      esac\n")
    }
    let options = command.options.map(\.name).joined(separator: " ")
    if !options.isEmpty {
      text.append(
        "      if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W '\(options)' -- \"$cur\"))\n        return\n      fi\n")
    }
    let action = action(command.operands)
    text.append(action.isEmpty ? "      return\n" : "      \(action)\n")
    text.append("      ;;\n")
  }

  /// The code that completes a value; empty for bash's own file completion.
  private func action(_ values: Completions.Values) -> String {
    switch values {
    case .unknown, .files: ""
    case .folders: "COMPREPLY=($(compgen -d -- \"$cur\"))"
    case .words(let words): "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$cur\"))"
    case .codes: "_apptlint_list \"$_apptlint_codes\""
    case .rules: "COMPREPLY=($(compgen -W \"$_apptlint_codes $_apptlint_names\" -- \"$cur\"))"
    case .packs: "_apptlint_list \"$_apptlint_packs\""
    case .commands: "COMPREPLY=($(compgen -W \"$_apptlint_commands\" -- \"$cur\"))"
    }
  }
}
