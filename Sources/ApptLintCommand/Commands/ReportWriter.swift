import FHIRSyntax
import Reporting

/// Puts written reports together, in each format, and hands them to standard output and files.
struct ReportWriter {
  private struct Target {
    let reporter: any Reporter
    let sink: any ByteSink
    /// The descriptor to close; nil for standard output.
    let descriptor: Int32?
    var pending = OutputBuffer()
    var isEmpty = true
  }

  /// What all reports came to.
  private(set) var tally = Tally()
  /// Whether some report may show values of payloads.
  private(set) var showsValues = false
  private var targets: [Target] = []
  private let console: Console

  init(_ options: CheckOptions, _ context: Subcommand.Context, hasSeveralInputs: Bool) throws(CommandError) {
    console = context.console
    for target in options.targets {
      var sink = console.output
      var descriptor: Int32?
      if let file = target.file, file != "-" {
        do throws(SystemError) {
          let opened = try Platform.openForWriting(file)
          descriptor = opened
          sink = FileSink(descriptor: opened, name: file)
        } catch {
          throw CommandError("cannot write \(file): \(error.words)")
        }
      }
      var style = ReportStyle()
      style.hasSeveralInputs = hasSeveralInputs
      style.isQuiet = options.isQuiet
      style.countsOnly = options.countsOnly
      style.showsValues = options.showsValues || target.format.isText && sink.isTerminal
      let terminal = TerminalStyle(environment: context.environment, isTerminal: sink.isTerminal)
      // What forces colours means what people look at, not files.
      style.usesColor = descriptor == nil ? terminal.usesColor(options.color) : options.color == "always"
      if terminal.showsLinks { style.links = PathLinks(host: Platform.hostName, folder: Platform.currentFolder) }
      let reporter: any Reporter = options.mends == .show ? NoReporter() : target.format.reporter(style)
      showsValues = showsValues || style.showsValues
      targets.append(Target(reporter: reporter, sink: sink, descriptor: descriptor))
    }
    for index in targets.indices { targets[index].reporter.begin(into: &targets[index].pending) }
  }

  /// Whether a report goes to a terminal.
  var isOnTerminal: Bool { targets.contains { $0.sink.isTerminal } }

  /// The reporters, in the order of the formats asked for.
  var reporters: [any Reporter] { targets.map(\.reporter) }

  /// Adds the result for the next input.
  mutating func write(_ result: CheckResult) throws(CommandError) {
    tally.add(result.tally)
    for (index, output) in result.outputs.enumerated() where targets.indices.contains(index) {
      targets[index].reporter.separate(first: targets[index].isEmpty, into: &targets[index].pending)
      targets[index].isEmpty = false
      targets[index].pending.append(output)
      if targets[index].sink.isTerminal || targets[index].pending.bytes.count >= 1 << 16 { try flush(index) }
    }
    if let trouble = result.trouble { console.complain(trouble) }
  }

  /// Writes what stands behind the last report, and closes the files. The summary is of what was written, or of all that
  /// a watch knows of.
  mutating func end(with whole: Tally? = nil) throws(CommandError) {
    for index in targets.indices {
      targets[index].reporter.end(whole ?? tally, into: &targets[index].pending)
      try flush(index)
      if let descriptor = targets[index].descriptor { Platform.closeDescriptor(descriptor) }
    }
  }

  private mutating func flush(_ index: Int) throws(CommandError) {
    guard !targets[index].pending.isEmpty else { return }
    do throws(OutputError) { try targets[index].sink.write(targets[index].pending.bytes) } catch { throw CommandError(error) }
    targets[index].pending.removeAll()
  }
}
