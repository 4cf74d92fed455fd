import ApptLint

extension Subcommand {
  static let lsp = Subcommand(
    name: "lsp", usage: "", summary: "Run a language server (LSP) for editors",
    details: """
      The editor starts the server and exchanges messages with it over standard input and output: findings while you
      type, fixes, hover texts, completion, references, outline. docs/editor.md says how to set up editors.

      Settings come from .apptlint.json files, as with check, and from the client; files take precedence. The client's
      initializationOptions and its section 'apptlint' have the keys of .apptlint.json. Options given here override both.
      """,
    options: Option.rules + [.stdio],
    examples: [
      ("apptlint lsp", "The command that an editor starts"),
      ("apptlint lsp --pack nhs-booking", "With a rule pack for all files"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if let operand = arguments.operands.first { throw CommandError("lsp takes no operand '\(operand)'") }
    var server = try LanguageServer(try Settings(arguments), context.console)
    return try server.run()
  }
}
