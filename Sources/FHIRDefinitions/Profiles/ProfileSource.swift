/// A source of profiles: the pack, or the packages loaded by users. `ProfileLayers` queries several in order.
///
/// URLs are canonical ones without a version. What only loaded packages have is empty by default.
protocol ProfileSource: Sendable {
  /// The profile with a URL, of a version if one is given. Of several, the one in the given package takes precedence.
  func entry(_ url: String, version: String?, in package: UInt32?) -> ProfileEntry?
  /// Whether `entry` finds a profile with a URL, of any version: cheaper.
  func isKnown(_ url: String) -> Bool
  /// The packages that each define a profile with a URL.
  func packages(defining url: String) -> [UInt32]
  /// The URL of a profile whose last part is this name.
  func url(endingIn name: Substring) -> String?
  /// All profiles, in any order.
  func all() -> [ProfileEntry]
  /// Whether some profile has an invariant with a key.
  func hasInvariant(_ key: String) -> Bool
  /// The name of one of its packages; nil for a package of another source.
  func packageName(_ number: UInt32) -> String?

  /// What the resource with a URL assigns to types; nil for a resource that assigns no profiles.
  func assignments(of url: String) -> [ProfileAssignment]?
  /// Whether `globals` has any.
  var hasGlobals: Bool { get }
  /// The global profiles of implementation guides for a type.
  func globals(for type: String) -> [String]
  func isLogicalModel(_ url: String) -> Bool
  /// The unsupported version of FHIR that the profile with a URL is for.
  func unsupportedVersion(of url: String) -> String?
}

extension ProfileSource {
  func assignments(of url: String) -> [ProfileAssignment]? { nil }
  var hasGlobals: Bool { false }
  func globals(for type: String) -> [String] { [] }
  func isLogicalModel(_ url: String) -> Bool { false }
  func unsupportedVersion(of url: String) -> String? { nil }
}

/// A profile in a source.
struct ProfileEntry: Sendable {
  var schema: ProfileSchema
  /// The number of its package.
  var package: UInt32

  /// The number of the first package loaded by users; those of the pack are lower.
  static let firstLoadedPackage: UInt32 = 1 << 16
}
