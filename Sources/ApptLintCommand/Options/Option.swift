/// An option of the command line: what the parser takes and what `--help` prints.
struct Option: Sendable {
  /// The name with its dashes.
  let name: String
  /// What stands behind the name, as help shows it; nil for a switch.
  let argument: String?
  /// What it does, one or two lines.
  let help: String
  /// The only values there are; empty for any.
  let choices: [String]
  /// Whether the case of a choice does not matter.
  let ignoresCase: Bool
  /// Whether it can be given more than once.
  let repeats: Bool

  init(
    _ name: String, _ argument: String? = nil, _ help: String = "", choices: [String] = [], ignoresCase: Bool = false,
    repeats: Bool = false
  ) {
    self.name = name
    self.argument = argument
    self.help = help
    self.choices = choices
    self.ignoresCase = ignoresCase
    self.repeats = repeats
  }
}
