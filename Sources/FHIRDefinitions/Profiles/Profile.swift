package import FHIRSyntax

/// A profile together with all that it builds on: every constraint that its differential and those of its bases state,
/// down to the type, whose own definition is checked by itself.
///
/// It never changes once it is built: a class only so that handing it on costs one reference count.
package final class Profile: Sendable {
  /// The number of the package among those of the release.
  package let package: UInt32
  /// The canonical URL.
  package let url: String
  package let version: String?
  /// The type that is constrained; nil where the release has no type of that name.
  package let type: TypeShape?
  package let typeName: String
  /// Where an extension may stand; empty for what is no extension.
  package let contexts: [ContextSchema]
  /// What has to hold where it stands, in FHIRPath.
  package let contextInvariants: [String]
  package let root: ProfileElement
  /// The canonical URLs of the profiles that this one builds on, the nearest first.
  package let bases: [String]
  /// The base that nobody knows: then nothing of it is part of the constraints.
  package let unknownBase: String?
  /// The paths of elements that it speaks of, and that its type does not have: they are no part of the constraints.
  package let unknownElements: [String]

  init(
    package: UInt32, url: String, version: String?, type: TypeShape?, typeName: String, contexts: [ContextSchema],
    contextInvariants: [String] = [],
    root: ProfileElement, bases: [String], unknownBase: String?, unknownElements: [String] = []
  ) {
    self.package = package
    self.url = url
    self.version = version
    self.type = type
    self.typeName = typeName
    self.contexts = contexts
    self.contextInvariants = contextInvariants
    self.root = root
    self.bases = bases
    self.unknownBase = unknownBase
    self.unknownElements = unknownElements
  }

  /// The canonical URL with the version behind it, as reports show it.
  package var canonical: String { version.map { "\(url)|\($0)" } ?? url }

  /// Whether this is a profile of a URL or builds on it.
  package func builds(on url: String) -> Bool { self.url == url || bases.contains(url) }
}

/// What a profile and its bases demand of an element. What is not demanded is nil or empty, and so is what the type
/// demands anyhow.
package final class ProfileElement: Sendable {
  /// The name as documents write it, that of a choice without a type (`value`) or with one (`valueQuantity`).
  package let name: Symbol
  package let min: Int
  package let max: Int?
  package let types: [TypeConstraintSchema]
  package let binding: BindingSchema?
  package let fixed: ValueSchema?
  package let pattern: ValueSchema?
  /// What bases demand of the value, where that is not the same.
  package let basePatterns: [ValueSchema]
  package let minValue: ValueSchema?
  package let maxValue: ValueSchema?
  package let maxLength: Int?
  package let isModifier: Bool
  package let mustSupport: Bool
  package let invariants: [InvariantSchema]
  package let slicing: SlicingSchema?
  package let slices: [ProfileSlice]
  package let children: [ProfileElement]

  init(
    name: Symbol, _ facts: ConstraintSchema, slices: [ProfileSlice], children: [ProfileElement]
  ) {
    self.name = name
    min = facts.min ?? 0
    max = facts.max
    types = facts.types
    binding = facts.binding
    fixed = facts.fixed
    pattern = facts.pattern
    basePatterns = facts.basePatterns
    minValue = facts.minValue
    maxValue = facts.maxValue
    maxLength = facts.maxLength
    isModifier = facts.isModifier
    mustSupport = facts.mustSupport
    invariants = facts.invariants
    slicing = facts.slicing
    self.slices = slices
    self.children = children
  }
}

/// A slice of an element.
package struct ProfileSlice: Sendable {
  package let name: String
  package let element: ProfileElement
}
