package import FHIRSyntax

/// A type of one release: a row of the pack's table. Valid only for the `ReleaseDefinitions` it comes from.
package struct TypeShape: Sendable, Hashable {
  /// The kind of a type.
  package enum Kind: Sendable, Hashable {
    case primitive
    case complex
    case resource
    /// The elements inside an element, such as those of `Patient.contact`.
    case nested
  }

  /// The row of the pack's table.
  package let index: UInt32
  /// The name; for nested elements, the name of their base, `BackboneElement` or `Element`.
  package let name: Symbol
  package let kind: Kind
  package let isAbstract: Bool
  /// The orders of the required elements: bit n for the element whose `order` is n.
  package let requiredOrders: UInt64

  package static func == (left: TypeShape, right: TypeShape) -> Bool { left.index == right.index }

  package func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

/// An element of a type under one of its names: `status`, or `valueQuantity` for one type of `value[x]`.
package struct ElementShape: Sendable, Hashable {
  /// The row of the pack's table.
  package let index: UInt32
  /// The name in documents.
  package let name: Symbol
  /// The name in paths: `value` for `valueQuantity`, otherwise the name itself.
  package let baseName: Symbol
  /// The type of the element; content references are resolved.
  package let type: TypeShape
  /// Its index among the elements of the type, after those of the base types: the order required in XML. All names of a choice
  /// have the same index.
  package let order: Int
  let flags: Flags
  /// 1 more than the row of its detail; 0 if it has none.
  let detail: UInt32

  /// The name of the type; for nested elements, `BackboneElement` or `Element`.
  package var typeName: Symbol { type.name }
  /// Whether the base definition allows more than one occurrence: an array in JSON, with an index in paths.
  package var repeats: Bool { flags.contains(.repeats) }
  package var isRequired: Bool { flags.contains(.required) }
  package var isChoice: Bool { flags.contains(.choice) }
  package var isXMLAttribute: Bool { flags.contains(.xmlAttribute) }

  struct Flags: OptionSet, Sendable, Hashable {
    let rawValue: UInt32

    static var repeats: Flags { Flags(rawValue: 1 << 0) }
    static var choice: Flags { Flags(rawValue: 1 << 1) }
    static var xmlAttribute: Flags { Flags(rawValue: 1 << 2) }
    /// The type excludes this element of its base.
    static var excluded: Flags { Flags(rawValue: 1 << 3) }
    static var required: Flags { Flags(rawValue: 1 << 4) }
  }
}

/// The value set that the codes of an element come from.
package struct Binding: Sendable, Hashable {
  package let strength: BindingStrength
  /// The number of the value set's canonical URL, without a version, among the pack's strings.
  package let valueSet: UInt32
  /// The number of the canonical URL of the value set that additional codes must come from; nil if there is none.
  package let maxValueSet: UInt32?

  package init(strength: BindingStrength, valueSet: UInt32, maxValueSet: UInt32? = nil) {
    self.strength = strength
    self.valueSet = valueSet
    self.maxValueSet = maxValueSet
  }
}

/// A possible target of a reference.
package enum ReferenceTarget: Sendable, Hashable {
  case type(Symbol)
  /// A resource that conforms to the profile with this canonical URL.
  case profile(String)
}
