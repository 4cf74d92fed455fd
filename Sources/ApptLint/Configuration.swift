public import FHIRSyntax
public import Findings

/// What to check, and with which severities.
public struct Configuration: Sendable {
  /// Which rule packs apply.
  public enum Packs: Sendable, Hashable {
    /// Inferred from the payload's claims and content.
    case automatic
    /// These, by id; empty means FHIR only.
    case chosen([String])
  }

  public var packs: Packs = .automatic
  /// The release; nil to infer it from the claimed profile, else from the pack, else by a guess, which is reported as such.
  public var release: FHIRRelease?
  /// The interaction of the payload, for example `book` or `cancel`; nil to infer it from the payload.
  public var interaction: String?
  /// Definitions in addition to the built-in ones. If several define a profile, the first takes precedence, and all of them over
  /// the built-in ones.
  public var packages: [DefinitionsPackage] = []
  /// The canonical URLs, optionally with `|` and a version, of profiles to check payloads against in addition to those they
  /// claim: of several, those for the type of the payload. The URL of a capability statement, message definition or
  /// implementation guide means the profiles that it names for resource types, which apply wherever these occur.
  public var profiles: [String] = []
  /// Whether missing elements that a profile marks as mustSupport are reported, with severity information.
  public var notesMustSupport = false
  /// Codes, names or families (`LNT`) of the only rules to report; empty for all, as is `ALL`. A code or name, here or among
  /// the severities, also enables findings that its rule reports only on request.
  public var select: [String] = []
  /// The selector of every rule.
  public static let everyRule = "ALL"
  /// Codes, names or families of rules not to report; a more specific `select` takes precedence.
  public var ignore: [String] = []
  /// Severities by code or name that override the rules' own.
  public var severities: [String: Severity] = [:]
  public var limits = Limits()
  /// The current time for checks, in seconds since 1970; nil for the system clock.
  public var now: Int64?

  public init() {}
}
