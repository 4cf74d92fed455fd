import ApptLint
import Findings
import Reporting

/// What checking payloads that follow each other came to: their reports in each format, written already.
struct CheckResult: Sendable {
  /// The number of payloads.
  private(set) var count = 0
  /// For each format the reports, in their order; one text for all of them where nothing comes between reports.
  private(set) var outputs: [[OutputBuffer]]
  private(set) var tally = Tally()
  /// Whether a report calls for exit status 1.
  private(set) var fails = false
  /// Why there are no reports on some payloads.
  private(set) var operationalErrors: [String] = []
  /// The numbers of the suppressions that left something out.
  private(set) var suppressions: Set<Int> = []
  /// What a baseline is to be made of, or what the baseline knows but was not found.
  private(set) var baseline: [Baseline.Entry: Int] = [:]
  /// How many findings were mended, or would be, and in how many files.
  private(set) var mended = 0
  private(set) var mendedFiles = 0

  /// What every payload of a run is checked with.
  struct Tools: Sendable {
    let checkers: [Checker]
    let gate: Gate
    let mends: FixMode
    let showsChanges: Bool
    let reporters: [any Reporter]
    /// The earlier version that the one payload is compared with.
    let earlier: SourceText?
  }

  private init(_ reporters: [any Reporter]) {
    outputs = [[OutputBuffer]](repeating: [], count: reporters.count)
  }

  init(of batch: PayloadBatch, _ tools: Tools) {
    self.init(tools.reporters)
    for index in 0..<batch.count { check(batch[index], number: batch.first + index, tools) }
  }

  init(of payload: Payload, number: Int, _ tools: Tools) {
    self.init(tools.reporters)
    check(payload, number: number, tools)
  }

  /// The result of a report that is there already.
  init(_ report: Report, number: Int, fails: Bool, reporters: [any Reporter]) {
    self.init(reporters)
    self.fails = fails
    write(report, number, reporters)
  }

  private mutating func check(_ payload: Payload, number: Int, _ tools: Tools) {
    count += 1
    guard case (let checker, var report)? = report(on: payload, tools) else {
      tally.unread += 1
      return
    }
    if tools.mends == .show {
      tally.add(report)
      return
    }
    report.failing = tools.checkers[checker].failOn.least
    if tools.gate.baseline != nil { baseline.merge(tools.gate.apply(to: &report)) { max($0, $1) } }
    fails = fails || tools.checkers[checker].failOn.isReached(by: report.worst)
    write(report, number, tools.reporters)
  }

  private mutating func write(_ report: Report, _ number: Int, _ reporters: [any Reporter]) {
    tally.add(report)
    for (index, reporter) in reporters.enumerated() {
      if outputs[index].isEmpty || !reporter.concatenates { outputs[index].append(OutputBuffer()) }
      reporter.report(report, number: number, into: &outputs[index][outputs[index].count - 1])
    }
  }

  private mutating func report(on payload: Payload, _ tools: Tools) -> (checker: Int, report: Report)? {
    switch payload {
    case .unreadable(let sentence):
      operationalErrors.append(sentence)
      return nil
    case .text(let source, let firstLine, let checker):
      var report = lint(source, checker, tools)
      report.firstLine = firstLine
      return (checker, report)
    case .tooLarge(let name, let count, let firstLine, let checker):
      return (checker, Report(onTooLarge: name, count: count, firstLine: firstLine, checker: tools.checkers[checker]))
    case .file(let path, let checker):
      do throws(CommandError) {
        switch try FileReading.read(path, limit: tools.checkers[checker].limits.size) {
        case .text(let source):
          return (checker, tools.mends == .none ? lint(source, checker, tools) : mend(source, checker, tools))
        case .tooLarge(let count):
          return (checker, Report(onTooLarge: path, count: count, firstLine: 1, checker: tools.checkers[checker]))
        }
      } catch {
        if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
        return nil
      }
    }
  }
}

extension CheckResult {
  /// What a payload's settings want to be reported of it.
  private mutating func lint(_ source: SourceText, _ checker: Int, _ tools: Tools) -> Report {
    var report =
      if let earlier = tools.earlier { tools.checkers[checker].linter.lint(source, against: earlier) } else {
        tools.checkers[checker].linter.lint(source)
      }
    if !report.findings.isEmpty { suppressions.formUnion(tools.checkers[checker].suppressions.apply(to: &report)) }
    return report
  }

  /// FixMode a file, or shows how it would be.
  private mutating func mend(_ source: SourceText, _ checker: Int, _ tools: Tools) -> Report {
    let mending = AutoFix(source) { lint($0, checker, tools) }
    let count = mending.mended.count
    if count == 0 { return mending.report }
    if tools.mends == .show {
      var output = OutputBuffer()
      mending.write(showingValues: tools.showsChanges, original: source, into: &output)
      outputs[0].append(output)
      fails = true
    } else {
      do throws(CommandError) {
        try FileWriting.replace(source.name, with: Array(mending.source.bytes))
      } catch {
        if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
        return lint(source, checker, tools)
      }
    }
    mended += count
    mendedFiles += 1
    return mending.report
  }
}

extension Report {
  /// The report on a payload that was not read because of its size: what the reader would say, had it read it.
  init(onTooLarge name: String, count: Int?, firstLine: Int, checker: Checker) {
    self = checker.linter.lint(SourceText(name: name, bytes: []))
    self.firstLine = firstLine
    let family = name.hasSuffix(".xml") ? RuleFamily.xml : .json
    let rule = RuleDescriptor.syntax.first { $0.name == "too-large" && RuleFamily.family(of: $0.code) == family }
    omissions = [:]
    notChecked = []
    let limit = checker.limits.size
    let message: Message =
      if let count { "the document has \(count) bytes, more than the limit of \(limit)" } else {
        "the document has more bytes than the limit of \(limit)"
      }
    findings = rule.map { [$0.finding(0..<0, message)] } ?? []
  }
}
