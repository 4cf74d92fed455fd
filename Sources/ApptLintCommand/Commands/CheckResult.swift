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

  init(of payload: Payload, number: Int, checkers: [Checker], reporters: [any Reporter], earlier: SourceText?) {
    guard let (checker, found) = report(on: payload, checkers, earlier) else {
      tally.unread = 1
      return
    }
    var report = found
    report.failing = checker.failOn.least
    fails = checker.failOn.isReached(by: report.worst, omitted: report.omitted)
    tally.add(report)
    for reporter in reporters {
      var output = OutputBuffer()
      reporter.report(report, number: number, into: &output)
      outputs.append(output)
    }
  }

  private mutating func report(on payload: Payload, _ checkers: [Checker], _ earlier: SourceText?) -> (Checker, Report)? {
    func lint(_ source: SourceText, _ checker: Int) -> Report {
      let linter = checkers[checker].linter
      return earlier.map { linter.lint(source, against: $0) } ?? linter.lint(source)
    }
    switch payload {
    case .unreadable(let sentence):
      trouble = sentence
      return nil
    case .text(let source, let firstLine, let checker):
      var report = lint(source, checker)
      report.firstLine = firstLine
      return (checkers[checker], report)
    case .tooLarge(let name, let count, let firstLine, let checker):
      return (checkers[checker], Report(onTooLarge: name, count: count, firstLine: firstLine, checker: checkers[checker]))
    case .file(let path, let checker):
      do throws(CommandError) {
        switch try FileReading.read(path, limit: checkers[checker].limits.size) {
        case .text(let source): return (checkers[checker], lint(source, checker))
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

extension Report {
  /// The report on a payload that was not read because of its size: what the reader would say, had it read it.
  init(onTooLarge name: String, count: Int?, firstLine: Int, checker: Checker) {
    self = checker.linter.lint(SourceText(name: name, bytes: []))
    self.firstLine = firstLine
    let family = name.hasSuffix(".xml") ? "XML" : "JSN"
    let rule = StandardRule.syntax.first { $0.name == "too-large" && $0.code.hasPrefix(family) }
    omitted = 0
    notChecked = []
    let limit = checker.limits.size
    let message: Message =
      if let count { "the document has \(count) bytes, more than the limit of \(limit)" } else {
        "the document has more bytes than the limit of \(limit)"
      }
    findings = rule.map { [$0.finding(0..<0, message)] } ?? []
  }
}
