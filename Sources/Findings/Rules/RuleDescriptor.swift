/// The static description of a rule: what is reported, and what `apptlint explain` prints.
public struct RuleDescriptor: Sendable, Hashable {
  /// A fragment that violates or satisfies a rule.
  public struct Example: Sendable, Hashable {
    /// JSON, or plain text if the rule is not about JSON.
    public package(set) var text: String
    /// The interaction whose body the fragment is; nil to infer it from the fragment.
    public package(set) var interaction: String?
    /// A description of how the example differs from the `example` of its table; nil for a separate fragment.
    package var change: String?
    /// The description of an example that is the `example` of its table, unchanged.
    package static let unchanged = "as it is"
    /// Whether the text is only an excerpt.
    package var isExcerpt = false
    /// The paths of the elements that the rule reports in it.
    package var finds: [String] = []

    package init(text: String, interaction: String? = nil) {
      self.text = text
      self.interaction = interaction
    }
  }

  /// The elements that a rule checks.
  package struct Scope: Sendable, Hashable {
    package var path: String
    /// The interactions in which it checks them; empty for all.
    package var interactions: [String]
    /// The editions in which it checks them, such as `since 1.5.0`; nil for all editions that have the rule.
    package var editions: String?
    /// The values that it allows, if they are listed.
    package var values: [String] = []
    /// The lists of required values: each element must have one of the values in every list that applies. A list applies to its
    /// interaction, or to all if it is nil.
    package var required: [Requirement] = []

    package struct Requirement: Sendable, Hashable {
      package var interaction: String?
      package var values: [String]

      package init(interaction: String?, values: [String]) {
        self.interaction = interaction
        self.values = values
      }
    }

    package init(path: String, interactions: [String], editions: String?) {
      self.path = path
      self.interactions = interactions
      self.editions = editions
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
    /// All of it is checked.
    case full = "wholly"
    /// A part of it is checked; `unchecked` is the reason for the rest.
    case partly
    /// It cannot be checked; `unchecked` is the reason.
    case not
  }

  /// The code, for example `BKD003`.
  public package(set) var code: String
  /// The name in kebab-case, for example `status-booked`.
  public package(set) var name: String
  /// The rule pack's id; nil for rules of JSON, XML and FHIR itself.
  public package(set) var pack: String?
  /// The RFC 2119 keyword that determines the severity; nil for rules that are not from a specification.
  public package(set) var keyword: String?
  /// The default severity of the rule.
  public package(set) var severity: Severity
  /// The kind of issue.
  public package(set) var type: IssueType
  /// The requirement, in one or two sentences.
  public package(set) var requirement: String
  /// The source document and section.
  public package(set) var clause: String
  /// How to fix violations: one sentence for the whole rule, or one for each of its parts.
  package var advice: [String]
  /// The elements that the rule checks.
  package var scopes: [Scope] = []
  /// The codes of other rules that enforce this requirement; empty if this rule enforces it.
  public package(set) var coveringRules: [String] = []
  /// Fragments that violate the rule.
  public package(set) var fails: [Example]
  /// Fragments that satisfy it.
  public package(set) var passes: [Example]
  /// Why the rule, or parts of it, cannot be checked automatically.
  package var gaps: [String] = []
  /// The HTTP status of a server's response to a violation; nil for the status of the rule's family.
  public package(set) var answer: Int?
  /// The ids of the assurance requirements that the rule checks, such as those of a SCAL.
  public package(set) var assurance: [String] = []

  /// The keywords of parts that differ from the rule's, and the resulting severities.
  package var partLevels: [Level] = []
  /// The codes of rules whose findings are merged into those of this rule.
  package var covers: [String] = []
  /// The part of an element that is unusable if the element violates the rule.
  package var unusablePart: UnusablePart?
  /// The path as printed in the specification, if that is wrong.
  package var printed: String?
  /// The rule file with the row; nil for rules of standards.
  package var file: String?
  /// The editions of the specification that have the rule, such as `since 1.5.0`; nil for all.
  public package(set) var editions: String?

  /// How to fix violations, in one or a few sentences.
  public var help: String? { advice.count < 2 ? advice.first : advice.joined(separator: " ") }
  /// The first of `coveringRules`; nil if this rule enforces its requirement.
  public var coveredBy: String? { coveringRules.first }
  /// The paths of the elements that the rule checks.
  public var elements: [String] { scopes.map(\.path) }
  /// Why the rule, or a part of it, cannot be checked automatically; nil if it can.
  public var unchecked: String? { gaps.first }
  /// How much of the rule is checked.
  public var checked: Extent { gaps.isEmpty ? .full : scopes.isEmpty ? .not : .partly }

  /// A rule with the given examples.
  package init(
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
  package init(
    code: String, name: String, severity: Severity, type: IssueType, requirement: String, clause: String, help: String,
    fails: String, passes: String
  ) {
    self.init(
      code: code, name: name, severity: severity, type: type, requirement: requirement, clause: clause, help: help,
      fails: [Example(text: fails)], passes: [Example(text: passes)])
  }
}
