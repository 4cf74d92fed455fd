import Findings
import RulePacks

/// Builds reports on payloads, exchanges, recordings and changes.
///
///     add       the findings that the configuration selects, with its severities, and what was not checked
///     finish    sorts and merges the findings, determines the recommended status, and omits findings beyond the limit
struct ReportBuilder {
  private let filter: FindingFilter
  private let limit: Int
  var findings: [Finding] = []
  private(set) var notChecked: [NotChecked] = []
  /// How many findings of each severity were omitted.
  var omissions: [Severity: Int] = [:]
  /// The recommended status; nil if there are no errors.
  var status: Int?
  /// Whether a part of the text was not read or not checked.
  var isIncomplete = false

  init(_ linter: Linter) {
    filter = linter.filter
    limit = linter.limit
  }

  // MARK: Adding

  /// Adds findings, filtered by the configuration.
  mutating func add(_ found: [Finding]) {
    if !found.isEmpty { findings += filter.apply(to: found) }
  }

  /// Adds the findings of a pack's rows in a tree, filtered by the configuration.
  mutating func add(_ run: RuleRun, _ pack: RulePack, _ interaction: String?) {
    add(run.findings(of: pack, interaction: interaction, limit: limit, isRequested: filter.requests))
  }

  /// Adds what was not checked.
  mutating func add(_ entry: NotChecked) { notChecked.append(entry) }

  /// Adds what was not checked, unless it is already present.
  mutating func addOnce(_ entry: NotChecked) {
    if !notChecked.contains(entry) { notChecked.append(entry) }
  }

  /// Adds rows that were not checked, with their reasons, filtered by the configuration.
  mutating func add(notChecked rows: [(rule: Rule, reason: String)]) {
    if rows.isEmpty { return }
    add(notChecked: rows.map { ($0.rule, "\(text: $0.reason)") })
  }

  mutating func add(notChecked rows: [(rule: Rule, reason: Message)]) {
    for (rule, reason) in rows where filter.wants(rule.code, rule.name) {
      notChecked.append(NotChecked(code: rule.code, requirement: rule.requirement, reason: reason))
    }
  }

  /// Removes findings about elements that are missing from a partial resource, except those of rules limited to the interaction.
  mutating func removeMissing(_ packs: [RulePack], _ interaction: String?) {
    let limited = interaction.map { id in packs.reduce(into: Set<String>()) { $0.formUnion($1.ruleCodes(limitedTo: id)) } } ?? []
    findings.removeAll { $0.missing != nil && !limited.contains($0.code) }
    addOnce(
      NotChecked(
        code: "STR005", requirement: "Required elements are present, and profiles and invariants are satisfied.",
        reason: "The body of a PATCH is a partial resource."))
  }

  /// Adds a report that is a part of this one.
  mutating func add(_ part: Report) {
    findings += part.findings
    notChecked += part.notChecked
    omissions.merge(part.omissions, uniquingKeysWith: +)
    isIncomplete = isIncomplete || part.isIncomplete
  }

  /// Adds the contents of the builder for a part of this report.
  mutating func add(_ part: ReportBuilder) {
    findings += part.findings
    for entry in part.notChecked { addOnce(entry) }
    omissions.merge(part.omissions, uniquingKeysWith: +)
    isIncomplete = isIncomplete || part.isIncomplete
    // Findings beyond the limit are discarded early, because there may be any number of parts.
    if findings.count > limit &* 2 &+ 1000 { shorten() }
  }

  // MARK: Finishing

  /// Sorts the findings and merges those about one error; determines the status; then omits findings beyond the limit.
  mutating func finish(_ packs: PackContext) {
    if findings.isEmpty { return }
    let tables = packs.tables
    sort()
    join(tables.merge)
    status = tables.status.status(for: findings)
    shorten()
  }

  private mutating func sort() {
    if findings.count < 2 { return }
    findings.sort { $0.precedes($1) }
  }

  private mutating func join(_ merge: FindingMerge) {
    var result: [Finding] = []
    result.reserveCapacity(findings.count)
    var start = 0
    while start < findings.count {
      let end = findings[start...].firstIndex { $0.range != findings[start].range } ?? findings.count
      // A single finding is neither repeated nor covered.
      if end - start == 1 {
        result.append(findings[start])
        start = end
        continue
      }
      var distinct: [Finding] = []
      for finding in findings[start..<end] where finding != distinct.last { distinct.append(finding) }
      result += merge.joined(distinct)
      start = end
    }
    findings = result
  }

  private mutating func shorten() {
    let cut = FindingLimit(findings, limit: limit)
    findings = cut.findings
    omissions.merge(cut.omissions, uniquingKeysWith: +)
  }

  /// The finished report on a text.
  func report(
    on source: SourceText, _ format: PayloadFormat, _ release: FHIRRelease, otherRelease: String? = nil, _ packs: PackContext,
    basis: String, isGuessed: Bool = false
  ) -> Report {
    var report = Report(
      source: source, format: format, release: release, otherRelease: otherRelease, packs: packs.ids, editions: packs.editions,
      basis: basis, findings: findings, omissions: omissions, notChecked: notChecked, recommendedStatus: status)
    report.isGuessed = isGuessed
    report.isIncomplete = isIncomplete
    return report
  }

  /// A report with the findings and results of this builder in place of its own.
  func complete(_ report: consuming Report) -> Report {
    report.findings = findings
    report.notChecked = notChecked
    report.omissions = omissions
    report.recommendedStatus = status
    return report
  }
}
