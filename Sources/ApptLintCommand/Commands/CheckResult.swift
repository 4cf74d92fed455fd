import ApptLint
import FHIRSyntax
import Reporting

/// What checking one payload came to: its report in each format, written already.
struct CheckResult: Sendable {
  private(set) var outputs: [OutputBuffer] = []
  private(set) var tally = Tally()
  /// Whether the report calls for exit status 1.
  private(set) var fails = false
  /// Why there is no report.
  private(set) var trouble: String?
  /// The numbers of the suppressions that left something out.
  private(set) var suppressions: Set<Int> = []
  /// What a baseline is to be made of, or what the baseline knows but was not found.
  private(set) var baseline: [Baseline.Entry: Int] = [:]

  /// How many findings were mended, or would be.
  private(set) var mended = 0

  /// What every payload of a run is checked with.
  struct Tools: Sendable {
    let checkers: [Checker]
    let gate: Gate
    let mends: Mends
    let showsChanges: Bool
    let reporters: [any Reporter]
    /// The earlier version that the one payload is compared with.
    let earlier: SourceText?
  }

  init(of payload: Payload, number: Int, _ tools: Tools) {
    guard let (checker, found) = report(on: payload, tools) else {
      tally.unread = 1
      return
    }
    if tools.mends == .show {
      fails = mended > 0
      tally.add(found)
      return
    }
    var report = found
    report.failing = checker.failOn.least
    baseline = tools.gate.apply(to: &report)
    fails = checker.failOn.isReached(by: report.worst)
    write(report, number, tools.reporters)
  }

  /// The result of a report that is there already.
  init(_ report: Report, number: Int, fails: Bool, reporters: [any Reporter]) {
    self.fails = fails
    write(report, number, reporters)
  }

  private mutating func write(_ report: Report, _ number: Int, _ reporters: [any Reporter]) {
    tally.add(report)
    for reporter in reporters {
      var output = OutputBuffer()
      reporter.report(report, number: number, into: &output)
      outputs.append(output)
    }
  }

  private mutating func report(on payload: Payload, _ tools: Tools) -> (Checker, Report)? {
    let checkers = tools.checkers
    switch payload {
    case .unreadable(let sentence):
      trouble = sentence
      return nil
    case .text(let source, let firstLine, let checker):
      var report = lint(source, checkers[checker], tools)
      report.firstLine = firstLine
      return (checkers[checker], report)
    case .tooLarge(let name, let count, let firstLine, let checker):
      return (checkers[checker], Report(onTooLarge: name, count: count, firstLine: firstLine, checker: checkers[checker]))
    case .file(let path, let checker):
      do throws(CommandError) {
        switch try FileReading.read(path, limit: checkers[checker].limits.size) {
        case .text(let source):
          if tools.mends == .none { return (checkers[checker], lint(source, checkers[checker], tools)) }
          return (checkers[checker], mend(source, checkers[checker], tools))
        case .tooLarge(let count):
          return (checkers[checker], Report(onTooLarge: path, count: count, firstLine: 1, checker: checkers[checker]))
        }
      } catch {
        if case .sentence(let sentence) = error { trouble = sentence }
        return nil
      }
    }
  }
}

extension CheckResult {
  /// What a payload's settings want to be reported of it.
  private mutating func lint(_ source: SourceText, _ checker: Checker, _ tools: Tools) -> Report {
    var report = tools.earlier.map { checker.linter.lint(source, against: $0) } ?? checker.linter.lint(source)
    suppressions.formUnion(checker.suppressions.apply(to: &report))
    return report
  }

  /// Mends a file, or shows how it would be.
  private mutating func mend(_ source: SourceText, _ checker: Checker, _ tools: Tools) -> Report {
    let mending = Mending(source) { lint($0, checker, tools) }
    mended = mending.mended.count
    if mended == 0 { return mending.report }
    if tools.mends == .show {
      var output = OutputBuffer()
      mending.write(showingValues: tools.showsChanges, original: source, into: &output)
      outputs = [output]
      return mending.report
    }
    do throws(CommandError) {
      try FileWriting.replace(source.name, with: Array(mending.source.bytes))
      return mending.report
    } catch {
      if case .sentence(let sentence) = error { trouble = sentence }
      mended = 0
      return lint(source, checker, tools)
    }
  }
}

extension Report {
  /// The report on a payload that was not read because of its size: what the reader would say, had it read it.
  init(onTooLarge name: String, count: Int?, firstLine: Int, checker: Checker) {
    self = checker.linter.lint(SourceText(name: name, bytes: []))
    self.firstLine = firstLine
    let family = name.hasSuffix(".xml") ? "XML" : "JSN"
    let rule = StandardRule.syntax.first { $0.name == "too-large" && $0.code.hasPrefix(family) }
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
