extension Subcommand {
  /// All subcommands, in the order of the help.
  static let all = [check, coverage, explain, plan, profiles, rules, verify, fhirpath, lsp, mcp, completions, man]
}
