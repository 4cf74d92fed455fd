import Reporting

/// A progress line for long runs on an interactive terminal; nothing elsewhere.
struct Progress {
  /// How long a run lasts before progress is shown, in milliseconds.
  private static let delay = 500
  /// The minimum time between updates, in milliseconds.
  private static let interval = 100

  private let sink: (any ByteSink)?
  private let start = Platform.milliseconds
  private var last = 0
  private var isShown = false

  init(_ context: Subcommand.Context, isQuiet: Bool) {
    let isShowing = context.console.errors.isTerminal && context.isInteractive && !isQuiet
    sink = isShowing ? context.console.errors : nil
  }

  /// Shows how many payloads are done, and the total if it is known.
  mutating func show(_ done: Int, of total: Int?) {
    guard let sink else { return }
    let now = Platform.milliseconds
    guard now - start >= Self.delay, now - last >= Self.interval else { return }
    var line = OutputBuffer()
    line.append("\r\u{1B}[Kchecked \(done)" + (total.map { " of \($0)" } ?? ""))
    isShown = (try? sink.write(line.bytes)) != nil
    last = now
  }

  /// Clears the line, before anything else is written.
  mutating func clear() {
    guard isShown, let sink else { return }
    try? sink.write(Array("\r\u{1B}[K".utf8))
    isShown = false
  }
}

extension Subcommand.Context {
  /// Whether the terminal is interactive and understands control sequences.
  fileprivate var isInteractive: Bool { (environment["CI"] ?? "").isEmpty && environment["TERM"] != "dumb" }
}
