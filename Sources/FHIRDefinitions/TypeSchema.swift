package import Findings

/// The facts of one FHIR type as `Profiles/` holds them: what the type adds to its base, and no more.
///
/// `SchemaReader` and `SchemaWriter` know the file's form, which docs/definitions.md describes.
package struct TypeSchema: Sendable, Hashable {
  /// The kinds of type that a StructureDefinition defines, but for logical models.
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
  /// The elements that the type adds, in the order of the definition. A primitive's `value` is none: it is the
  /// primitive itself.
  package var elements: [ElementSchema]
  /// The constraints that the type adds to its base's.
  package var invariants: [InvariantSchema]

  package init(
    url: String, name: String, kind: Kind, isAbstract: Bool, base: String?, elements: [ElementSchema],
    invariants: [InvariantSchema] = []
  ) {
    self.url = url
    self.name = name
    self.kind = kind
    self.isAbstract = isAbstract
    self.base = base
    self.elements = elements
    self.invariants = invariants
  }
}

/// An element of a type.
package struct ElementSchema: Sendable, Hashable {
  /// What an element holds.
  package enum Content: Sendable, Hashable {
    /// A named type.
    case type(String)
    /// Elements of its own, beside those of a base (`BackboneElement` or `Element`).
    case nested(base: String, elements: [ElementSchema])
    /// One of several types, each under a name of its own: `value[x]`.
    case choice([String])
    /// What another element of the same type holds: a content reference, such as `Composition.section`.
    case reference(String)
    /// Nothing: an element of the base that this type does without.
    case none
  }

  /// The name, that of a choice without `[x]`.
  package var name: String
  package var content: Content
  /// Whether it must be there.
  package var isRequired: Bool
  /// Whether it may occur more than once: in JSON it is an array.
  package var repeats: Bool
  /// Whether XML writes it as an attribute.
  package var isXMLAttribute: Bool
  /// What its references may refer to: names of resource types, or canonical URLs of profiles; empty for any resource.
  package var targets: [String]
  /// The value set that its codes come from.
  package var binding: BindingSchema?
  /// The canonical URL of the one profile that its type is held to, such as SimpleQuantity's.
  package var profile: String?
  /// The constraints on it, beside those of its type.
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

  /// The name that a choice has when it holds a type: `value` and `dateTime` make `valueDateTime`.
  package static func choiceName(_ base: String, of type: String) -> String {
    base + type.prefix(1).uppercased() + type.dropFirst()
  }
}

/// The value set that the codes of an element come from.
package struct BindingSchema: Sendable, Hashable {
  package var strength: BindingStrength
  /// The canonical URL of the value set, maybe with `|` and a version. Empty in a profile that states the strength alone:
  /// the value set is that of its base.
  package var valueSet: String

  package init(_ strength: BindingStrength, _ valueSet: String) {
    self.strength = strength
    self.valueSet = valueSet
  }
}

/// How firmly an element is bound to a value set (FHIR, Terminologies: binding strengths). Example bindings bind nothing;
/// they are there for profiles that make them firmer.
package enum BindingStrength: String, Sendable, Hashable, CaseIterable {
  case required
  case extensible
  case preferred
  case example
}

/// The facts of one package: a folder of `Profiles/`.
package struct PackageSchema: Sendable {
  /// The name, such as `hl7.fhir.r4`.
  package var name: String
  package var version: String
  /// The release that it is for; nil for all.
  package var release: FHIRRelease?
  /// The types that the package defines.
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

  /// The facts in the files of a package's folder.
  package init(_ source: PackageSource, files: [DefinitionFile: SourceText]) throws(DefinitionsError) {
    self.init(name: source.name, version: source.version, release: source.release)
    for kind in DefinitionFile.allCases { if let file = files[kind] { try kind.read(file, into: &self) } }
  }
}
