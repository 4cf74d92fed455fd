package import FHIRSyntax

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

  package init(url: String, name: String, kind: Kind, isAbstract: Bool, base: String?, elements: [ElementSchema]) {
    self.url = url
    self.name = name
    self.kind = kind
    self.isAbstract = isAbstract
    self.base = base
    self.elements = elements
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
  /// Whether it may occur more than once: in JSON it is an array.
  package var repeats: Bool
  /// Whether XML writes it as an attribute.
  package var isXMLAttribute: Bool

  package init(_ name: String, _ content: Content, repeats: Bool = false, isXMLAttribute: Bool = false) {
    self.name = name
    self.content = content
    self.repeats = repeats
    self.isXMLAttribute = isXMLAttribute
  }

  /// The name that a choice has when it holds a type: `value` and `dateTime` make `valueDateTime`.
  package static func choiceName(_ base: String, of type: String) -> String {
    base + type.prefix(1).uppercased() + type.dropFirst()
  }
}

/// The facts of one package: a folder of `Profiles/`.
package struct PackageSchema: Sendable, Hashable {
  /// The name, such as `hl7.fhir.r4`.
  package var name: String
  package var version: String
  /// What the canonical URLs of the package begin with.
  package var canonical: String
  package var release: FHIRRelease
  /// The types that the package defines, by rising name.
  package var types: [TypeSchema]

  package init(name: String, version: String, canonical: String, release: FHIRRelease, types: [TypeSchema]) {
    self.name = name
    self.version = version
    self.canonical = canonical
    self.release = release
    self.types = types
  }
}
