import FHIRDefinitions
import FHIRSyntax

/// Compiles rows of a plan as they are reached.
extension ProfilePlan {
  /// The row of a profile.
  mutating func row(of profile: Profile) -> Int32 {
    if let known = rows[ObjectIdentifier(profile)] { return known }
    let row = Int32(truncatingIfNeeded: profiles.count)
    let root = add(profile.root, of: row)
    let first = contexts.count
    for context in profile.contexts { add(context) }
    profiles.append(
      Row(
        root: root, type: symbols.symbol(profile.typeName), isOfExtensions: profile.typeName == "Extension",
        isModifier: profile.root.isModifier,
        isPartlyUnknown: profile.unknownBase != nil || !profile.unknownElements.isEmpty,
        hasContextInvariants: !profile.contextInvariants.isEmpty, hasContexts: !profile.contexts.isEmpty,
        contexts: first..<contexts.count))
    objects.append(profile)
    rows[ObjectIdentifier(profile)] = row
    return row
  }

  /// The row of a link from a profile, or with -1 from a payload.
  mutating func link(_ url: String, from owner: Int32) -> Int32 {
    let key = LinkKey(url: url, package: owner < 0 ? nil : objects[Int(owner)].package)
    if let known = linkNumbers[key] { return known }
    let number = Int32(truncatingIfNeeded: links.count)
    links.append(Link(url: url, owner: owner))
    linkNumbers[key] = number
    return number
  }

  /// Finds out what a link leads to.
  mutating func resolve(_ number: Int32, _ library: ProfileLibrary) {
    let link = links[Int(number)]
    let owner = link.owner < 0 ? nil : objects[Int(link.owner)]
    if let profile = library.profile(link.url, release.release, beside: owner) {
      links[Int(number)].hasEditions = link.url == profile.url && library.editions(of: link.url, release.release).count > 1
      links[Int(number)].target = .profile(row(of: profile))
    } else if let name = ProfileLibrary.typeName(ofCanonical: link.url), let type = symbols.symbol(String(name)),
      release.type(type) != nil
    {
      links[Int(number)].target = .type(type)
    } else {
      links[Int(number)].target = .unknown
    }
  }

  private mutating func add(_ element: ProfileElement, of profile: Int32) -> Int32 {
    elements.append(
      PlannedElement(
        name: element.name, min: Int32(clamping: element.min), max: element.max.map { Int32(clamping: $0) } ?? .max,
        isChoice: choices.contains(element.name)))
    sources.append(Source(element: element, profile: profile))
    return Int32(truncatingIfNeeded: elements.count - 1)
  }

  /// Compiles an element, but for what is below it.
  mutating func compile(_ row: Int32, _ library: InvariantLibrary) {
    let (element, profile) = (sources[Int(row)].element, sources[Int(row)].profile)
    var planned = elements[Int(row)]
    planned.isCompiled = true
    planned.isInexpressible = element.minValue != nil || element.maxValue != nil
    planned.types = add(element.types, of: profile)
    planned.fixed = element.fixed.map { add($0) } ?? -1
    let patterns = (element.pattern.map { [$0] } ?? []) + element.basePatterns
    planned.patterns = list(patterns)
    if let binding = element.binding { planned.binding = add(binding) }
    planned.maxLength = element.maxLength.map { Int32(clamping: $0) } ?? .max
    let firstInvariant = invariants.count
    for schema in element.invariants {
      let invariant = library.compile(schema, release.release)
      if !invariant.isNative { invariants.append(invariant) }
    }
    planned.invariants = firstInvariant..<invariants.count
    let rows = element.children.map { add($0, of: profile) }
    planned.children = children.count..<children.count + rows.count
    planned.hasChoices = rows.contains { elements[Int($0)].isChoice }
    children += rows
    childNames += element.children.map(\.name)
    if !element.slices.isEmpty {
      planned.slicing = Int32(truncatingIfNeeded: slicings.count)
      slicings.append(PlannedSlicing(element: row, areAllOptional: element.slices.allSatisfy { $0.element.min == 0 }))
    }
    elements[Int(row)] = planned
    compiledCount += 1
  }

  // MARK: Types and links

  private mutating func add(_ schemas: [TypeConstraintSchema], of profile: Int32) -> Range<Int> {
    let first = types.count
    for schema in schemas {
      let name = symbols.symbol(schema.name)
      let shape = name.flatMap { release.type($0) }
      types.append(
        PlannedType(
          row: shape?.index ?? .max, name: name ?? .none, isAbstract: shape?.isAbstract ?? false,
          isAny: shape == nil || schema.name.utf8.contains(UInt8(ascii: ":")), isReference: schema.name == "Reference",
          profiles: links(schema.profiles, of: profile), targets: links(schema.targets, of: profile),
          permitsContained: schema.aggregation.isEmpty || schema.aggregation.contains(.contained),
          permitsReferenced: schema.aggregation.isEmpty || schema.aggregation.contains(.referenced)))
    }
    return first..<types.count
  }

  private mutating func links(_ urls: [String], of profile: Int32) -> Range<Int> {
    let numbers = urls.map { link($0, from: profile) }
    linkLists += numbers
    return linkLists.count - numbers.count..<linkLists.count
  }

  // MARK: Values

  private mutating func add(_ schema: ValueSchema) -> Int32 {
    var value = PlannedValue.inexpressible
    switch schema {
    case .text(let text): value = .text(add(text))
    case .object(let schemas):
      var planned: [PlannedMember] = []
      for schema in schemas {
        guard let name = symbols.symbol(schema.name) else { break }
        if case .list(let items) = schema.value {
          planned.append(PlannedMember(name: name, items: list(items), isList: true))
        } else {
          planned.append(PlannedMember(name: name, items: list([schema.value]), isList: false))
        }
      }
      if planned.count == schemas.count {
        members += planned
        value = .object(members.count - planned.count..<members.count)
      }
    case .list: break
    }
    values.append(value)
    return Int32(truncatingIfNeeded: values.count - 1)
  }

  private mutating func list(_ schemas: [ValueSchema]) -> Range<Int> {
    let rows = schemas.map { add($0) }
    valueLists += rows
    return valueLists.count - rows.count..<valueLists.count
  }

  private mutating func add(_ text: String) -> Range<Int> {
    let first = texts.count
    texts += text.utf8
    return first..<texts.count
  }

  private mutating func add(_ binding: BindingSchema) -> Int32 {
    bindings.append(
      PlannedBinding(
        isRequired: binding.strength == .required, isPreferred: binding.strength == .preferred,
        set: release.terminology.valueSet(binding.valueSet),
        isExternal: ExternalCodes.system(ofValueSet: Canonical.withoutVersion(binding.valueSet)) != nil))
    return Int32(truncatingIfNeeded: bindings.count - 1)
  }

  private mutating func add(_ context: ContextSchema) {
    switch context.kind {
    // What has to be evaluated is left to the walk.
    case .fhirpath: return
    case .extension: contexts.append(.inside(add(context.expression)))
    case .element:
      for part in context.expression.split(separator: ",") {
        var path = part.drop { $0 == " " }
        if ["*", "Any", "Element"].contains(path) {
          contexts.append(.anywhere)
          continue
        }
        if let hash = path.firstIndex(of: "#") {
          path = path[path.index(after: hash)...]
        } else if path.contains(":") || path.hasPrefix("@") {
          guard let name = ProfileLibrary.typeName(ofCanonical: String(path)) else {
            contexts.append(.anywhere)
            continue
          }
          path = name
        }
        let names = path.split(separator: ".").map { symbols.symbol(String($0.hasSuffix("[x]") ? $0.dropLast(3) : $0)) }
        guard let type = names.first ?? nil, !names.contains(nil) else { continue }
        let first = steps.count
        steps += names.dropFirst().compactMap { $0 }
        contexts.append(.element(type: type, path: first..<steps.count))
      }
    }
  }

  // MARK: Slices

  /// Compiles how slices are distinguished; `walk` finds out what each profile says of its slices.
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
        rows.append(planSlice(slice.element, element, criteria: 0..<0, profile, &walk))
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
      rows.append(planSlice(slice.element, element, criteria: first..<criteria.count, profile, &walk))
    }
    slices += rows
    planned.slices = slices.count - rows.count..<slices.count
    planned.isInexpressible = false
  }

  private func planSlice(
    _ slice: ProfileElement, _ row: Int32, criteria: Range<Int>, _ profile: Profile, _ walk: inout ProfileWalk
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
    let demand: PlannedCriterion.Demand
    switch criterion.demand {
    case .exists(let exists): demand = .exists(exists)
    case .types(let names):
      // A name that the release does not have matches nothing here, unlike where types are permitted.
      let known = names.filter { symbols.symbol($0).flatMap { release.type($0) } != nil }
      demand = .types(add(known.map { TypeConstraintSchema($0) }, of: profile))
    case .valueSet(let binding): demand = .valueSet(add(binding))
    case .values(let found):
      guard let first = found.first, found.allSatisfy({ $0.isExact == first.isExact }) else { return nil }
      demand = .values(list(found.map(\.value)), isExact: first.isExact)
    case .profiles, .keeps: return nil
    }
    steps += path
    return PlannedCriterion(path: steps.count - path.count..<steps.count, demand: demand)
  }
}
