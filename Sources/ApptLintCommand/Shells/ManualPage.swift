import Reporting

extension Subcommand {
  static let man = Subcommand(
    name: "man", usage: "", summary: "Print the manual page in man format",
    details: "The page is generated from the same tables as --help.", options: [],
    examples: [
      ("apptlint man | man -l -", "Read it"),
      ("apptlint man > ~/.local/share/man/man1/apptlint.1", "Install it"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if let operand = arguments.operands.first { throw CommandError("man takes no operand '\(operand)'") }
    var text = OutputBuffer()
    ManualPage().write(into: &text)
    try context.console.print(text)
    return ExitStatus.clean
  }
}

/// The manual page, in roff.
struct ManualPage {
  func write(into text: inout OutputBuffer) {
    text.append(".TH APPTLINT 1 \"\" \"\(Product.name) \(Product.version)\" \"User Commands\"\n")
    text.append(".SH NAME\napptlint \\- check FHIR appointment-booking payloads against the NHS booking specifications\n")
    text.append(".SH SYNOPSIS\n")
    for (index, command) in Subcommand.all.enumerated() {
      if index > 0 { text.append(".br\n") }
      text.append(".B apptlint \(Self.escaped(command.name))\n")
      if !command.usage.isEmpty { text.append(Self.line(command.usage)) }
    }
    text.append(".SH DESCRIPTION\n")
    text.append(
      Self.line(
        "apptlint reads payloads in JSON or XML and reports which requirements of FHIR or a booking specification they violate, "
          + "at which line and element, and how to fix them. It opens no network connections."))
    for command in Subcommand.all { write(command, into: &text) }
    section(
      "EXIT STATUS",
      [
        ("0", "No findings at or above --fail-on."), ("1", "Findings at or above --fail-on, or too many warnings."),
        ("2", "Invalid usage or configuration, or an error reading or writing files."),
      ], into: &text)
    section(
      "FILES",
      [(".apptlint.json", "Settings for its folder and the folders below; command-line options override it.")], into: &text)
    section(
      "ENVIRONMENT",
      [
        ("NO_COLOR", "If set and not empty, disables colours unless --color is always."),
        ("CLICOLOR, CLICOLOR_FORCE", "CLICOLOR=0 disables colours; CLICOLOR_FORCE=1 enables them without a terminal."),
        ("FORCE_HYPERLINK", "0 disables links on terminals; any other value enables them."),
        ("CI", "If set and not empty, disables links and progress."),
        ("GITHUB_STEP_SUMMARY", "The file that --format github appends the job summary to."),
        (
          ReportWriter.checkoutVariables.joined(separator: ", "),
          "The folder of the checkout, which paths in CI formats are relative to. Default: the current folder."
        ),
      ], into: &text)
  }

  private func write(_ command: Subcommand, into text: inout OutputBuffer) {
    text.append(".SH \"\(command.name.uppercased())\"\n.B apptlint \(Self.escaped(command.name))\n")
    if !command.usage.isEmpty { text.append(Self.line(command.usage)) }
    text.append(".PP\n" + Self.line(command.summary + "."))
    for paragraph in Self.paragraphs(command.details) {
      if paragraph.isIndented {
        text.append(".RS 2\n.nf\n")
        for line in paragraph.lines { text.append(Self.line(line)) }
        text.append(".fi\n.RE\n")
      } else {
        text.append(".PP\n")
        for line in paragraph.lines { text.append(Self.line(line)) }
      }
    }
    for option in command.options + [.help] {
      text.append(".TP\n.B \(Self.escaped(option.name == Option.help.name ? "-h, --help" : option.name))")
      if let argument = option.argument { text.append(" " + Self.escaped(argument)) }
      text.append(option.repeats ? " ...\n" : "\n")
      for line in option.help.split(separator: "\n") { text.append(Self.line(String(line))) }
    }
    text.append(".PP\nExamples:\n")
    for example in command.examples {
      text.append(".TP\n" + Self.line(example.meaning) + ".nf\n" + Self.line(example.line) + ".fi\n")
    }
  }

  private func section(_ title: String, _ entries: [(String, String)], into text: inout OutputBuffer) {
    text.append(".SH \"\(title)\"\n")
    for (name, meaning) in entries { text.append(".TP\n.B \(Self.escaped(name))\n" + Self.line(meaning)) }
  }

  /// Text split at empty lines and at the ends of indented blocks.
  private static func paragraphs(_ text: String) -> [(lines: [String], isIndented: Bool)] {
    var paragraphs: [(lines: [String], isIndented: Bool)] = []
    var isNew = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let isIndented = line.hasPrefix("  ")
      if line.isEmpty {
        isNew = true
      } else if !isNew, let last = paragraphs.indices.last, paragraphs[last].isIndented == isIndented {
        paragraphs[last].lines.append(line)
      } else {
        paragraphs.append(([line], isIndented))
        isNew = false
      }
    }
    return paragraphs
  }

  /// A line of text, escaped if it would start a roff request.
  private static func line(_ text: String) -> String {
    (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + escaped(text) + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      default: result.append(character)
      }
    }
    return result
  }
}
