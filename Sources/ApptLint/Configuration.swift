public import FHIRSyntax
public import Findings

/// What to check, and with which severities: the settings of a linter.
///
/// Everything has a default: ``init()`` infers packs, release and interaction from each payload.
public struct Configuration: Sendable {
  /// Which rule packs apply.
  public enum Packs: Sendable, Hashable {
    /// Inferred from the payload's claims and content.
    case automatic
    /// The packs with these ids, and the packs that they include; empty means FHIR only. ``Linter/packs`` lists the ids.
    case chosen([String])
  }

  /// The rule packs to check payloads against.
  public var packs: Packs = .automatic
  /// The editions of specifications by the id of their pack, such as `["bars": "1.1.6"]`; the newest ones by default.
  public var editions: [String: String] = [:]
  /// The release; nil to infer it from the claimed profile or else from the pack. If neither determines it, it is guessed, and
  /// the report says so.
  public var release: FHIRRelease?
  /// The release that a header declares for the body of a message, used where the release would otherwise be guessed.
  var declaredRelease: ReleaseClaim.Release?
  /// The interaction of the payload as its packs name it, for example `book` or `cancel`; nil to infer it from the payload, or
  /// from the request of an exchange.
  public var interaction: String?
  /// Definitions in addition to the built-in ones. If several define a profile, the first takes precedence, and all of them over
  /// the built-in ones.
  public var packages: [DefinitionsPackage] = []
  /// The canonical URLs, optionally with `|` and a version, of profiles to check payloads against in addition to those they
  /// claim: each applies to payloads of its type. The URL of a capability statement, message definition or implementation guide
  /// stands for the profiles that it names for resource types, which apply to all resources of these types.
  public var profiles: [String] = []
  /// Whether missing elements that a profile marks as mustSupport are reported, with severity information.
  public var reportsMustSupport = false
  /// Codes, names or families (`LNT`) of the rules to report; all others are not reported. Empty, or `ALL`, means all rules. A
  /// code or name, here or among the severities, also enables findings that its rule reports only on request.
  public var select: [String] = []
  /// The selector that matches every rule.
  package static let everyRule = "ALL"
  /// Codes, names or families of rules not to report; a more specific `select` takes precedence.
  public var ignore: [String] = []
  /// Severities by code, name or family of rules, such as `["BKL003": .warning]`, that override the rules' own. The most specific
  /// key for a rule applies.
  public var severities: [String: Severity] = [:]
  /// Further severities: `severities` overrides them rule by rule, and each element overrides those after it.
  package var overriddenSeverities: [[String: Severity]] = []
  /// All severities, in descending order of precedence.
  var severityLayers: [[String: Severity]] { [severities] + overriddenSeverities }
  /// How much of a payload is read, and how many findings are reported.
  public var limits = Limits()
  /// The current time for checks, in seconds since 1970; nil for the system clock.
  public var now: Int64?

  /// The default configuration: see the properties. An error in it is thrown by ``Linter/init(_:packFiles:)``.
  public init() {}
}
