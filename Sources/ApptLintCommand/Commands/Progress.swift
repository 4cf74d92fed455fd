import Reporting

/// A line on a person's terminal that says how far a long run has come; nothing anywhere else.
struct Progress {
  /// Runs that are shorter show nothing, in milliseconds.
  private static let delay = 500
  /// The least time from one line to the next, in milliseconds.
  private static let interval = 100

  private let sink: (any ByteSink)?
  private let start = Platform.milliseconds
  private var last = 0
  private var isShown = false

  init(_ context: Subcommand.Context, isQuiet: Bool) {
    let isForPeople = context.console.errors.isTerminal && context.isPatient && !isQuiet
    sink = isForPeople ? context.console.errors : nil
  }

  /// Says how many payloads are done, of how many where that is known.
  mutating func show(_ done: Int, of total: Int?) {
    guard let sink else { return }
    let now = Platform.milliseconds
    guard now - start >= Self.delay, now - last >= Self.interval else { return }
    var line = OutputBuffer()
    line.append("\r\u{1B}[Kchecked \(done)" + (total.map { " of \($0)" } ?? ""))
    isShown = (try? sink.write(line.bytes)) != nil
    last = now
  }

  /// Takes the line away, before anything else is written.
  mutating func clear() {
    guard isShown, let sink else { return }
    try? sink.write(Array("\r\u{1B}[K".utf8))
    isShown = false
  }
}

extension Subcommand.Context {
  /// Whether a terminal is one that a person looks at, and that understands more than lines.
  fileprivate var isPatient: Bool { (environment["CI"] ?? "").isEmpty && environment["TERM"] != "dumb" }
}
