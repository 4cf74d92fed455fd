import FHIRSyntax

/// Performs the steps at an element and continues the walk.
extension RuleWalk {
  /// Applies an element of the plan to an element of the payload and its children. Fields are read only where they are needed.
  func visit(_ element: Int32, _ node: UInt32) {
    let work = plan.elements[element].work
    if work & RulePlan.Work.registers != 0 { clear(plan.elements[element].registers) }
    if work & RulePlan.Work.itself != 0 { performSteps(of: element, work, node) }
    if work & RulePlan.Work.edges != 0 { visitChildren(of: node, element) }
    if work & RulePlan.Work.branches != 0 {
      var branch = plan.elements[element].branches.first
      while branch < plan.elements[element].branches.end {
        follow(branch, node)
        branch &+= 1
      }
    }
    if work & RulePlan.Work.needs != 0 { check(needs: plan.elements[element].needs) }
    if work & RulePlan.Work.bounds != 0 { check(bounds: plan.elements[element].bounds) }
  }

  /// Performs the steps at an element itself.
  private func performSteps(of element: Int32, _ work: UInt8, _ node: UInt32) {
    if work & RulePlan.Work.visible != 0, hasVisibleContent(node, bytes.record(node)) { set(plan.elements[element].visible) }
    if work & RulePlan.Work.steps != 0 { perform(plan.elements[element].steps, node) }
    if work & RulePlan.Work.values != 0, bytes.record(node).hasOwnValue {
      test(plan.elements[element].values, bytes.record(node).valueBytes, node)
    }
  }

  @inline(__always)
  private func clear(_ slice: RulePlan.Slice) {
    var register = slice.first
    while register < slice.end {
      registers[register] = 0
      register &+= 1
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
  private func check(needs: RulePlan.Slice) {
    var index = needs.first
    while index < needs.end {
      let need = plan.needs[index]
      index &+= 1
      let seen = registers[need.register]
      var missing = (need.required | (seen & need.tried) &>> 1) & ~seen
      while missing != 0 {
        suspect(plan.numbers[need.parts &+ Int32(truncatingIfNeeded: missing.trailingZeroBitCount)])
        missing &= missing &- 1
      }
    }
  }

  @inline(__always)
  private func check(bounds: RulePlan.Slice) {
    var index = bounds.first
    while index < bounds.end {
      let bound = plan.bounds[index]
      index &+= 1
      let seen = registers[bound.register]
      if seen < bound.minimum || seen > bound.maximum { suspect(bound.part) }
    }
  }

  // MARK: Children

  private func visitChildren(of node: UInt32, _ element: Int32) {
    let end = bytes.record(node).next
    if end > node &+ 1 { visitNodes(from: node &+ 1, to: end, plan.elements[element].children, plan.elements[element].edges) }
    if bytes.record(node).has(Flag.hasCompanion), let companion = document.companion(of: Node(index: node))?.index {
      visitNodes(
        from: companion &+ 1, to: bytes.record(companion).next, plan.elements[element].children, plan.elements[element].edges)
    }
  }

  /// Visits the sibling nodes, and the items of arrays among them, that edges lead to.
  private func visitNodes(from first: UInt32, to end: UInt32, _ names: UInt64, _ edges: RulePlan.Buckets) {
    var index = first
    while index < end {
      let child = index
      index = bytes.record(child).next
      let name = bytes.record(child).name.rawValue
      if names & (1 &<< UInt64(name & 63)) == 0 || bytes.record(child).has(Flag.paired) { continue }
      let bucket = edges.first &+ Int32(truncatingIfNeeded: name & edges.mask)
      var edge = plan.numbers[bucket]
      let last = plan.numbers[bucket &+ 1]
      while edge < last {
        if plan.edges[edge].name == name {
          if bytes.record(child).isArray { takeItems(edge, of: child) } else { take(edge, to: child) }
        }
        edge &+= 1
      }
    }
  }

  /// Visits the items of an array, which have the name of the array. No item is an array itself: see `LocalReference`.
  private func takeItems(_ edge: Int32, of array: UInt32) {
    let end = bytes.record(array).next
    var item = array &+ 1
    while item < end {
      if !bytes.record(item).has(Flag.paired) { take(edge, to: item) }
      item = bytes.record(item).next
    }
  }

  /// Visits a child that an edge leads to, if the edge applies to the child.
  @inline(__always)
  func take(_ edge: Int32, to child: UInt32) {
    switch plan.edges[edge].kind {
    case .mark:
      if hasVisibleContent(child, bytes.record(child)) {
        registers[plan.edges[edge].mark.register] |= plan.edges[edge].mark.mask
      }
    case .leaf:
      if !applies(edge, to: child) { return }
      let element = plan.edges[edge].node
      performSteps(of: element, plan.elements[element].work, child)
    case .visit: if applies(edge, to: child) { visit(plan.edges[edge].node, child) }
    }
  }

  /// Whether an edge applies to a child. If it does not, the child has no content, and the parts that this may violate become
  /// suspects.
  @inline(__always)
  private func applies(_ edge: Int32, to child: UInt32) -> Bool {
    let record = bytes.record(child)
    if record.hasOwnValue || beginsWithContent(child, record) || plan.edges[edge].includesEmpty { return true }
    return hasContent(child) || !suspectEmptied(edge)
  }

  /// Marks the parts that may be violated by a child without content as suspects; returns true.
  private func suspectEmptied(_ edge: Int32) -> Bool {
    let emptied = plan.edges[edge].emptied
    for part in emptied.first..<emptied.end { suspect(plan.numbers[part]) }
    return true
  }

  // MARK: Branches

  private func follow(_ branch: Int32, _ node: UInt32) {
    let branch = plan.branches[branch]
    switch branch.kind {
    case .matching: if holds(branch.terms, node) { visit(branch.node, node) }
    case .ofType: if type(of: node) == branch.name { visit(branch.node, node) }
    case .resolve:
      switch target(of: node) {
      case .none: return
      case .unknown: isInconclusive = true
      case .node(let target): visit(branch.node, target)
      }
    case .first:
      if registers[branch.register] != 0 { return }
      registers[branch.register] = 1
      visit(branch.node, node)
    case .descendants:
      if branch.isOrderIndependent, node == 0, descents.add(branch.descent) { return }
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
    let index = resources.index(of: node)
    return index < 0 ? .max : resources[index].type
  }
}
