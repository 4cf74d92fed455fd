import FHIRDefinitions
import FHIRSyntax
import Findings
import HTTPExchange
import RulePacks

extension Linter {
  /// Checks recorded exchanges: the recording, the bodies, and the packs' requirements on exchanges.
  func report(on recording: Recording) -> Report { ExchangeRun(self, recording).report() }
}

/// The check of one recording.
///
///     exchanges -> bodies read -> packs chosen -> bodies linted -> trees -> rows about exchanges -> one report on the file
struct ExchangeRun {
  let linter: Linter
  let recording: Recording
  let bodies: [ExchangeTree.Bodies]
  let tree: ExchangeTree
  private let lines: LineTable
  let contexts: [ExchangeContext]

  init(_ linter: Linter, _ recording: Recording) {
    self.linter = linter
    self.recording = recording
    let lines = LineTable(recording.source)
    func read(_ message: HTTPMessage?, mustBeFHIR: Bool) -> Document? {
      guard let message, message.body?.obstacle == nil else { return nil }
      guard let body = message.body else { return mustBeFHIR ? linter.read(SourceText(name: "", bytes: [])) : nil }
      guard mustBeFHIR || body.isFHIR(declared: message.mediaType) else { return nil }
      var source = SourceText(name: recording.source.name, bytes: body.bytes)
      source.lineInFile = { lines.line(of: body.sourceMap.fileRange(of: $0..<$0).lowerBound) }
      return linter.read(source)
    }
    let bodies = recording.exchanges.map { exchange in
      // A body sent to be stored or processed is checked as FHIR, whatever it contains.
      let mustBeFHIR = ExchangeContext.sendsResource(exchange, linter)
      return ExchangeTree.Bodies(
        request: read(exchange.request, mustBeFHIR: mustBeFHIR), response: read(exchange.response, mustBeFHIR: false))
    }
    let tree = ExchangeTree(recording, bodies, symbols: linter.definitions?.symbols ?? .wellKnown)
    self.bodies = bodies
    self.tree = tree
    self.lines = lines
    contexts = ExchangeContext.contexts(for: recording, bodies, tree, linter)
  }

  func report() -> Report {
    var coverage: ExchangeCoverage?
    return report(&coverage)
  }

  /// The report on the recording; also adds its exchanges to `coverage`, unless it is nil.
  func report(_ coverage: inout ExchangeCoverage?) -> Report {
    var builder = ReportBuilder(linter)
    builder.add(recording.findings)
    builder.isIncomplete = recording.findings.contains { !$0.isLossless }
    var statuses: [Int?] = []
    var releases = BodyReleases()
    for index in recording.exchanges.indices {
      let part = part(index, &releases, &coverage)
      builder.add(part)
      statuses.append(part.status)
    }
    let packContext = PackContext(ExchangeContext.packs(of: contexts))
    builder.finish(packContext)
    builder.status = statuses.count == 1 ? statuses[0] : nil
    let stated = contexts.lazy.compactMap(\.release).first ?? linter.configuration.release
    let common = stated == nil ? releases.mostCommon : nil
    let release = stated ?? common?.release ?? PackSelection.defaultRelease
    var clauses = [ExchangeContext.basis(of: contexts)]
    if let common {
      clauses.append(common.isGuessed ? ReleaseEvidence.guess("the bodies") : "release from the bodies and headers")
    }
    clauses += releases.clauses(besides: common?.title ?? release.title)
    return masked(
      builder.report(
        on: recording.source, .json, release, otherRelease: common?.other, packContext, basis: clauses.joined(separator: "; "),
        isGuessed: common?.isGuessed ?? false))
  }

  /// The report with credentials masked.
  private func masked(_ report: Report) -> Report {
    let credentials = Credentials(recording, bodies) { index, document in
      guard let definitions = linter.definitions else { return { document.record($0).name.rawValue < document.symbols.count } }
      let typed = TypedDocument(document, definitions.release(contexts[index].release ?? report.release))
      return { node in typed.type(of: node).map { $0.kind == .primitive || !document.hasValue(node) } ?? false }
    }
    var report = report
    (report.comparesVersions, report.hasRequiredProfiles) = (true, true)
    report.source = credentials.masked(report.source)
    report.findings = report.findings.map(credentials.masked)
    report.notChecked = report.notChecked.map {
      NotChecked(code: $0.code, requirement: credentials.masked($0.requirement), reason: credentials.masked($0.explanation))
    }
    return report
  }

  // MARK: One exchange

  /// The part of the report for one exchange, with the status that its request requires.
  private func part(
    _ index: Int, _ releases: inout BodyReleases, _ coverage: inout ExchangeCoverage?
  ) -> ReportBuilder {
    let exchange = recording.exchanges[index]
    let context = contexts[index]
    var part = ReportBuilder(linter)
    let request = lint(
      bodies[index].request, of: exchange.request, context, context.requestConfiguration(linter.configuration),
      isPartial: exchange.method?.text == "PATCH", &part, &coverage)
    let response = lint(
      bodies[index].response, of: exchange.response, context,
      context.responseConfiguration(linter.configuration, request, status: exchange.status?.text), isPartial: false, &part,
      &coverage)
    for (document, report) in [(bodies[index].request, request), (bodies[index].response, response)] {
      if let document, let report, !document.resources.isEmpty { releases.add(report) }
    }
    for message in [exchange.request, exchange.response] {
      guard let obstacle = message?.body?.obstacle else { continue }
      part.isIncomplete = true
      if let entry = obstacle.notChecked { part.add(entry) }
    }
    guard !context.packs.isEmpty else {
      part.status = request?.recommendedStatus
      return part
    }
    let statuses = RecommendedStatus(context.packs)
    // The findings about the request, and about what it changes, determine the required status; then the response is compared
    // with it.
    let (first, firstRun) = findings(of: context, in: tree.document(index, callsFor: nil))
    let specified = first.filter { $0.severity >= .error && ($0.element ?? "").hasPrefix("Exchange.request") }.compactMap(
      statuses.specified)
    let change = tree.change(by: index)
    let changes = change.map { findings(of: context, in: $0) }
    let conflicts = (changes?.findings ?? []).filter { $0.severity >= .error }.compactMap(statuses.specified)
    part.status = RecommendedStatus.first(of: specified + conflicts + [request?.recommendedStatus])
    let callsFor = specified.contains(403) && request?.recommendedStatus != nil ? nil : part.status
    let (all, run) = callsFor == nil ? (first, firstRun) : findings(of: context, in: tree.document(index, callsFor: callsFor))
    coverage?.add(run, context.packs, interactionOf: context.interaction)
    part.findings += mappedToFile(all)
    for pack in context.packs { part.add(notChecked: run.unchecked(of: pack, interaction: context.interaction(of: pack))) }
    if let change, let (rows, run) = changes {
      var found = rows
      coverage?.add(run, context.packs, interactionOf: context.interaction)
      let later = pathOfChanged(index, context)
      for index in found.indices {
        found[index].element = found[index].element.map { change.pathInResource($0, later: later) }
      }
      part.findings += mappedToFile(found)
    } else if let change = tree.changes[index] {
      let reason =
        change.earlier == nil
        ? "The recording does not contain the version that the request changes."
        : "The body of the request is not a resource that can be compared with the earlier version."
      for pack in context.packs {
        part.add(notChecked: Self.uncompared(pack.comparisons(for: context.interaction(of: pack)), reason))
      }
    }
    return part
  }

  /// The path, in the body of the request, of the resource that the request changes: its type if it is the body itself.
  private func pathOfChanged(_ index: Int, _ context: ExchangeContext) -> String? {
    guard let node = tree.changes[index]?.later, let body = bodies[index].request, let definitions = linter.definitions else {
      return nil
    }
    return ElementPath.render(node, in: body, release: definitions.release(context.release ?? PackSelection.defaultRelease))
  }

  /// The rules that compare versions, with the reason why they could not be checked without one of the versions.
  private static func uncompared(_ rules: [Rule], _ reason: String) -> [(rule: Rule, reason: String)] {
    rules.map { ($0, $0.unchecked ?? reason) }
  }

  /// Checks a body like any payload, with findings at positions in the file.
  private func lint(
    _ document: Document?, of message: HTTPMessage?, _ context: ExchangeContext, _ configuration: Configuration,
    isPartial: Bool, _ part: inout ReportBuilder, _ coverage: inout ExchangeCoverage?
  ) -> Report? {
    guard let document, let message else { return nil }
    let result = linter.examine(document, configuration, waivedBy: context.packs, isPartial: isPartial)
    coverage?.add(result.run, result.selection.packs, interaction: configuration.interaction)
    var report = result.report
    report.findings = report.findings.map { finding in
      // Edits apply to the text of the body or tree, not to the file.
      var finding = finding.moved { Self.fileRange(of: $0, document, message) }
      finding.range = Self.fileRange(of: finding.range, document, message)
      finding.node = nil
      return finding
    }
    part.add(report)
    part.add(
      [ContentTypeCheck.finding(message, document), FHIRVersionCheck.finding(message, document, linter)].compactMap { $0 })
    return result.report
  }

  /// The position in the file of a range of a body's text, as precisely as it can be determined.
  private static func fileRange(of range: Range<Int>, _ document: Document, _ message: HTTPMessage) -> Range<Int> {
    guard let body = message.body else { return message.head }
    return document.source.count == body.bytes.count ? body.sourceMap.fileRange(of: range) : body.range
  }

  /// The findings of an exchange's packs in a tree, with element paths and positions in the tree's text, and the run.
  private func findings(of context: ExchangeContext, in document: Document) -> (findings: [Finding], run: RuleRun) {
    let run = run(over: document, context)
    var rows = ReportBuilder(linter)
    for pack in context.packs { rows.add(run, pack, context.interaction(of: pack)) }
    linter.setElementPaths(of: &rows.findings, in: document, context.release ?? PackSelection.defaultRelease)
    return (rows.findings, run)
  }

  /// The run of an exchange's pack rows over a tree.
  private func run(over document: Document, _ context: ExchangeContext) -> RuleRun {
    RuleRun(document, ReferenceIndex(document), now: linter.configuration.now ?? Clock.now)
      .with(
        typedDocument: linter.definitions.map {
          TypedDocument(document, $0.release(context.release ?? PackSelection.defaultRelease))
        }
      )
      .withPositionText { node in
        "line \(lines.line(of: tree.fileRange(of: document.valueRange(of: node)).lowerBound))"
      }
  }

  private func mappedToFile(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      // Edits apply to the text of the body or tree, not to the file.
      let range = tree.fileRange(of: finding.range)
      var finding = finding.moved { other in
        // Text that is not in the file, such as the number of an exchange, and parts of a token cannot be located separately.
        let place = tree.fileRange(of: other)
        return place.isEmpty || place == range ? nil : place
      }
      finding.range = range
      finding.node = nil
      return finding
    }
  }
}

extension MessageBody.Obstacle {
  /// The entry for a body that could not be checked; nil if a finding reports it.
  fileprivate var notChecked: NotChecked? {
    func entry(_ reason: Message) -> NotChecked {
      NotChecked(code: "HTX", requirement: "The body of a message is checked.", reason: reason)
    }
    switch self {
    case .malformed: return nil
    case .compressed: return entry("A body is compressed: record it decoded.")
    case .notRecorded: return entry("A body was not recorded: export the file including content.")
    }
  }
}
