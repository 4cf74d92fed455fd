import ApptLint
import Reporting

/// A run of `apptlint check --watch`: checks all inputs, then each again when it changes, until stopped.
struct WatchRun {
  private let options: CheckOptions
  private let context: Subcommand.Context
  private let currentFolder = Platform.currentFolder
  /// The displayed paths, by absolute path.
  private var inputs: [String: String] = [:]
  /// The absolute paths of the inputs, in the order in which they are checked.
  private var order: [String] = []
  /// The index of the checker for each input, by absolute path.
  private var indices: [String: Int] = [:]
  private var checkers: [Checker] = []
  /// The result of the last check of each input.
  private var tallies: [String: Tally] = [:]
  /// The stamp of each input at its last check.
  private var stamps: [String: Platform.Stamp] = [:]
  /// The files that inputs depend on: settings files, rule files and definitions.
  private var watchedFiles: Set<String> = []
  private var folders: [String] = []

  init(_ options: CheckOptions, _ context: Subcommand.Context) {
    self.options = options
    self.context = context
  }

  /// Runs until the reader closes the output.
  mutating func run() throws(CommandError) -> Int32 {
    // Errors at startup end the run; after later errors, the run waits for the next change.
    try prepare()
    try check(order, isFirst: true)
    while true {
      var watcher = FileWatcher(folders: folders)
      // Handles changes that were made before watching started.
      var foldersChanged = try printingErrors { (run) throws(CommandError) in try run.catchUp() }
      while !foldersChanged {
        let changed = watcher.changes()
        foldersChanged = try printingErrors { (run) throws(CommandError) in try run.handle(changed) }
      }
    }
  }

  /// Runs a step that may fail because of the user's files. An error is printed, and the run continues.
  private mutating func printingErrors(_ body: (inout WatchRun) throws(CommandError) -> Bool) throws(CommandError) -> Bool {
    do throws(CommandError) {
      return try body(&self)
    } catch {
      guard case .sentence(let sentence) = error else { throw error }
      context.console.printNote(sentence)
      return false
    }
  }

  /// Checks inputs changed since their last check, and returns whether the watched folders changed.
  private mutating func catchUp() throws(CommandError) -> Bool {
    let before = folders
    try prepare()
    let changed = order.filter { stamps[$0] != Platform.stamp(of: $0) }
    if !changed.isEmpty { try check(changed, isFirst: false) }
    return folders != before
  }

  /// Checks changed inputs, and returns whether the watched folders changed.
  private mutating func handle(_ changed: Set<String>?) throws(CommandError) -> Bool {
    let paths = changed.map { Set($0.map { Paths.absolute($0, in: currentFolder) }.filter { isRelevant($0) }) }
    if paths?.isEmpty ?? false { return false }
    let affectsAll = paths.map { !$0.isDisjoint(with: watchedFiles) || $0.contains { Self.isWatched($0) } } ?? true
    let isKnownInput = paths?.allSatisfy { inputs[$0] != nil && (try? Platform.kind(of: $0)) == .regular } ?? false
    if isKnownInput && !affectsAll {
      try check(order.filter { paths?.contains($0) ?? false }, isFirst: false)
      return false
    }
    let before = (folders, Set(order))
    try prepare()
    let touched = order.filter { affectsAll || !before.1.contains($0) || paths?.contains($0) ?? true }
    if !touched.isEmpty || before.1 != Set(order) { try check(touched, isFirst: false) }
    // A folder recreated under its old name is a new folder.
    let isFolder = paths?.contains { path in folders.contains { Paths.absolute($0, in: currentFolder) == path } } ?? true
    return isFolder || folders != before.0
  }

  /// Whether a path may be an input, or a file that inputs depend on: hidden files, such as temporary files of editors,
  /// are neither.
  private func isRelevant(_ path: String) -> Bool {
    let isHidden = path.split(separator: "/").last?.hasPrefix(".") ?? false
    return !isHidden || inputs[path] != nil || watchedFiles.contains(path) || Self.isWatched(path)
  }

  /// Whether a file with this name affects which inputs are checked, or how.
  private static func isWatched(_ path: String) -> Bool {
    path.hasSuffix("/" + SettingsFile.name) || path.hasSuffix("/.gitignore")
  }

  /// Finds the inputs and their dependencies.
  private mutating func prepare() throws(CommandError) {
    var finder = InputFinder()
    for path in options.paths { finder.add(path) }
    for operationalError in finder.operationalErrors { context.console.printNote(operationalError) }
    var checkers = LinterPool(commandLine: options.settings)
    var inputs: [String: String] = [:]
    var order: [String] = []
    var indices: [String: Int] = [:]
    for path in finder.paths where path != options.gate.baseline?.path {
      let absolute = Paths.absolute(path, in: currentFolder)
      if inputs.updateValue(path, forKey: absolute) == nil { order.append(absolute) }
      indices[absolute] = try checkers.index(for: path)
    }
    if order.isEmpty { _ = try checkers.index(for: "-") }
    watchedFiles = Set(checkers.watchedFiles.map { Paths.absolute($0, in: currentFolder) })
    folders = Array(Set(finder.folders + order.compactMap(Paths.parent) + watchedFiles.compactMap(Paths.parent))).sorted()
    (self.inputs, self.order, self.indices, self.checkers) = (inputs, order, indices, checkers.all)
    tallies = tallies.filter { inputs[$0.key] != nil }
  }

  /// Reports files that no longer have findings, because formats print nothing for a clean file.
  private func report(_ corrected: [String]) throws(CommandError) {
    var lines = OutputBuffer()
    for path in corrected {
      lines.append(path: path)
      lines.append(": no more findings\n")
    }
    try context.console.print(lines)
  }

  /// Checks the given inputs, and reports on them and the totals of all inputs.
  private mutating func check(_ paths: [String], isFirst: Bool) throws(CommandError) {
    let all = checkers
    var writer = try ReportWriter(options, context, hasSeveralInputs: paths.count > 1) { rules in
      Checker.descriptions(of: rules, among: all)
    }
    let tools = CheckResult.Tools(
      checkers: checkers, gate: options.gate, fixMode: .none, showsChanges: false, reporters: writer.reporters, earlier: nil)
    for path in paths { stamps[path] = Platform.stamp(of: path) }
    let payloads = paths.map { Payload.file(path: inputs[$0] ?? $0, checker: indices[$0] ?? 0, isNamed: false) }
    // The files that had findings at their last check, and have none now.
    var corrected: [String] = []
    for start in stride(from: 0, to: payloads.count, by: options.jobs * 32) {
      let batch = Array(payloads[start..<min(start + options.jobs * 32, payloads.count)])
      let results = Workers.map(batch.count, jobs: options.jobs) { CheckResult(of: batch[$0], number: start + $0 + 1, tools) }
      for (index, result) in results.enumerated() {
        let earlier = tallies.updateValue(result.tally, forKey: paths[start + index])
        try writer.write(result)
        if let earlier, earlier.clean == 0, result.tally.clean > 0 {
          corrected.append(inputs[paths[start + index]] ?? paths[start + index])
        }
      }
    }
    if !options.isQuiet { try report(corrected) }
    let total = order.reduce(into: Tally()) { sum, path in tallies[path].map { sum.add($0) } }
    try writer.end(exitStatus: ExitStatus.clean, operationalErrors: [], total: total)
    if isFirst && !options.isQuiet {
      var note = OutputBuffer()
      note.append("watching; stop with Ctrl-C\n")
      try context.console.print(note)
    }
  }
}
