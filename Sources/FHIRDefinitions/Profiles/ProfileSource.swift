/// A source of profiles: the pack, or the packages loaded by users. `ProfileLayers` queries several in order.
///
/// URLs are canonical URLs without a version. Members that apply only to loaded packages have empty defaults.
protocol ProfileSource: Sendable {
  /// The profile with the given URL, and with the version if one is given. If there are several, the given package takes
  /// precedence.
  func entry(_ url: String, version: String?, in package: UInt32?) -> ProfileEntry?
  /// Whether there is a profile with the given URL, in any version. Cheaper than `entry`.
  func isKnown(_ url: String) -> Bool
  /// The packages that define a profile with the given URL.
  func packages(defining url: String) -> [UInt32]
  /// A profile URL whose last part is this name; nil if there is none.
  func url(endingIn name: Substring) -> String?
  /// All profiles, in any order.
  func all() -> [ProfileEntry]
  /// Whether any profile has an invariant with the given key.
  func hasInvariant(_ key: String) -> Bool
  /// The name of one of its packages; nil for a package of another source.
  func packageName(_ number: UInt32) -> String?

  /// The profiles that the resource with the given URL assigns to types; nil if no resource that may assign profiles has this
  /// URL.
  func assignments(of url: String) -> [ProfileAssignment]?
  /// Whether there are global profiles for any type.
  var hasGlobals: Bool { get }
  /// The global profiles of implementation guides for a type.
  func globals(for type: String) -> [String]
  func isLogicalModel(_ url: String) -> Bool
  /// The unsupported version of FHIR that the profile with the given URL is for.
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

  /// The number of the first package loaded by users; packages in the pack have lower numbers.
  static let firstLoadedPackage: UInt32 = 1 << 16
}
