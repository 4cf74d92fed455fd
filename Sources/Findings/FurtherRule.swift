/// A rule violated by the same error at the same position as another rule's finding.
public struct FurtherRule: Sendable, Hashable {
  /// The code, for example `BKD003`.
  public package(set) var code: String
  /// The name in kebab-case, for example `status-booked`.
  public package(set) var name: String
  /// The severity that a separate finding would have: at most the severity of the finding that it is joined to.
  public package(set) var severity: Severity
  /// The kind of issue, from FHIR's value set issue-type.
  public package(set) var type: IssueType
  /// What is wrong according to this rule, in one line.
  public package(set) var message: Message
  /// How to fix it, in one sentence.
  public package(set) var help: String?
  /// The clause of the specification that requires it.
  public package(set) var clause: String?
  /// The key of the violated constraint of FHIR or a profile, such as `app-2`; nil for other rules.
  public package(set) var constraint: String?
  package var edits: [Edit]
  /// The code of the rule that covers this one.
  package var coveredBy: String?

  /// The rule of a finding.
  package init(_ finding: Finding) {
    code = finding.code
    name = finding.name
    severity = finding.severity
    type = finding.type
    message = finding.message
    help = finding.help
    clause = finding.clause
    constraint = finding.constraint
    edits = finding.edits
    coveredBy = finding.coveredBy
  }
}

extension Finding {
  /// One finding for each of its rules, its own first.
  package var separated: [Finding] {
    if further.isEmpty { return [self] }
    var own = self
    own.further = []
    return [own]
      + further.map { rule in
        var finding = own
        finding.code = rule.code
        finding.name = rule.name
        finding.severity = rule.severity
        finding.type = rule.type
        finding.message = rule.message
        finding.help = rule.help
        finding.clause = rule.clause
        finding.constraint = rule.constraint
        finding.edits = rule.edits
        finding.coveredBy = rule.coveredBy
        return finding
      }
  }

  /// Joins findings at the same position into one with the rule of the first; each other rule becomes a further rule once. Nil if
  /// there are no findings. Edits of a covered rule do not fix a violation of the rule that covers it, which requires more.
  package static func joined(_ findings: [Finding]) -> Finding? {
    guard var first = findings.first else { return nil }
    for other in findings.dropFirst().flatMap(\.separated) {
      func isSame(_ code: String, _ constraint: String?) -> Bool { code == other.code && constraint == other.constraint }
      let isKnown = isSame(first.code, first.constraint) || first.further.contains { isSame($0.code, $0.constraint) }
      if !isKnown { first.further.append(FurtherRule(other)) }
      for place in other.related where !first.related.contains(where: { $0.range == place.range }) { first.related.append(place) }
    }
    if first.edits.isEmpty {
      first.edits = findings.lazy.filter { $0.coveredBy == nil }.map(\.edits).first { !$0.isEmpty } ?? []
    }
    return first
  }

  /// What remains of this finding without the rules that `isOmitted` selects. Rules covered by an omitted rule become separate
  /// findings.
  package func without(_ isOmitted: (Finding) -> Bool) -> [Finding] {
    if further.isEmpty { return isOmitted(self) ? [] : [self] }
    let left = separated.filter { !isOmitted($0) }
    if left.count > further.count { return [self] }
    var groups: [[Finding]] = []
    // The group of each rule, by its code. Rules that no other rule covers form one group, with an empty code.
    var groupOf: [String: Int] = [:]
    for var finding in left {
      let coveringCode = finding.coveredBy ?? ""
      let group = groupOf[coveringCode] ?? groups.count
      if group == groups.count {
        if finding.coveredBy == nil { groupOf[""] = group }
        finding.coveredBy = nil
        groups.append([])
      }
      // A covering rule comes before the rules that it covers.
      groupOf[finding.code] = group
      groups[group].append(finding)
    }
    return groups.compactMap { Finding.joined($0) }
  }

  /// This finding for a report on another text: without edits, and with only those related places that occur in the other text.
  package func moved(_ place: (Range<Int>) -> Range<Int>?) -> Finding {
    var finding = self
    finding.hasFixElsewhere = !edits.isEmpty
    finding.edits = []
    finding.related = related.compactMap { other in place(other.range).map { RelatedPlace($0, other.text) } }
    for index in finding.further.indices { finding.further[index].edits = [] }
    return finding
  }
}
