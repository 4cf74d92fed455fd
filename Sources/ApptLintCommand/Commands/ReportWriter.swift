import Findings
import Reporting

/// Puts written reports together, in each format, and hands them to standard output and files.
struct ReportWriter {
  private struct Target {
    var reporter: any Reporter
    let sink: any ByteSink
    let name: String
    /// The file that it goes to; nil for standard output.
    let file: OutputFile?
    var pending = OutputBuffer()
    var isEmpty = true

    mutating func add(_ output: OutputBuffer) {
      reporter.join(output, first: isEmpty, into: &pending)
      isEmpty = false
    }
  }

  /// What all reports came to.
  private(set) var tally = Tally()
  /// Whether some report may show values of payloads.
  private(set) var showsValues = false
  private var targets: [Target] = []
  private let console: Console
  /// The file of the page that GitHub shows for a step; nil elsewhere.
  private let stepSummary: String?

  init(
    _ options: CheckOptions, _ context: Subcommand.Context, hasSeveralInputs: Bool, rules: @escaping RuleDescriptor.Lookup
  ) throws(CommandError) {
    console = context.console
    stepSummary = context.environment["GITHUB_STEP_SUMMARY"]
    let checkouts = Self.checkoutVariables.compactMap { context.environment[$0] }
    let paths = ReportPaths(currentFolder: Platform.currentFolder, checkouts: checkouts)
    for target in options.targets {
      var sink = console.output
      var file: OutputFile?
      if let path = target.file {
        do throws(SystemError) {
          let opened = try OutputFile(path)
          file = opened
          sink = FileSink(descriptor: opened.descriptor, name: path)
        } catch {
          throw CommandError("cannot write \(path): \(error.words)")
        }
      }
      var style = ReportStyle()
      style.hasSeveralInputs = hasSeveralInputs
      style.isQuiet = options.isQuiet
      style.countsOnly = options.countsOnly
      style.showsValues = options.showsValues || target.format.isText && sink.isTerminal
      let terminal = TerminalStyle(environment: context.environment, isTerminal: sink.isTerminal)
      // What forces colours means what people look at, not files.
      style.usesColor = file == nil ? terminal.usesColor(options.color) : options.color == "always"
      if terminal.showsLinks { style.links = PathLinks(host: Platform.hostName, folder: Platform.currentFolder) }
      style.paths = paths
      let reporter: any Reporter = options.mends == .show ? NoReporter() : target.format.reporter(style, rules: rules)
      showsValues = showsValues || style.showsValues
      targets.append(Target(reporter: reporter, sink: sink, name: target.file ?? "standard output", file: file))
    }
    for index in targets.indices { targets[index].reporter.begin(into: &targets[index].pending) }
  }

  /// Whether a report goes to a terminal.
  var isOnTerminal: Bool { targets.contains { $0.sink.isTerminal } }

  /// The reporters, in the order of the formats asked for.
  var reporters: [any Reporter] { targets.map(\.reporter) }

  /// Adds the result for the next inputs.
  mutating func write(_ result: CheckResult) throws(CommandError) {
    tally.add(result.tally)
    for (index, outputs) in result.outputs.enumerated() where targets.indices.contains(index) {
      for output in outputs {
        targets[index].add(output)
        if targets[index].sink.isTerminal || targets[index].pending.bytes.count >= 1 << 16 { try flush(index) }
      }
    }
    for operationalError in result.operationalErrors {
      tally.operationalErrors.append(operationalError)
      console.complain(operationalError)
    }
  }

  /// Writes what is pending: of what was found before a run is cut short, nothing is lost.
  mutating func flush() throws(CommandError) {
    for index in targets.indices { try flush(index) }
  }

  /// Writes what follows the last report, and gives the files their names. `operationalErrors` kept inputs from being found. The summary
  /// is of what was written, or of all that a watch knows of.
  mutating func end(exitStatus: Int32, operationalErrors: [String], whole: Tally? = nil) throws(CommandError) {
    var tally = whole ?? self.tally
    tally.exitStatus = exitStatus
    tally.operationalErrors = operationalErrors + tally.operationalErrors
    for index in targets.indices {
      targets[index].reporter.end(tally, into: &targets[index].pending)
      try flush(index)
      do throws(SystemError) { try targets[index].file?.commit() } catch {
        throw CommandError("cannot write \(targets[index].name): \(error.words)")
      }
    }
    try writeStepSummary(tally)
  }

  /// Adds to the page of the step, where GitHub runs the command and one of the formats is its own.
  private func writeStepSummary(_ tally: Tally) throws(CommandError) {
    guard let stepSummary, !stepSummary.isEmpty,
      let reporter = targets.lazy.compactMap({ $0.reporter as? GitHubReporter }).first
    else { return }
    do throws(SystemError) {
      let descriptor = try Platform.openForWriting(stepSummary, appending: true)
      defer { Platform.closeDescriptor(descriptor) }
      try Platform.writeBytes(reporter.summary(tally).bytes, to: descriptor)
    } catch {
      throw CommandError("cannot write \(stepSummary), which GITHUB_STEP_SUMMARY names: \(error.words)")
    }
  }

  private mutating func flush(_ index: Int) throws(CommandError) {
    guard !targets[index].pending.isEmpty else { return }
    do throws(OutputError) { try targets[index].sink.write(targets[index].pending.bytes) } catch { throw CommandError(error) }
    targets[index].pending.removeAll()
  }

  /// The variables in which CI systems name the folder of the checkout: GitHub, GitLab, Azure, Jenkins.
  static let checkoutVariables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"]
}
