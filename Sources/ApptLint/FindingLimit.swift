import Findings

/// The findings within the limit of a report: the highest severities first; at equal severity, the readers' findings first, since
/// the others depend on them, and then the first in the text.
struct FindingLimit {
  private(set) var findings: [Finding]
  /// The number of omitted findings of each severity.
  private(set) var omissions: [Severity: Int] = [:]

  /// Keeps at most `limit` findings, in their original order.
  init(_ findings: [Finding], limit: Int) {
    self.findings = findings
    if findings.count <= limit { return }
    let order = findings.indices.sorted { left, right in
      let (left, right) = (Self.rank(findings[left], left), Self.rank(findings[right], right))
      return left < right
    }
    for index in order.dropFirst(limit) { omissions[findings[index].severity, default: 0] += 1 }
    self.findings = order.prefix(limit).sorted().map { findings[$0] }
  }

  private static func rank(_ finding: Finding, _ index: Int) -> (Int, Int, Int) {
    let higher = Severity.allCases.count { $0 > finding.severity }
    return (higher, finding.family?.phase == .reading ? 0 : 1, index)
  }
}
