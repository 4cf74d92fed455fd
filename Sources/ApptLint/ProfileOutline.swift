public import Findings

/// The static description of a profile.
public struct ProfileEntry: Sendable, Hashable {
  /// The canonical URL.
  public var url: String
  /// The business version; nil if the definition has none.
  public var version: String?
  /// The type that it constrains; `Extension` for the definition of an extension.
  public var type: String
  /// The release of FHIR that it is written for.
  public var release: FHIRRelease
  /// The package that contains it: `name#version`, or the name that it was loaded under.
  public var package: String

  public init(url: String, version: String?, type: String, release: FHIRRelease, package: String) {
    self.url = url
    self.version = version
    self.type = type
    self.release = release
    self.package = package
  }
}

/// The requirements of a profile and its bases beyond those of their type, as a tree of elements.
public struct ProfileOutline: Sendable, Hashable {
  /// An element, or a slice of one.
  public struct Element: Sendable, Hashable {
    /// The name in payloads; of a choice the name without a type, of the root the name of the type.
    public var name: String
    /// The slice name; nil if it is not a slice.
    public var slice: String?
    /// The minimum cardinality.
    public var min: Int
    /// The maximum cardinality; nil if the type determines it.
    public var max: Int?
    /// Further requirements.
    public var facts: [Fact]
    /// The slices, then the child elements.
    public var elements: [Element]
  }

  /// One requirement.
  public struct Fact: Sendable, Hashable {
    /// The kind of requirement, named as in ElementDefinition.
    public enum Kind: String, Sendable, Hashable {
      case type
      case target
      case fixed
      case pattern
      case minValue
      case maxValue
      case maxLength
      case binding
      case slicing
      case modifier
      case mustSupport
      case invariant
    }

    /// The kind of requirement.
    public var kind: Kind
    /// The requirement in one line, such as the value, the types or the expression.
    public var text: String
  }

  /// Its names and origin.
  public var entry: ProfileEntry
  /// The profiles that it is based on, the nearest first.
  public var bases: [String]
  /// The unknown base profile: nothing of it is in the tree.
  public var unknownBase: String?
  /// The paths that it constrains but its type does not have: nothing of them is in the tree.
  public var unknownElements: [String]
  /// Where an extension may be used.
  public var contexts: [String]
  /// The type that it constrains, with all requirements inside.
  public var root: Element
}
