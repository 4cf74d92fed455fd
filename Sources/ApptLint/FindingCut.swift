import Findings

/// The findings that a report has room for: the gravest, and of equally grave ones those of the readers, which say what of the
/// payload the others are about, before the first in the text.
struct FindingCut {
  private(set) var findings: [Finding]
  /// How many of each severity were left out.
  private(set) var omissions: [Severity: Int] = [:]

  /// Keeps at most `limit` of some findings, in their order.
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
    let grave = Severity.allCases.count { $0 > finding.severity }
    return (grave, finding.family?.phase == .reading ? 0 : 1, index)
  }
}
