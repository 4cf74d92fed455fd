import FHIRSyntax
import Findings
import RulePacks

/// Joins findings about one fault: those of rules that say the same of the same place, at the same severity, and those of rules
/// that a pack's rule covers, which are no graver than its own.
///
/// The finding has the code of a pack's rule where there is one, of the packs in their order, and the other codes after it.
struct FindingMerge: Sendable {
  /// Where the packs' rules come in the order of primary codes.
  private let ranks: [String: Int]
  /// The rules that each rule covers: codes, and keys of constraints.
  private let covers: [String: Set<String>]

  init(_ packs: [RulePack]) {
    var ranks: [String: Int] = [:]
    var covers: [String: Set<String>] = [:]
    for (index, pack) in packs.enumerated() {
      for rule in pack.tables.flatMap(\.rules) {
        if ranks[rule.code] == nil { ranks[rule.code] = index }
        if !rule.covers.isEmpty { covers[rule.code, default: []].formUnion(rule.covers) }
      }
    }
    (self.ranks, self.covers) = (ranks, covers)
  }

  /// Joins among findings of one range, the gravest first, and keeps their order.
  func joined(_ findings: [Finding]) -> [Finding] {
    if findings.count < 2 { return findings }
    let covers = covers(among: findings)
    var groups: [(index: Int, findings: [Finding])] = []
    var groupOf: [Fault: Int] = [:]
    var groupOfIndex: [Int: Int] = [:]
    for index in findings.indices.sorted(by: { (rank(findings[$0]), $0) < (rank(findings[$1]), $1) }) where covers[index] == nil {
      let finding = findings[index]
      let said = faults(finding)
      // A rule of FHIR that refuses a value is joined to a row that does; two rows, or two rules, are not joined for that alone.
      let value = Fault(finding, .value)
      let sought = isRefusal(finding, isRow: false) ? said + [value] : said
      let group = sought.lazy.compactMap { groupOf[$0] }.first ?? groups.count
      if group == groups.count { groups.append((index, [])) }
      groups[group].findings.append(finding)
      groupOfIndex[index] = group
      for fault in isRefusal(finding, isRow: true) ? said + [value] : said where groupOf[fault] == nil { groupOf[fault] = group }
    }
    // What covers a finding comes before it.
    for (index, cover) in covers.sorted(by: { ($0.value.depth, $0.key) < ($1.value.depth, $1.key) }) {
      guard let group = groupOfIndex[cover.root] else { continue }
      var finding = findings[index]
      finding.coveredBy = findings[cover.by].code
      groups[group].findings.append(finding)
    }
    return groups.sorted { $0.index < $1.index }.compactMap { Finding.joined($0.findings) }
  }

  /// What covers a finding, among findings of one range.
  private struct Cover {
    let by: Int
    /// That which covers it in the end, and is not covered itself.
    var root: Int
    /// How many are covered on the way, itself too.
    var depth = 1
  }

  /// The findings that others cover.
  private func covers(among findings: [Finding]) -> [Int: Cover] {
    // The first, and so the gravest, that covers a rule.
    var first: [Covered: Int] = [:]
    for (index, finding) in findings.enumerated() {
      for covered in (covers[finding.code] ?? []).flatMap({ Covered.sought($0, by: finding) }) where first[covered] == nil {
        first[covered] = index
      }
    }
    if first.isEmpty { return [:] }
    let next = findings.enumerated().map { index, finding in
      // An invariant is meant by its key.
      let rule = finding.family == .invariants ? finding.constraint ?? finding.name : finding.code
      return Covered.sought(rule, by: finding).lazy.compactMap { first[$0] }
        .first { $0 != index && findings[$0].severity >= finding.severity }
    }
    var covers: [Int: Cover] = [:]
    for index in findings.indices {
      guard let by = next[index] else { continue }
      var cover = Cover(by: by, root: by)
      while cover.depth < Self.longestChain, let root = next[cover.root] {
        cover.root = root
        cover.depth += 1
      }
      // In a circle, none covers.
      if next[cover.root] == nil { covers[index] = cover }
    }
    return covers
  }

  /// A rule that is covered.
  private struct Covered: Hashable {
    let rule: String
    let element: String?
    let node: Node?

    /// By or for a finding: at its own node, or else at any of its range.
    static func sought(_ rule: String, by finding: Finding) -> [Covered] {
      [finding.node, nil].map { Covered(rule: rule, element: finding.element, node: $0) }
    }
  }

  /// The most rules of which each covers the next; no pack goes in circles on purpose.
  private static let longestChain = 10

  /// Where a finding's code comes among primary codes: those of packs first.
  private func rank(_ finding: Finding) -> Int { ranks[finding.code] ?? .max }

  /// What is wrong by a finding, in the ways in which others may say the same.
  private func faults(_ finding: Finding) -> [Fault] {
    [Fault(finding, .message(finding.message))] + [finding.missing].compactMap { $0 }.map { Fault(finding, .missing($0)) }
  }

  /// The families with rules that refuse a value.
  private static let refusingFamilies = [RuleFamily.primitives, .bindings, .profiles]

  /// Whether a finding of a pack's row, or of a rule of FHIR, refuses a value: its form, or its code.
  private func isRefusal(_ finding: Finding, isRow: Bool) -> Bool {
    guard finding.severity >= .error, finding.missing == nil, finding.type == .value || finding.type == .codeInvalid,
      isRow == (ranks[finding.code] != nil)
    else { return false }
    return isRow || finding.family.map(Self.refusingFamilies.contains) ?? false
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
