import FHIRDefinitions
import FHIRSyntax

/// Slices, and the contexts of extensions.
extension ProfileProof {
  /// Whether the items of a sliced child match its slices, within their cardinality, and conform to their requirements.
  mutating func areSlicesClean(of row: Int32, _ node: UInt32) -> Bool {
    guard plan.elements[Int(row)].isCompiled else {
      needs(element: row)
      return true
    }
    let number = plan.elements[Int(row)].slicing
    guard plan.slicings[Int(number)].isCompiled else {
      needs(slicing: number)
      return true
    }
    let slicing = plan.slicings[Int(number)]
    if slicing.isInexpressible { return false }
    let (name, isChoice) = (plan.elements[Int(row)].name, plan.elements[Int(row)].isChoice)
    var seen = SliceCounts()
    var last: Int32 = -1
    var hasOthers = false
    var items = reader.items(of: node)
    while let item = reader.next(&items) {
      guard isNamed(name, isChoice, item) else { continue }
      guard let slice = slice(of: item, slicing) else { return false }
      if slice < 0 {
        if slicing.isClosed || slicing.namesParts { return false }
        hasOthers = true
        continue
      }
      if slicing.isOrdered && slice < last || slicing.isOpenAtEnd && hasOthers { return false }
      last = slice
      let index = Int(slicing.slices.first &+ slice)
      guard seen.add(slice) <= plan.slices[index].max, isClean(item, plan.slices[index].element) else { return false }
    }
    for index in slicing.slices.range where plan.slices[index].min > 0 {
      if seen.count(Int32(truncatingIfNeeded: index) &- slicing.slices.first) < plan.slices[index].min { return false }
    }
    return true
  }

  /// The number of items in each slice; the first 16 slices need no array.
  private struct SliceCounts {
    private var few: SIMD16<Int32> = .zero
    private var many: [Int32] = []

    mutating func add(_ slice: Int32) -> Int32 {
      if slice < 16 {
        few[Int(slice)] &+= 1
        return few[Int(slice)]
      }
      while many.count <= Int(slice) { many.append(0) }
      many[Int(slice)] &+= 1
      return many[Int(slice)]
    }

    func count(_ slice: Int32) -> Int32 {
      slice < 16 ? few[Int(slice)] : Int(slice) < many.count ? many[Int(slice)] : 0
    }
  }

  /// The index of the only slice that matches an item, -1 for none; nil if this is not certain.
  private mutating func slice(of item: UInt32, _ slicing: PlannedSlicing) -> Int32? {
    if slicing.key != ElementSlot.noName { return slice(of: item, byTextOf: slicing.key, slicing) }
    var found: Int32 = -1
    for index in slicing.slices.range {
      let position = Int32(truncatingIfNeeded: index) &- slicing.slices.first
      if position == slicing.fallback { continue }
      var isIn = true
      for criterion in plan.slices[index].criteria.range where isIn { isIn = meets(plan.criteria[criterion], item) }
      if isUnsure { return nil }
      if isIn {
        if found >= 0 { return nil }
        found = position
      }
    }
    return found < 0 ? slicing.fallback : found
  }

  /// The slice that an item belongs to, if the text of one element determines it.
  private func slice(of item: UInt32, byTextOf name: UInt32, _ slicing: PlannedSlicing) -> Int32? {
    var items = reader.items(of: item)
    guard let key = reader.next(&items, named: name) else { return slicing.fallback }
    // An item with two such elements may be in two slices.
    if reader.next(&items, named: name) != nil { return nil }
    let record = reader.record(key)
    switch record.form {
    case .string, .attribute: break
    default: return nil
    }
    if NodeReader.has(record, .escaped) { return nil }
    let (start, end) = NodeReader.text(record)
    var found: Int32 = -1
    for index in slicing.slices.range {
      let position = Int32(truncatingIfNeeded: index) &- slicing.slices.first
      if position == slicing.fallback { continue }
      guard case .values(let values, _) = plan.criteria[Int(plan.slices[index].criteria.first)].condition else { return nil }
      for value in values.range {
        guard case .text(let rows) = plan.values[Int(plan.valueLists[value])] else { return nil }
        guard reader.isEqual(start, end, plan.texts, rows) else { continue }
        if found >= 0 && found != position { return nil }
        found = position
      }
    }
    return found < 0 ? slicing.fallback : found
  }

  private mutating func meets(_ criterion: PlannedCriterion, _ item: UInt32) -> Bool {
    if case .exists(false) = criterion.condition { return !anyMeets(.exists(true), at: criterion.path, from: item) }
    return anyMeets(criterion.condition, at: criterion.path, from: item)
  }

  /// Whether any node at a path meets a condition.
  private mutating func anyMeets(_ condition: PlannedCriterion.Condition, at path: Rows, from node: UInt32) -> Bool {
    if path.isEmpty { return meets(condition, node) }
    let step = plan.steps[Int(path.first)]
    var rest = path
    rest.first &+= 1
    var items = reader.items(of: node)
    while let child = reader.next(&items) {
      if isNamed(step.name, step.isChoice, child), anyMeets(condition, at: rest, from: child) { return true }
    }
    return false
  }

  private mutating func meets(_ condition: PlannedCriterion.Condition, _ node: UInt32) -> Bool {
    switch condition {
    case .exists(let exists): return exists
    case .values(let values, let isExact):
      for index in values.range where has(plan.valueLists[index], at: node, isExact: isExact) { return true }
      return false
    case .types(let types):
      guard let type = typed.type(of: Node(index: node)) else { return false }
      let isChoice = reader.slot(node)?.isChoice ?? false
      for index in types.range where permits(plan.types[index], type, isChoice: isChoice) { return true }
      return false
    case .valueSet(let row):
      // Quick if the codes are known; otherwise left to the walk.
      switch membership(of: node, row) {
      case true: return true
      case false: return false
      case nil:
        isUnsure = true
        return false
      }
    }
  }

  // MARK: Contexts of extensions

  /// Whether an extension is in a context that its definition allows.
  func isInContext(_ profile: ProfilePlan.Row, _ node: UInt32) -> Bool {
    guard let parent = parent(of: node) else { return true }
    for index in profile.contexts.range {
      switch plan.contexts[index] {
      case .anywhere: return true
      case .element(let type, let path): if isElement(path, of: type, parent) { return true }
      case .inside(let url):
        if let found = reader.element(Symbol.url.rawValue, of: parent), case let record = reader.record(found),
          !NodeReader.has(record, .escaped), NodeReader.hasValue(record), case (let start, let end) = NodeReader.text(record),
          reader.isEqual(start, end, plan.texts, url)
        {
          return true
        }
      }
    }
    return false
  }

  private func parent(of node: UInt32) -> UInt32? { reader.document.parent(of: Node(index: node))?.index }

  private func isElement(_ path: Rows, of type: Symbol, _ node: UInt32) -> Bool {
    if path.isEmpty { return typed.type(of: Node(index: node)).map { typed.release.isType($0, type) } ?? false }
    let step = plan.steps[Int(path.end) - 1].name.rawValue
    guard let parent = parent(of: node), let slot = reader.slot(node), slot.baseName == step || slot.name == step else {
      return false
    }
    var rest = path
    rest.end &-= 1
    return isElement(rest, of: type, parent)
  }
}
