/// A subcommand of the program.
struct Subcommand: Sendable {
  let name: String
  /// The usage after the name, as help shows it.
  let usage: String
  /// What it does, in one line.
  let summary: String
  /// Further details, as paragraphs of plain text.
  let details: String
  let options: [Option]
  /// Whether operands may start with a dash.
  var takesDashes = false
  /// Command lines to copy, and what each does.
  let examples: [(line: String, meaning: String)]
  let run: @Sendable (Arguments, Context) throws(CommandError) -> Int32

  /// The environment of a command.
  struct Context: Sendable {
    var console: Console
    var environment: [String: String]
    /// Keeps objects alive that need not be freed before the process ends.
    let lifetime: ProcessLifetime
  }
}

/// The meanings of the exit status.
enum ExitStatus {
  static let clean: Int32 = 0
  static let findings: Int32 = 1
  static let operationalError: Int32 = 2
}
