import ApptLint
import Findings
import Reporting

/// The result of checking consecutive payloads: their reports, already written in each format.
struct CheckResult: Sendable {
  /// The number of payloads.
  private(set) var count = 0
  /// The reports in each format, in order; a single text if the format writes nothing between reports.
  private(set) var outputs: [[OutputBuffer]]
  private(set) var tally = Tally()
  /// Whether the findings or fixes make the exit status 1.
  private(set) var fails = false
  /// Why some payloads have no report.
  private(set) var operationalErrors: [String] = []
  /// The numbers of the suppressions that matched a finding.
  private(set) var suppressions: Set<Int> = []
  /// The entries of the baseline that were found, or those of a new one.
  private(set) var baseline = Baseline.Found()
  /// How many findings were fixed, or would be, and in how many files.
  private(set) var fixed = 0
  private(set) var fixedFiles = 0
  /// The number of findings whose fixes are not applied, because they are in lines, archive members or recorded bodies.
  private(set) var unappliedFixes: [FilePart: Int] = [:]
  /// JSON and XML files without a FHIR resource that were found in a folder or by a pattern: they are skipped without a report.
  private(set) var skipped: [String] = []
  /// Files whose content is not what their extension says, with the kind of the content.
  private(set) var misnamed: [String] = []

  /// What all payloads of a run share.
  struct Tools: Sendable {
    let checkers: [Checker]
    let gate: Gate
    let fixMode: FixMode
    let showsChanges: Bool
    let reporters: [any Reporter]
    /// The earlier version with which the only payload is compared.
    let earlier: SourceText?
    /// The archives that are read in this run.
    let archives = ArchiveCache()
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

  /// The result for an existing report.
  init(_ report: Report, number: Int, fails: Bool, reporters: [any Reporter]) {
    self.init(reporters)
    self.fails = fails
    write(report, number, reporters)
  }

  private mutating func check(_ payload: Payload, number: Int, _ tools: Tools) {
    if case .blankLine(let name, let line) = payload {
      for (index, reporter) in tools.reporters.enumerated() {
        var text = OutputBuffer()
        reporter.blankLine(line, of: name, into: &text)
        if !text.isEmpty { append(index, reporter) { $0.append(text) } }
      }
      return
    }
    count += 1
    guard case (let checker, var report)? = report(on: payload, tools) else {
      tally.unread += 1
      return
    }
    if case .file(let path, _, isNamed: false) = payload, report.isNotFHIR(tools.checkers[checker].linter) {
      skipped.append(path)
      return
    }
    if case .file(let path, _, _) = payload, let kind = Self.actualKind(of: report, path: path) {
      misnamed.append("\(path) (\(kind.rawValue))")
    }
    if tools.fixMode == .show {
      tally.add(report)
      return
    }
    report.failThreshold = tools.checkers[checker].failOn.threshold
    if tools.gate.baseline != nil { baseline.merge(tools.gate.apply(to: &report, checker: checker)) }
    fails = fails || tools.checkers[checker].failOn.isReached(by: report.worst)
    write(report, number, tools.reporters)
  }

  /// The kind of a file's content if its extension is that of another kind. The content determines how it is read.
  private static func actualKind(of report: Report, path: String) -> ContentKind? {
    let name = path.lowercased()
    guard let named: ContentKind = name.hasSuffix(".json") ? .json : name.hasSuffix(".xml") ? .xml : nil else { return nil }
    return ContentKind(report.source).flatMap { $0 == named ? nil : $0 }
  }

  private mutating func write(_ report: Report, _ number: Int, _ reporters: [any Reporter]) {
    tally.add(report)
    for (index, reporter) in reporters.enumerated() {
      append(index, reporter) { reporter.report(report, number: number, into: &$0) }
    }
  }

  /// Appends to the output of the reporter at an index.
  private mutating func append(_ index: Int, _ reporter: any Reporter, _ body: (inout OutputBuffer) -> Void) {
    if outputs[index].isEmpty || !reporter.concatenates { outputs[index].append(OutputBuffer()) }
    body(&outputs[index][outputs[index].count - 1])
  }

  private mutating func report(on payload: Payload, _ tools: Tools) -> (checker: Int, report: Report)? {
    switch payload {
    case .unreadable(let sentence):
      operationalErrors.append(sentence)
      return nil
    case .blankLine: return nil
    case .text(let source, let line, let checker):
      var report = tools.fixMode == .none ? lint(source, checker, tools) : listFixes(source, line: line, checker, tools)
      report.inputLine = line
      return (checker, report)
    case .tooLarge(let name, let count, let line, let checker):
      return (checker, Report(onTooLarge: name, count: count, line: line, checker: tools.checkers[checker]))
    case .file(let path, let checker, _):
      do throws(CommandError) {
        switch try FileReading.read(
          path, limit: tools.checkers[checker].limits.size, archives: tools.archives)
        {
        case .text(let source):
          return (checker, tools.fixMode == .none ? lint(source, checker, tools) : fix(source, checker, tools))
        case .tooLarge(let count):
          return (checker, Report(onTooLarge: path, count: count, line: nil, checker: tools.checkers[checker]))
        }
      } catch {
        if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
        return nil
      }
    }
  }
}

extension CheckResult {
  /// The report on a payload after suppressions; with `isComplete`, all findings are reported, whatever their number.
  private mutating func lint(_ source: SourceText, _ checker: Int, _ tools: Tools, isComplete: Bool = false) -> Report {
    let checker = tools.checkers[checker]
    let linter = isComplete ? checker.linter.withoutFindingLimit : checker.linter
    var report = if let earlier = tools.earlier { linter.lint(source, against: earlier) } else { linter.lint(source) }
    if !report.findings.isEmpty { suppressions.formUnion(checker.suppressions.apply(to: &report)) }
    return report
  }

  private mutating func autoFix(_ source: SourceText, _ checker: Int, _ tools: Tools) -> AutoFix {
    AutoFix(source) { lint($0, checker, tools, isComplete: $1) }
  }

  /// Fixes a file, or shows the fixed text.
  private mutating func fix(_ source: SourceText, _ checker: Int, _ tools: Tools) -> Report {
    let autoFix = autoFix(source, checker, tools)
    let count = autoFix.fixed.count
    if count == 0 {
      let fixable = autoFix.report.placedFindings.filter(\.finding.hasFixElsewhere)
      list(fixable, of: FilePart(path: source.name, kind: .exchanges), tools)
      return autoFix.report
    }
    if TextArchive.split(source.name) != nil, (try? Platform.kind(of: source.name)) != .regular {
      list(autoFix.fixed, of: FilePart(path: source.name, kind: .member), tools)
      return lint(source, checker, tools)
    }
    if tools.fixMode == .show {
      var output = OutputBuffer()
      autoFix.write(showingValues: tools.showsChanges, original: source, into: &output)
      outputs[0].append(output)
      fails = true
    } else {
      do throws(CommandError) {
        try FileWriting.replace(source.name, with: Array(autoFix.source.bytes))
      } catch {
        if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
        return lint(source, checker, tools)
      }
    }
    fixed += count
    fixedFiles += 1
    return autoFix.report
  }

  /// The report on a line of an NDJSON file. The file is not changed: the fixes are counted, and listed for `--diff`.
  private mutating func listFixes(_ source: SourceText, line: Int?, _ checker: Int, _ tools: Tools) -> Report {
    let autoFix = autoFix(source, checker, tools)
    if autoFix.fixed.isEmpty { return autoFix.report }
    list(autoFix.fixed, of: FilePart(path: source.name, kind: .lines), firstLine: line ?? 1, tools)
    return lint(source, checker, tools)
  }

  private mutating func list(
    _ fixable: [(finding: Finding, position: Position)], of part: FilePart, firstLine: Int = 1, _ tools: Tools
  ) {
    if fixable.isEmpty { return }
    unappliedFixes[part, default: 0] += fixable.count
    fails = true
    guard tools.fixMode == .show else { return }
    var output = OutputBuffer()
    AutoFix.write(fixable, of: part.path, firstLine: firstLine, into: &output)
    outputs[0].append(output)
  }
}

extension Report {
  /// Whether the only finding is that the root, which has members, is not a resource. An XML element with the name of a resource
  /// type is assumed to be a resource.
  func isNotFHIR(_ linter: Linter) -> Bool {
    guard findings.count == 1, findings[0].code == "STR001", findings[0].node?.index == 0,
      source.bytes.contains(UInt8(ascii: ":"))
    else { return false }
    guard format == .xml else { return true }
    let name = source.string(findings[0].range.clamped(to: 0..<source.count)).split(separator: ":").last.map(String.init) ?? ""
    return !linter.isResourceType(name)
  }

  /// The report on a payload that was not read because of its size: the same report that the reader would produce.
  init(onTooLarge name: String, count: Int?, line: Int?, checker: Checker) {
    self = checker.linter.lint(SourceText(name: name, bytes: []))
    inputLine = line
    let family = name.hasSuffix(".xml") ? RuleFamily.xml : .json
    let rule = RuleDescriptor.syntax.first { $0.name == "too-large" && RuleFamily.family(of: $0.code) == family }
    omissions = [:]
    notChecked = []
    let limit = checker.limits.size
    let message: Message =
      if let count { "the document has \(count) bytes; the limit is \(limit)" } else {
        "the document exceeds the limit of \(limit) bytes"
      }
    findings = rule.map { [$0.finding(0..<0, message)] } ?? []
    isIncomplete = true
  }
}
