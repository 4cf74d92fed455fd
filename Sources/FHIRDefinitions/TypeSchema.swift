package import Findings

/// The definition of one FHIR type in `Profiles/`: only what the type adds to its base.
///
/// `SchemaReader` and `SchemaWriter` implement the file format, which docs/definitions.md describes.
package struct TypeSchema: Sendable, Hashable {
  /// The kinds of type that a StructureDefinition defines, except logical models.
  package enum Kind: String, Sendable, Hashable {
    case primitive = "primitive-type"
    case complex = "complex-type"
    case resource
  }

  /// The canonical URL of the StructureDefinition.
  package var url: String
  /// The type's name, such as `Patient`.
  package var name: String
  package var kind: Kind
  package var isAbstract: Bool
  /// The name of the type that this one specialises; nil for `Element` and `Resource`.
  package var base: String?
  /// The elements that the type adds, in the order of the definition. A primitive's `value` is not included: it is the primitive
  /// itself.
  package var elements: [ElementSchema]
  /// The constraints that the type adds to those of its base.
  package var invariants: [InvariantSchema]
  /// The binding of the type itself, such as that of Age: it applies to elements of this type that have no binding of their own.
  package var binding: BindingSchema?

  package init(
    url: String, name: String, kind: Kind, isAbstract: Bool, base: String?, elements: [ElementSchema],
    invariants: [InvariantSchema] = [], binding: BindingSchema? = nil
  ) {
    self.url = url
    self.name = name
    self.kind = kind
    self.isAbstract = isAbstract
    self.base = base
    self.elements = elements
    self.invariants = invariants
    self.binding = binding
  }
}

/// An element of a type.
package struct ElementSchema: Sendable, Hashable {
  /// The content of an element.
  package enum Content: Sendable, Hashable {
    /// A named type.
    case type(String)
    /// Nested elements, in addition to those of a base (`BackboneElement` or `Element`).
    case nested(base: String, elements: [ElementSchema])
    /// One of several types, each under its own name: `value[x]`.
    case choice([String])
    /// The content of another element of the same type: a content reference, such as `Composition.section`.
    case reference(String)
    /// Nothing: an element of the base that this type excludes.
    case none
  }

  /// The name; for a choice, without `[x]`.
  package var name: String
  package var content: Content
  package var isRequired: Bool
  /// Whether the element may occur more than once, and so is an array in JSON.
  package var repeats: Bool
  package var isXMLAttribute: Bool
  /// The allowed targets of its references: names of resource types, or canonical URLs of profiles; empty for any resource.
  package var targets: [String]
  /// The value set that its codes come from.
  package var binding: BindingSchema?
  /// The canonical URL of the profile that the definition states for its type, such as SimpleQuantity.
  package var profile: String?
  /// The constraints on the element, in addition to those of its type.
  package var invariants: [InvariantSchema]

  package init(
    _ name: String, _ content: Content, isRequired: Bool = false, repeats: Bool = false, isXMLAttribute: Bool = false,
    targets: [String] = [], binding: BindingSchema? = nil, profile: String? = nil, invariants: [InvariantSchema] = []
  ) {
    self.name = name
    self.content = content
    self.isRequired = isRequired
    self.repeats = repeats
    self.isXMLAttribute = isXMLAttribute
    self.targets = targets
    self.binding = binding
    self.profile = profile
    self.invariants = invariants
  }

  /// The name of a choice with a type: `value` and `dateTime` make `valueDateTime`.
  package static func choiceName(_ base: String, of type: String) -> String {
    base + type.prefix(1).uppercased() + type.dropFirst()
  }
}

/// The value set that the codes of an element come from.
package struct BindingSchema: Sendable, Hashable {
  package var strength: BindingStrength
  /// The canonical URL of the value set, optionally with `|` and a version. Empty in a profile that states only the strength, so
  /// that the value set of its base applies.
  package var valueSet: String
  /// The canonical URL of the value set that additional codes must come from, although the binding is not required
  /// (elementdefinition-maxValueSet).
  package var maxValueSet: String?

  package init(_ strength: BindingStrength, _ valueSet: String, maxValueSet: String? = nil) {
    self.strength = strength
    self.valueSet = valueSet
    self.maxValueSet = maxValueSet
  }
}

/// The strength of a binding (FHIR, Terminologies: binding strengths). Example bindings are not checked; they are kept for
/// profiles that strengthen them.
package enum BindingStrength: String, Sendable, Hashable, CaseIterable {
  case required
  case extensible
  case preferred
  case example
}

/// The definitions of one package: a folder of `Profiles/`.
package struct PackageSchema: Sendable {
  /// The name, such as `hl7.fhir.r4`.
  package var name: String
  package var version: String
  /// The FHIR release that the package applies to; nil for all releases.
  package var release: FHIRRelease?
  package var types: [TypeSchema]
  /// The code systems and value sets that bindings need.
  package var codeSystems: [CodeSystemSchema]
  package var valueSets: [ValueSetSchema]
  /// The profiles, and the definitions of extensions.
  package var profiles: [ProfileSchema]
  package var messages: [MessageDefinition]

  package init(
    name: String, version: String, release: FHIRRelease?, types: [TypeSchema] = [],
    codeSystems: [CodeSystemSchema] = [], valueSets: [ValueSetSchema] = [], profiles: [ProfileSchema] = [],
    messages: [MessageDefinition] = []
  ) {
    self.name = name
    self.version = version
    self.release = release
    self.types = types
    self.codeSystems = codeSystems
    self.valueSets = valueSets
    self.profiles = profiles
    self.messages = messages
  }

  /// The definitions in the files of a package's folder.
  package init(_ source: PackageSource, files: [DefinitionFile: SourceText]) throws(DefinitionsError) {
    self.init(name: source.name, version: source.version, release: source.release)
    for kind in DefinitionFile.allCases { if let file = files[kind] { try kind.read(file, into: &self) } }
  }
}
