extension Subcommand {
  /// All subcommands, in the order of the help.
  static let all = [check, coverage, example, explain, plan, profiles, rules, verify, fhirpath, lsp, mcp, completions, man]
}
