import ApptLint

extension Subcommand {
  static let mcp = Subcommand(
    name: "mcp", usage: "[PATH...]", summary: "Run a Model Context Protocol (MCP) server for coding assistants",
    details: """
      The assistant starts the server and calls its tools over standard input and output: lint, explain, example, fix and
      coverage. A tool checks text that the assistant passes, or a file or folder at one of the paths given here;
      without paths it reads no payload files. Values from files, which can be patient data, are shown only with
      --show-values.

      Settings come from .apptlint.json files and from options, as with check.
      """,
    options: Option.rules + [.showValuesToAssistant],
    examples: [
      ("apptlint mcp", "Check only text that the assistant passes"),
      ("apptlint mcp bookings", "Also check the files in a folder"),
    ]
  ) { (arguments, context) throws(CommandError) in
    var server = try ModelContextServer(arguments, context)
    return try server.run()
  }
}
