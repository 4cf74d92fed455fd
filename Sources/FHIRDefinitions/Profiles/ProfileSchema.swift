/// The definition of one profile in `Profiles/`: only what it adds to its base. A profile constrains a type; the definition of an
/// extension is a profile of `Extension`.
///
/// `ProfileReader` and `ProfileWriter` implement the file format, which docs/definitions.md describes.
package struct ProfileSchema: Sendable, Hashable {
  /// The canonical URL.
  package var url: String
  /// The business version; nil if the definition states none.
  package var version: String?
  /// The name of the constrained type, such as `Patient` or `Extension`.
  package var type: String
  /// The canonical URL of the profile or type that this one is based on.
  package var base: String
  /// The contexts in which an extension is allowed; empty if it is not an extension.
  package var contexts: [ContextSchema]
  /// The invariants of an extension's context (StructureDefinition.contextInvariant), in FHIRPath. Files of `Profiles/` have
  /// none.
  package var contextInvariants: [String] = []
  /// The constraints on the root and its descendants.
  package var root: ConstraintSchema
  /// Whether it was read from a snapshot, and so includes the constraints of its bases. Files of `Profiles/` contain
  /// differentials.
  package var isFromSnapshot = false

  package init(
    url: String, version: String?, type: String, base: String, contexts: [ContextSchema] = [], root: ConstraintSchema
  ) {
    self.url = url
    self.version = version
    self.type = type
    self.base = base
    self.contexts = contexts
    self.root = root
  }
}

/// What a profile requires of one element (ElementDefinition). Anything not stated is nil or empty.
package struct ConstraintSchema: Sendable, Hashable {
  /// The minimum number of occurrences; nil or 0 if not stated.
  package var min: Int?
  /// The maximum number of occurrences; nil for unlimited.
  package var max: Int?
  /// The allowed types; empty if all types of the base are allowed.
  package var types: [TypeConstraintSchema] = []
  package var binding: BindingSchema?
  /// The exact value that the element must have.
  package var fixed: ValueSchema?
  /// The pattern that its value must match, optionally with additional content.
  package var pattern: ValueSchema?
  /// Patterns of bases that differ from `pattern`; the value must match these, too. Files of `Profiles/` have none.
  package var basePatterns: [ValueSchema] = []
  /// The minimum and maximum value, as written: a text, or a quantity.
  package var minValue: ValueSchema?
  package var maxValue: ValueSchema?
  /// The maximum number of characters of a text.
  package var maxLength: Int?
  package var isModifier = false
  package var mustSupport = false
  package var invariants: [InvariantSchema] = []
  package var slicing: SlicingSchema?
  /// Its slices, in order; the name of a slice of a slice consists of both names, separated by a slash.
  package var slices: [NamedConstraint] = []
  /// Its children, in order. The name of a choice is its base name, without `[x]`, or its name with one type, as in documents.
  package var elements: [NamedConstraint] = []

  package init() {}

  /// Whether the element and its descendants are unconstrained.
  package var isEmpty: Bool { self == ConstraintSchema() }
}

/// A constraint under the name of its element or slice.
package struct NamedConstraint: Sendable, Hashable {
  package var name: String
  package var constraint: ConstraintSchema

  package init(_ name: String, _ constraint: ConstraintSchema) {
    self.name = name
    self.constraint = constraint
  }
}

/// A type that a profile permits for an element.
package struct TypeConstraintSchema: Sendable, Hashable {
  package var name: String
  /// Canonical URLs: the value must conform to at least one of these profiles.
  package var profiles: [String]
  /// Canonical URLs of types and profiles: the reference target must conform to at least one of these.
  package var targets: [String]
  /// Where the reference target may be; empty for anywhere.
  package var aggregation: [ReferenceAggregation]

  /// The type with the profiles and targets of a base if it states none of its own. `aggregation` is not inherited: published
  /// snapshots omit it if the differential does.
  func within(_ base: TypeConstraintSchema) -> TypeConstraintSchema {
    TypeConstraintSchema(
      name, profiles: profiles.isEmpty ? base.profiles : profiles, targets: targets.isEmpty ? base.targets : targets,
      aggregation: aggregation)
  }

  package init(
    _ name: String, profiles: [String] = [], targets: [String] = [], aggregation: [ReferenceAggregation] = []
  ) {
    self.name = name
    self.profiles = profiles
    self.targets = targets
    self.aggregation = aggregation
  }
}

/// Where the target of a reference is (ElementDefinition.type.aggregation).
package enum ReferenceAggregation: String, Sendable, Hashable {
  /// Inside the referring resource.
  case contained
  /// Outside the referring resource.
  case referenced
  /// In the same Bundle.
  case bundled
}

/// A value that a profile fixes. Primitives are compared by their text.
package indirect enum ValueSchema: Sendable, Hashable {
  case text(String)
  case list([ValueSchema])
  /// The members in written order.
  case object([Member])

  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: ValueSchema

    package init(_ name: String, _ value: ValueSchema) {
      self.name = name
      self.value = value
    }
  }
}

extension ValueSchema {
  /// A short description of the value: the text, or the texts inside the value.
  package var summary: String {
    switch self {
    case .text(let text): text
    case .list(let items): items.map(\.summary).joined(separator: ", ")
    case .object(let members): members.map { "\($0.name) \($0.value.summary)" }.joined(separator: ", ")
    }
  }

  /// The value of a member, or its items if it is a list; for a list, the values of the member in all items.
  package func member(_ name: String) -> [ValueSchema] {
    switch self {
    case .text: []
    case .list(let items): items.flatMap { $0.member(name) }
    case .object(let members):
      members.filter { $0.name == name }.flatMap { member -> [ValueSchema] in
        if case .list(let items) = member.value { return items }
        return [member.value]
      }
    }
  }
}

/// How an element is sliced (ElementDefinition.slicing).
package struct SlicingSchema: Sendable, Hashable {
  package enum Rules: String, Sendable, Hashable, CaseIterable {
    case open
    case closed
    case openAtEnd
  }

  package var rules: Rules
  package var isOrdered: Bool
  package var discriminators: [DiscriminatorSchema]

  package init(_ rules: Rules, isOrdered: Bool = false, discriminators: [DiscriminatorSchema] = []) {
    self.rules = rules
    self.isOrdered = isOrdered
    self.discriminators = discriminators
  }
}

/// A path whose content distinguishes slices (ElementDefinition.slicing.discriminator).
package struct DiscriminatorSchema: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case value
    case pattern
    case exists
    case type
    case profile
  }

  package var kind: Kind
  package var path: String

  package init(_ kind: Kind, _ path: String) {
    self.kind = kind
    self.path = path
  }
}

/// A constraint in FHIRPath (ElementDefinition.constraint).
package struct InvariantSchema: Sendable, Hashable {
  package var key: String
  /// Whether a violation is an error; otherwise a warning.
  package var isError: Bool
  package var expression: String

  package init(key: String, isError: Bool, expression: String) {
    self.key = key
    self.isError = isError
    self.expression = expression
  }
}

extension ConstraintSchema {
  /// Whether this constraint, or a constraint inside it, has an invariant with the given key.
  func hasInvariant(_ key: String) -> Bool {
    invariants.contains { $0.key == key } || slices.contains { $0.constraint.hasInvariant(key) }
      || elements.contains { $0.constraint.hasInvariant(key) }
  }
}
