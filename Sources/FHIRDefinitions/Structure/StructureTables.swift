import FHIRSyntax
import Findings
import Synchronization

/// The types of one release that payloads have used so far, as dense tables, which a walk over a document reads at every node.
///
/// Each type has an open-addressed table of the elements that documents may write inside it, under each of their names:
///
///     types    row of Patient -> first slot 64, mask 63
///     slots    64 ..< 128:  name gender -> element row, type row of code, order, flags, value set
///
/// A type is compiled when a document first has content of this type. The tables have value semantics: a document keeps the
/// tables that it was typed with. Slots keep their numbers when the tables grow.
package struct StructureTables: Sendable {
  package private(set) var types: [TypePlan]
  package private(set) var slots = SlotTable()

  init(typeCount: Int) { types = Array(repeating: TypePlan(), count: typeCount) }

  /// Adds the elements of a type unless they are present. Only the latest copy of the tables may grow.
  mutating func add(_ type: UInt32, of release: ReleaseDefinitions, _ classes: TypeClasses) {
    guard Int(type) < types.count, !types[Int(type)].isCompiled, let shape = release.type(at: type) else { return }
    let elements = release.elements(ofTypeAt: type)
    var size = 4
    while size < elements.count * 2 { size *= 2 }
    let mask = UInt32(size - 1)
    var added = Array(repeating: ElementSlot(), count: size)
    for element in elements {
      var bucket = ElementSlot.bucket(of: element.name.rawValue, mask)
      while added[Int(bucket)].name != ElementSlot.noName { bucket = (bucket &+ 1) & mask }
      added[Int(bucket)] = ElementSlot(element, in: shape, release, classes)
    }
    types[Int(type)] = TypePlan(shape, firstSlot: UInt32(slots.count), slotMask: mask, release, classes)
    slots = slots.adding(added)
  }
}

/// The properties of a type that are needed at every node of this type.
package struct TypePlan: Sendable {
  package var firstSlot: UInt32 = 0
  /// One less than the number of slots, which is a power of two.
  package var slotMask: UInt32 = 0
  /// The orders of the required elements: bit n for order n.
  package var required: UInt64 = 0
  package var isCompiled = false
  package var isPrimitive = false
  package var isResource = false
  package var role = TypeRole.none
  package var hasInvariants = false

  init() {}

  init(_ shape: TypeShape, firstSlot: UInt32, slotMask: UInt32, _ release: ReleaseDefinitions, _ classes: TypeClasses) {
    self.firstSlot = firstSlot
    self.slotMask = slotMask
    required = shape.requiredOrders
    isCompiled = true
    isPrimitive = shape.kind == .primitive
    isResource = shape.kind == .resource
    role = classes.role(ofTypeAt: shape.index)
    hasInvariants = !release.invariants(ofTypeAt: shape.index).isEmpty
  }
}

/// An element of a type under one of its names.
@usableFromInline package struct ElementSlot: Sendable {
  /// The symbol of the name; `noName` if the slot is empty.
  package var name = Self.noName
  /// The row of the element, `ElementShape.index`.
  package var element: UInt32 = 0
  /// The row of its type, `TypeShape.index`.
  package var type: UInt32 = 0
  /// The number of the bound value set, if `strength` is not 0.
  package var valueSet: UInt32 = 0
  /// The bound value set, as in the pack, if the binding is `required` or `extensible`.
  package var codes = CodeTables.ValueSet()
  /// The bit of its order: see `TypePlan.required`.
  package var bit: UInt64 = 0
  /// The form of its values.
  package var form = PrimitiveForm.none
  package var role = TypeRole.none
  /// 1 required, 2 extensible, 3 preferred; 0 for no binding, or an example binding.
  package var strength: UInt8 = 0
  /// Whether the binding has a maximum value set.
  package var hasMaxValueSet = false
  package var repeats = false
  package var isChoice = false
  package var isXMLAttribute = false
  /// Whether the element or its type has invariants.
  package var hasInvariants = false
  package var isPrimitive = false
  package var isResource = false
  /// Whether FHIR's own definition of the element has a profile for its type, such as SimpleQuantity.
  package var hasTypeProfile = false
  /// The symbol of the name in paths: `value` for `valueQuantity`.
  package var baseName: UInt32 = 0

  /// A number that no symbol has.
  @inlinable package static var noName: UInt32 { .max }

  init() {}

  fileprivate init(_ shape: ElementShape, in type: TypeShape, _ release: ReleaseDefinitions, _ classes: TypeClasses) {
    name = shape.name.rawValue
    element = shape.index
    self.type = shape.type.index
    bit = UInt64(1) << UInt64(shape.order & 63)
    form = classes.form(of: shape, in: type)
    role = classes.role(ofTypeAt: shape.type.index)
    if let binding = release.binding(of: shape), binding.strength != .example {
      strength = UInt8(truncatingIfNeeded: binding.strength.code)
      valueSet = binding.valueSet
      hasMaxValueSet = binding.maxValueSet != nil
      if strength < 3 { codes = release.terminology.pack.valueSet(valueSet) }
    }
    hasInvariants =
      !release.invariants(ofTypeAt: shape.type.index).isEmpty || !release.invariants(ofElementAt: shape.index).isEmpty
    (repeats, isChoice, isXMLAttribute) = (shape.repeats, shape.isChoice, shape.isXMLAttribute)
    (isPrimitive, isResource) = (shape.type.kind == .primitive, shape.type.kind == .resource)
    hasTypeProfile = release.profile(ofElementAt: shape.index) != nil
    baseName = shape.baseName.rawValue
  }

  /// Where the search for a name starts.
  @inline(__always)
  static func bucket(of name: UInt32, _ mask: UInt32) -> UInt32 { (name &* 0x9E37_79B1) >> 16 & mask }
}

/// The tables of a release, which grow as payloads use them. Safe to share between threads.
package final class StructureCache: Sendable {
  /// The current tables, visible to all threads.
  final class Shared: Sendable {
    let tables: StructureTables
    let classes: TypeClasses

    init(_ tables: StructureTables, _ classes: TypeClasses) {
      self.tables = tables
      self.classes = classes
    }
  }

  private let shared = Guarded<Shared?>(nil)

  /// The current tables.
  func current(_ release: ReleaseDefinitions) -> Shared {
    shared.withLock { Self.current(&$0, release) }
  }

  /// The current tables, extended by a closure that runs under the lock.
  func growing(_ release: ReleaseDefinitions, _ body: (inout StructureTables, TypeClasses) -> Void) -> Shared {
    shared.withLock { shared in
      let known = Self.current(&shared, release)
      var tables = known.tables
      body(&tables, known.classes)
      let new = Shared(tables, known.classes)
      shared = new
      return new
    }
  }

  private static func current(_ shared: inout Shared?, _ release: ReleaseDefinitions) -> Shared {
    if let shared { return shared }
    let new = Shared(StructureTables(typeCount: release.typeCount), TypeClasses(release))
    shared = new
    return new
  }
}
