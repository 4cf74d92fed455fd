import FHIRSyntax
import RulePacks

/// Joins findings about one fault: those of rules that say the same of the same place, at the same severity.
///
/// The finding has the code of a pack's rule where there is one, of the packs in their order, and the other codes after it.
struct FindingMerge: Sendable {
  /// Where the packs' rules come in the order of primary codes.
  private let ranks: [String: Int]

  init(_ packs: [RulePack]) {
    var ranks: [String: Int] = [:]
    for (index, pack) in packs.enumerated() {
      for rule in pack.tables.flatMap(\.rules) where ranks[rule.code] == nil { ranks[rule.code] = index }
    }
    self.ranks = ranks
  }

  /// Joins among findings of one range, and keeps their order.
  func joined(_ findings: [Finding]) -> [Finding] {
    if findings.count < 2 { return findings }
    var groups: [(index: Int, findings: [Finding])] = []
    var groupOf: [Fault: Int] = [:]
    for index in findings.indices.sorted(by: { (rank(findings[$0]), $0) < (rank(findings[$1]), $1) }) {
      let finding = findings[index]
      let said = faults(finding)
      // A rule of FHIR that refuses a value is joined to a row that does; two rows, or two rules, are not joined for that alone.
      let value = Fault(finding, .value)
      let sought = isRefusal(finding, isRow: false) ? said + [value] : said
      let group = sought.lazy.compactMap { groupOf[$0] }.first ?? groups.count
      if group == groups.count { groups.append((index, [])) }
      groups[group].findings.append(finding)
      for fault in isRefusal(finding, isRow: true) ? said + [value] : said where groupOf[fault] == nil { groupOf[fault] = group }
    }
    return groups.sorted { $0.index < $1.index }.compactMap { Finding.joined($0.findings) }
  }

  /// Where a finding's code comes among primary codes: those of packs first.
  private func rank(_ finding: Finding) -> Int { ranks[finding.code] ?? .max }

  /// What is wrong by a finding, in the ways in which others may say the same.
  private func faults(_ finding: Finding) -> [Fault] {
    [Fault(finding, .message(finding.message))] + [finding.missing].compactMap { $0 }.map { Fault(finding, .missing($0)) }
  }

  /// Whether a finding of a pack's row, or of a rule of FHIR, refuses a value: its form, or its code.
  private func isRefusal(_ finding: Finding, isRow: Bool) -> Bool {
    guard finding.severity >= .error, finding.missing == nil, finding.type == .value || finding.type == .codeInvalid,
      isRow == (ranks[finding.code] != nil)
    else { return false }
    return isRow || ["PRM", "BND", "PRO"].contains { finding.code.hasPrefix($0) }
  }
}

/// What is wrong with a place.
private struct Fault: Hashable {
  enum What: Hashable {
    /// The child of this name is missing.
    case missing(String)
    /// What a message says.
    case message(Message)
    /// The value is not one that is allowed.
    case value
  }

  let severity: Severity
  let node: Node?
  let element: String?
  let what: What

  init(_ finding: Finding, _ what: What) {
    severity = finding.severity
    node = finding.node
    element = finding.element
    self.what = what
  }
}
