import FHIRSyntax
import Findings

/// Several descents from one element.
struct DescentList {
  private var items = InlineArray<8, Int32>(repeating: 0)
  private(set) var count = 0

  /// Adds a descent; false if there is no room.
  mutating func add(_ position: Int32) -> Bool {
    guard count < 8 else { return false }
    items[count] = position
    count &+= 1
    return true
  }

  @inline(__always)
  subscript(index: Int) -> Int32 { items[index] }
}

/// The search among all descendants of an element.
extension RuleWalk {
  /// Scans the nodes inside an element once. Conditions on descendants are tested at a child that they require.
  func descend(from top: UInt32, _ list: DescentList) {
    var (names, traits, hasSteps) = (UInt64(0), Int32(0), false)
    for position in 0..<list.count {
      let descent = plan.descents[list[position]]
      names |= descent.names
      traits |= descent.traits
      hasSteps = hasSteps || !descent.steps.isEmpty
    }
    let isJSON = document.format == .json
    let end = bytes.record(top).next
    var index = top &+ 1
    // The name and the parent of the last node whose name may be in the search. Thanks to these, the parent of the items of an
    // array is usually tested only once.
    var last: (name: UInt32, parent: UInt32) = (.max, .max)
    while index < end {
      let node = index
      let record = bytes.record(node)
      let name = record.name.rawValue
      if name == WellKnown.div || record.has(Flag.xhtml) {
        index = record.next
        continue
      }
      index &+= 1
      if isSyntaxOnly(record, isJSON) { continue }
      if hasSteps { performAll(list, node) }
      if traits != 0, record.hasOwnValue {
        let found = self.traits(of: record.valueBytes) & traits
        if found != 0 { screen(node, found, list) }
      }
      if names & (1 &<< UInt64(name & 63)) != 0 {
        let parent = parent(of: node)
        if parent > top {
          enter(node, parent, isNew: last.name != name || last.parent != parent, list)
          last = (name, parent)
        }
      }
      if record.has(Flag.resource) { visitTypes(node, list) }
    }
  }

  @inline(never)
  private func parent(of node: UInt32) -> UInt32 { bytes.parent(of: bytes.record(node), node, document) }

  /// Whether a node is only syntax, not a FHIR element.
  @inline(__always)
  private func isSyntaxOnly(_ record: NodeRecord, _ isJSON: Bool) -> Bool {
    switch record.form {
    case .array, .text, .instruction: return true
    default: break
    }
    if record.has(Flag.paired) { return true }
    return record.name.rawValue == WellKnown.resourceType && isJSON && bytes.record(record.parent).has(Flag.resource)
  }

  private func performAll(_ list: DescentList, _ node: UInt32) {
    for position in 0..<list.count { perform(plan.descents[list[position]].steps, node) }
  }

  /// Runs the tests for the traits that a value has.
  @inline(never)
  private func screen(_ node: UInt32, _ traits: Int32, _ list: DescentList) {
    let value = bytes.record(node).valueBytes
    for position in 0..<list.count {
      let descent = list[position]
      if plan.descents[descent].traits & traits == 0 { continue }
      if traits & RulePlan.Trait.blankEnd != 0 { test(plan.descents[descent].blankEndTests, value, node) }
      if traits & RulePlan.Trait.time != 0 { test(plan.descents[descent].timeTests, value, node) }
      if traits & RulePlan.Trait.url != 0 { test(plan.descents[descent].urlTests, value, node) }
    }
  }

  /// Takes the edges and branches for the name of a node.
  @inline(never)
  private func enter(_ node: UInt32, _ parent: UInt32, isNew: Bool, _ list: DescentList) {
    let record = bytes.record(node)
    let name = record.name.rawValue
    for position in 0..<list.count {
      let descent = plan.descents[list[position]]
      if descent.names & (1 &<< UInt64(name & 63)) == 0 { continue }
      let bucket = descent.byName.first &+ Int32(truncatingIfNeeded: name & descent.byName.mask)
      var index = plan.numbers[bucket]
      let end = plan.numbers[bucket &+ 1]
      while index < end {
        let entry = plan.descentNames[index]
        index &+= 1
        if entry.name == name { enter(entry, node, record, parent, isNew: isNew) }
      }
    }
  }

  private func enter(
    _ entry: RulePlan.DescentName, _ node: UInt32, _ record: NodeRecord, _ parent: UInt32, isNew: Bool
  ) {
    var edge = entry.edges.first
    while edge < entry.edges.end {
      take(edge, to: node)
      edge &+= 1
    }
    if !entry.texts.isEmpty, record.hasOwnValue { findTexts(entry.texts, node, record, parent) }
    var position = entry.branches.first
    while position < entry.branches.end {
      let branch = plan.branches[plan.numbers[position]]
      position &+= 1
      if branch.isDirect ? meets(plan.terms[branch.terms.first], node) : isNew && holds(branch.terms, parent) {
        visit(branch.node, parent)
      }
    }
  }

  /// Visits the parent of a value through the branches for its text.
  private func findTexts(_ texts: RulePlan.Buckets, _ node: UInt32, _ record: NodeRecord, _ parent: UInt32) {
    let value = record.valueBytes
    guard value.isPlain, record.isTextual else {
      for index in plan.numbers[texts.first]..<plan.numbers[texts.first &+ Int32(bitPattern: texts.mask) &+ 1] {
        let text = plan.descentTexts[index]
        if document.value(of: Node(index: node), is: string(text.text)), holds(text.terms, parent) { visit(text.node, parent) }
      }
      return
    }
    let key = bytes.key(value)
    let bucket = texts.first &+ Int32(truncatingIfNeeded: key & UInt64(texts.mask))
    var index = plan.numbers[bucket]
    let end = plan.numbers[bucket &+ 1]
    while index < end {
      let text = plan.descentTexts[index]
      if text.key == key, isEqual(value, text.text), holds(text.terms, parent) { visit(text.node, parent) }
      index &+= 1
    }
  }

  @inline(never)
  private func visitTypes(_ node: UInt32, _ list: DescentList) {
    let type = type(of: node)
    for position in 0..<list.count {
      let types = plan.descents[list[position]].types
      for index in types.first..<types.end where plan.branches[plan.numbers[index]].name == type {
        visit(plan.branches[plan.numbers[index]].node, node)
      }
    }
  }
}
