import FHIRSyntax
import Findings
import RulePacks

/// Merges findings about one error: findings of rules with the same requirement at the same position, findings about a value or
/// content that rules of FHIR reject, and findings of rules that a pack's rule covers, unless their severity is higher.
///
/// The merged finding has the code of the rule with the highest severity; at equal severity, rules of packs come first, in the
/// order of the packs. The other codes follow.
struct FindingMerge: Sendable {
  /// The ranks of the packs' rules, which determine the primary code.
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

  /// Merges findings for one range, sorted by descending severity, and preserves their order.
  func joined(_ findings: [Finding]) -> [Finding] {
    if findings.count < 2 { return findings }
    let covers = covers(among: findings)
    let rejections = rejections(among: findings)
    var groups: [[Int]] = []
    var groupOf: [ErrorKey: Int] = [:]
    var groupOfIndex: [Int: Int] = [:]
    // The locations at which a row of equal severity already rejects the value: for a second such row of the same pack, the
    // rejection alone is not a reason to merge.
    var rejectedByPack: Set<PackLocation> = []
    for index in findings.indices.sorted(by: { (rank(findings[$0]), $0) < (rank(findings[$1]), $1) }) where covers[index] == nil {
      let finding = findings[index]
      var keys = errorKeys(finding)
      let location = Location(finding)
      if let rejection = rejections[location], isAbout(rejection, finding, &rejectedByPack) {
        let key = ErrorKey(rejectedAt: location)
        let others = groupOf[key].map { groups[$0].map { findings[$0] } } ?? []
        if others.contains(where: { ranks[$0.code] != nil }) || others.allSatisfy({ isSameError(finding, $0) }) {
          keys.append(key)
        }
      }
      let group = keys.lazy.compactMap { groupOf[$0] }.first ?? groups.count
      if group == groups.count { groups.append([]) }
      groups[group].append(index)
      groupOfIndex[index] = group
      for key in keys + choiceKeys(finding) where groupOf[key] == nil { groupOf[key] = group }
    }
    // Higher severities come first, then packs' rules; a covering finding comes before the covered one.
    for group in groups.indices {
      groups[group].sort { left, right in
        let (first, second) = (findings[left], findings[right])
        if first.severity != second.severity { return first.severity > second.severity }
        if rank(first) != rank(second) { return rank(first) < rank(second) }
        // An unusable element is reported before the consequences.
        if (first.unusablePart == .content) != (second.unusablePart == .content) { return first.unusablePart == .content }
        return left < right
      }
    }
    var joined = groups.map { $0.map { findings[$0] } }
    for (index, cover) in covers.sorted(by: { ($0.value.depth, $0.key) < ($1.value.depth, $1.key) }) {
      guard let group = groupOfIndex[cover.root] else { continue }
      var finding = findings[index]
      finding.coveredBy = findings[cover.by].code
      joined[group].append(finding)
    }
    return zip(groups, joined).sorted { $0.0[0] < $1.0[0] }.compactMap { Finding.joined($0.1) }
  }

  /// How a finding is covered by other findings for the same range.
  private struct Cover {
    let by: Int
    /// The index of the last finding in the chain, which is not covered itself.
    var root: Int
    /// The length of the chain.
    var depth = 1
  }

  /// The covered findings, by their indices.
  private func covers(among findings: [Finding]) -> [Int: Cover] {
    // The first finding that covers a rule has the highest severity.
    var first: [Covered: Int] = [:]
    for (index, finding) in findings.enumerated() {
      for covered in (covers[finding.code] ?? []).flatMap({ Covered.keys(coveredBy: finding, $0) }) where first[covered] == nil {
        first[covered] = index
      }
    }
    if first.isEmpty { return [:] }
    let next = findings.enumerated().map { index, finding in
      // An invariant is identified by its key.
      let rule = finding.family == .invariants ? finding.constraint ?? finding.name : finding.code
      return Covered.keys(of: finding, rule).lazy.compactMap { first[$0] }
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
      // In a cycle, no finding is covered.
      if next[cover.root] == nil { covers[index] = cover }
    }
    return covers
  }

  /// A covered rule and the element at which it is covered. If both findings name a missing element, it must be the same.
  private struct Covered: Hashable {
    let rule: String
    let element: String?
    let node: Node?
    let missing: Missing

    enum Missing: Hashable {
      case named(String)
      case unnamed
      case any
    }

    /// The keys of a covering finding: at its own node, or at any node in its range.
    static func keys(coveredBy finding: Finding, _ rule: String) -> [Covered] {
      keys(finding, rule, [finding.missing.map { .named($0) } ?? .unnamed, .any])
    }

    /// The keys of a covered finding.
    static func keys(of finding: Finding, _ rule: String) -> [Covered] {
      keys(finding, rule, finding.missing.map { [.named($0), .unnamed] } ?? [.any])
    }

    private static func keys(_ finding: Finding, _ rule: String, _ missing: [Missing]) -> [Covered] {
      [finding.node, nil].flatMap { node in
        missing.map { Covered(rule: rule, element: finding.element, node: node, missing: $0) }
      }
    }
  }

  /// The maximum length of a chain of rules that cover each other, to stop at cycles.
  private static let longestChain = 10

  /// The rank of a finding's code when the primary code is chosen: codes of packs come first.
  private func rank(_ finding: Finding) -> Int { ranks[finding.code] ?? .max }

  /// The keys of the error that a finding reports, in all forms in which other findings may report it.
  private func errorKeys(_ finding: Finding) -> [ErrorKey] {
    var keys = [ErrorKey(finding, .message(finding.message))]
    if let missing = finding.missing {
      keys.append(ErrorKey(finding, .missing(missing)))
      if ranks[finding.code] == nil { keys.append(ErrorKey(finding, .missingChoice(missing))) }
    }
    return keys
  }

  /// The keys under which other findings report the same error: a row requires `valueString` where a rule of FHIR requires any
  /// `value[x]`.
  private func choiceKeys(_ finding: Finding) -> [ErrorKey] {
    guard ranks[finding.code] != nil, let missing = finding.missing else { return [] }
    let name = missing.prefix { !$0.isUppercase }
    return name.isEmpty || name.count == missing.count ? [] : [ErrorKey(finding, .missingChoice(String(name)))]
  }

  // MARK: Rejections

  /// The value or content that rules of FHIR reject at a position.
  private struct Rejection {
    var hasNoContent = false
    var severity = Severity.information
  }

  private func rejections(among findings: [Finding]) -> [Location: Rejection] {
    var rejections: [Location: Rejection] = [:]
    for finding in findings {
      guard let unusablePart = finding.unusablePart else { continue }
      var rejection = rejections[Location(finding)] ?? Rejection()
      if unusablePart == .content { rejection.hasNoContent = true }
      rejection.severity = max(rejection.severity, finding.severity)
      rejections[Location(finding)] = rejection
    }
    return rejections
  }

  /// Whether a finding is about the value or content that rules of FHIR reject at its position: a finding of these rules, or of a
  /// row that requires a value or a different value there; for an unusable element, any finding. `rejectedByPack` collects the
  /// locations at which rows of equal severity reject the value.
  private func isAbout(_ rejection: Rejection, _ finding: Finding, _ rejectedByPack: inout Set<PackLocation>) -> Bool {
    let isRow = ranks[finding.code] != nil
    // A row of lower severity than the rule remains a separate finding.
    if isRow && finding.severity < rejection.severity { return false }
    if rejection.hasNoContent && !finding.isAboutForm { return true }
    if !isRow { return finding.unusablePart != nil }
    guard finding.missing == nil else { return false }
    switch finding.type {
    case .required: return true
    case .value, .codeInvalid, .notFound, .structure, .businessRule: break
    default: return false
    }
    return finding.severity >= .error
      && rejectedByPack.insert(PackLocation(pack: rank(finding), location: Location(finding))).inserted
  }

  /// Whether two findings of FHIR's rules about a rejected value or content are about one error: different rules report different
  /// errors in a value.
  private func isSameError(_ one: Finding, _ other: Finding) -> Bool {
    one.unusablePart != .value || other.unusablePart != .value || one.code == other.code
  }
}

/// The element that a finding is about.
private struct Location: Hashable {
  private let element: String?
  private let node: Node?

  init(_ finding: Finding) { (element, node) = (finding.element, finding.node) }
}

/// A location at which a pack rejects the value.
private struct PackLocation: Hashable {
  let pack: Int
  let location: Location
}

/// An error at a location.
private struct ErrorKey: Hashable {
  enum What: Hashable {
    /// The child with this name is missing.
    case missing(String)
    /// The choice element with this name, or one of its types, is missing.
    case missingChoice(String)
    /// The error that a message describes.
    case message(Message)
    /// Rules of FHIR reject the value or content.
    case rejected
  }

  let location: Location
  /// Nil if the severity does not matter.
  let severity: Severity?
  let what: What

  init(_ finding: Finding, _ what: What) {
    location = Location(finding)
    severity = finding.severity
    self.what = what
  }

  init(rejectedAt location: Location) {
    self.location = location
    severity = nil
    what = .rejected
  }
}
