import Reporting

/// The text of `--help`, generated from the tables of the parser.
enum Help {
  static let version = Product.version

  static func program() -> OutputBuffer {
    var text = OutputBuffer()
    text.append("Checks FHIR appointment-booking payloads against FHIR and the NHS booking specifications.\n\n")
    text.append("Usage: apptlint COMMAND ...\n\nCommands:\n")
    rows(Subcommand.all.map { ("\($0.name) \($0.usage)", $0.summary) }, into: &text)
    text.append("\nOptions:\n")
    rows([("-h, --help", "Print this help, or the help of a command"), ("--version", "Print the version")], into: &text)
    text.append("\nTo get started: apptlint check appointment.json\n")
    return text
  }

  static func command(_ command: Subcommand) -> OutputBuffer {
    var text = OutputBuffer()
    let usage = command.usage.isEmpty ? "" : " " + command.usage
    text.append("\(command.summary)\n\nUsage: apptlint \(command.name)\(usage)\n\n")
    if !command.details.isEmpty { text.append(command.details + "\n\n") }
    text.append("Options:\n")
    rows(
      (command.options + [.help]).map { option in
        let name = option.name == Option.help.name ? "-h, --help" : option.name
        return (name + (option.argument.map { " " + $0 } ?? "") + (option.repeats ? " ..." : ""), option.help)
      }, into: &text)
    text.append("\nExamples:\n")
    for example in command.examples { text.append("  # \(example.meaning)\n  \(example.line)\n") }
    return text
  }

  /// Writes two columns; an entry that is too wide for the first is on a separate line.
  private static func rows(_ rows: [(String, String)], into text: inout OutputBuffer) {
    let width = 26
    for (name, help) in rows {
      let lines = help.split(separator: "\n")
      let margin = "\n" + String(repeating: " ", count: width + 4)
      let gap = name.count <= width ? String(repeating: " ", count: width + 2 - name.count) : margin
      text.append("  " + name + gap + lines.joined(separator: margin) + "\n")
    }
  }
}
