/// A rule of JSON, XML or FHIR itself, as opposed to a rule pack's: what is reported, and what `explain` says of it.
public struct StandardRule: Sendable, Hashable {
  /// The code, for example `JSN001`.
  public let code: String
  /// The name in kebab-case, for example `missing-comma`.
  public let name: String
  public let severity: Severity
  public let type: IssueType
  /// What the standard demands, one sentence.
  public let requirement: String
  /// The clause it comes from.
  public let clause: String
  /// What to do about it, one sentence.
  public let help: String
  /// A small text that breaks the rule, and the same text mended.
  public let fails: String
  public let passes: String

  /// Every rule about JSON and XML, by rising code.
  public static let syntax: [StandardRule] = JSONRules.all + XMLRules.all

  public init(
    code: String, name: String, severity: Severity, type: IssueType, requirement: String, clause: String, help: String,
    fails: String, passes: String
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.type = type
    self.requirement = requirement
    self.clause = clause
    self.help = help
    self.fails = fails
    self.passes = passes
  }

  /// A finding of this rule. `help` replaces the rule's own where the place calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node? = nil, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    Finding(
      code: code, name: name, severity: severity, type: type, range: range, node: node, message: message,
      help: help ?? self.help, clause: clause, edits: edits, missing: missing)
  }
}
