import FHIRDefinitions
import FHIRSyntax

/// Walks a payload under a plan and collects the parts that may be violated.
///
/// Nothing is allocated for a node, and no reference is counted: what is read stands in tables, what is written in words. A class
/// only so that its functions hand on its address and no copy of it.
final class RuleWalk {
  let plan: PlanCode
  let document: Document
  let bytes: DocumentBytes
  /// Seconds since 1970.
  let now: Int64
  let marks: PlanTable<ResourcePlace>
  let hasEntries: Bool
  /// The values that begin with `#`, where the plan needs them.
  let localReferences: [LocalReference]
  /// How the definitions of messages decide; nil where there are none, or where the plan does not ask for them.
  let messages: MessagePlan?
  /// What the walk has seen, by the registers of the plan.
  private let registers: PlanWords
  /// The parts that may be violated, as bits.
  private let suspects: PlanWords
  var result = Result()
  /// Whether the walk has met a reference of which it cannot say what it refers to.
  private var isLost = false
  /// The resource that the tables are about whose rules are being looked at, as its place in `marks`.
  private(set) var scope: Int32 = 0
  /// The descents from the outermost resource, which are made together.
  private var descents = DescentList()
  /// The last reference that was looked up.
  var lastReference: (node: UInt32, start: Int, target: Target) = (.max, 0, .none)
  /// The moments that have been looked for at paths.
  var limits = LimitList()

  /// What a walk tells of a payload.
  struct Result {
    /// The parts that may be violated, as bits.
    var suspects: [UInt64] = []
    /// The resources that have to conform to the profile of a part, in no order.
    var demands: [(part: Int32, node: UInt32)] = []
    /// Whether there is a resource that each table is about, as bits.
    var tables: [UInt64] = []
    /// What the definition of the message says; nil where there is no message.
    var message: MessageVerdict?
  }

  /// Walks a payload; nil where the walk may see it differently from the checks.
  static func run(
    _ plan: RulePlan, _ document: Document, now: Int64, messages: () -> MessageLibrary? = { nil }
  ) -> Result? {
    guard document.findings.isEmpty else { return nil }
    let messages = plan.code.messagePart < 0 ? nil : plan.messagePlan(messages, document.symbols)
    return DocumentBytes.with(document) { bytes -> Result? in
      guard let references = LocalReference.all(in: bytes, isAskedFor: plan.code.needsLocalReferences) else { return nil }
      let marks = PlanTable(ResourcePlace.all(in: document, bytes))
      defer { marks.free() }
      return PlanWords.with(plan.code.registerCount + plan.code.partWords) { words in
        let walk = RuleWalk(plan.code, document, bytes, now, marks, references, messages, words)
        // The plan's tables live as long as it does.
        return withExtendedLifetime(plan) {
          walk.run(always: plan.always)
          return walk.isLost ? nil : walk.result
        }
      }
    } ?? nil
  }

  private init(
    _ plan: PlanCode, _ document: Document, _ bytes: DocumentBytes, _ now: Int64, _ marks: PlanTable<ResourcePlace>,
    _ localReferences: [LocalReference], _ messages: MessagePlan?, _ words: PlanWords
  ) {
    self.plan = plan
    self.document = document
    self.bytes = bytes
    self.now = now
    self.marks = marks
    self.localReferences = localReferences
    self.messages = messages
    registers = words
    suspects = words.behind(Int32(truncatingIfNeeded: plan.registerCount))
    var hasEntries = false
    for index in 0..<marks.count where marks[index].kind == .entry { hasEntries = true }
    self.hasEntries = hasEntries
  }

  // MARK: Resources

  private func run(always: [UInt64]) {
    for (index, word) in always.enumerated() { suspects[Int32(truncatingIfNeeded: index)] = word }
    result.tables = [UInt64](repeating: 0, count: Int(plan.tables.count) + 63 >> 6)
    if marks.count > 0, marks[0].node == 0 {
      findTables()
      for index in 0..<plan.heads.count { visit(plan.heads[index]) }
      if descents.count > 0 {
        scope = 0
        descend(from: 0, descents)
      }
    }
    result.suspects = suspects.array
  }

  private func findTables() {
    for index in 0..<plan.tables.count {
      let table = plan.tables[index]
      if table.type == 0 ? table.isShared : isAbout(table) { result.tables[Int(index >> 6)] |= 1 &<< UInt64(index & 63) }
    }
  }

  private func isAbout(_ table: RulePlan.TableScope) -> Bool {
    for index in 0..<(table.isOutermost ? 1 : marks.count) where marks[index].type == table.type { return true }
    return false
  }

  private func visit(_ head: RulePlan.Head) {
    if head.scope == 0 { return visitHeads(of: head, at: 0) }
    for index in 0..<(head.isOutermost ? 1 : marks.count) where marks[index].type == head.scope {
      visitHeads(of: head, at: index)
    }
  }

  /// Visits the resources at which the paths of a root begin, for a resource that its tables are about.
  private func visitHeads(of head: RulePlan.Head, at scope: Int32) {
    self.scope = scope
    if head.head == 0 { return visit(head.node, marks[scope].node) }
    eachHead(of: head.head, at: scope) { node in
      visit(head.node, node)
      return true
    }
  }

  /// Calls a body, as long as it returns true, for the resources of a type at which paths from a resource begin: the resource
  /// itself, or those that it contains, or where it contains none, those in its entries.
  @inline(__always)
  func eachHead(of type: UInt32, at start: Int32, _ body: (UInt32) -> Bool) {
    let holder = marks[start]
    if holder.type == type {
      _ = body(holder.node)
      return
    }
    var kind = ResourcePlace.Kind.contained
    while true {
      var isAny = false
      var index = start &+ 1
      while index < marks.count, marks[index].node < holder.end {
        let mark = marks[index]
        if mark.kind == kind, mark.holder == start {
          isAny = true
          if mark.type == type, !body(mark.node) { return }
        }
        index &+= 1
      }
      if isAny || kind == .entry { return }
      kind = .entry
    }
  }

  // MARK: Elements

  /// Does at an element, and inside it, what an element of the plan says.
  func visit(_ place: Int32, _ node: UInt32) {
    let element = plan.elements[place]
    var register = element.registers.first
    while register < element.registers.end {
      registers[register] = 0
      register &+= 1
    }
    if !element.visible.isEmpty, hasVisibleContent(node) { set(element.visible) }
    var step = element.steps.first
    while step < element.steps.end {
      perform(step, node)
      step &+= 1
    }
    if !element.edges.isEmpty { visitChildren(of: node, element.children, element.edges) }
    var branch = element.branches.first
    while branch < element.branches.end {
      follow(plan.branches[branch], node)
      branch &+= 1
    }
    var need = element.needs.first
    while need < element.needs.end {
      judge(plan.needs[need])
      need &+= 1
    }
    for index in element.bounds.first..<element.bounds.end {
      let bound = plan.bounds[index]
      let seen = registers[bound.register]
      if seen < bound.minimum || seen > bound.maximum { suspect(bound.part) }
    }
  }

  @inline(__always)
  private func set(_ marks: RulePlan.Slice) {
    var index = marks.first
    while index < marks.end {
      let mark = plan.marks[index]
      registers[mark.register] |= mark.mask
      index &+= 1
    }
  }

  @inline(__always)
  private func judge(_ need: RulePlan.Need) {
    let seen = registers[need.register]
    var missing = (need.required | (seen & need.tried) &>> 1) & ~seen
    while missing != 0 {
      suspect(plan.numbers[need.parts &+ Int32(truncatingIfNeeded: missing.trailingZeroBitCount)])
      missing &= missing &- 1
    }
  }

  private func visitChildren(of node: UInt32, _ names: UInt64, _ edges: RulePlan.Buckets) {
    let record = bytes.record(node)
    if record.next == node &+ 1 && !record.has(Flag.hasCompanion) { return }
    var cursor = ElementCursor(node, record, document)
    while true {
      let child = cursor.next(bytes, names)
      if child == 0 { return }
      let name = bytes.record(child).name.rawValue
      let bucket = edges.first &+ Int32(truncatingIfNeeded: name & edges.mask)
      var index = plan.numbers[bucket]
      let end = plan.numbers[bucket &+ 1]
      while index < end {
        if plan.edges[index].name == name { take(plan.edges[index], to: child) }
        index &+= 1
      }
    }
  }

  /// Visits a child that an edge is about, if it counts.
  @inline(__always)
  func take(_ edge: RulePlan.Edge, to child: UInt32) {
    if !edge.marks.isEmpty {
      if hasVisibleContent(child) { set(edge.marks) }
    } else if edge.includesEmpty || hasContent(child) {
      visit(edge.node, child)
    } else {
      for part in edge.emptied.first..<edge.emptied.end { suspect(plan.numbers[part]) }
    }
  }

  private func follow(_ branch: RulePlan.Branch, _ node: UInt32) {
    switch branch.kind {
    case .matching: if holds(branch.terms, node) { visit(branch.node, node) }
    case .ofType: if type(of: node) == branch.name { visit(branch.node, node) }
    case .resolve:
      switch target(of: node) {
      case .none: return
      case .unknown: isLost = true
      case .node(let target): visit(branch.node, target)
      }
    case .first:
      if registers[branch.register] != 0 { return }
      registers[branch.register] = 1
      visit(branch.node, node)
    case .descendants:
      if branch.isFree, node == 0, descents.add(branch.descent) { return }
      var list = DescentList()
      _ = list.add(branch.descent)
      descend(from: node, list)
    case .choice:
      var cursor = ElementCursor(node, bytes.record(node), document)
      while true {
        let child = cursor.next(bytes, .max)
        if child == 0 { return }
        if isChoice(child, of: plan.texts[Int32(bitPattern: branch.name)]), branch.includesEmpty || hasContent(child) {
          visit(branch.node, child)
        }
      }
    }
  }

  /// The type of a resource; `UInt32.max` for every other element.
  func type(of node: UInt32) -> UInt32 {
    guard bytes.record(node).has(Flag.resource) else { return .max }
    let index = marks.index(of: node)
    return index < 0 ? .max : marks[index].type
  }

  // MARK: Steps

  @inline(__always)
  func suspect(_ part: Int32) { suspects[part >> 6] |= 1 &<< UInt64(truncatingIfNeeded: part & 63) }

  func perform(_ place: Int32, _ node: UInt32) {
    let step = plan.steps[place]
    switch step.kind {
    case .suspect: suspect(step.part)
    case .demand: if bytes.record(node).has(Flag.resource) { result.demands.append((step.part, node)) }
    case .message: if !isAsDefined(node) { suspect(step.part) }
    case .reach: registers[step.register] |= step.mask
    case .visible: if hasVisibleContent(node) { registers[step.register] |= step.mask }
    case .count: registers[step.register] &+= 1
    case .content: if !hasContent(node) { suspect(step.part) }
    case .value: if !bytes.record(node).hasOwnValue { suspect(step.part) }
    case .test: if !passes(step.test, node) { suspect(step.part) }
    case .testAny:
      let seen = registers[step.register]
      let passes = seen & step.mask == 0 && passes(step.test, node)
      registers[step.register] = registers[step.register] | step.mask &<< 1 | (passes ? step.mask : 0)
    case .unique:
      let record = bytes.record(node)
      guard record.hasOwnValue else { return }
      let value = record.valueBytes
      guard value.isPlain else { return suspect(step.part) }
      let hash = bytes.key(value)
      let (low, high) = (UInt64(1) &<< (hash & 63), UInt64(1) &<< ((hash &>> 6) & 63))
      if registers[step.register] & low != 0 && registers[step.register &+ 1] & high != 0 { suspect(step.part) }
      registers[step.register] |= low
      registers[step.register &+ 1] |= high
    }
  }
}
