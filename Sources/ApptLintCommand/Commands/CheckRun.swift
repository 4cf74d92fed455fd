import ApptLint
import Findings
import Synchronization

/// A run of `apptlint check`: finds the inputs, checks them on the requested number of threads, and writes the reports in input
/// order.
///
/// Inputs are processed in small batches, with only a few reports in memory, so the first of ten thousand reports is written
/// before the last input is read.
struct CheckRun {
  private let options: CheckOptions
  private let context: Subcommand.Context

  init(_ options: CheckOptions, _ context: Subcommand.Context) {
    self.options = options
    self.context = context
  }

  func run() throws(CommandError) -> Int32 {
    var finder = InputFinder(suffixes: InputFinder.payloadsAndLines)
    for path in options.paths { finder.add(path) }
    var checkers = LinterPool(commandLine: options.settings)
    let outputs = try OutputFiles(options.outputs)
    let inputs = try inputs(among: finder.paths, outputs, &checkers)
    // Even without inputs the configuration is validated, so that an unknown pack is always reported.
    if inputs.isEmpty { _ = try checkers.index(for: "-") }
    for file in options.inputs + finder.ignoreFiles + checkers.inputFiles { try outputs.check(input: file) }
    if options.gate.mode == .write, let path = options.gate.baseline?.path { try BaselineFile.checkTarget(path) }
    for note in finder.operationalErrors + checkers.definitionWarnings { context.console.printNote(note) }
    let hasOperationalError = !finder.operationalErrors.isEmpty
    if inputs.isEmpty && hasOperationalError { return ExitStatus.operationalError }

    let earlier = try earlierVersion(of: inputs, checkers.all)
    let all = checkers.all
    context.lifetime.retain(all)
    let readsLines = options.readsLines || inputs.contains(where: \.hasLines)
    let hasSeveral = inputs.count > 1 || readsLines || checkers.canReportSettings(checkedFolders: checkedFolders)
    let jobs = readsLines ? options.jobs : min(options.jobs, inputs.count)
    let queue = PayloadQueue(
      inputs, checkers: checkers.all, console: context.console, stdinName: options.stdinName ?? "-",
      readsLines: options.readsLines, jobs: jobs)
    var writer = try ReportWriter(options, context, hasSeveralInputs: hasSeveral) { rules in
      Checker.descriptions(of: rules, among: all)
    }
    var sum = try check(queue, of: readsLines ? nil : inputs.count, with: all, earlier, jobs: jobs, into: &writer)
    if writer.tally.reports > 0 && options.fixMode != .show {
      let isComplete = writer.tally.omitted == 0 && writer.tally.unread == 0
      let reports = checkers.settingsReports(used: sum.suppressions, checkedFolders: isComplete ? checkedFolders : [])
      for (index, (report, fails)) in reports.enumerated() {
        try writer.write(CheckResult(report, number: sum.count + index + 1, fails: fails, reporters: writer.reporters))
        sum.fails = sum.fails || fails
      }
    }
    return try end(sum, all, &writer, operationalErrors: finder.operationalErrors)
  }

  /// The payloads to check, each once, without this run's own output.
  private func inputs(
    among paths: [String], _ outputs: OutputFiles, _ checkers: inout LinterPool
  ) throws(CommandError) -> [PayloadQueue.Input] {
    let currentFolder = Platform.currentFolder
    func absolute(_ path: String) -> String {
      // A diff changes each file once, however many links point to it.
      if options.fixMode == .show, path != "-" { return OutputFile.target(of: path) }
      return path == "-" ? path : Paths.absolute(path, in: currentFolder)
    }
    let baseline = options.gate.mode == .read ? options.gate.baseline.map { OutputFile.target(of: $0.path) } : nil
    let named = Set(options.paths.map(absolute))
    var inputs: [PayloadQueue.Input] = []
    var seen: Set<String> = []
    for path in paths {
      // A file that is given twice, or is in a folder that is also given, is checked once.
      if !seen.insert(absolute(path)).inserted { continue }
      let isNamed = named.contains(absolute(path))
      // A report or baseline from an earlier run in the folder is not a payload.
      if try outputs.replaces(path, isNamed: isNamed) { continue }
      if let baseline, !isNamed, path != "-", OutputFile.target(of: path) == baseline { continue }
      let name = path == "-" ? options.stdinName ?? "-" : path
      inputs.append(.init(path: path, checker: try checkers.index(for: name), isNamed: isNamed))
    }
    return inputs
  }

  /// Writes what follows the reports, and returns the exit status.
  private func end(
    _ sum: Sum, _ checkers: [Checker], _ writer: inout ReportWriter, operationalErrors: [String]
  ) throws(CommandError) -> Int32 {
    let warnings = writer.tally.count(of: .warning)
    let hasTooMany = options.maxWarnings.map { warnings > $0 } ?? false
    if !sum.skipped.isEmpty && !options.isQuiet { context.console.printNote(Self.note(onSkipped: sum.skipped)) }
    if !sum.misnamed.isEmpty && !options.isQuiet { context.console.printNote(Self.note(onMisnamed: sum.misnamed)) }
    // A run that checks nothing must not pass.
    let isOperationalError =
      !operationalErrors.isEmpty || sum.hasOperationalError || writer.tally.unread > 0 || sum.skipped.count == sum.count
    let status =
      isOperationalError ? ExitStatus.operationalError : sum.fails || hasTooMany ? ExitStatus.findings : ExitStatus.clean
    try writer.end(exitStatus: status, operationalErrors: operationalErrors)
    if options.fixMode != .none && !options.isQuiet { reportFixes(sum, showsChanges: writer.showsValues) }
    try options.gate.end(
      sum.baseline, checkers, tally: writer.tally, isQuiet: options.isQuiet, console: context.console)
    if !isOperationalError, hasTooMany, let most = options.maxWarnings {
      context.console.printNote("\(warnings) warning\(warnings == 1 ? " exceeds" : "s exceed") --max-warnings \(most)")
    }
    return status
  }

  /// The earlier version to compare the payload with, if one was given.
  private func earlierVersion(of inputs: [PayloadQueue.Input], _ checkers: [Checker]) throws(CommandError) -> SourceText? {
    guard let path = options.against else { return nil }
    guard let input = inputs.first, inputs.count == 1, !options.readsLines else {
      let count = options.readsLines ? "several, one on each line" : "\(inputs.count) payloads"
      throw CommandError("--against compares a single payload with its earlier version, but there are \(count)")
    }
    let name = input.path == "-" ? options.stdinName ?? "-" : input.path
    for file in [path, name] where file.hasSuffix(".har") || file.hasSuffix(".http") {
      throw CommandError("--against compares payloads, but \(file) is a recording of HTTP exchanges")
    }
    guard case .text(let source) = try FileReading.read(path, limit: checkers[input.checker].limits.size) else {
      throw CommandError("\(path) exceeds the size limit of \(checkers[input.checker].limits.size) bytes")
    }
    // Without an earlier version nothing is compared, and the run must not pass.
    guard checkers[input.checker].linter.containsResource(source) else {
      throw CommandError("--against compares payloads, but \(path) contains no readable resource")
    }
    return source
  }

  /// The folders in which every payload is checked with the settings files that apply to it; none if command-line options
  /// override these.
  private var checkedFolders: [String] {
    guard options.settings.isEmpty else { return [] }
    return options.paths.filter { (try? Platform.kind(of: $0)) == .folder }
  }

  static func note(onSkipped paths: [String]) -> String {
    let shown = paths.prefix(3).joined(separator: ", ")
    let rest = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    let kind = paths.contains { $0.lowercased().hasSuffix(".xml") } ? "file" : "JSON file"
    return "skipped \(paths.count) \(kind)\(paths.count == 1 ? "" : "s") without a FHIR resource: \(shown)\(rest)"
  }

  private static func note(onMisnamed files: [String]) -> String {
    let rest = files.count > 3 ? " and \(files.count - 3) more" : ""
    return "checked by content, not by extension: \(files.prefix(3).joined(separator: ", "))\(rest)"
  }

  /// Prints how many findings were fixed, or would be.
  private func reportFixes(_ sum: Sum, showsChanges: Bool) {
    let findings =
      "\(sum.fixed) finding\(sum.fixed == 1 ? "" : "s") in \(sum.fixedFiles) file\(sum.fixedFiles == 1 ? "" : "s")"
    for (part, count) in sum.unappliedFixes.sorted(by: { $0.key.path < $1.key.path }) {
      let findings = "\(count) finding\(count == 1 ? "" : "s")"
      context.console.printNote(
        "\(findings) with a fix in \(part.path): \(part.kind.rawValue) are not changed; fix the source of the payload")
    }
    if options.fixMode == .write {
      if sum.fixed > 0 { context.console.printNote("fixed \(findings)") }
      return
    }
    if sum.fixed > 0 || sum.unappliedFixes.isEmpty {
      context.console.printNote(sum.fixed == 0 ? "nothing to fix" : "--fix would fix \(findings)")
    }
    if sum.fixed > 0 && !showsChanges {
      context.console.printNote("the changed lines contain payload values; --show-values prints them")
    }
  }

  /// The combined results of all payloads, in addition to the tally.
  private struct Sum {
    var count = 0
    var fails = false
    var hasOperationalError = false
    var fixed = 0
    var fixedFiles = 0
    var unappliedFixes: [FilePart: Int] = [:]
    var skipped: [String] = []
    var misnamed: [String] = []
    var suppressions: Set<Int> = []
    var baseline = Baseline.Found()

    mutating func add(_ result: CheckResult) {
      count += result.count
      fails = fails || result.fails
      hasOperationalError = hasOperationalError || !result.operationalErrors.isEmpty
      fixed += result.fixed
      fixedFiles += result.fixedFiles
      unappliedFixes.merge(result.unappliedFixes, uniquingKeysWith: +)
      skipped += result.skipped
      misnamed += result.misnamed
      suppressions.formUnion(result.suppressions)
      baseline.merge(result.baseline)
    }
  }

  /// Checks all payloads.
  private func check(
    _ queue: PayloadQueue, of total: Int?, with checkers: [Checker], _ earlier: SourceText?, jobs: Int,
    into writer: inout ReportWriter
  ) throws(CommandError) -> Sum {
    let tools = CheckResult.Tools(
      checkers: checkers, gate: options.gate, fixMode: options.fixMode, showsChanges: writer.showsValues,
      reporters: writer.reporters, earlier: earlier)
    var sum = Sum()
    var progress = Progress(context, isQuiet: options.isQuiet)
    defer { progress.clear() }
    let shared = SharedQueue(queue)
    try Pipeline.run(
      jobs: jobs, next: { shared.queue.withLock { $0.next() } }, work: { CheckResult(of: $0, tools) },
      take: { (result: CheckResult) throws(CommandError) in
        if writer.isOnTerminal || !result.operationalErrors.isEmpty { progress.clear() }
        sum.add(result)
        try writer.write(result)
        try writer.flush()
        progress.show(sum.count, of: total)
      })
    return sum
  }

  private final class SharedQueue: Sendable {
    let queue: Guarded<PayloadQueue>

    init(_ queue: PayloadQueue) {
      self.queue = Guarded(queue)
    }
  }
}
