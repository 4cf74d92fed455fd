import Findings
import Reporting

/// Combines written reports in each format, and writes them to standard output and files.
struct ReportWriter {
  private struct Target {
    var reporter: any Reporter
    let sink: any ByteSink
    let name: String
    /// The file it is written to; nil for standard output.
    let file: OutputFile?
    var pending = OutputBuffer()
    var isEmpty = true

    mutating func add(_ output: OutputBuffer) {
      reporter.join(output, first: isEmpty, into: &pending)
      isEmpty = false
    }
  }

  /// The totals of all reports.
  private(set) var tally = Tally()
  /// Whether any report may show payload values.
  private(set) var showsValues = false
  private var targets: [Target] = []
  private let console: Console
  /// The file for GitHub's job summary; nil outside of GitHub.
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
          throw CommandError("cannot write \(path): \(error.text)")
        }
      }
      var style = ReportStyle()
      style.hasSeveralInputs = hasSeveralInputs
      style.isQuiet = options.isQuiet
      style.countsOnly = options.countsOnly
      style.showsValues = options.showsValues || target.format.isText && sink.isTerminal
      let terminal = TerminalStyle(environment: context.environment, isTerminal: sink.isTerminal)
      // Variables that force colours apply to terminals, not to files.
      style.usesColor = file == nil ? terminal.usesColor(options.color) : options.color == "always"
      if terminal.showsLinks { style.links = PathLinks(host: Platform.hostName, folder: Platform.currentFolder) }
      style.paths = paths
      let reporter: any Reporter = options.fixMode == .show ? NoReporter() : target.format.reporter(style, rules: rules)
      showsValues = showsValues || style.showsValues
      targets.append(Target(reporter: reporter, sink: sink, name: target.file ?? "standard output", file: file))
    }
    for index in targets.indices { targets[index].reporter.begin(into: &targets[index].pending) }
  }

  /// Whether a report is written to a terminal.
  var isOnTerminal: Bool { targets.contains { $0.sink.isTerminal } }

  /// The reporters, in the order of the requested formats.
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
      console.printNote(operationalError)
    }
  }

  /// Writes pending output, so that nothing is lost if the run is interrupted.
  mutating func flush() throws(CommandError) {
    for index in targets.indices { try flush(index) }
  }

  /// Writes what follows the last report, and renames the files to their final names. `operationalErrors` describe inputs that
  /// could not be found. The summary covers the written reports or, if given, `total`, which covers all watched files.
  mutating func end(exitStatus: Int32, operationalErrors: [String], total: Tally? = nil) throws(CommandError) {
    var tally = total ?? self.tally
    tally.exitStatus = exitStatus
    tally.operationalErrors = operationalErrors + tally.operationalErrors
    for index in targets.indices {
      targets[index].reporter.end(tally, into: &targets[index].pending)
      try flush(index)
      do throws(SystemError) { try targets[index].file?.commit() } catch {
        throw CommandError("cannot write \(targets[index].name): \(error.text)")
      }
    }
    try writeStepSummary(tally)
  }

  /// Appends to the job summary if the command runs on GitHub with the format github.
  private func writeStepSummary(_ tally: Tally) throws(CommandError) {
    guard let stepSummary, !stepSummary.isEmpty,
      let reporter = targets.lazy.compactMap({ $0.reporter as? GitHubReporter }).first
    else { return }
    do throws(SystemError) {
      let descriptor = try Platform.openForWriting(stepSummary, appending: true)
      defer { Platform.closeDescriptor(descriptor) }
      try Platform.writeBytes(reporter.summary(tally).bytes, to: descriptor)
    } catch {
      throw CommandError("cannot write \(stepSummary) (GITHUB_STEP_SUMMARY): \(error.text)")
    }
  }

  private mutating func flush(_ index: Int) throws(CommandError) {
    guard !targets[index].pending.isEmpty else { return }
    do throws(OutputError) { try targets[index].sink.write(targets[index].pending.bytes) } catch { throw CommandError(error) }
    targets[index].pending.removeAll()
  }

  /// The variables that CI systems set to the folder of the checkout: GitHub, GitLab, Azure, Jenkins.
  static let checkoutVariables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"]
}
