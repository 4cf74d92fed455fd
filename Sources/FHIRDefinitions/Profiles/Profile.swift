package import FHIRSyntax

/// A profile combined with its bases: all constraints in its differential and in those of its bases. The definition of the
/// constrained type is checked separately.
///
/// Immutable once built; a class only so that passing it on costs one reference count.
package final class Profile: Sendable {
  /// The number of the profile's package among the packages of the release.
  package let package: UInt32
  /// The canonical URL.
  package let url: String
  package let version: String?
  /// The constrained type; nil if the release has no type with that name.
  package let type: TypeShape?
  package let typeName: String
  /// The contexts in which an extension is allowed; empty if it is not an extension.
  package let contexts: [ContextSchema]
  /// The invariants of the context, in FHIRPath.
  package let contextInvariants: [String]
  package let root: ProfileElement
  /// The canonical URLs of the profiles that this one is based on, the nearest first.
  package let bases: [String]
  /// An unknown base: its constraints are not included.
  package let unknownBase: String?
  /// The paths of constrained elements that the type does not have: their constraints are ignored.
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

  /// The canonical URL with the version, as reports show it.
  package var canonical: String { version.map { "\(url)|\($0)" } ?? url }

  /// Whether this is the profile with the given URL, or is based on it.
  package func builds(on url: String) -> Bool { self.url == url || bases.contains(url) }
}

/// What a profile and its bases require of an element. Properties without a requirement, or required by the type anyway, are nil
/// or empty.
package final class ProfileElement: Sendable {
  /// The name as documents write it; for a choice, the name without a type (`value`) or with one (`valueQuantity`).
  package let name: Symbol
  package let min: Int
  package let max: Int?
  package let types: [TypeConstraintSchema]
  package let binding: BindingSchema?
  package let fixed: ValueSchema?
  package let pattern: ValueSchema?
  /// Patterns of bases that differ from `pattern`; the value must match these, too.
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
    name: Symbol, _ constraint: ConstraintSchema, slices: [ProfileSlice], children: [ProfileElement]
  ) {
    self.name = name
    min = constraint.min ?? 0
    max = constraint.max
    types = constraint.types
    binding = constraint.binding
    fixed = constraint.fixed
    pattern = constraint.pattern
    basePatterns = constraint.basePatterns
    minValue = constraint.minValue
    maxValue = constraint.maxValue
    maxLength = constraint.maxLength
    isModifier = constraint.isModifier
    mustSupport = constraint.mustSupport
    invariants = constraint.invariants
    slicing = constraint.slicing
    self.slices = slices
    self.children = children
  }
}

/// A slice of an element.
package struct ProfileSlice: Sendable {
  package let name: String
  package let element: ProfileElement
}
