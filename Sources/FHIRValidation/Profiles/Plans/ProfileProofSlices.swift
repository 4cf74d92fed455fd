import FHIRDefinitions
import FHIRSyntax

/// Slices, and the places of extensions.
extension ProfileProof {
  /// Whether the items of a sliced element are in its slices, as many as there may be, and keep what is demanded there.
  mutating func areSlicesClean(_ row: Int32, _ name: Symbol, of node: Node, isEmpty: Bool) -> Bool {
    if isEmpty && plan.slicings[Int(row)].areAllOptional { return true }
    if !plan.slicings[Int(row)].isCompiled { compile(slicing: row) }
    let slicing = plan.slicings[Int(row)]
    if slicing.isInexpressible { return false }
    let first = counts.count
    for _ in slicing.slices { counts.append(0) }
    defer { counts.removeLast(slicing.slices.count) }
    var last: Int32 = -1
    var hasOthers = false
    var items = document.elements(of: node)
    while let item = items.next() {
      guard isNamed(name, item) else { continue }
      guard let slice = slice(of: item, slicing) else { return false }
      if slice < 0 {
        if slicing.isClosed || slicing.namesParts { return false }
        hasOthers = true
        continue
      }
      if slicing.isOrdered && slice < last || slicing.isOpenAtEnd && hasOthers { return false }
      last = slice
      let place = first + Int(slice)
      let planned = plan.slices[slicing.slices.lowerBound + Int(slice)]
      counts[place] += 1
      guard counts[place] <= planned.max, isClean(item, planned.element) else { return false }
    }
    for index in slicing.slices where counts[first + index - slicing.slices.lowerBound] < plan.slices[index].min { return false }
    return true
  }

  private func isNamed(_ name: Symbol, _ item: Node) -> Bool {
    document.record(item).name == name || plan.choices.contains(name) && typed.element(of: item)?.baseName == name
  }

  /// The place of the one slice that an item is in, -1 for none; nil where that is not certain.
  private mutating func slice(of item: Node, _ slicing: PlannedSlicing) -> Int32? {
    var found: Int32 = -1
    for index in slicing.slices {
      let place = Int32(truncatingIfNeeded: index - slicing.slices.lowerBound)
      if place == slicing.fallback { continue }
      var isIn = true
      for criterion in plan.slices[index].criteria where isIn { isIn = meets(plan.criteria[criterion], item) }
      if isUnsure { return nil }
      if isIn {
        if found >= 0 { return nil }
        found = place
      }
    }
    return found < 0 ? slicing.fallback : found
  }

  private mutating func meets(_ criterion: PlannedCriterion, _ item: Node) -> Bool {
    if case .exists(false) = criterion.demand { return !reaches(criterion.path, from: item, .exists(true)) }
    return reaches(criterion.path, from: item, criterion.demand)
  }

  /// Whether some node at a path is as demanded.
  private mutating func reaches(_ path: Range<Int>, from node: Node, _ demand: PlannedCriterion.Demand) -> Bool {
    guard let step = path.first else { return meets(demand, node) }
    let name = plan.steps[step]
    for child in document.elements(of: node) where isNamed(name, child) {
      if reaches(step + 1..<path.upperBound, from: child, demand) { return true }
    }
    return false
  }

  private mutating func meets(_ demand: PlannedCriterion.Demand, _ node: Node) -> Bool {
    switch demand {
    case .exists(let exists): return exists
    case .values(let values, let isExact):
      for index in values where has(plan.valueLists[index], at: node, isExact: isExact) { return true }
      return false
    case .types(let types):
      guard let type = typed.type(of: node) else { return false }
      let isChoice = typed.element(of: node)?.isChoice ?? false
      for index in types where permits(plan.types[index], type, isChoice: isChoice) { return true }
      return false
    case .valueSet(let row):
      // Where codes are known that is quick, and else it is for the walk.
      switch membership(of: node, plan.bindings[Int(row)]) {
      case true: return true
      case false: return false
      case nil:
        isUnsure = true
        return false
      }
    }
  }

  // MARK: Places of extensions

  /// Whether an extension is where its definition permits it.
  func isInPlace(_ profile: ProfilePlan.Row, _ node: Node) -> Bool {
    guard let parent = document.parent(of: node) else { return true }
    for index in profile.contexts {
      switch plan.contexts[index] {
      case .anywhere: return true
      case .element(let type, let path): if isElement(path, of: type, parent) { return true }
      case .inside(let url):
        if let found = document.element(.url, of: parent), !document.record(found).flags.contains(.escaped),
          document.hasValue(found), document.source.storage[document.textRange(of: found)].elementsEqual(plan.texts[url])
        {
          return true
        }
      }
    }
    return false
  }

  private func isElement(_ path: Range<Int>, of type: Symbol, _ node: Node) -> Bool {
    guard let last = path.last else { return typed.type(of: node).map { typed.release.isType($0, type) } ?? false }
    guard let parent = document.parent(of: node), let element = typed.element(of: node),
      element.baseName == plan.steps[last] || element.name == plan.steps[last]
    else { return false }
    return isElement(path.dropLast(), of: type, parent)
  }
}
