import FHIRDefinitions
import FHIRSyntax
import Findings
import HTTPExchange
import RulePacks

extension Linter {
  /// Says what is wrong with recorded exchanges: the record, the bodies, and what packs demand of exchanges.
  func report(on recording: Recording) -> Report { ExchangeRun(self, recording).report() }
}

/// One recording under the rules.
///
///     exchanges -> bodies read -> packs chosen -> bodies linted -> trees -> rows about exchanges -> one report on the file
struct ExchangeRun {
  /// What one exchange came to.
  struct Outcome {
    var findings: [Finding] = []
    var notChecked: [NotChecked] = []
    var omissions: [Severity: Int] = [:]
    /// The status that its request calls for.
    var status: Int?
  }

  let linter: Linter
  let recording: Recording
  let bodies: [ExchangeTree.Bodies]
  let tree: ExchangeTree
  private let lines: LineTable
  /// For each exchange the earlier one whose answer is the version that it replaces.
  let versionBefore: [Int?]
  let choices: [ExchangeChoice]

  init(_ linter: Linter, _ recording: Recording) {
    self.linter = linter
    self.recording = recording
    let lines = LineTable(recording.source)
    func read(_ message: HTTPMessage?, isDue: Bool) -> Document? {
      guard let message, message.body?.obstacle == nil else { return nil }
      guard let body = message.body else { return isDue ? linter.read(SourceText(name: "", bytes: [])) : nil }
      guard isDue || body.isFHIR(declared: message.mediaType) else { return nil }
      var source = SourceText(name: recording.source.name, bytes: body.bytes)
      source.lineInFile = { lines.line(of: body.places.file($0..<$0).lowerBound) }
      return linter.read(source)
    }
    let bodies = recording.exchanges.map { exchange in
      // What is sent to be stored or processed is to be FHIR, whatever it is.
      let isDue = ExchangeChoice.sendsResource(exchange, linter)
      return ExchangeTree.Bodies(request: read(exchange.request, isDue: isDue), response: read(exchange.response, isDue: false))
    }
    let tree = ExchangeTree(recording, bodies, symbols: linter.definitions?.symbols ?? .wellKnown)
    self.bodies = bodies
    self.tree = tree
    self.lines = lines
    versionBefore = EarlierVersions.of(recording.exchanges, bodies)
    choices = ExchangeChoice.choices(for: recording, bodies, tree, linter)
  }

  func report() -> Report {
    var coverage: ExchangeCoverage?
    return report(&coverage)
  }

  /// The same; adds to the coverage, where there is one, what the exchanges show.
  func report(_ coverage: inout ExchangeCoverage?) -> Report {
    var findings = linter.filter.apply(to: recording.findings)
    var notChecked: [NotChecked] = []
    var omissions: [Severity: Int] = [:]
    func cut() {
      let cut = FindingCut(findings, limit: linter.limit)
      findings = cut.findings
      omissions.merge(cut.omissions, uniquingKeysWith: +)
    }
    var statuses: [Int?] = []
    for index in recording.exchanges.indices {
      let outcome = outcome(index, &coverage)
      findings += outcome.findings
      omissions.merge(outcome.omissions, uniquingKeysWith: +)
      for entry in outcome.notChecked where !notChecked.contains(entry) { notChecked.append(entry) }
      statuses.append(outcome.status)
      // What a report has no room for is not kept, however many exchanges there are.
      if findings.count > linter.limit &* 2 &+ 1000 { cut() }
    }
    let packs = ExchangeChoice.packs(of: choices)
    findings = linter.finished(findings, PackContext(packs))
    cut()
    let credentials = Credentials(recording, bodies)
    var report = Report(
      source: credentials.masked(recording.source), format: .json,
      release: choices.lazy.compactMap(\.release).first ?? linter.configuration.release ?? PackSelection.defaultRelease,
      packs: packs.map(\.id),
      basis: ExchangeChoice.basis(of: choices), findings: findings.map(credentials.masked), omissions: omissions,
      notChecked: notChecked.map {
        NotChecked(code: $0.code, requirement: credentials.masked($0.requirement), reason: credentials.masked($0.reason))
      })
    if recording.exchanges.count == 1 { report.recommendedStatus = statuses.first ?? nil }
    return report
  }

  // MARK: One exchange

  private func outcome(_ index: Int, _ coverage: inout ExchangeCoverage?) -> Outcome {
    let exchange = recording.exchanges[index]
    let choice = choices[index]
    var outcome = Outcome()
    let request = lint(
      bodies[index].request, of: exchange.request, choice, choice.requestConfiguration(linter.configuration), &outcome,
      &coverage)
    _ = lint(
      bodies[index].response, of: exchange.response, choice, choice.responseConfiguration(linter.configuration, request),
      &outcome, &coverage)
    outcome.notChecked += [exchange.request, exchange.response].compactMap { $0?.body?.obstacle?.notChecked }
    guard !choice.packs.isEmpty else {
      outcome.status = request?.recommendedStatus
      return outcome
    }
    let statuses = RecommendedStatus(choice.packs)
    // What rows say of the request alone tells what status it calls for; then the answer is held to that.
    let (first, firstRun) = findings(of: choice, in: tree.document(index, callsFor: nil))
    let named = first.filter { $0.severity >= .error && ($0.element ?? "").hasPrefix("Exchange.request") }.compactMap(
      statuses.named)
    outcome.status = RecommendedStatus.first(of: named + [request?.recommendedStatus])
    let callsFor = named.contains(403) && request?.recommendedStatus != nil ? nil : outcome.status
    let (all, run) = callsFor == nil ? (first, firstRun) : findings(of: choice, in: tree.document(index, callsFor: callsFor))
    coverage?.add(run, choice.packs, each: choice.interaction)
    outcome.findings += placed(all)
    outcome.notChecked += unchecked(choice, run)
    if let earlier = versionBefore[index], let change = tree.change(from: earlier, to: index) {
      var (found, run) = findings(of: choice, in: change)
      coverage?.add(run, choice.packs, each: choice.interaction)
      for index in found.indices { found[index].element = found[index].element.map(change.pathInResource) }
      outcome.findings += placed(found)
      let named = found.filter { $0.severity >= .error }.compactMap(statuses.named)
      outcome.status = RecommendedStatus.first(of: named + [outcome.status])
    }
    return outcome
  }

  /// Checks a body as any payload, and says what is found at its places in the file.
  private func lint(
    _ document: Document?, of message: HTTPMessage?, _ choice: ExchangeChoice, _ configuration: Configuration,
    _ outcome: inout Outcome, _ coverage: inout ExchangeCoverage?
  ) -> Report? {
    guard let document, let message else { return nil }
    let examination = linter.examine(document, configuration, waivedBy: choice.packs)
    coverage?.add(examination.run, examination.choice.packs, together: configuration.interaction)
    let report = examination.report
    outcome.findings += report.findings.map { finding in
      // Edits are about the text of the body or tree, not about the file.
      var finding = finding.withoutEdits
      finding.range = Self.place(of: finding.range, document, message)
      finding.node = nil
      return finding
    }
    outcome.omissions.merge(report.omissions, uniquingKeysWith: +)
    outcome.notChecked += report.notChecked
    outcome.findings += linter.filter.apply(to: [ContentTypeCheck.finding(message, document)].compactMap { $0 })
    return report
  }

  /// Where a range of a body's text stands in the file: as exactly as that can be told.
  private static func place(of range: Range<Int>, _ document: Document, _ message: HTTPMessage) -> Range<Int> {
    guard let body = message.body else { return message.head }
    return document.source.count == body.bytes.count ? body.places.file(range) : body.range
  }

  /// What the packs of an exchange find in a tree, with elements named, at the places of the tree's text, and what found it.
  private func findings(of choice: ExchangeChoice, in document: Document) -> (findings: [Finding], run: RuleRun) {
    let run = run(over: document, choice)
    var findings: [Finding] = []
    for pack in choice.packs {
      findings += run.findings(
        of: pack, interaction: choice.interaction(of: pack), limit: linter.limit, requests: linter.filter.requests)
    }
    findings = linter.filter.apply(to: findings)
    linter.nameElements(of: &findings, in: document, choice.release ?? PackSelection.defaultRelease)
    return (findings, run)
  }

  /// What runs the rows of an exchange's packs over a tree.
  private func run(over document: Document, _ choice: ExchangeChoice) -> RuleRun {
    RuleRun(document, ReferenceIndex(document), now: linter.configuration.now ?? Clock.now)
      .reading(as: linter.definitions.map { TypedDocument(document, $0.release(choice.release ?? PackSelection.defaultRelease)) })
      .naming { node in
        "line \(lines.line(of: tree.file(document.valueRange(of: node)).lowerBound))"
      }
  }

  private func placed(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      // Edits are about the text of the body or tree, not about the file.
      var finding = finding.withoutEdits
      finding.range = tree.file(finding.range)
      finding.node = nil
      return finding
    }
  }

  private func unchecked(_ choice: ExchangeChoice, _ run: RuleRun) -> [NotChecked] {
    choice.packs.flatMap { pack in
      run.unchecked(of: pack, interaction: choice.interaction(of: pack)).filter {
        linter.filter.wants($0.rule.code, $0.rule.name)
      }
      .map { NotChecked(code: $0.rule.code, requirement: $0.rule.requirement, reason: $0.reason) }
    }
  }
}

extension MessageBody.Obstacle {
  /// What the report says of a body that could not be checked; nil where a finding says it.
  fileprivate var notChecked: NotChecked? {
    func entry(_ reason: String) -> NotChecked {
      NotChecked(code: "HTX", requirement: "The body of a message is checked.", reason: reason)
    }
    switch self {
    case .broken: return nil
    case .compressed: return entry("A body is compressed: record it decoded.")
    case .notRecorded: return entry("A body was not recorded: export the file with contents.")
    }
  }
}
