import Findings

/// The findings within the limit of a report: those of the highest severity; among equals those of the readers, which the others
/// depend on, before the first in the text.
struct FindingLimit {
  private(set) var findings: [Finding]
  /// How many of each severity were omitted.
  private(set) var omissions: [Severity: Int] = [:]

  /// Keeps at most `limit` findings, in their order.
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
