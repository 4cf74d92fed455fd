/// The facts of one profile as `Profiles/` holds them: what it adds to its base, and no more. A profile constrains a
/// type; the definition of an extension is a profile of `Extension`.
///
/// `ProfileReader` and `ProfileWriter` know the file's form, which docs/definitions.md describes.
package struct ProfileSchema: Sendable, Hashable {
  /// The canonical URL.
  package var url: String
  /// The business version; nil where the definition states none.
  package var version: String?
  /// The name of the type that is constrained, such as `Patient` or `Extension`.
  package var type: String
  /// The canonical URL of the profile or type that this one builds on.
  package var base: String
  /// Where an extension may stand; empty for what is no extension.
  package var contexts: [ContextSchema]
  /// What has to hold where an extension stands (StructureDefinition.contextInvariant), in FHIRPath. Files of `Profiles/` have none.
  package var contextInvariants: [String] = []
  /// The constraints of the root and of everything below it.
  package var root: ConstraintSchema
  /// Whether it states all that its bases do: it was read from a snapshot. Files of `Profiles/` hold differentials.
  package var isWhole = false

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

/// A place where an extension may stand (StructureDefinition.context).
package struct ContextSchema: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The expression is a type, or the path of an element from its type.
    case element
    /// The expression is the URL of the extension around it.
    case `extension`
    /// The expression is a FHIRPath.
    case fhirpath
  }

  package var kind: Kind
  package var expression: String

  package init(_ kind: Kind, _ expression: String) {
    self.kind = kind
    self.expression = expression
  }
}

/// What a profile demands of one element (ElementDefinition). What is not stated is nil or empty.
package struct ConstraintSchema: Sendable, Hashable {
  /// How often it must occur at least; nil or 0 for nothing stated.
  package var min: Int?
  /// How often it may occur at most; nil for any number.
  package var max: Int?
  /// The types it may have; empty where all types of the base are left.
  package var types: [TypeConstraintSchema] = []
  package var binding: BindingSchema?
  /// The value it must have, nothing added.
  package var fixed: ValueSchema?
  /// The value it must hold, maybe beside more.
  package var pattern: ValueSchema?
  /// Other patterns, of bases; no file has them.
  package var basePatterns: [ValueSchema] = []
  /// The least and the greatest value, as written: a text, or a quantity.
  package var minValue: ValueSchema?
  package var maxValue: ValueSchema?
  /// The most characters of a text.
  package var maxLength: Int?
  package var isModifier = false
  package var mustSupport = false
  package var invariants: [InvariantSchema] = []
  /// How its slices are told apart.
  package var slicing: SlicingSchema?
  /// Its slices, in order; a slice of a slice has both names with a slash between them.
  package var slices: [NamedConstraint] = []
  /// What stands inside, in order. A choice goes by its name without `[x]`, or with one type as documents write it.
  package var elements: [NamedConstraint] = []

  package init() {}

  /// Whether nothing is said of the element or of anything below it.
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
  /// Canonical URLs: the value keeps at least one of these profiles.
  package var profiles: [String]
  /// Canonical URLs of types and profiles: what is referred to keeps at least one of these.
  package var targets: [String]
  /// Where what is referred to may be; empty for anywhere.
  package var aggregation: [ReferenceAggregation]

  /// The type with the profiles and targets of a base where it states none of its own. Where references may lead is stated anew
  /// with the type: published snapshots leave it out where the differential does.
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

/// Where a resource is that a reference leads to (ElementDefinition.type.aggregation).
package enum ReferenceAggregation: String, Sendable, Hashable {
  /// Inside the resource that refers to it.
  case contained
  /// Outside of the resource that refers to it.
  case referenced
  /// In the same Bundle.
  case bundled
}

/// A value that a profile fixes. Primitives are compared by their text.
package indirect enum ValueSchema: Sendable, Hashable {
  case text(String)
  case list([ValueSchema])
  /// The members in the order they are written.
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
  /// The value in a few words: a text itself, else the texts in it.
  package var summary: String {
    switch self {
    case .text(let text): text
    case .list(let items): items.map(\.summary).joined(separator: ", ")
    case .object(let members): members.map { "\($0.name) \($0.value.summary)" }.joined(separator: ", ")
    }
  }

  /// The value of a member; those of all items where there are several.
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

/// How slices are told apart (ElementDefinition.slicing).
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

/// A path whose content tells a slice (ElementDefinition.slicing.discriminator).
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
  /// Whether breaking it is an error; else a warning.
  package var isError: Bool
  package var expression: String

  package init(key: String, isError: Bool, expression: String) {
    self.key = key
    self.isError = isError
    self.expression = expression
  }
}

extension ConstraintSchema {
  /// Whether this, or something inside, has an invariant of a key.
  func hasInvariant(_ key: String) -> Bool {
    invariants.contains { $0.key == key } || slices.contains { $0.constraint.hasInvariant(key) }
      || elements.contains { $0.constraint.hasInvariant(key) }
  }
}
