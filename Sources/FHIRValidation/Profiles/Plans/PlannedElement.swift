import FHIRDefinitions
import FHIRSyntax

/// Rows of a table that belong together.
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

/// What a profile demands of one element, as rows of a plan's tables; -1 and no rows for nothing.
///
/// The masks have a bit for each child, by its place among the children.
struct PlannedElement: Sendable {
  let name: Symbol
  let min: Int32
  /// `Int32.max` for any number.
  let max: Int32
  /// Whether some type has a choice of this name, whose elements have other names.
  let isChoice: Bool
  var isCompiled = false
  /// Whether it demands what the plan cannot express.
  var isInexpressible = false
  /// Whether a child is a choice: then the names that choices have in paths count too.
  var hasChoices = false
  /// Whether something is demanded of its value: one of the next four.
  var demandsValue = false
  var fixed: Int32 = -1
  var binding: Int32 = -1
  var patterns = Rows()
  /// The most bytes that are surely no more characters than the profile permits.
  var maxLength: Int32 = .max
  var types = Rows()
  /// Rows of `invariants`, and of `predicates`, which decide them.
  var invariants = Rows()
  var predicates = Rows()
  /// The slices of its items.
  var slicing: Int32 = -1
  /// Rows of `elements`.
  var children = Rows()
  /// An open-addressed table of `keys`, which has the places of the children by their names.
  var firstKey: Int32 = 0
  var keyMask: UInt32 = 0
  /// The children that have to be there, those that may be there once at most, and those that may not.
  var required: UInt64 = 0
  var single: UInt64 = 0
  var forbidden: UInt64 = 0
  /// The children that have to be there more than once, or may be there some times.
  var counted: UInt64 = 0
  /// The children of which nothing but their number is demanded, but for slices.
  var plain: UInt64 = 0
  var sliced: UInt64 = 0
}

/// The place of a child, by its name.
struct PlannedKey: Sendable {
  /// The symbol of the name; `ElementSlot.noName` for an empty place in the table.
  var name = ElementSlot.noName
  var place: UInt32 = 0

  /// Where the search for a name begins.
  @inline(__always)
  static func start(of name: UInt32, _ mask: UInt32) -> UInt32 { (name &* 0x9E37_79B1) >> 16 & mask }
}

/// A type that a profile permits.
struct PlannedType: Sendable {
  /// The row of the type itself; `UInt32.max` where the release has none of this name.
  let row: UInt32
  let name: Symbol
  let isAbstract: Bool
  /// Whether any type passes: one of FHIRPath's own, or one that the release does not have.
  let isAny: Bool
  let isReference: Bool
  /// The profiles of a value, of which it keeps one.
  let profiles: Rows
  /// The types and profiles of what is referred to.
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

/// The codes that an element takes.
struct PlannedBinding: Sendable {
  let isRequired: Bool
  let isPreferred: Bool
  let set: Terminology.ValueSet?
  /// Whether its codes have a grammar in place of a list.
  let isExternal: Bool
}

/// How the slices of an element are distinguished.
struct PlannedSlicing: Sendable {
  let element: Int32
  var isCompiled = false
  var isInexpressible = false
  var slices = Rows()
  var fallback: Int32 = -1
  var isClosed = false
  /// Whether the slices come in their order.
  var isOrdered = false
  /// Whether items of no slice come behind all others.
  var isOpenAtEnd = false
  /// Whether an item of no slice is a part that the definition of an extension does not have.
  var namesParts = false
  /// The name of the one element whose text tells the slice; `ElementSlot.noName` where it takes more than that.
  var key = ElementSlot.noName
}

struct PlannedSlice: Sendable {
  let element: Int32
  let min: Int32
  let max: Int32
  /// All hold for what is in the slice.
  let criteria: Rows
}

/// What tells that an item is in a slice.
struct PlannedCriterion: Sendable {
  enum Demand: Sendable {
    /// Rows of `valueLists`, of which one is the value.
    case values(Rows, isExact: Bool)
    case exists(Bool)
    /// Rows of `types`.
    case types(Rows)
    /// A row of `bindings`.
    case valueSet(Int32)
  }

  /// Rows of `steps`: the names on the way from the item.
  let path: Rows
  let demand: Demand
}

/// A name on the way to something.
struct PlannedStep: Sendable {
  let name: Symbol
  /// Whether some type has a choice of this name.
  let isChoice: Bool
}

/// A place where an extension may be.
enum PlannedContext: Sendable {
  case anywhere
  /// An element: the name of the type and those on the way from it, rows of `steps`.
  case element(type: Symbol, path: Rows)
  /// An extension of a URL, a range of the plan's texts.
  case inside(Rows)
}
