/// The parts of the tree of a plan.
extension RulePlan {
  /// An element of the tree.
  struct Element: Sendable {
    /// A bit for each child that an edge leads to: the lower six bits of the child's symbol are the number of the bit.
    var children: UInt64 = 0
    var edges = Buckets()
    var branches = Slice()
    var steps = Slice()
    /// The tests of the element's value, in `steps`: they pass if the element has no value.
    var values = Slice()
    /// The bits that are set if the element has non-blank content, in `marks`.
    var visible = Slice()
    var needs = Slice()
    var bounds = Slice()
    /// The registers that are cleared when the element is entered.
    var registers = Slice()
    /// Which of the above are present: see `Work`.
    var work: UInt8 = 0
  }

  /// The work to do at an element, as bits: a walk reads only the fields for which there is work.
  enum Work {
    static var registers: UInt8 { 1 }
    static var visible: UInt8 { 2 }
    static var steps: UInt8 { 4 }
    static var values: UInt8 { 8 }
    static var edges: UInt8 { 16 }
    static var branches: UInt8 { 32 }
    static var needs: UInt8 { 64 }
    static var bounds: UInt8 { 128 }
    /// The steps at the element itself.
    static var itself: UInt8 { visible | steps | values }
  }

  /// Entries of a table in buckets, by the lower bits of their key.
  struct Buckets: Sendable {
    /// Where the buckets begin, in `numbers`: bucket `n` has the entries from the number at `first + n` to the next number.
    var first: Int32 = 0
    /// The bits that select the bucket.
    var mask: UInt32 = 0
    var isEmpty = true
  }

  /// An edge to the children with a given name.
  struct Edge: Sendable {
    enum Kind: UInt8, Sendable {
      /// The child is visited.
      case visit
      /// The child is visited, but nothing inside it.
      case leaf
      /// A bit is set if the child is not blank.
      case mark
    }

    var name: UInt32
    /// The element of the tree that the edge leads to.
    var node: Int32
    /// Whether the edge also leads to children without content.
    var includesEmpty: Bool
    var kind = Kind.visit
    /// For the kind `mark`: the bit that is set if the child is not blank.
    var mark = Mark(register: 0, mask: 0)
    /// The parts, in `numbers`, that may be violated by a child without content.
    var emptied = Slice()
  }

  /// An edge that is taken on a condition other than the name of a child.
  struct Branch: Sendable {
    enum Kind: UInt8, Sendable {
      /// To the element itself, if it meets all `terms`.
      case matching
      /// To the element itself, if it is a resource of the type `name`.
      case ofType
      /// To all types of a choice `name[x]`: `name` is the index of the text of its base name.
      case choice
      /// To all descendants, according to `descent`.
      case descendants
      /// To the target of the reference in the element.
      case resolve
      /// To the element itself, if it is the first since the register was cleared.
      case first
    }

    var kind: Kind
    /// The element of the tree that the branch leads to.
    var node: Int32
    var terms = Slice()
    /// For a matching branch below descendants, the name of a child that the element must have.
    var name: UInt32 = 0
    var includesEmpty = false
    /// Whether the first term is tested at the child `name` itself.
    var isDirect = false
    /// For descendants of a root: whether nothing below writes registers of the root, so that the order of visits does not
    /// matter.
    var isOrderIndependent = false
    var register: Int32 = 0
    var descent: Int32 = 0
  }

  /// The search among the descendants of an element, which visits each once.
  struct Descent: Sendable {
    /// A bit for each name in the search: the lower six bits of the name's symbol are the number of the bit.
    var names: UInt64 = 0
    /// The edges and branches by name, in `descentNames`.
    var byName = Buckets()
    /// The steps at each descendant.
    var steps = Slice()
    /// Tests of values that pass if the value lacks the `Trait` of the test.
    var blankEndTests = Slice()
    var timeTests = Slice()
    var urlTests = Slice()
    /// The traits of all these tests.
    var traits: Int32 = 0
    /// The branches to resources of a type, in `numbers`.
    var types = Slice()
  }

  /// The edges and branches of a search that apply to children with a given name.
  struct DescentName: Sendable {
    var name: UInt32
    /// The edges to the child itself.
    var edges = Slice()
    /// The branches to the parents of children with a given text, in `descentTexts`.
    var texts = Buckets()
    /// Other branches to the parents, in `numbers`.
    var branches = Slice()
  }

  /// A branch to the parent of a child with a given text.
  struct DescentText: Sendable {
    var key: UInt64
    var text: Slice
    /// The conditions other than the child's text.
    var terms: Slice
    /// The element of the tree that the branch leads to.
    var node: Int32
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

  /// A step at an element.
  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      /// The part may be violated.
      case suspect
      /// The element, if it is a resource, must conform to the profile of the part.
      case requireProfile
      /// The part may be violated if the message of the element, a message header, does not match its definition.
      case message
      /// The bits of the mask are set.
      case reach
      /// The bits of the mask are set if the element has non-blank content. Except in descents, a flat plan stores such steps
      /// as `marks`.
      case visible
      /// The register is incremented.
      case count
      /// The part may be violated if the element has no content.
      case content
      /// The part may be violated if the element has no value.
      case value
      /// The part may be violated if the value equals an earlier one, according to a Bloom filter in two registers.
      case unique
      /// The part may be violated if the test fails.
      case test
      /// The bit of the mask is set if the test passes; the next higher bit is always set.
      case testAny
    }

    var kind: Kind
    var part: Int32
    var register: Int32 = 0
    var test: Int32 = 0
    var mask: UInt64 = 0
  }

  /// Bits to set in a register.
  struct Mark: Sendable {
    var register: Int32
    var mask: UInt64
  }

  /// Traits of values that may fail a test, which are fast to detect.
  enum Trait {
    /// The value may begin or end with whitespace.
    static var blankEnd: Int32 { 1 }
    /// The value looks like a date with a time.
    static var time: Int32 { 2 }
    /// The value begins like a URL with a host.
    static var url: Int32 { 4 }
  }

  /// The bits of a register that must be set when the walk leaves the element that cleared the register.
  struct Need: Sendable {
    var register: Int32
    /// The bits that must be set.
    var required: UInt64
    /// The bits that, if set, require the next lower bit to be set.
    var tried: UInt64
    /// The position in `numbers` of the parts that may be violated if a bit is not set: one part for each bit.
    var parts: Int32
  }

  /// The count in a register must be between two numbers.
  struct Bound: Sendable {
    var part: Int32
    var register: Int32
    var minimum: UInt64
    var maximum: UInt64
  }

  /// A test, with its operands in the tables.
  struct Test: Sendable {
    var kind: TestKind
    var texts = Slice()
    var symbols = Slice()
    var groups = Slice()
    /// Two operands, whose meaning depends on the kind.
    var number: Int64 = 0
    var secondNumber: Int64 = 0
  }

  enum TestKind: UInt8, Sendable {
    case oneOf, pattern, instant, dateTime, date, uuid, mimeType, language, checksum, varied, spelling, trimmed, zoned, offset,
      utc
    case fraction, notFuture, notPlaceholder, has, resource, reference, referenceURL, resolves, hashed, referenced, display
    case sameIdentifier, order, duration, inside, simultaneous, combination

    /// Whether the test is only about the value of an element: an element without a value passes.
    var isValueTest: Bool {
      switch self {
      case .oneOf, .pattern, .instant, .dateTime, .date, .uuid, .mimeType, .language, .checksum, .varied, .spelling, .trimmed,
        .zoned, .offset, .utc, .fraction, .notFuture, .notPlaceholder:
        true
      case .has, .resource, .reference, .referenceURL, .resolves, .hashed, .referenced, .display, .sameIdentifier, .order,
        .duration, .inside, .simultaneous, .combination:
        false
      }
    }
  }

  /// A `Root`, with the numbers of its symbols; 0 for a symbol that it does not have.
  struct Head: Sendable {
    var scope: UInt32
    var head: UInt32
    var node: Int32
    var isOutermost: Bool
  }

  /// The resources that a table applies to: see `Table`.
  struct TableScope: Sendable {
    var type: UInt32
    var isShared: Bool
    var isOutermost: Bool
    var skipsContained: Bool
  }
}
