import ApptLint
import Reporting

extension Subcommand {
  static let completions = Subcommand(
    name: "completions", usage: "bash|zsh|fish", summary: "Print a script by which a shell completes the command line",
    details: """
      The script is made from the tables that the parser uses, so it knows all commands, options, formats, rule packs and
      rules of this version.
      """,
    options: [],
    examples: [
      ("apptlint completions bash > ~/.local/share/bash-completion/completions/apptlint", "For bash, with bash-completion"),
      ("apptlint completions zsh > ~/.zfunc/_apptlint", "For zsh, with ~/.zfunc in fpath"),
      ("apptlint completions fish > ~/.config/fish/completions/apptlint.fish", "For fish"),
    ]
  ) { (arguments, context) throws(CommandError) in
    let shells = Completions.shells.joined(separator: ", ")
    guard let shell = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError("completions needs one shell: \(shells)")
    }
    let completions = Completions(try Settings().linter())
    var text = OutputBuffer()
    switch shell {
    case "bash": BashScript(completions).write(into: &text)
    case "zsh": ZshScript(completions).write(into: &text)
    case "fish": FishScript(completions).write(into: &text)
    default:
      let advice = Suggestion.words(for: shell, among: Completions.shells, otherwise: "; it is one of \(shells)")
      throw CommandError("there are no completions for '\(shell)'" + advice)
    }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

/// What can stand where on a command line.
struct Completions {
  static let shells = ["bash", "zsh", "fish"]

  /// What can stand behind an option, or for an operand.
  enum Values: Hashable {
    /// Nothing that a shell could know, such as a number.
    case unknown
    case files
    case folders
    case words([String])
    /// Rules by code, or codes with commas between.
    case codes
    /// Rules by code or name, one of them.
    case rules
    /// Rule packs, or packs with commas between.
    case packs
    case commands
  }

  struct Command {
    let name: String
    let summary: String
    let options: [Option]
    let operands: Values
  }

  let commands: [Command]
  /// Each rule's code and name, once, by code.
  let rules: [(code: String, name: String)]
  /// Each rule pack's id and title.
  let packs: [(id: String, title: String)]

  init(_ linter: Linter) {
    var seen: Set<String> = []
    rules = linter.rules.filter { seen.insert($0.code).inserted }.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
    packs = linter.packs.map { ($0.id, $0.title) } + [("none", "FHIR alone")]
    commands =
      Subcommand.all.map { command in
        Command(
          name: command.name, summary: command.summary, options: command.options + [.help],
          operands: Self.operands(command.usage))
      } + [Command(name: "help", summary: "Print the help of a command", options: [], operands: .commands)]
  }

  /// What a command's usage says of its operands.
  private static func operands(_ usage: String) -> Values {
    let word = usage.split(separator: " ").first { !$0.hasPrefix("-") && !$0.hasPrefix("[-") } ?? ""
    let name = word.trimming { !$0.isLetter && $0 != "|" }
    switch name {
    case "": return .unknown
    case "PATH", "FILE": return .files
    case "FOLDER": return .folders
    case "CODE|NAME": return .rules
    default: return name.contains { $0.isUppercase } ? .files : .words(name.split(separator: "|").map(String.init))
    }
  }

  /// What can stand behind an option.
  static func values(_ option: Option) -> Values {
    if !option.choices.isEmpty { return .words(option.choices) }
    if option.name == Option.pack.name { return .packs }
    switch option.argument ?? "" {
    case "FILE", "PATH", "NAME": return .files
    case "FOLDER": return .folders
    case "CODES", "CODE=LEVEL": return .codes
    default: return .unknown
    }
  }

  /// The first line of an option's help, as a description.
  static func description(_ option: Option) -> String {
    let help = option.help.split(separator: "\n").joined(separator: " ")
    let sentence = help.firstIndex(of: ".").flatMap { index in
      // A dot ends a sentence only before a blank, which it does not in a name of a file.
      help.index(after: index) < help.endIndex && help[help.index(after: index)] == " " ? help[..<index] : nil
    }
    return String(sentence ?? Substring(help))
  }
}

extension Substring {
  /// The text without the characters at either end that a condition holds for.
  fileprivate func trimming(while condition: (Character) -> Bool) -> String {
    var text = drop(while: condition)
    while let last = text.last, condition(last) { text.removeLast() }
    return String(text)
  }
}
