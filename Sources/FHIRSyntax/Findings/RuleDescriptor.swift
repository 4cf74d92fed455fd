/// A rule, as far as it can be described without a payload: what is reported, and what `apptlint explain` says of it.
public struct RuleDescriptor: Sendable, Hashable {
  /// A fragment that breaks or keeps a rule.
  public struct Example: Sendable, Hashable {
    /// JSON, or plain text where the rule is about what is no JSON.
    public var text: String
    /// The interaction that the fragment is the body of; nil for the one that it tells.
    public var interaction: String?

    public init(text: String, interaction: String? = nil) {
      self.text = text
      self.interaction = interaction
    }
  }

  /// How much of a rule is checked.
  public enum Extent: String, Sendable, Hashable {
    case wholly
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
  /// What to do, one sentence or a few.
  public var help: String?
  /// The elements that the rule looks at, as paths.
  public var elements: [String] = []
  /// The code of the rule that enforces this requirement, where another says the same; nil for a rule of its own.
  public var heldBy: String?
  /// Fragments that break the rule and fragments that keep it.
  public var fails: [Example]
  public var passes: [Example]
  /// Why a machine cannot check the rule, or a part of it, where that is so.
  public var unchecked: String?
  /// The HTTP status that a server answers with where the rule is broken; nil for what its family calls for.
  public var answer: Int?

  /// How much of the rule is checked.
  public var checked: Extent { unchecked == nil ? .wholly : elements.isEmpty ? .not : .partly }

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
    self.help = help
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

  /// Every rule about JSON and XML, by rising code.
  public static let syntax: [RuleDescriptor] = JSONRules.all + XMLRules.all

  /// A finding of this rule. `help` replaces the rule's own where the place calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node? = nil, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    Finding(
      code: code, name: name, severity: severity, type: type, range: range, node: node, message: message,
      help: help ?? self.help, clause: clause, edits: edits, missing: missing)
  }
}
