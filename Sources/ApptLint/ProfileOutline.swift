public import Findings

/// What can be told of a profile without a payload.
public struct ProfileEntry: Sendable, Hashable {
  /// The canonical URL.
  public var url: String
  /// The business version; nil where the definition has none.
  public var version: String?
  /// The type that it is about; `Extension` for the definition of an extension.
  public var type: String
  /// The release of FHIR that it is written for.
  public var release: FHIRRelease
  /// The package that it comes from: `name#version`, or the name that it was loaded under.
  public var package: String

  public init(url: String, version: String?, type: String, release: FHIRRelease, package: String) {
    self.url = url
    self.version = version
    self.type = type
    self.release = release
    self.package = package
  }
}

/// All that a profile and its bases demand beyond their type, as a tree of elements.
public struct ProfileOutline: Sendable, Hashable {
  /// An element, or a slice of one.
  public struct Element: Sendable, Hashable {
    /// The name as payloads write it; that of a choice without a type. Of the root the name of the type.
    public var name: String
    /// Nil for what is no slice.
    public var slice: String?
    /// How often it has to be there at least.
    public var min: Int
    /// Nil for what the type allows.
    public var max: Int?
    /// What else is demanded.
    public var facts: [Fact]
    /// The slices, then what stands inside.
    public var elements: [Element]
  }

  /// One demand.
  public struct Fact: Sendable, Hashable {
    /// What is demanded, by the names that ElementDefinition has for it.
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

    /// What is demanded.
    public var kind: Kind
    /// The demand in one line, such as the value, the types or the expression.
    public var text: String
  }

  /// What it is called and where it comes from.
  public var entry: ProfileEntry
  /// The profiles that it builds on, the nearest first.
  public var bases: [String]
  /// The base that is not known here: nothing of it is in the tree.
  public var unknownBase: String?
  /// The paths that it speaks of and its type does not have: nothing of them is in the tree.
  public var unknownElements: [String]
  /// Where an extension may stand.
  public var contexts: [String]
  /// The type that it is about, with all that is demanded inside.
  public var root: Element
}
