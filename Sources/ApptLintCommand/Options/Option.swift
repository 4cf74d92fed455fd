/// An option of the command line: what the parser accepts and what `--help` prints.
package struct Option: Sendable {
  /// The name with its dashes.
  package let name: String
  /// The placeholder after the name in the help; nil for a switch.
  package let argument: String?
  /// What it does, in one or two lines.
  package let help: String
  /// The allowed values; empty for any.
  let choices: [String]
  /// Whether choices are case-insensitive.
  let ignoresCase: Bool
  /// Whether the option can be given more than once.
  let repeats: Bool

  package init(
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
