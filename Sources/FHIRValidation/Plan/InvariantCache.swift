import FHIRDefinitions
import FHIRPath
import FHIRSyntax

/// The constraints of types and elements in the form that a walk evaluates: those that payloads have used so far.
struct InvariantCache: Sendable {
  /// What is known about the constraints of a type or element.
  private enum Entry {
    static var unknown: UInt16 { 0 }
    /// No constraints for `InvariantCheck`.
    static var none: UInt16 { 1 }
    /// A constraint that the walk cannot evaluate.
    static var general: UInt16 { .max }
    /// The offset added to the number of a program.
    static var first: UInt16 { 2 }
  }

  private var types: [UInt16]
  private var elements: [UInt16]
  /// Rows of `predicates`, all of which must be true.
  private var programs: [Range<Int>] = []
  private var predicates: [PresencePredicate] = []
  /// The number of types and elements whose constraints are known.
  private(set) var count = 0

  init(_ release: ReleaseDefinitions) {
    types = Array(repeating: Entry.unknown, count: release.typeCount)
    elements = Array(repeating: Entry.unknown, count: release.elementCount)
  }

  /// Whether neither an element nor its type has constraints to evaluate.
  func hasNone(forType type: UInt32, element: UInt32) -> Bool {
    types[Int(type)] == Entry.none && elements[Int(element)] == Entry.none
  }

  /// Whether an element with the child elements in a bit set satisfies its constraints and those of its type; false if this is
  /// not known here.
  @inline(__always)
  func areSatisfied(
    type: UInt32, element: UInt32?, _ present: UInt64, equals: (UInt64, [UInt8]) -> Bool?
  ) -> Bool {
    isSatisfied(types[Int(type)], present, equals) && (element.map { isSatisfied(elements[Int($0)], present, equals) } ?? true)
  }

  @inline(__always)
  private func isSatisfied(_ entry: UInt16, _ present: UInt64, _ equals: (UInt64, [UInt8]) -> Bool?) -> Bool {
    if entry == Entry.none { return true }
    guard entry != Entry.unknown, entry != Entry.general else { return false }
    for row in programs[Int(entry - Entry.first)] where predicates[row].holds(present, equals: equals) != true { return false }
    return true
  }

  /// Adds the constraints of a node's type and element; `compile` compiles the constraint in a row of the release.
  mutating func add(_ node: Node, in typed: TypedDocument, _ compile: (Int) -> CompiledInvariant) {
    guard let type = typed.typeRow(of: node) else { return }
    let release = typed.release
    if types[Int(type)] == Entry.unknown {
      types[Int(type)] = entry(release.invariants(ofTypeAt: type), ofType: type, release, compile)
      count += 1
    }
    if let slot = typed.slot(of: node), elements[Int(slot.element)] == Entry.unknown {
      let rows = release.invariants(ofElementAt: slot.element)
      // The content of an element that is a resource depends on the type of the resource.
      let isFixed = !slot.isResource
      elements[Int(slot.element)] =
        isFixed || rows.isEmpty ? entry(rows, ofType: slot.type, release, compile) : Entry.general
      count += 1
    }
  }

  private mutating func entry(
    _ rows: Range<Int>, ofType type: UInt32, _ release: ReleaseDefinitions, _ compile: (Int) -> CompiledInvariant
  ) -> UInt16 {
    var found: [PresencePredicate] = []
    let shape = release.type(at: type)
    let children = shape.map { release.children(of: $0) } ?? []
    for row in rows where row < release.invariantCount {
      let invariant = compile(row)
      if invariant.isNative { continue }
      guard case .expression(_, let predicate?) = invariant.program else { return Entry.general }
      found.append(
        PresencePredicate(predicate, isType: { name in shape.map { release.isType($0, name) } ?? false }) { name in
          let child = children.first { $0.name == name || $0.isChoice && $0.baseName == name }
          return child.map { UInt64(1) << UInt64($0.order & 63) } ?? 0
        })
    }
    if found.isEmpty { return Entry.none }
    guard programs.count < Int(UInt16.max - 3) else { return Entry.general }
    programs.append(predicates.count..<predicates.count + found.count)
    predicates += found
    return UInt16(programs.count - 1) + Entry.first
  }
}
