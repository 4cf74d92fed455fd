import FHIRSyntax

/// Walks a payload under a plan and collects the parts that may be violated.
struct RuleWalk {
  let plan: RulePlan
  let document: Document
  let bytes: DocumentBytes
  /// Seconds since 1970.
  let now: Int64
  let marks: [ResourcePlace]
  /// The values that begin with `#`, where the plan needs them.
  let localReferences: [(node: UInt32, value: ValueBytes)]
  /// What the walk has seen, by the registers of the plan.
  private var registers: [UInt64]
  private var result: Result
  /// Whether the walk has met a reference of which it cannot say what it refers to.
  private var isLost = false
  /// The resource that the tables are about whose rules are being looked at, as its place in `marks`.
  private(set) var scope = 0

  /// What a walk tells of a payload.
  struct Result {
    /// The parts that may be violated, as bits.
    var suspects: [UInt64]
    /// The resources that have to conform to the profile of a part, in no order.
    var demands: [(part: Int32, node: UInt32)] = []
    /// Whether there is a resource that each table is about, as bits.
    var tables: [UInt64] = []
  }

  /// Walks a payload; nil where the walk may see it differently from the checks.
  static func run(_ plan: RulePlan, _ document: Document, now: Int64) -> Result? {
    guard document.findings.isEmpty else { return nil }
    return DocumentBytes.with(document) { bytes -> Result? in
      guard isRegular(bytes) else { return nil }
      var walk = RuleWalk(plan, document, bytes, now: now)
      walk.run()
      return walk.isLost ? nil : walk.result
    } ?? nil
  }

  private init(_ plan: RulePlan, _ document: Document, _ bytes: DocumentBytes, now: Int64) {
    self.plan = plan
    self.document = document
    self.bytes = bytes
    self.now = now
    marks = ResourcePlace.all(in: document, bytes)
    localReferences = plan.needsLocalReferences ? Self.localReferences(in: bytes) : []
    registers = [UInt64](repeating: 0, count: plan.registerCount)
    result = Result(suspects: plan.always)
  }

  /// Whether there are no arrays in arrays and no names twice: what the walk may see differently from `Elements`.
  private static func isRegular(_ bytes: DocumentBytes) -> Bool {
    var index: UInt32 = 1
    while index < bytes.recordCount {
      let record = bytes.record(index)
      if record.has(Flag.duplicate) || record.isArray && bytes.record(record.parent).isArray { return false }
      index &+= 1
    }
    return true
  }

  private static func localReferences(in bytes: DocumentBytes) -> [(node: UInt32, value: ValueBytes)] {
    var references: [(node: UInt32, value: ValueBytes)] = []
    for index in 0..<bytes.recordCount {
      let record = bytes.record(index)
      guard record.hasOwnValue else { continue }
      let value = record.valueBytes
      if value.isPlain, value.count > 1, bytes.byte(value.start) == 0x23 { references.append((index, value)) }
    }
    return references
  }

  // MARK: Resources

  private mutating func run() {
    result.tables = [UInt64](repeating: 0, count: (plan.tablePlans.count + 63) / 64)
    guard let outermost = marks.first, outermost.node == 0 else { return }
    for (index, table) in plan.tablePlans.enumerated() {
      let isAbout: Bool
      if let type = table.scope?.rawValue {
        isAbout = outermost.type == type || !table.isOutermost && marks.contains { $0.type == type }
      } else {
        isAbout = table.isShared
      }
      if isAbout { result.tables[index >> 6] |= 1 &<< UInt64(index & 63) }
    }
    for root in plan.roots {
      guard let type = root.scope?.rawValue else {
        visitHeads(of: root, at: 0)
        continue
      }
      if root.isOutermost {
        if outermost.type == type { visitHeads(of: root, at: 0) }
      } else {
        for index in marks.indices where marks[index].type == type { visitHeads(of: root, at: index) }
      }
    }
  }

  /// Visits the resources at which the paths of a root begin, for a resource that its tables are about.
  private mutating func visitHeads(of root: RulePlan.Root, at scope: Int) {
    self.scope = scope
    guard let head = root.head?.rawValue, marks[scope].type != head else {
      visit(root.node, marks[scope].node)
      return
    }
    var hasContained = false
    for kind in [ResourcePlace.Kind.contained, .entry] where !hasContained {
      var index = scope + 1
      while index < marks.count, marks[index].node < marks[scope].end {
        if marks[index].kind == kind, marks[index].holder == scope {
          if kind == .contained { hasContained = true }
          if marks[index].type == head { visit(root.node, marks[index].node) }
        }
        index += 1
      }
    }
  }

  // MARK: Elements

  /// Does at an element, and inside it, what an element of the plan says.
  private mutating func visit(_ place: Int, _ node: UInt32) {
    let element = plan.elements[place]
    for register in element.registers.first..<element.registers.end { registers[Int(register)] = 0 }
    for step in element.steps.first..<element.screened.end { perform(plan.steps[Int(step)], node) }
    if !element.edges.isEmpty { visitChildren(of: node, element) }
    for index in element.branches.first..<element.branches.end { follow(plan.branches[Int(index)], node) }
    for index in element.needs.first..<element.needs.end {
      let need = plan.needs[Int(index)]
      let seen = registers[Int(need.register)]
      switch need.kind {
      case .set: if seen == 0 { suspect(need.part) }
      case .setIfTried: if seen == 0 && registers[Int(need.register) + 1] != 0 { suspect(need.part) }
      case .between: if seen < need.minimum || seen > need.maximum { suspect(need.part) }
      }
    }
  }

  private mutating func visitChildren(of node: UInt32, _ element: RulePlan.Element) {
    let record = bytes.record(node)
    if record.next == node &+ 1 && !record.has(Flag.hasCompanion) { return }
    var cursor = ElementCursor(node, record, document)
    while true {
      let child = cursor.next(bytes, element.children)
      if child == 0 { return }
      let name = bytes.record(child).name.rawValue
      for index in element.edges.first..<element.edges.end where plan.edges[Int(index)].name == name {
        take(plan.edges[Int(index)], to: child)
      }
    }
  }

  /// Visits a child that an edge is about, if it counts.
  @inline(__always)
  private mutating func take(_ edge: RulePlan.Edge, to child: UInt32) {
    if edge.includesEmpty || hasContent(child) {
      visit(Int(edge.node), child)
    } else {
      for part in edge.emptied.first..<edge.emptied.end { suspect(plan.emptied[Int(part)]) }
    }
  }

  private mutating func follow(_ branch: RulePlan.Branch, _ node: UInt32) {
    switch branch.kind {
    case .matching: if holds(branch.terms, node) { visit(Int(branch.node), node) }
    case .ofType: if type(of: node) == branch.name { visit(Int(branch.node), node) }
    case .resolve:
      switch target(of: node) {
      case .none: return
      case .unknown: isLost = true
      case .node(let target): visit(Int(branch.node), target)
      }
    case .first:
      if registers[Int(branch.register)] != 0 { return }
      registers[Int(branch.register)] = 1
      visit(Int(branch.node), node)
    case .descendants: visitDescendants(of: node, plan.elements[Int(branch.node)])
    case .choice:
      var cursor = ElementCursor(node, bytes.record(node), document)
      while true {
        let child = cursor.next(bytes, .max)
        if child == 0 { return }
        if isChoice(child, of: branch.name), branch.includesEmpty || hasContent(child) { visit(Int(branch.node), child) }
      }
    }
  }

  private func isChoice(_ child: UInt32, of text: UInt32) -> Bool {
    let name = document.name(of: Node(index: child)).utf8
    let text = plan.texts[Int(text)]
    let prefix = plan.bytes[Int(text.first)..<Int(text.end)]
    guard name.starts(with: prefix), let next = name.dropFirst(prefix.count).first else { return false }
    return 0x41...0x5A ~= next
  }

  /// The type of a resource; `UInt32.max` for every other element.
  func type(of node: UInt32) -> UInt32 {
    guard bytes.record(node).has(Flag.resource) else { return .max }
    return ResourcePlace.index(of: node, in: marks).map { marks[$0].type } ?? .max
  }

  /// Looks once along the nodes inside an element. Conditions on descendants are tried where a child is met that they need.
  private mutating func visitDescendants(of top: UInt32, _ element: RulePlan.Element) {
    let end = bytes.record(top).next
    var index = top &+ 1
    // The child met last that some condition needs, and its parent: items of an array follow each other.
    var last: (name: UInt32, parent: UInt32) = (.max, .max)
    while index < end {
      let record = bytes.record(index)
      if record.name.rawValue == WellKnown.div || record.has(Flag.xhtml) {
        index = record.next
        continue
      }
      let name = record.name.rawValue
      if !isSpelling(record) {
        for step in element.steps.first..<element.steps.end { perform(plan.steps[Int(step)], index) }
        if !element.screened.isEmpty, record.hasOwnValue { screen(index, record, element.screened) }
        if element.children & (1 &<< UInt64(name & 63)) != 0 {
          let parent = bytes.parent(of: record, index, document)
          if parent > top {
            for edge in element.edges.first..<element.edges.end where plan.edges[Int(edge)].name == name {
              take(plan.edges[Int(edge)], to: index)
            }
            visitMatching(parent, with: name, index, isNew: last != (name, parent), element)
            last = (name, parent)
          }
        }
        if record.has(Flag.resource) { visitTypes(index, element) }
      }
      index &+= 1
    }
  }

  /// Tests a value as far as it has traits that a test is about.
  @inline(__always)
  private mutating func screen(_ node: UInt32, _ record: NodeRecord, _ steps: RulePlan.Slice) {
    let traits = traits(of: record.valueBytes)
    if traits == 0 { return }
    for index in steps.first..<steps.end {
      let step = plan.steps[Int(index)]
      if step.register & traits != 0, !passes(plan.tests[Int(step.test)], node) { suspect(step.part) }
    }
  }

  private mutating func visitMatching(
    _ node: UInt32, with name: UInt32, _ child: UInt32, isNew: Bool, _ element: RulePlan.Element
  ) {
    for index in element.branches.first..<element.branches.end {
      let branch = plan.branches[Int(index)]
      guard case .matching = branch.kind, branch.name == name else { continue }
      if branch.isDirect ? meets(plan.terms[Int(branch.terms.first)], child) : isNew && holds(branch.terms, node) {
        visit(Int(branch.node), node)
      }
    }
  }

  private mutating func visitTypes(_ node: UInt32, _ element: RulePlan.Element) {
    for index in element.branches.first..<element.branches.end {
      let branch = plan.branches[Int(index)]
      guard case .ofType = branch.kind, type(of: node) == branch.name else { continue }
      visit(Int(branch.node), node)
    }
  }

  /// Whether a node is only spelling: no element of FHIR.
  @inline(__always)
  private func isSpelling(_ record: NodeRecord) -> Bool {
    switch record.form {
    case .array, .text, .instruction: return true
    default: break
    }
    if record.has(Flag.paired) { return true }
    guard record.name.rawValue == WellKnown.resourceType, case .json = document.format else { return false }
    return bytes.record(record.parent).has(Flag.resource)
  }

  // MARK: Steps

  @inline(__always)
  private mutating func suspect(_ part: Int32) { result.suspects[Int(part) >> 6] |= 1 &<< UInt64(part & 63) }

  private mutating func perform(_ step: RulePlan.Step, _ node: UInt32) {
    switch step.kind {
    case .suspect: suspect(step.part)
    case .demand: if bytes.record(node).has(Flag.resource) { result.demands.append((step.part, node)) }
    case .reach: registers[Int(step.register)] = 1
    case .visible: if hasVisibleContent(node) { registers[Int(step.register)] = 1 }
    case .count: registers[Int(step.register)] &+= 1
    case .content: if !hasContent(node) { suspect(step.part) }
    case .value: if !bytes.record(node).hasOwnValue { suspect(step.part) }
    case .test: if !passes(plan.tests[Int(step.test)], node) { suspect(step.part) }
    case .testAny:
      registers[Int(step.register) + 1] = 1
      if registers[Int(step.register)] == 0, passes(plan.tests[Int(step.test)], node) { registers[Int(step.register)] = 1 }
    case .unique:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return }
      let value = record.valueBytes
      guard value.isPlain else { return suspect(step.part) }
      let hash = hash(of: value)
      let (low, high) = (UInt64(1) &<< (hash & 63), UInt64(1) &<< ((hash &>> 6) & 63))
      let register = Int(step.register)
      if registers[register] & low != 0 && registers[register + 1] & high != 0 { suspect(step.part) }
      registers[register] |= low
      registers[register + 1] |= high
    }
  }

  private func hash(of value: ValueBytes) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = value.start
    while index < value.end {
      hash = (hash ^ UInt64(bytes.byte(index))) &* 0x100_0000_01b3
      index &+= 1
    }
    return hash ^ hash &>> 32
  }
}
