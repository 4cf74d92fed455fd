public import Findings

/// What many reports come to.
public struct Tally: Sendable {
  /// The number of reports.
  public private(set) var reports = 0
  /// The number of reports without a finding.
  public private(set) var clean = 0
  /// The number of inputs that could not be read.
  public var unread = 0
  /// What went wrong outside payloads, in sentences.
  public var operationalErrors: [String] = []
  /// The exit status that the run ends with.
  public var exitStatus: Int32 = 0
  /// The numbers of findings that limits kept out of reports, by severity.
  public private(set) var omissions: [Severity: Int] = [:]
  /// The numbers of findings that suppressions and a baseline kept out of reports.
  public private(set) var suppressed = 0
  public private(set) var known = 0
  /// The number of findings of each severity, in the order of `Severity.allCases`.
  public private(set) var severities = [Int](repeating: 0, count: Severity.allCases.count)
  /// The findings by rule, as `BKD003 status-booked`.
  public private(set) var rules: [String: Int] = [:]
  /// What payloads were checked as, and what clean reports could not check.
  private var kinds = ReportKinds()

  public init() {}

  /// Counts a report.
  public mutating func add(_ report: Report) {
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
      for (index, severity) in Severity.allCases.enumerated() where severity == finding.severity { severities[index] += 1 }
      for rule in finding.separated { rules[RuleDescriptor.key(rule.code, rule.name), default: 0] += 1 }
    }
  }

  /// Adds what another tally counted.
  public mutating func add(_ other: Tally) {
    reports += other.reports
    clean += other.clean
    unread += other.unread
    operationalErrors += other.operationalErrors
    omissions.merge(other.omissions, uniquingKeysWith: +)
    suppressed += other.suppressed
    known += other.known
    for index in severities.indices { severities[index] += other.severities[index] }
    rules.merge(other.rules, uniquingKeysWith: +)
    kinds.add(other.kinds)
  }

  /// What payloads were checked as, and how many as this; the same of the clean ones.
  public var choices: [String: Int] { kinds.choices }
  public var cleanChoices: [String: Int] { kinds.cleanChoices }
  /// The codes that clean reports could not check, and in how many.
  public var notChecked: [String: Int] { kinds.notChecked }

  /// The number of findings in reports.
  public var findings: Int { severities.reduce(0, +) }

  /// The number of findings that limits kept out of reports.
  public var omitted: Int { omissions.values.reduce(0, +) }

  /// The number of findings of a severity, those that limits kept out of reports too.
  package func count(of severity: Severity) -> Int {
    (zip(Severity.allCases, severities).first { $0.0 == severity }?.1 ?? 0) + omissions[severity, default: 0]
  }

  /// What all payloads were checked as: a line for each combination of packs, release and basis, the most frequent first.
  var checkedAs: [String] { Self.lines(of: choices, "file") }
  /// The same of the clean ones.
  var cleanCheckedAs: [String] { Self.lines(of: cleanChoices, "clean file") }

  private static func lines(of choices: [String: Int], _ noun: String) -> [String] {
    choices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "checked \(counted($1, noun)) as \($0)" }
  }

  /// One line, such as `3 errors, 1 warning in 2 files (0 clean)`.
  public var summary: String {
    var parts: [String] = []
    for (severity, count) in zip(Severity.allCases, severities).reversed() where count > 0 {
      parts.append(severity == .information ? "\(count) for information" : Self.counted(count, severity.word))
    }
    if omitted > 0 { parts.append("\(omitted) left out") }
    let findings = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    let files = Self.counted(reports, "file")
    return "\(findings) in \(files) (\(clean) clean)" + (suppressed > 0 ? ", \(suppressed) suppressed" : "")
      + (known > 0 ? ", \(known) known from the baseline" : "") + (unread > 0 ? ", \(unread) not read" : "")
  }

  /// A number and its noun.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }
}

extension Severity {
  /// What people call it.
  var word: String { self == .fatal ? "fatal error" : rawValue }
}

extension Report {
  /// The sentence that says what the payload was checked as; nil for a report that is not about a payload.
  var checkedAs: String? { isOnPayload ? "Checked as \(choice)." : nil }

  /// What the payload was checked as: packs, release and how they came about.
  var choice: String {
    let packs = packs.isEmpty ? "" : packs.joined(separator: ", ") + ", "
    let release = otherRelease ?? release.title + (packs.isEmpty ? " alone" : "")
    return packs + release + (basis.isEmpty ? "" : " (\(basis))")
  }
}
