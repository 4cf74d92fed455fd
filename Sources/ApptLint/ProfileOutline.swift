package import Findings

/// The static description of a profile.
package struct ProfileEntry: Sendable, Hashable {
  /// The canonical URL.
  package var url: String
  /// The business version; nil if the definition has none.
  package var version: String?
  /// The type that it constrains; `Extension` for the definition of an extension.
  package var type: String
  /// The release of FHIR that it is written for.
  package var release: FHIRRelease
  /// The package that contains it: `name#version`, or the name that it was loaded under.
  package var package: String

  package init(url: String, version: String?, type: String, release: FHIRRelease, package: String) {
    self.url = url
    self.version = version
    self.type = type
    self.release = release
    self.package = package
  }
}

/// The requirements of a profile and its bases beyond those of their type, as a tree of elements.
package struct ProfileOutline: Sendable, Hashable {
  /// An element, or a slice of one.
  package struct Element: Sendable, Hashable {
    /// The name in payloads; for a choice, the name without a type; for the root, the name of the type.
    package var name: String
    /// The slice name; nil if it is not a slice.
    package var slice: String?
    /// The minimum cardinality.
    package var min: Int
    /// The maximum cardinality; nil if the type determines it.
    package var max: Int?
    /// Further requirements.
    package var facts: [Fact]
    /// The slices, then the child elements.
    package var elements: [Element]
  }

  /// One requirement.
  package struct Fact: Sendable, Hashable {
    /// The kind of requirement, named as in ElementDefinition.
    package enum Kind: String, Sendable, Hashable {
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
    package var kind: Kind
    /// The requirement in one line, such as the value, the types or the expression.
    package var text: String
  }

  /// Its URL, version, type, release and package.
  package var entry: ProfileEntry
  /// The profiles that it is based on, the nearest first.
  package var bases: [String]
  /// The unknown base profile, whose requirements are missing from the tree.
  package var unknownBase: String?
  /// The paths that it constrains but its type does not have, which are missing from the tree.
  package var unknownElements: [String]
  /// Where an extension may be used.
  package var contexts: [String]
  /// The root element, which stands for the type, with all requirements inside.
  package var root: Element
}
