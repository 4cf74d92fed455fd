import FHIRDefinitions
import FHIRSyntax

/// Compiles slicings: how the slices of an element are distinguished.
extension ProfilePlan {
  /// Compiles the slicing in a row; `walk` determines the criteria of its slices.
  mutating func compile(slicing row: Int32, _ walk: inout ProfileWalk) {
    var planned = slicings[Int(row)]
    planned.isCompiled = true
    defer { slicings[Int(row)] = planned }
    let source = sources[Int(planned.element)]
    let profile = objects[Int(source.profile)]
    planned.isInexpressible = true
    guard let slicing = source.element.slicing, !slicing.discriminators.isEmpty else { return }
    planned.isClosed = slicing.rules == .closed
    planned.isOrdered = slicing.isOrdered
    planned.isOpenAtEnd = slicing.rules == .openAtEnd
    planned.namesParts = source.element.name == .extension && profile.typeName == "Extension" && !profile.contexts.isEmpty
    var rows: [PlannedSlice] = []
    for slice in source.element.slices {
      // A slice that is sliced again is left to the walk.
      if !slice.element.slices.isEmpty { return }
      let element = add(slice.element, of: source.profile)
      if slice.name == "@default" {
        planned.fallback = Int32(truncatingIfNeeded: rows.count)
        rows.append(planSlice(slice.element, element, criteria: Rows(), profile, &walk))
        continue
      }
      guard let found = walk.criteria(of: slice.element, among: source.element.slices, slicing, profile) else { return }
      var planned: [PlannedCriterion] = []
      for criterion in found.criteria {
        guard let criterion = plan(criterion, of: source.profile) else { return }
        planned.append(criterion)
      }
      let first = criteria.count
      criteria += planned
      rows.append(planSlice(slice.element, element, criteria: Rows(first..<criteria.count), profile, &walk))
    }
    slices += rows
    planned.slices = Rows(slices.count - rows.count..<slices.count)
    planned.key = key(of: planned)
    planned.isInexpressible = false
  }

  /// The name of the only element whose text determines the slice of an item; `ElementSlot.noName` if the slice depends on
  /// anything else.
  private func key(of slicing: PlannedSlicing) -> UInt32 {
    var key = ElementSlot.noName
    for index in slicing.slices.range where index - Int(slicing.slices.first) != Int(slicing.fallback) {
      let rows = slices[index].criteria
      guard rows.count == 1, case let criterion = criteria[Int(rows.first)], criterion.path.count == 1,
        case .values(let values, _) = criterion.condition
      else { return ElementSlot.noName }
      let step = steps[Int(criterion.path.first)]
      let areTexts = values.range.allSatisfy { if case .text = self.values[Int(valueLists[$0])] { true } else { false } }
      if step.isChoice || !areTexts || key != ElementSlot.noName && key != step.name.rawValue { return ElementSlot.noName }
      key = step.name.rawValue
    }
    return key
  }

  mutating func add(_ path: [Symbol]) -> Rows {
    let first = steps.count
    steps += path.map { PlannedStep(name: $0, isChoice: choices.contains($0)) }
    return Rows(first..<steps.count)
  }

  private func planSlice(
    _ slice: ProfileElement, _ row: Int32, criteria: Rows, _ profile: Profile, _ walk: inout ProfileWalk
  ) -> PlannedSlice {
    let max = slice.max ?? walk.ownMaximum(ofExtension: slice, profile)
    return PlannedSlice(
      element: row, min: Int32(clamping: slice.min), max: max.map { Int32(clamping: $0) } ?? .max, criteria: criteria)
  }

  private mutating func plan(_ criterion: SliceCriteria.Criterion, of profile: Int32) -> PlannedCriterion? {
    var path: [Symbol] = []
    for step in criterion.path.steps {
      guard case .child(let name) = step, name != "resourceType", let symbol = symbols.symbol(name) else { return nil }
      path.append(symbol)
    }
    let condition: PlannedCriterion.Condition
    switch criterion.condition {
    case .exists(let exists): condition = .exists(exists)
    case .types(let names):
      // A type unknown in the release matches nothing here, unlike in the list of permitted types.
      let known = names.filter { symbols.symbol($0).flatMap { release.type($0) } != nil }
      condition = .types(add(known.map { TypeConstraintSchema($0) }, of: profile))
    case .valueSet(let binding): condition = .valueSet(add(binding))
    case .values(let found):
      guard let first = found.first, found.allSatisfy({ $0.isExact == first.isExact }) else { return nil }
      condition = .values(list(found.map(\.value)), isExact: first.isExact)
    case .profiles, .conformsTo: return nil
    }
    return PlannedCriterion(path: add(path), condition: condition)
  }
}
