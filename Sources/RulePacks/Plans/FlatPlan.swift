import FHIRSyntax

/// The elements of a plan in flat arrays, made from the compiled elements.
///
/// In a `PlanBuild`, every register has its own number; here, registers that are only set become bits, and the bits of an element
/// share words.
struct FlatPlan {
  private(set) var elements: [RulePlan.Element] = []
  private(set) var edges: [RulePlan.Edge] = []
  private(set) var branches: [RulePlan.Branch] = []
  private(set) var descents: [RulePlan.Descent] = []
  private(set) var descentNames: [RulePlan.DescentName] = []
  private(set) var descentTexts: [RulePlan.DescentText] = []
  private(set) var steps: [RulePlan.Step] = []
  private(set) var marks: [RulePlan.Mark] = []
  private(set) var needs: [RulePlan.Need] = []
  private(set) var bounds: [RulePlan.Bound] = []
  private(set) var numbers: [Int32] = []
  private(set) var registerCount = 0

  init() {}

  init(_ builds: [PlanBuild], _ tests: PlanTestCompiler, roots: [RulePlan.Root]) {
    let layout = RegisterLayout(builds)
    registerCount = layout.count
    var descentOf: [Int: Int32] = [:]
    for branch in builds.flatMap(\.branches) where branch.branch.kind == .descendants {
      descentOf[branch.build] = Int32(descentOf.count)
    }
    descents = [RulePlan.Descent](repeating: RulePlan.Descent(), count: descentOf.count)
    for (index, build) in builds.enumerated() {
      var element = RulePlan.Element()
      element.registers = layout.owned[index]
      let buildEdges = add(build.edges, to: &element)
      element.branches.first = Int32(branches.count)
      for branch in build.branches {
        var flat = branch.branch
        flat.node = Int32(branch.build)
        if flat.kind == .first { flat.register = layout[flat.register].word }
        if let descent = descentOf[branch.build] {
          flat.descent = descent
          flat.isOrderIndependent =
            roots.contains { $0.node == index }
            && !Self.writesAny(of: build.registers, from: branch.build, builds)
        }
        branches.append(flat)
      }
      element.branches.end = Int32(branches.count)
      add(build.steps, to: &element, tests.tests, layout)
      if let descent = descentOf[index] {
        descents[Int(descent)] = self.descent(element, buildEdges, tests)
      }
      add(build.needs, to: &element, layout)
      elements.append(element)
    }
    for index in elements.indices { elements[index].work = Self.work(elements[index]) }
    for index in edges.indices { determineKind(of: &edges[index]) }
  }

  private static func work(_ element: RulePlan.Element) -> UInt8 {
    (element.registers.isEmpty ? 0 : RulePlan.Work.registers) | (element.visible.isEmpty ? 0 : RulePlan.Work.visible)
      | (element.steps.isEmpty ? 0 : RulePlan.Work.steps) | (element.values.isEmpty ? 0 : RulePlan.Work.values)
      | (element.edges.isEmpty ? 0 : RulePlan.Work.edges) | (element.branches.isEmpty ? 0 : RulePlan.Work.branches)
      | (element.needs.isEmpty ? 0 : RulePlan.Work.needs) | (element.bounds.isEmpty ? 0 : RulePlan.Work.bounds)
  }

  /// Determines how an edge is taken, once its element is known.
  private func determineKind(of edge: inout RulePlan.Edge) {
    let element = elements[Int(edge.node)]
    if element.work & ~RulePlan.Work.itself != 0 { return }
    edge.kind = .leaf
    guard element.work == RulePlan.Work.visible, element.visible.end - element.visible.first == 1, edge.emptied.isEmpty else {
      return
    }
    (edge.kind, edge.mark) = (.mark, marks[Int(element.visible.first)])
  }

  /// Whether anything at or below an element of the tree writes any of these registers.
  private static func writesAny(of registers: [Int32], from build: Int, _ builds: [PlanBuild]) -> Bool {
    func writes(_ step: RulePlan.Step) -> Bool {
      switch step.kind {
      case .reach, .visible, .count: registers.contains(step.register)
      case .unique, .testAny: registers.contains(step.register) || registers.contains(step.register + 1)
      case .suspect, .requireProfile, .message, .content, .value, .test: false
      }
    }
    if builds[build].steps.contains(where: writes) { return true }
    for branch in builds[build].branches {
      if branch.branch.kind == .first, registers.contains(branch.branch.register) { return true }
      if writesAny(of: registers, from: branch.build, builds) { return true }
    }
    return builds[build].edges.contains { writesAny(of: registers, from: $0.build, builds) }
  }

  // MARK: Edges

  /// Adds the edges of an element, and returns their range in the table.
  private mutating func add(_ list: [PlanBuild.Edge], to element: inout RulePlan.Element) -> Range<Int> {
    var flat: [RulePlan.Edge] = []
    for edge in list {
      element.children |= 1 << UInt64(edge.name.rawValue & 63)
      let first = Int32(numbers.count)
      numbers += edge.emptied
      flat.append(
        RulePlan.Edge(
          name: edge.name.rawValue, node: Int32(edge.build), includesEmpty: edge.includesEmpty,
          emptied: RulePlan.Slice(first: first, end: Int32(numbers.count))))
    }
    let first = edges.count
    element.edges = bucketed(&flat, from: first) { UInt64($0.name) }
    edges += flat
    return first..<edges.count
  }

  /// Puts items in buckets by a key; items with the same key stay together, in order.
  private mutating func bucketed<Item>(_ items: inout [Item], from first: Int, by key: (Item) -> UInt64) -> RulePlan.Buckets {
    if items.isEmpty { return RulePlan.Buckets() }
    var size = 1
    while size < items.count * 2, size < 1_024 { size *= 2 }
    let mask = UInt64(size - 1)
    items = items.enumerated().sorted { left, right in
      let (leftKey, rightKey) = (key(left.element), key(right.element))
      return (leftKey & mask, leftKey, left.offset) < (rightKey & mask, rightKey, right.offset)
    }.map(\.element)
    let buckets = RulePlan.Buckets(first: Int32(numbers.count), mask: UInt32(mask), isEmpty: false)
    var offset = 0
    for bucket in 0..<UInt64(size) {
      numbers.append(Int32(first + offset))
      while offset < items.count, key(items[offset]) & mask == bucket { offset += 1 }
    }
    numbers.append(Int32(first + offset))
    return buckets
  }

  // MARK: Descendants

  /// The search among descendants, for an element whose edges and branches are already in the tables.
  private mutating func descent(_ element: RulePlan.Element, _ own: Range<Int>, _ tests: PlanTestCompiler) -> RulePlan.Descent {
    var descent = RulePlan.Descent()
    descent.steps.first = Int32(steps.count)
    let all = steps[Int(element.steps.first)..<Int(element.values.end)]
    func trait(of step: RulePlan.Step) -> Int32 {
      step.kind == .test ? Self.trait(of: tests.tests[Int(step.test)].kind) : 0
    }
    steps += all.filter { trait(of: $0) == 0 }
    for mark in marks[Int(element.visible.first)..<Int(element.visible.end)] {
      steps.append(RulePlan.Step(kind: .visible, part: 0, register: mark.register, mask: mark.mask))
    }
    descent.steps.end = Int32(steps.count)
    func screened(by wanted: Int32) -> RulePlan.Slice {
      let first = Int32(steps.count)
      steps += all.filter { trait(of: $0) == wanted }
      if steps.count > first { descent.traits |= wanted }
      return RulePlan.Slice(first: first, end: Int32(steps.count))
    }
    descent.blankEndTests = screened(by: RulePlan.Trait.blankEnd)
    descent.timeTests = screened(by: RulePlan.Trait.time)
    descent.urlTests = screened(by: RulePlan.Trait.url)
    let matching = (Int(element.branches.first)..<Int(element.branches.end)).filter { branches[$0].kind == .matching }
    let types = (Int(element.branches.first)..<Int(element.branches.end)).filter { branches[$0].kind == .ofType }
    descent.types = list(types)
    var names: [RulePlan.DescentName] = []
    for name in Set(own.map { edges[$0].name } + matching.map { branches[$0].name }).sorted() {
      descent.names |= 1 << UInt64(name & 63)
      var entry = RulePlan.DescentName(name: name)
      if let first = own.first(where: { edges[$0].name == name }), let last = own.last(where: { edges[$0].name == name }) {
        entry.edges = RulePlan.Slice(first: Int32(first), end: Int32(last + 1))
      }
      var texts: [RulePlan.DescentText] = []
      var others: [Int] = []
      for index in matching where branches[index].name == name {
        let branch = branches[index]
        let term = tests.terms[Int(branch.terms.first)]
        if branch.isDirect, case .equals = term.condition {
          let text = tests.texts[Int(term.text)]
          texts.append(
            RulePlan.DescentText(
              key: tests.key(of: text), text: text, terms: RulePlan.Slice(first: branch.terms.first + 1, end: branch.terms.end),
              node: branch.node))
        } else {
          others.append(index)
        }
      }
      entry.texts = bucketed(&texts, from: descentTexts.count) { $0.key }
      descentTexts += texts
      entry.branches = list(others)
      names.append(entry)
    }
    descent.byName = bucketed(&names, from: descentNames.count) { UInt64($0.name) }
    descentNames += names
    return descent
  }

  private mutating func list(_ list: [Int]) -> RulePlan.Slice {
    let first = Int32(numbers.count)
    numbers += list.map { Int32($0) }
    return RulePlan.Slice(first: first, end: Int32(numbers.count))
  }

  // MARK: Steps and needs

  private mutating func add(
    _ list: [RulePlan.Step], to element: inout RulePlan.Element, _ tests: [RulePlan.Test], _ layout: RegisterLayout
  ) {
    var (reached, visible): ([RulePlan.Mark], [RulePlan.Mark]) = ([], [])
    var values: [RulePlan.Step] = []
    element.steps.first = Int32(steps.count)
    for var step in list {
      switch step.kind {
      case .reach: RegisterLayout.join(layout[step.register], &reached)
      case .visible: RegisterLayout.join(layout[step.register], &visible)
      case .count, .unique, .testAny:
        (step.register, step.mask) = (layout[step.register].word, layout[step.register].mask)
        steps.append(step)
      case .suspect, .requireProfile, .message, .content, .value: steps.append(step)
      case .test: if tests[Int(step.test)].kind.isValueTest { values.append(step) } else { steps.append(step) }
      }
    }
    for mark in reached { steps.append(RulePlan.Step(kind: .reach, part: 0, register: mark.register, mask: mark.mask)) }
    (element.steps.end, element.values.first) = (Int32(steps.count), Int32(steps.count))
    steps += values
    element.values.end = Int32(steps.count)
    element.visible.first = Int32(marks.count)
    marks += visible
    element.visible.end = Int32(marks.count)
  }

  /// The trait without which a value passes a test; 0 if there is no such trait.
  private static func trait(of kind: RulePlan.TestKind) -> Int32 {
    switch kind {
    case .trimmed: RulePlan.Trait.blankEnd
    case .zoned, .offset, .utc, .fraction: RulePlan.Trait.time
    case .notPlaceholder: RulePlan.Trait.url
    default: 0
    }
  }

  private mutating func add(_ list: [PlanBuild.Need], to element: inout RulePlan.Element, _ layout: RegisterLayout) {
    element.needs.first = Int32(needs.count)
    element.bounds.first = Int32(bounds.count)
    for need in list {
      let location = layout[need.register]
      if need.kind == .between {
        bounds.append(
          RulePlan.Bound(part: need.part, register: location.word, minimum: need.minimum, maximum: need.maximum))
        continue
      }
      var index = Int(element.needs.first)
      while index < needs.count, needs[index].register != location.word { index += 1 }
      if index == needs.count {
        needs.append(RulePlan.Need(register: location.word, required: 0, tried: 0, parts: Int32(numbers.count)))
        numbers += [Int32](repeating: 0, count: 64)
      }
      if need.kind == .set { needs[index].required |= location.mask } else { needs[index].tried |= location.mask << 1 }
      numbers[Int(needs[index].parts) + location.mask.trailingZeroBitCount] = need.part
    }
    element.needs.end = Int32(needs.count)
    element.bounds.end = Int32(bounds.count)
  }
}
