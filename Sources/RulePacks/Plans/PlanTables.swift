import FHIRPath
import FHIRSyntax

/// The tree of a plan in flat tables, for walks.
struct PlanTables: Sendable {
  let heads: PlanTable<RulePlan.Head>
  let tables: PlanTable<RulePlan.TableScope>
  let elements: PlanTable<RulePlan.Element>
  let edges: PlanTable<RulePlan.Edge>
  let branches: PlanTable<RulePlan.Branch>
  let descents: PlanTable<RulePlan.Descent>
  let descentNames: PlanTable<RulePlan.DescentName>
  let descentTexts: PlanTable<RulePlan.DescentText>
  let terms: PlanTable<RulePlan.Term>
  let steps: PlanTable<RulePlan.Step>
  let marks: PlanTable<RulePlan.Mark>
  let needs: PlanTable<RulePlan.Need>
  let bounds: PlanTable<RulePlan.Bound>
  let tests: PlanTable<RulePlan.Test>
  let symbols: PlanTable<UInt32>
  /// Texts, as the bytes `first..<end` of `bytes`.
  let texts: PlanTable<RulePlan.Slice>
  let bytes: PlanTable<UInt8>
  /// Lists of slices: of `pieces` for patterns, of `groups` or `symbols` for paths.
  let groups: PlanTable<RulePlan.Slice>
  let pieces: PlanTable<BytePiece>
  /// Lists of numbers: of buckets, branches and parts.
  let numbers: PlanTable<Int32>
  let registerCount: Int
  /// The number of words for the bits of the parts.
  let partWords: Int
  /// Whether any test asks if a resource is referenced.
  let needsLocalReferences: Bool
  /// The part that the message definition decides; -1 if there is none.
  let messagePart: Int32

  init(_ compiler: RulePlanCompiler) {
    let (flat, tests) = (compiler.flat, compiler.tests)
    heads = PlanTable(
      compiler.roots.map { root in
        RulePlan.Head(
          scope: root.scope?.rawValue ?? 0, head: root.head?.rawValue ?? 0, node: Int32(root.node), isOutermost: root.isOutermost)
      })
    tables = PlanTable(
      compiler.tablePlans.map { table in
        RulePlan.TableScope(
          type: table.scope?.rawValue ?? 0, isShared: table.isShared, isOutermost: table.isOutermost,
          skipsContained: table.skipsContained)
      })
    elements = PlanTable(flat.elements)
    edges = PlanTable(flat.edges)
    branches = PlanTable(flat.branches)
    descents = PlanTable(flat.descents)
    descentNames = PlanTable(flat.descentNames)
    descentTexts = PlanTable(flat.descentTexts)
    terms = PlanTable(tests.terms)
    steps = PlanTable(flat.steps)
    marks = PlanTable(flat.marks)
    needs = PlanTable(flat.needs)
    bounds = PlanTable(flat.bounds)
    self.tests = PlanTable(tests.tests)
    symbols = PlanTable(tests.symbols)
    texts = PlanTable(tests.texts)
    bytes = PlanTable(tests.bytes + [UInt8](repeating: 0, count: PlanBytes.padding))
    groups = PlanTable(tests.groups)
    pieces = PlanTable(tests.pieces)
    numbers = PlanTable(flat.numbers)
    registerCount = flat.registerCount
    partWords = (max(compiler.parts.count, compiler.conditionCount) + 63) / 64
    needsLocalReferences = tests.tests.contains { if case .referenced = $0.kind { true } else { false } }
    messagePart = compiler.messagePart
  }

  func free() {
    heads.free()
    tables.free()
    elements.free()
    edges.free()
    branches.free()
    descents.free()
    descentNames.free()
    descentTexts.free()
    terms.free()
    steps.free()
    marks.free()
    needs.free()
    bounds.free()
    tests.free()
    symbols.free()
    texts.free()
    bytes.free()
    groups.free()
    pieces.free()
    numbers.free()
  }
}

/// The tables of a plan, passed by address: reading one table does not copy the others.
@safe struct PlanCode: @unchecked Sendable {
  private let all: UnsafeMutablePointer<PlanTables>

  init(_ compiler: RulePlanCompiler) {
    // Safe: all allocated memory is initialized, and the creator frees it when it is no longer read.
    unsafe all = .allocate(capacity: 1)
    unsafe all.initialize(to: PlanTables(compiler))
  }

  func free() {
    // Safe: the owner calls this once.
    unsafe all.pointee.free()
    unsafe all.deallocate()
  }

  @inline(__always) var heads: PlanTable<RulePlan.Head> { unsafe all.pointee.heads }
  @inline(__always) var tables: PlanTable<RulePlan.TableScope> { unsafe all.pointee.tables }
  @inline(__always) var elements: PlanTable<RulePlan.Element> { unsafe all.pointee.elements }
  @inline(__always) var edges: PlanTable<RulePlan.Edge> { unsafe all.pointee.edges }
  @inline(__always) var branches: PlanTable<RulePlan.Branch> { unsafe all.pointee.branches }
  @inline(__always) var descents: PlanTable<RulePlan.Descent> { unsafe all.pointee.descents }
  @inline(__always) var descentNames: PlanTable<RulePlan.DescentName> { unsafe all.pointee.descentNames }
  @inline(__always) var descentTexts: PlanTable<RulePlan.DescentText> { unsafe all.pointee.descentTexts }
  @inline(__always) var terms: PlanTable<RulePlan.Term> { unsafe all.pointee.terms }
  @inline(__always) var steps: PlanTable<RulePlan.Step> { unsafe all.pointee.steps }
  @inline(__always) var marks: PlanTable<RulePlan.Mark> { unsafe all.pointee.marks }
  @inline(__always) var needs: PlanTable<RulePlan.Need> { unsafe all.pointee.needs }
  @inline(__always) var bounds: PlanTable<RulePlan.Bound> { unsafe all.pointee.bounds }
  @inline(__always) var tests: PlanTable<RulePlan.Test> { unsafe all.pointee.tests }
  @inline(__always) var symbols: PlanTable<UInt32> { unsafe all.pointee.symbols }
  @inline(__always) var texts: PlanTable<RulePlan.Slice> { unsafe all.pointee.texts }
  @inline(__always) var bytes: PlanTable<UInt8> { unsafe all.pointee.bytes }
  @inline(__always) var groups: PlanTable<RulePlan.Slice> { unsafe all.pointee.groups }
  @inline(__always) var pieces: PlanTable<BytePiece> { unsafe all.pointee.pieces }
  @inline(__always) var numbers: PlanTable<Int32> { unsafe all.pointee.numbers }
  @inline(__always) var registerCount: Int { unsafe all.pointee.registerCount }
  @inline(__always) var partWords: Int { unsafe all.pointee.partWords }
  @inline(__always) var needsLocalReferences: Bool { unsafe all.pointee.needsLocalReferences }
  @inline(__always) var messagePart: Int32 { unsafe all.pointee.messagePart }
}
