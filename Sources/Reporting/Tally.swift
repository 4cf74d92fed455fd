package import Findings

/// The totals of several reports.
package struct Tally: Sendable {
  /// The number of reports on payloads.
  package private(set) var reports = 0
  /// The number of reports without a finding.
  package private(set) var clean = 0
  /// The number of inputs that could not be read.
  package var unread = 0
  /// Errors other than findings, such as unreadable inputs, as sentences.
  package var operationalErrors: [String] = []
  /// The exit status of the run.
  package var exitStatus: Int32 = 0
  /// The numbers of findings omitted because of limits, by severity.
  package private(set) var omissions: [Severity: Int] = [:]
  /// The number of findings omitted because of suppressions.
  package private(set) var suppressed = 0
  /// The number of findings omitted because they are in the baseline.
  package private(set) var known = 0
  /// The number of findings of each severity, in the order of `Severity.allCases`.
  package private(set) var severities = [Int](repeating: 0, count: Severity.allCases.count)
  /// The findings by rule, as `BKD003 status-booked`.
  package private(set) var rules: [String: Int] = [:]
  /// The rules that payloads of each release violate.
  private var rulesOfReleases: [FHIRRelease: Set<String>] = [:]
  /// Whether messages contain values of payloads.
  private(set) var containsValues = false
  /// What payloads were checked as, and the rules not checked in clean reports.
  private var kinds = ReportKinds()

  package init() {}

  /// Counts a report.
  package mutating func add(_ report: Report) {
    if report.isOnPayload {
      reports += 1
    }
    let isClean = report.findings.isEmpty && report.omitted == 0
    if isClean { clean += 1 }
    kinds.add(report, isClean: isClean)
    if !report.omissions.isEmpty { omissions.merge(report.omissions, uniquingKeysWith: +) }
    suppressed += report.suppressed
    known += report.known
    for finding in report.findings {
      containsValues = containsValues || finding.message.containsValues
      for (index, severity) in Severity.allCases.enumerated() where severity == finding.severity { severities[index] += 1 }
      for rule in finding.separated {
        let key = RuleDescriptor.key(rule.code, rule.name)
        rules[key, default: 0] += 1
        rulesOfReleases[report.release, default: []].insert(key)
      }
    }
  }

  /// Adds another tally.
  package mutating func add(_ other: Tally) {
    reports += other.reports
    clean += other.clean
    unread += other.unread
    operationalErrors += other.operationalErrors
    omissions.merge(other.omissions, uniquingKeysWith: +)
    suppressed += other.suppressed
    known += other.known
    for index in severities.indices { severities[index] += other.severities[index] }
    rules.merge(other.rules, uniquingKeysWith: +)
    rulesOfReleases.merge(other.rulesOfReleases) { $0.union($1) }
    containsValues = containsValues || other.containsValues
    kinds.add(other.kinds)
  }

  /// What payloads were checked as, with the number of payloads.
  package var selections: [String: Int] { kinds.selections }
  /// What clean payloads were checked as, with the number of payloads.
  package var cleanSelections: [String: Int] { kinds.cleanSelections }
  /// The codes of the rules that were not checked in clean reports, with the number of reports.
  package var notChecked: [String: Int] { kinds.notChecked }

  /// The latest release of the payloads that violate a rule, as `BND001 not-a-member`.
  func release(ofRule key: String) -> FHIRRelease {
    FHIRRelease.allCases.last { rulesOfReleases[$0]?.contains(key) ?? false } ?? .r4
  }

  /// The number of findings in reports.
  package var findings: Int { severities.reduce(0, +) }

  /// The number of findings omitted because of limits.
  package var omitted: Int { omissions.values.reduce(0, +) }

  /// The number of findings of a severity, including omitted ones.
  package func count(of severity: Severity) -> Int {
    (zip(Severity.allCases, severities).first { $0.0 == severity }?.1 ?? 0) + omissions[severity, default: 0]
  }

  /// What all payloads were checked as: a line for each combination of packs, release and basis, the most frequent first.
  var checkedAs: [String] { Self.lines(of: selections, "payload") }
  /// What the clean payloads were checked as: a line for each combination.
  var cleanCheckedAs: [String] { Self.lines(of: cleanSelections, "clean payload") }

  private static func lines(of selections: [String: Int], _ noun: String) -> [String] {
    selections.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "checked \(counted($1, noun)) as \($0)" }
  }

  /// One line, such as `3 errors, 1 warning in 2 payloads (0 clean)`.
  package var summary: String {
    var parts: [String] = []
    for (severity, count) in zip(Severity.allCases, severities).reversed() where count > 0 {
      parts.append(severity == .information ? "\(count) info" : Self.counted(count, severity.label))
    }
    if omitted > 0 { parts.append("\(omitted) omitted") }
    let findings = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    let payloads = Self.counted(reports, "payload")
    return "\(findings) in \(payloads) (\(clean) clean)" + (suppressed > 0 ? ", \(suppressed) suppressed" : "")
      + (known > 0 ? ", \(known) known from the baseline" : "") + (unread > 0 ? ", \(unread) not read" : "")
  }

  /// A number and its noun.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }
}

extension Severity {
  /// Its name in reports.
  var label: String { self == .fatal ? "fatal error" : rawValue }
}

extension Report {
  /// The sentence for what the payload was checked as; nil for a report that is not about a payload.
  var checkedAs: String? { isOnPayload ? "Checked as \(selectionText)." : nil }

  /// What the payload was checked as: packs, release, editions and how they were determined.
  var selectionText: String {
    let packs = packs.isEmpty ? "" : packs.joined(separator: ", ") + ", "
    let release = otherRelease ?? release.title + (packs.isEmpty ? " only" : "")
    let notes = packEditions.map { "edition \($0)" } + (basis.isEmpty ? [] : [basis])
    return packs + release + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
  }

  /// The packs that distinguish editions, each with its edition: `bars 1.5.0`.
  var packEditions: [String] { packs.compactMap { id in editions[id].map { id + " " + $0 } } }
}
