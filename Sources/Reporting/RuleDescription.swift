public import FHIRSyntax

/// What a report says of a rule beside its findings.
public struct RuleDescription: Sendable, Hashable {
  /// The code, for example `BKD003`.
  public var code: String
  /// The name in kebab-case.
  public var name: String
  /// The severity that the rule has unless somebody gave it another.
  public var severity: Severity
  /// What is demanded, one or two sentences.
  public var requirement: String
  /// The document and section it comes from.
  public var clause: String
  /// What to do about a finding.
  public var help: String?
  /// The rule pack's id; nil for rules of the syntax and of FHIR itself.
  public var pack: String?

  public init(
    code: String, name: String, severity: Severity, requirement: String, clause: String, help: String?, pack: String?
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.requirement = requirement
    self.clause = clause
    self.help = help
    self.pack = pack
  }

  /// Finds the descriptions of rules by code and name, as a tally counts them; what nobody knows is left out.
  public typealias Lookup = @Sendable (_ rules: Set<String>) -> [RuleDescription]

  /// Code and name, as a tally counts a rule.
  public var key: String { Self.key(code, name) }

  static func key(_ code: String, _ name: String) -> String { "\(code) \(name)" }

  /// What names a rule where only one word can: the code, or for FHIR's invariants, which share one, code and key.
  static func id(_ code: String, _ name: String) -> String { code == "INV" ? "\(code)/\(name)" : code }

  /// The page of the standard that a rule's family is about; nil for families of rule packs.
  static func page(of code: String) -> String? {
    switch code.prefix(3) {
    case "JSN": "https://www.rfc-editor.org/rfc/rfc8259"
    case "XML": "https://www.w3.org/TR/xml/"
    case "STR": "https://hl7.org/fhir/R4/formats.html"
    case "PRM": "https://hl7.org/fhir/R4/datatypes.html"
    case "BND": "https://hl7.org/fhir/R4/terminologies.html"
    case "REF": "https://hl7.org/fhir/R4/references.html"
    case "PRO": "https://hl7.org/fhir/R4/profiling.html"
    case "NAR": "https://hl7.org/fhir/R4/narrative.html"
    case "INV": "https://hl7.org/fhir/R4/conformance-rules.html"
    default: nil
    }
  }
}
