/// Where profiles come from: the pack, or the packages that a user loaded. `ProfileLayers` asks several, one after the other.
///
/// URLs are canonical ones without a version. What only packages of users have defaults to nothing.
protocol ProfileSource: Sendable {
  /// The profile of a URL, of a version if one is given. Of several, the one in the given package comes first.
  func entry(_ url: String, version: String?, in package: UInt32?) -> ProfileEntry?
  /// Whether `entry` finds a profile of a URL, of any version: cheaper.
  func isKnown(_ url: String) -> Bool
  /// The packages whose profiles of a URL exist side by side.
  func packages(defining url: String) -> [UInt32]
  /// The URL of a profile whose last part is this name.
  func url(endingIn name: Substring) -> String?
  /// All profiles, in any order.
  func all() -> [ProfileEntry]
  /// Whether some profile has an invariant of a key.
  func hasInvariant(_ key: String) -> Bool
  /// The name of one of its packages; nil for a package of another source.
  func packageName(_ number: UInt32) -> String?

  /// What the resource of a URL assigns to types; nil for a resource that assigns no profiles.
  func assignments(of url: String) -> [ProfileAssignment]?
  /// Whether `globals` has any.
  var hasGlobals: Bool { get }
  /// The profiles that implementation guides make global for a type.
  func globals(for type: String) -> [String]
  func isLogicalModel(_ url: String) -> Bool
  /// The version of FHIR, none of those supported, that the profile of a URL is for.
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

  /// The number of the first package of a user; those of the pack are lower.
  static let firstLoadedPackage: UInt32 = 1 << 16
}
