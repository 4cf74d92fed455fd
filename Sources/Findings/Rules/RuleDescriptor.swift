/// A rule, as far as it can be described without a payload: what is reported, and what `apptlint explain` says of it.
public struct RuleDescriptor: Sendable, Hashable {
  /// A fragment that breaks or keeps a rule.
  public struct Example: Sendable, Hashable {
    /// JSON, or plain text where the rule is about what is no JSON.
    public var text: String
    /// The interaction that the fragment is the body of; nil for the one that it tells.
    public var interaction: String?
    /// What it changes in the example of its table, in words; nil for a fragment of its own.
    package var change: String?
    /// The elements that the rule reports in it, as paths.
    package var finds: [String] = []

    public init(text: String, interaction: String? = nil) {
      self.text = text
      self.interaction = interaction
    }
  }

  /// Elements that a rule looks at.
  package struct Scope: Sendable, Hashable {
    package var path: String
    /// The interactions in which it does; empty for all.
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

  /// How much of a rule is checked.
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
  /// The RFC 2119 word that the severity follows from; nil for rules that are no clause of a specification.
  public var keyword: String?
  /// The severity that the rule has unless a configuration gives it another.
  public var severity: Severity
  /// The kind of issue.
  public var type: IssueType
  /// What is demanded, one or two sentences.
  public var requirement: String
  /// The document and section it comes from.
  public var clause: String
  /// What to do, a sentence for the rule as a whole or one for each of its parts.
  package var advice: [String]
  /// The elements that the rule looks at.
  package var scopes: [Scope] = []
  /// The code of the rule that enforces this requirement, where another says the same; nil for a rule of its own.
  public var coveredBy: String?
  /// Fragments that break the rule and fragments that keep it.
  public var fails: [Example]
  public var passes: [Example]
  /// Why a machine cannot check the rule, or parts of it.
  package var gaps: [String] = []
  /// The HTTP status that a server answers with where the rule is broken; nil for what its family calls for.
  public var answer: Int?

  /// The keywords of parts that have another than the rule, and the severities that follow.
  package var partLevels: [Level] = []
  /// The codes of rules whose findings are omitted where this rule has one.
  package var covers: [String] = []
  /// What of an element that breaks the rule is unusable.
  package var refusal: Refusal?
  /// The path as the specification prints it, where that is wrong.
  package var printed: String?
  /// The rule file that has the row; nil for rules of standards.
  package var file: String?

  /// What to do, one sentence or a few.
  public var help: String? { advice.count < 2 ? advice.first : advice.joined(separator: " ") }
  /// The elements that the rule looks at, as paths.
  public var elements: [String] { scopes.map(\.path) }
  /// Why a machine cannot check the rule, or a part of it, where that is so.
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

  /// A rule of a standard, with a small text that breaks it and the same text corrected.
  public init(
    code: String, name: String, severity: Severity, type: IssueType, requirement: String, clause: String, help: String,
    fails: String, passes: String
  ) {
    self.init(
      code: code, name: name, severity: severity, type: type, requirement: requirement, clause: clause, help: help,
      fails: [Example(text: fails)], passes: [Example(text: passes)])
  }
}
