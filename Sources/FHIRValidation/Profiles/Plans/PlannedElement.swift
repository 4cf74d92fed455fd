import FHIRDefinitions
import FHIRSyntax

/// What a profile demands of one element, as rows of a plan's tables; -1 and empty ranges for nothing.
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
  var types: Range<Int> = 0..<0
  var fixed: Int32 = -1
  var patterns: Range<Int> = 0..<0
  var binding: Int32 = -1
  /// The most bytes that are surely no more characters than the profile permits.
  var maxLength: Int32 = .max
  var invariants: Range<Int> = 0..<0
  var children: Range<Int> = 0..<0
  var slicing: Int32 = -1
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
  let profiles: Range<Int>
  /// The types and profiles of what is referred to.
  let targets: Range<Int>
  let permitsContained: Bool
  let permitsReferenced: Bool
}

/// A fixed value, or a part of one.
enum PlannedValue: Sendable {
  /// A range of the plan's texts.
  case text(Range<Int>)
  /// Rows of `members`.
  case object(Range<Int>)
  case inexpressible
}

/// A member of a fixed object.
struct PlannedMember: Sendable {
  let name: Symbol
  /// Rows of `valueLists`: one, or the items of a list.
  let items: Range<Int>
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
  let areAllOptional: Bool
  var slices: Range<Int> = 0..<0
  var fallback: Int32 = -1
  var isClosed = false
  /// Whether the slices come in their order.
  var isOrdered = false
  /// Whether items of no slice come behind all others.
  var isOpenAtEnd = false
  /// Whether an item of no slice is a part that the definition of an extension does not have.
  var namesParts = false
}

struct PlannedSlice: Sendable {
  let element: Int32
  let min: Int32
  let max: Int32
  /// All hold for what is in the slice.
  let criteria: Range<Int>
}

/// What tells that an item is in a slice.
struct PlannedCriterion: Sendable {
  enum Demand: Sendable {
    /// Rows of `valueLists`, of which one is the value.
    case values(Range<Int>, isExact: Bool)
    case exists(Bool)
    /// Rows of `types`.
    case types(Range<Int>)
    /// A row of `bindings`.
    case valueSet(Int32)
  }

  /// Rows of `steps`: the names on the way from the item.
  let path: Range<Int>
  let demand: Demand
}

/// A place where an extension may be.
enum PlannedContext: Sendable {
  case anywhere
  /// An element: the name of the type and those on the way from it, rows of `steps`.
  case element(type: Symbol, path: Range<Int>)
  /// An extension of a URL, a range of the plan's texts.
  case inside(Range<Int>)
}
