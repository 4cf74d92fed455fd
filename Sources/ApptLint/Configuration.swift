public import FHIRSyntax
public import Findings

/// What to check, and how gravely.
public struct Configuration: Sendable {
  /// Which rule packs apply.
  public enum Packs: Sendable, Hashable {
    /// Found from what the payload claims and holds.
    case automatic
    /// These, by id; none at all means FHIR alone.
    case chosen([String])
  }

  public var packs: Packs = .automatic
  /// The release; nil to find it from the profile claimed, else the pack, else a guess that the report tells.
  public var release: FHIRRelease?
  /// The interaction that the payload is the body of, for example `book` or `cancel`; nil to tell it from the payload.
  public var interaction: String?
  /// Definitions beside those that are built in. Where two define a profile, the first counts, and any of them before what is
  /// built in.
  public var packages: [DefinitionsPackage] = []
  /// The canonical URLs, maybe with `|` and a version, of profiles that payloads are held to beside those that they claim: of
  /// several, those that are about the type of the payload. That of a capability statement, message definition or
  /// implementation guide stands for the profiles that it names for the types of resources, wherever these stand.
  public var profiles: [String] = []
  /// Whether elements that a profile marks as mustSupport and that are not there are noted, as information.
  public var notesMustSupport = false
  /// Codes, names or families (`LNT`) of the only rules to report; empty for all, as is `ALL`. A code or name, here or among
  /// the severities, also asks for what its rule reports only on request.
  public var select: [String] = []
  /// Codes, names or families of rules not to report; `select` of a longer text wins.
  public var ignore: [String] = []
  /// Severities by code or name that replace the rules' own.
  public var severities: [String: Severity] = [:]
  public var limits = Limits()
  /// The moment that "in the future" is measured from, in seconds since 1970; nil for the clock of the machine.
  public var now: Int64?

  public init() {}
}
