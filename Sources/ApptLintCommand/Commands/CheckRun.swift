import ApptLint
import FHIRSyntax
import Reporting

/// One `check`: finds inputs, checks them on as many threads as asked for, and writes reports in the inputs' order.
///
/// Inputs are taken in batches, so that no more than one batch of reports is ever in memory, and a reader of the output
/// sees the first of ten thousand before the last is read.
struct CheckRun {
  private let options: CheckOptions
  private let context: Subcommand.Context

  init(_ options: CheckOptions, _ context: Subcommand.Context) {
    self.options = options
    self.context = context
  }

  func run() throws(CommandError) -> Int32 {
    var finder = InputFinder()
    for path in options.paths { finder.add(path) }
    var checkers = Checkers(commandLine: options.settings)
    var inputs: [PayloadQueue.Input] = []
    var seen: Set<String> = []
    let currentFolder = Platform.currentFolder
    func whole(_ path: String) -> String { path == "-" ? path : Paths.absolute(path, in: currentFolder) }
    let outputs = options.targets.compactMap(\.file).filter { $0 != "-" }.map(whole)
    let named = Set(options.paths.map(whole))
    for path in finder.paths {
      // What is named twice, or lies in a folder that is named too, is checked once.
      if !seen.insert(whole(path)).inserted { continue }
      if outputs.contains(whole(path)) {
        // A report of an earlier run that lies in a folder is no payload.
        if named.contains(whole(path)) { throw CommandError("\(path) is both an input and an --output") }
        continue
      }
      let place = path == "-" ? options.stdinName ?? "-" : path
      inputs.append(.init(path: path, checker: try checkers.number(for: place)))
    }
    // Without an input too, what was asked for is looked at: a wrong pack is told in any case.
    if inputs.isEmpty { _ = try checkers.number(for: "-") }
    for trouble in finder.troubles { context.console.complain(trouble) }
    let hasTrouble = !finder.troubles.isEmpty
    if inputs.isEmpty && hasTrouble { return ExitStatus.trouble }

    let earlier = try earlierVersion(of: inputs, checkers.all)
    let queue = PayloadQueue(
      inputs, checkers: checkers.all, console: context.console, stdinName: options.stdinName ?? "-",
      readsLines: options.readsLines)
    let hasSeveral = inputs.count > 1 || options.readsLines
    let all = checkers.all
    var writer = try ReportWriter(options, context, hasSeveralInputs: hasSeveral) { rules in
      Checker.descriptions(of: rules, among: all)
    }
    let fails = try check(queue, with: all, earlier, jobs: hasSeveral ? options.jobs : 1, into: &writer)
    let isTrouble = hasTrouble || writer.tally.unread > 0
    let status = isTrouble ? ExitStatus.trouble : fails ? ExitStatus.findings : ExitStatus.clean
    try writer.end(exitStatus: status, troubles: finder.troubles)
    return status
  }

  /// The earlier version that the one payload is to be compared with, if any is.
  private func earlierVersion(of inputs: [PayloadQueue.Input], _ checkers: [Checker]) throws(CommandError) -> SourceText? {
    guard let path = options.against else { return nil }
    guard let input = inputs.first, inputs.count == 1, !options.readsLines else {
      let count = options.readsLines ? "lines" : "\(inputs.count) payloads"
      throw CommandError("--against compares one payload with its earlier version, and there are \(count)")
    }
    let name = input.path == "-" ? options.stdinName ?? "-" : input.path
    for file in [path, name] where file.hasSuffix(".har") || file.hasSuffix(".http") {
      throw CommandError("--against compares payloads, and \(file) is a recording of exchanges")
    }
    guard case .text(let source) = try FileReading.read(path, limit: checkers[input.checker].limits.size) else {
      throw CommandError("\(path) has more bytes than the limit of \(checkers[input.checker].limits.size)")
    }
    return source
  }

  /// Checks all payloads, and says whether a finding calls for exit status 1.
  private func check(
    _ queue: consuming PayloadQueue, with checkers: [Checker], _ earlier: SourceText?, jobs: Int, into writer: inout ReportWriter
  ) throws(CommandError) -> Bool {
    let reporters = writer.reporters
    var fails = false
    var number = 1
    while true {
      var batch: [Payload] = []
      var count = 0
      while batch.count < (jobs == 1 ? 1 : jobs * 32), count < 64 << 20, let payload = queue.next() {
        batch.append(payload)
        count += payload.count
      }
      if batch.isEmpty { return fails }
      let payloads = batch
      let first = number
      let results = Workers.map(payloads.count, jobs: jobs) { index in
        CheckResult(of: payloads[index], number: first + index, checkers: checkers, reporters: reporters, earlier: earlier)
      }
      number += payloads.count
      for result in results {
        fails = fails || result.fails
        try writer.write(result)
      }
    }
  }
}
