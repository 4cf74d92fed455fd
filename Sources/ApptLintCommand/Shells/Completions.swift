import ApptLint
import Reporting

extension Subcommand {
  static let completions = Subcommand(
    name: "completions", usage: "bash|zsh|fish", summary: "Print a shell completion script",
    details: """
      The script is generated from the tables of the parser, so it completes all commands, options, formats, rule packs and
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
      throw CommandError("completions takes one shell: \(shells)")
    }
    let completions = Completions(try Settings().linter())
    var text = OutputBuffer()
    switch shell {
    case "bash": BashScript(completions).write(into: &text)
    case "zsh": ZshScript(completions).write(into: &text)
    case "fish": FishScript(completions).write(into: &text)
    default:
      let advice = Suggestion.text(for: shell, among: Completions.shells, otherwise: "; expected one of \(shells)")
      throw CommandError("unknown shell '\(shell)'" + advice)
    }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

/// What can be completed on a command line.
struct Completions {
  static let shells = ["bash", "zsh", "fish"]

  /// The kinds of option values and operands.
  enum Values: Hashable {
    /// Something that a shell cannot complete, such as a number.
    case unknown
    case files
    case folders
    case words([String])
    /// Rule codes, separated by commas.
    case codes
    /// One rule, by code or name.
    case rules
    /// Rule packs, separated by commas.
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
    packs = linter.packs.map { ($0.id, $0.title) } + [("none", "FHIR only")]
    commands =
      Subcommand.all.map { command in
        Command(
          name: command.name, summary: command.summary, options: command.options + [.help],
          operands: Self.operands(command.usage))
      } + [Command(name: "help", summary: "Print the help of a command", options: [], operands: .commands)]
  }

  /// The kind of a command's operands, from its usage.
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

  /// The kind of an option's value.
  static func values(_ option: Option) -> Values {
    if !option.choices.isEmpty { return .words(option.choices) }
    if option.name == Option.pack.name, option.argument != Option.explainPack.argument { return .packs }
    switch option.argument ?? "" {
    case "FILE", "PATH", "NAME": return .files
    case "FOLDER": return .folders
    case "CODES", "RULE=LEVEL": return .codes
    default: return .unknown
    }
  }

  /// The first sentence of an option's help.
  static func description(_ option: Option) -> String {
    let help = option.help.split(separator: "\n").joined(separator: " ")
    let sentence = help.firstIndex(of: ".").flatMap { index in
      // A dot ends a sentence only before a space, unlike in a file name.
      help.index(after: index) < help.endIndex && help[help.index(after: index)] == " " ? help[..<index] : nil
    }
    return String(sentence ?? Substring(help))
  }
}

extension Substring {
  /// The text without the characters at either end that satisfy a condition.
  fileprivate func trimming(while condition: (Character) -> Bool) -> String {
    var text = drop(while: condition)
    while let last = text.last, condition(last) { text.removeLast() }
    return String(text)
  }
}
