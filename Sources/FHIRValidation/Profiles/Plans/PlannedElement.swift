import FHIRDefinitions
import FHIRSyntax

/// A contiguous range of rows of a table.
struct Rows: Sendable {
  var first: Int32 = 0
  var end: Int32 = 0

  init() {}

  init(_ range: Range<Int>) {
    (first, end) = (Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound))
  }

  @inline(__always)
  var isEmpty: Bool { first >= end }
  @inline(__always)
  var count: Int { Int(end) &- Int(first) }
  @inline(__always)
  var range: Range<Int> { Int(first)..<max(Int(first), Int(end)) }
}

/// What a profile requires of one element, as rows of a plan's tables; -1 and empty ranges for nothing.
///
/// The masks have a bit for each child, by its index among the children.
struct PlannedElement: Sendable {
  let name: Symbol
  let min: Int32
  /// `Int32.max` for unlimited.
  let max: Int32
  /// Whether any type has a choice with this base name: its elements have other names.
  let isChoice: Bool
  var isCompiled = false
  /// Whether it has a requirement that the plan cannot express.
  var isInexpressible = false
  /// Whether any child is a choice: then items are also looked up by the base name of their choice.
  var hasChoices = false
  /// Whether any of the next four requirements applies.
  var requiresValue = false
  var fixed: Int32 = -1
  var binding: Int32 = -1
  var patterns = Rows()
  /// A text of at most this many bytes cannot exceed the permitted number of characters.
  var maxLength: Int32 = .max
  var types = Rows()
  /// Rows of `invariants`, and of `predicates`, which evaluate them.
  var invariants = Rows()
  var predicates = Rows()
  /// The slices of its items.
  var slicing: Int32 = -1
  /// Rows of `elements`.
  var children = Rows()
  /// An open-addressed table of `keys`, which maps the names of children to their indices.
  var firstKey: Int32 = 0
  var keyMask: UInt32 = 0
  /// The required children, those that may occur at most once, and the prohibited ones.
  var required: UInt64 = 0
  var single: UInt64 = 0
  var forbidden: UInt64 = 0
  /// The children with a minimum or maximum greater than 1.
  var counted: UInt64 = 0
  /// The children with no requirement except cardinality and slices.
  var plain: UInt64 = 0
  var sliced: UInt64 = 0
}

/// The index of a child, by its name.
struct PlannedKey: Sendable {
  /// The symbol of the name; `ElementSlot.noName` for an empty slot of the table.
  var name = ElementSlot.noName
  var position: UInt32 = 0

  /// Where the search for a name starts.
  @inline(__always)
  static func start(of name: UInt32, _ mask: UInt32) -> UInt32 { (name &* 0x9E37_79B1) >> 16 & mask }
}

/// A type that a profile permits.
struct PlannedType: Sendable {
  /// The row of the type itself; `UInt32.max` if the release has no type with this name.
  let row: UInt32
  let name: Symbol
  let isAbstract: Bool
  /// Whether it accepts any type, because it is a FHIRPath type or unknown in the release.
  let acceptsAny: Bool
  let isReference: Bool
  /// The profiles for a value of this type, which must conform to at least one of them.
  let profiles: Rows
  /// The types and profiles of reference targets.
  let targets: Rows
  let permitsContained: Bool
  let permitsReferenced: Bool
}

/// A fixed value, or a part of one.
enum PlannedValue: Sendable {
  /// A range of the plan's texts.
  case text(Rows)
  /// Rows of `members`.
  case object(Rows)
  case inexpressible
}

/// A member of a fixed object.
struct PlannedMember: Sendable {
  let name: Symbol
  /// Rows of `valueLists`: one, or the items of a list.
  let items: Rows
  let isList: Bool
}

/// The codes that an element allows.
struct PlannedBinding: Sendable {
  let isRequired: Bool
  let isPreferred: Bool
  let set: Terminology.ValueSet?
  /// Whether its codes have a grammar instead of a list.
  let isExternal: Bool
}

/// How the slices of an element are distinguished.
struct PlannedSlicing: Sendable {
  let element: Int32
  var isCompiled = false
  var isInexpressible = false
  var slices = Rows()
  /// The index of the default slice among the slices; -1 if there is none.
  var fallback: Int32 = -1
  var isClosed = false
  /// Whether the slices are ordered.
  var isOrdered = false
  /// Whether items outside the slices come after all others.
  var isOpenAtEnd = false
  /// Whether the slices are the parts of an extension, so that any other item may be an unknown part.
  var namesParts = false
  /// The name of the only element whose text determines the slice; `ElementSlot.noName` if the slice depends on anything else.
  var key = ElementSlot.noName
}

struct PlannedSlice: Sendable {
  let element: Int32
  let min: Int32
  let max: Int32
  /// The items of the slice meet all of these.
  let criteria: Rows
}

/// A criterion for an item to be in a slice.
struct PlannedCriterion: Sendable {
  enum Condition: Sendable {
    /// Rows of `valueLists`; the value must be one of them.
    case values(Rows, isExact: Bool)
    case exists(Bool)
    /// Rows of `types`.
    case types(Rows)
    /// A row of `bindings`.
    case valueSet(Int32)
  }

  /// Rows of `steps`: the names on the path from the item.
  let path: Rows
  let condition: Condition
}

/// A name on a path.
struct PlannedStep: Sendable {
  let name: Symbol
  /// Whether any type has a choice with this base name.
  let isChoice: Bool
}

/// A context in which an extension is allowed.
enum PlannedContext: Sendable {
  case anywhere
  /// An element, by a type and the names on the path from this type: rows of `steps`.
  case element(type: Symbol, path: Rows)
  /// An extension with the URL in a range of the plan's texts.
  case inside(Rows)
}
