import FHIRSyntax

/// The rules of some packs, of each for one interaction, compiled to a tree that is walked together with a payload.
///
/// The paths of all parts of rules are merged, so that the children of an element are looked at once, whatever number of
/// rules is about them. For the two parts
///
///     Appointment.status: fixed 'booked', required        Appointment.slot.reference: present
///
/// the tree is
///
///     Appointment     clear 0, at the end: part 0 needs 0
///       status        reach 0; part 0 tests oneOf 'booked'
///       slot          clear 1, at the end: part 1 needs 1
///         reference   visible 1
///
/// A plan decides nothing but whether a part may be violated. Those parts run as `RuleRun` runs them, which words the findings.
/// Parts that the tree cannot express run for every payload.
final class RulePlan: Sendable {
  /// A part of a rule beside what it belongs to.
  struct Part: Sendable {
    var table: Int
    var rule: Rule
    var part: RulePart
  }

  /// The resources that a tree is walked at.
  struct Root: Sendable {
    /// The type of the resources that a table is about; nil for any, which is the outermost.
    var scope: Symbol?
    /// Whether only the outermost resource counts.
    var isOutermost: Bool
    /// The type at which the paths begin; nil for the scope itself.
    var head: Symbol?
    var node: Int

    init(isOutermost: Bool, node: Int) {
      self.isOutermost = isOutermost
      self.node = node
    }
  }

  /// Of the arrays below, the entries `first..<end`.
  struct Slice: Sendable {
    var first: Int32 = 0
    var end: Int32 = 0

    @inline(__always) var isEmpty: Bool { first == end }
  }

  /// What holds for a pack as a whole.
  struct Pack: Sendable {
    var parts = 0..<0
    var tables = 0..<0
    /// The parts that run where a verdict on a profile is not that it is kept.
    var verdicts: [Int] = []
    /// The parts that run where they are asked for.
    var onRequest: [Int] = []
    /// The tables with rules that a machine cannot check.
    var uncheckedTables: [Int] = []
    /// Whether rules leave a part of their judgement to others, but for conformance to profiles.
    var hasOtherDemands = false
    /// Whether the walk finds all that has to conform to profiles.
    var findsDemands = true
  }

  /// What holds for a table as a whole.
  struct Table: Sendable {
    /// Whether all documents have the type of resource that it is about.
    var isShared: Bool
    /// The type of resource that it is about; nil for any.
    var scope: Symbol?
    var isOutermost: Bool
    /// The rules that a machine cannot check.
    var unchecked: [(rule: Rule, reason: String)]
    /// The rules that leave a part of their judgement to others, but for conformance to profiles.
    var demanding: [Rule]
  }

  /// An element of the tree.
  struct Element: Sendable {
    /// A bit for each child that an edge leads to: that of the lower six bits of its symbol.
    var children: UInt64 = 0
    var edges = Slice()
    var branches = Slice()
    var steps = Slice()
    /// Tests of all kinds of values: those for which a value has none of the `Trait`s of the test are passed over.
    var screened = Slice()
    var needs = Slice()
    /// The registers that are cleared when the element is entered.
    var registers = Slice()
  }

  /// An edge to the children of a name.
  struct Edge: Sendable {
    var name: UInt32
    var node: Int32
    /// Whether children without content count too.
    var includesEmpty: Bool
    /// The parts, in `emptied`, that may be violated where a child has no content.
    var emptied = Slice()
  }

  /// An edge on other conditions.
  struct Branch: Sendable {
    enum Kind: UInt8, Sendable {
      /// To the element itself, where all `terms` hold.
      case matching
      /// To the element itself, where it is a resource of the type `name`.
      case ofType
      /// To all choices of the name with the text `name`.
      case choice
      /// To all descendants.
      case descendants
      /// To what the reference in the element refers to.
      case resolve
      /// To the element itself, if it is the first since the register was cleared.
      case first
    }

    var kind: Kind
    var node: Int32
    var terms = Slice()
    /// Of a matching branch below descendants, a child that the element must have.
    var name: UInt32 = 0
    var includesEmpty = false
    /// Whether the one term is about that child itself.
    var isDirect = false
    var register: Int32 = 0
  }

  /// A condition of a `where(...)`.
  struct Term: Sendable {
    enum Condition: UInt8, Sendable { case equals, differs, startsWith, exists, absent }

    var condition: Condition
    /// The names of the path, in `symbols`.
    var path: Slice
    var text: Int32
    var includesEmpty: Bool
  }

  /// What is done at an element.
  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      /// The part may be violated.
      case suspect
      /// The element, where it is a resource, has to conform to the profile of the part.
      case demand
      /// The register is set.
      case reach
      /// The register is set where the element has content that is not blank.
      case visible
      /// The register is counted up.
      case count
      /// The part may be violated where the element has no content, or no value.
      case content
      case value
      /// The part may be violated where the value is an earlier one's.
      case unique
      /// The part may be violated where the test fails.
      case test
      /// The register is set where the test passes; the next one in any case.
      case testAny
    }

    var kind: Kind
    var part: Int32
    var register: Int32 = 0
    var test: Int32 = 0
  }

  /// What tells at a glance that a value may fail a test.
  enum Trait {
    /// It begins or ends with what may be a blank.
    static var blankEnd: Int32 { 1 }
    /// It has the form of a date with a time.
    static var time: Int32 { 2 }
    /// It begins as a URL.
    static var url: Int32 { 4 }
  }

  /// What an element must have seen when it is left.
  struct Need: Sendable {
    enum Kind: UInt8, Sendable {
      /// The register is set.
      case set
      /// The register is set where the next one is.
      case setIfTried
      /// The register is between two numbers.
      case between
    }

    var kind: Kind
    var part: Int32
    var register: Int32
    var minimum: UInt64 = 0
    var maximum: UInt64 = .max
  }

  /// A test, with its operands in the arrays below.
  struct Test: Sendable {
    var kind: TestKind
    var texts = Slice()
    var symbols = Slice()
    var groups = Slice()
    var number: Int64 = 0
    var second: Int64 = 0
  }

  enum TestKind: UInt8, Sendable {
    case oneOf, pattern, instant, dateTime, date, uuid, mimeType, language, checksum, varied, spelling, trimmed, zoned, offset,
      utc
    case fraction, notFuture, notPlaceholder, has, resource, reference, referenceURL, resolves, hashed, referenced, display
    case sameIdentifier, order, duration, inside, simultaneous
  }

  let parts: [Part]
  let tables: [RuleTable]
  let tablePlans: [Table]
  let roots: [Root]
  let elements: [Element]
  let edges: [Edge]
  let branches: [Branch]
  let terms: [Term]
  let steps: [Step]
  let needs: [Need]
  let tests: [Test]
  let symbols: [UInt32]
  /// Texts, as the bytes `first..<end` of `bytes`.
  let texts: [Slice]
  let bytes: [UInt8]
  /// Lists of slices: of `pieces` for patterns, of `groups` or `symbols` for paths.
  let groups: [Slice]
  let pieces: [BytePiece]
  let emptied: [Int32]
  let registerCount: Int
  /// The parts that run for every payload, as bits.
  let always: [UInt64]
  /// Whether there are tests of whether resources are referred to.
  let needsLocalReferences: Bool
  let packs: [Pack]

  init(_ compiler: consuming RulePlanCompiler) {
    parts = compiler.parts
    tables = compiler.tables
    roots = compiler.roots
    (elements, edges, branches) = (compiler.flat.elements, compiler.flat.edges, compiler.flat.branches)
    (steps, needs, emptied) = (compiler.flat.steps, compiler.flat.needs, compiler.flat.emptied)
    terms = compiler.terms
    tests = compiler.tests.tests
    symbols = compiler.tests.symbols
    (texts, bytes) = (compiler.tests.texts, compiler.tests.bytes)
    (groups, pieces) = (compiler.tests.groups, compiler.tests.pieces)
    registerCount = compiler.flat.registerCount
    var always = [UInt64](repeating: 0, count: (max(compiler.parts.count, compiler.conditionCount) + 63) / 64)
    for part in compiler.always { always[part >> 6] |= 1 << UInt64(part & 63) }
    self.always = always
    packs = compiler.packs
    tablePlans = compiler.tablePlans
    needsLocalReferences = compiler.tests.tests.contains { if case .referenced = $0.kind { true } else { false } }
  }
}
