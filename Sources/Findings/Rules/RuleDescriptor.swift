/// The static description of a rule: what is reported, and what `apptlint explain` prints.
public struct RuleDescriptor: Sendable, Hashable {
  /// A fragment that violates or satisfies a rule.
  public struct Example: Sendable, Hashable {
    /// JSON, or plain text if the rule is not about JSON.
    public var text: String
    /// The interaction that the fragment is the body of; nil to infer it from the fragment.
    public var interaction: String?
    /// A description of what it changes in the example of its table; nil for a separate fragment.
    package var change: String?
    /// The paths of the elements that the rule reports in it.
    package var finds: [String] = []

    public init(text: String, interaction: String? = nil) {
      self.text = text
      self.interaction = interaction
    }
  }

  /// The elements that a rule checks.
  package struct Scope: Sendable, Hashable {
    package var path: String
    /// The interactions in which it checks them; empty for all.
    package var interactions: [String]

    package init(path: String, interactions: [String]) {
      self.path = path
      self.interactions = interactions
    }
  }

  /// A keyword of RFC 2119 and the severity that follows from it.
  package struct Level: Sendable, Hashable {
    package var keyword: String
    package var severity: Severity

    package init(keyword: String, severity: Severity) {
      self.keyword = keyword
      self.severity = severity
    }
  }

  /// The extent to which a rule is checked.
  public enum Extent: String, Sendable, Hashable {
    case full = "wholly"
    case partly
    case not
  }

  /// The code, for example `BKD003`.
  public var code: String
  /// The name in kebab-case, for example `status-booked`.
  public var name: String
  /// The rule pack's id; nil for rules of JSON, XML and FHIR itself.
  public var pack: String?
  /// The RFC 2119 keyword that determines the severity; nil for rules that are not from a specification.
  public var keyword: String?
  /// The default severity of the rule.
  public var severity: Severity
  /// The kind of issue.
  public var type: IssueType
  /// The requirement, in one or two sentences.
  public var requirement: String
  /// The source document and section.
  public var clause: String
  /// How to fix violations: one sentence for the whole rule, or one for each of its parts.
  package var advice: [String]
  /// The elements that the rule checks.
  package var scopes: [Scope] = []
  /// The code of another rule that enforces this requirement; nil if this rule enforces it.
  public var coveredBy: String?
  /// Fragments that violate the rule and fragments that satisfy it.
  public var fails: [Example]
  public var passes: [Example]
  /// Why the rule, or parts of it, cannot be checked automatically.
  package var gaps: [String] = []
  /// The HTTP status of a server's response to a violation; nil for the status of the rule's family.
  public var answer: Int?

  /// The keywords of parts that differ from the rule's, and the resulting severities.
  package var partLevels: [Level] = []
  /// The codes of rules whose findings are merged into those of this rule.
  package var covers: [String] = []
  /// What part of an element that violates the rule is unusable.
  package var refusal: Refusal?
  /// The path as printed in the specification, if that is wrong.
  package var printed: String?
  /// The rule file with the row; nil for rules of standards.
  package var file: String?

  /// How to fix violations, in one or a few sentences.
  public var help: String? { advice.count < 2 ? advice.first : advice.joined(separator: " ") }
  /// The paths of the elements that the rule checks.
  public var elements: [String] { scopes.map(\.path) }
  /// Why the rule, or a part of it, cannot be checked automatically; nil if it can.
  public var unchecked: String? { gaps.first }
  /// How much of the rule is checked.
  public var checked: Extent { gaps.isEmpty ? .full : scopes.isEmpty ? .not : .partly }

  /// A rule with some examples.
  public init(
    code: String, name: String, severity: Severity, type: IssueType, requirement: String, clause: String, help: String?,
    fails: [Example], passes: [Example]
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.type = type
    self.requirement = requirement
    self.clause = clause
    advice = help.map { [$0] } ?? []
    self.fails = fails
    self.passes = passes
  }

  /// A rule of a standard, with a small text that violates it and the same text corrected.
  public init(
    code: String, name: String, severity: Severity, type: IssueType, requirement: String, clause: String, help: String,
    fails: String, passes: String
  ) {
    self.init(
      code: code, name: name, severity: severity, type: type, requirement: requirement, clause: clause, help: help,
      fails: [Example(text: fails)], passes: [Example(text: passes)])
  }
}
