/// One of the things that the program can do.
struct Subcommand: Sendable {
  let name: String
  /// What stands behind the name, as help shows it.
  let usage: String
  /// What it does, one line.
  let summary: String
  /// What else is to be known, paragraphs of plain text.
  let details: String
  let options: [Option]
  /// Whether an operand may begin with a dash.
  var takesDashes = false
  /// Command lines to copy, and what each does.
  let examples: [(line: String, meaning: String)]
  let run: @Sendable (Arguments, Context) throws(CommandError) -> Int32

  /// What a command works with.
  struct Context: Sendable {
    var console: Console
    var environment: [String: String]
    /// Where that lasts as long as the process, what it does not have to take apart.
    let lifetime: ProcessLifetime
  }
}

/// What the exit status says.
enum ExitStatus {
  static let clean: Int32 = 0
  static let findings: Int32 = 1
  static let operationalError: Int32 = 2
}
