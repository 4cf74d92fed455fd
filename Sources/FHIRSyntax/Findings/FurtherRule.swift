/// A rule that says the same as a finding of another rule, of the same place and at the same severity.
public struct FurtherRule: Sendable, Hashable {
  public var code: String
  public var name: String
  public var type: IssueType
  public var message: Message
  public var help: String?
  public var clause: String?
  public var constraint: String?

  /// The rule of a finding.
  package init(_ finding: Finding) {
    code = finding.code
    name = finding.name
    type = finding.type
    message = finding.message
    help = finding.help
    clause = finding.clause
    constraint = finding.constraint
  }
}

extension Finding {
  /// A finding for each of its rules, its own first.
  package var separated: [Finding] {
    if further.isEmpty { return [self] }
    var own = self
    own.further = []
    return [own]
      + further.map { rule in
        var finding = own
        finding.code = rule.code
        finding.name = rule.name
        finding.type = rule.type
        finding.message = rule.message
        finding.help = rule.help
        finding.clause = rule.clause
        finding.constraint = rule.constraint
        return finding
      }
  }

  /// One finding for several of the same place that say the same, by the first one's rule; nil for none.
  package static func joined(_ findings: [Finding]) -> Finding? {
    guard var first = findings.first else { return nil }
    for other in findings.dropFirst() { first.further += other.separated.map { FurtherRule($0) } }
    if first.edits.isEmpty { first.edits = findings.lazy.map(\.edits).first { !$0.isEmpty } ?? [] }
    return first
  }

  /// What is left of it without the rules that `isLeftOut` says; nil where nothing is.
  package func without(_ isLeftOut: (Finding) -> Bool) -> Finding? {
    if further.isEmpty { return isLeftOut(self) ? nil : self }
    return Finding.joined(separated.filter { !isLeftOut($0) })
  }
}
