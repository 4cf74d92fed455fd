public import FHIRSyntax

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
  /// Codes, names or families (`LNT`) of the only rules to report; empty for all.
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
