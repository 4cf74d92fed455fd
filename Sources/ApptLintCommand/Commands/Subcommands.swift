extension Subcommand {
  /// What the program can do, in the order of its help.
  static let all = [check, coverage, explain, plan, profiles, rules, verify, fhirpath, completions, man]
}
