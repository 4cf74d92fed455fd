public import FHIRSyntax

/// What can be told of a rule without a payload: the source of `apptlint explain` and `apptlint rules`.
public struct RuleEntry: Sendable, Hashable {
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
  /// The rule pack's id; nil for rules of the syntax and of FHIR itself.
  public var pack: String?
  /// The RFC 2119 word that the severity follows from; nil for rules that are no clause of a specification.
  public var keyword: String?
  public var severity: Severity
  /// What is demanded, one or two sentences.
  public var requirement: String
  /// The document and section it comes from.
  public var clause: String
  /// What to do, one sentence or a few.
  public var help: String?
  /// The elements that the rule looks at, as paths.
  public var elements: [String]
  /// The code of the rule that holds payloads to this requirement, where another says the same; nil for a rule of its own.
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

  public init(
    code: String, name: String, pack: String?, keyword: String?, severity: Severity, requirement: String, clause: String,
    help: String?, elements: [String], heldBy: String? = nil, fails: [Example], passes: [Example], unchecked: String?
  ) {
    self.code = code
    self.name = name
    self.pack = pack
    self.keyword = keyword
    self.severity = severity
    self.requirement = requirement
    self.clause = clause
    self.help = help
    self.elements = elements
    self.heldBy = heldBy
    self.fails = fails
    self.passes = passes
    self.unchecked = unchecked
  }
}
