import FHIRSyntax

/// The tree of a plan in flat tables, as a walk reads it.
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
  /// As many words as the parts have bits.
  let partWords: Int
  /// Whether there are tests of whether resources are referred to.
  let needsLocalReferences: Bool
  /// The part that a message's definition decides, and the symbols of what it looks at; -1 where there is none.
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
        RulePlan.TableScope(type: table.scope?.rawValue ?? 0, isShared: table.isShared, isOutermost: table.isOutermost)
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
