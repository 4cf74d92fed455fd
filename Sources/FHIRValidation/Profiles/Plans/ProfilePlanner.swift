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
        root: root, type: symbols.symbol(profile.typeName),
        typeRow: symbols.symbol(profile.typeName).flatMap { release.type($0) }?.index ?? .max,
        appliesToExtensions: profile.typeName == "Extension",
        isModifier: profile.root.isModifier,
        isPartlyUnknown: profile.unknownBase != nil || !profile.unknownElements.isEmpty,
        hasContextInvariants: !profile.contextInvariants.isEmpty, hasContexts: !profile.contexts.isEmpty,
        contexts: Rows(first..<contexts.count)))
    objects.append(profile)
    rows[ObjectIdentifier(profile)] = row
    return row
  }

  /// The row of a link from the profile in the row `owner`, or from a payload if `owner` is -1.
  mutating func link(_ url: String, from owner: Int32) -> Int32 {
    let key = LinkKey(url: url, package: owner < 0 ? nil : objects[Int(owner)].package)
    if let known = linkNumbers[key] { return known }
    let number = Int32(truncatingIfNeeded: links.count)
    links.append(Link(url: add(url), owner: owner))
    linkNumbers[key] = number
    return number
  }

  /// Resolves a link.
  mutating func resolve(_ number: Int32, _ library: ProfileLibrary) {
    let link = links[Int(number)]
    let url = String(decoding: texts[link.url.range], as: UTF8.self)
    let owner = link.owner < 0 ? nil : objects[Int(link.owner)]
    if let profile = library.profile(url, release.release, relativeTo: owner) {
      links[Int(number)].hasEditions = url == profile.url && library.editions(of: url, release.release).count > 1
      let row = row(of: profile)
      links[Int(number)].target = .profile(row)
      links[Int(number)].hasSubtypes = profiles[Int(row)].type.map { hasSubtypes($0) } ?? true
    } else if let name = ProfileLibrary.typeName(ofCanonical: url), let type = symbols.symbol(String(name)),
      release.type(type) != nil, !ProfileLibrary.isOtherVersion(url, than: release.release)
    {
      links[Int(number)].target = .type(type)
      links[Int(number)].hasSubtypes = hasSubtypes(type)
    } else {
      links[Int(number)].target = .unknown
    }
  }

  /// Whether other types may derive from a type; none derive from a concrete resource type.
  private func hasSubtypes(_ type: Symbol) -> Bool {
    release.type(type).map { $0.kind != .resource || $0.isAbstract } ?? true
  }

  mutating func add(_ element: ProfileElement, of profile: Int32) -> Int32 {
    elements.append(
      PlannedElement(
        name: element.name, min: Int32(clamping: element.min), max: element.max.map { Int32(clamping: $0) } ?? .max,
        isChoice: choices.contains(element.name)))
    sources.append(Source(element: element, profile: profile))
    return Int32(truncatingIfNeeded: elements.count - 1)
  }

  /// Compiles an element without its children.
  mutating func compile(_ row: Int32, _ library: InvariantLibrary) {
    let (element, profile) = (sources[Int(row)].element, sources[Int(row)].profile)
    var planned = elements[Int(row)]
    planned.isCompiled = true
    planned.isInexpressible =
      element.minValue != nil || element.maxValue != nil || element.binding?.maxValueSet != nil
    planned.types = add(element.types, of: profile)
    planned.fixed = element.fixed.map { add($0) } ?? -1
    let patterns = (element.pattern.map { [$0] } ?? []) + element.basePatterns
    planned.patterns = list(patterns)
    if let binding = element.binding { planned.binding = add(binding) }
    planned.maxLength = element.maxLength.map { Int32(clamping: $0) } ?? .max
    planned.requiresValue =
      planned.fixed >= 0 || planned.binding >= 0 || !planned.patterns.isEmpty || planned.maxLength != .max
    let (firstInvariant, firstPredicate) = (invariants.count, predicates.count)
    for schema in element.invariants {
      let invariant = library.compile(schema, release.release)
      if invariant.isNative { continue }
      invariants.append(invariant)
      if case .expression(_, let predicate?) = invariant.program {
        predicates.append(predicate)
      } else {
        planned.isInexpressible = true
      }
    }
    planned.invariants = Rows(firstInvariant..<invariants.count)
    planned.predicates = Rows(firstPredicate..<predicates.count)
    addChildren(of: element, profile, to: &planned)
    if !element.slices.isEmpty {
      planned.slicing = Int32(truncatingIfNeeded: slicings.count)
      slicings.append(PlannedSlicing(element: row))
    }
    elements[Int(row)] = planned
    compiledCount += 1
  }

  private mutating func addChildren(of element: ProfileElement, _ profile: Int32, to planned: inout PlannedElement) {
    let children = element.children
    let first = elements.count
    for child in children { _ = add(child, of: profile) }
    planned.children = Rows(first..<elements.count)
    var size = 2
    while size < children.count * 2 { size *= 2 }
    planned.firstKey = Int32(truncatingIfNeeded: keys.count)
    planned.keyMask = UInt32(size - 1)
    keys += Array(repeating: PlannedKey(), count: size)
    // More children than bits in a mask, or several children with the same name, cannot be expressed.
    if children.count > UInt64.bitWidth { planned.isInexpressible = true }
    for (position, child) in children.enumerated().prefix(UInt64.bitWidth) {
      var key = PlannedKey.start(of: child.name.rawValue, planned.keyMask)
      while keys[Int(planned.firstKey) + Int(key)].name != ElementSlot.noName {
        if keys[Int(planned.firstKey) + Int(key)].name == child.name.rawValue { planned.isInexpressible = true }
        key = (key &+ 1) & planned.keyMask
      }
      keys[Int(planned.firstKey) + Int(key)] = PlannedKey(name: child.name.rawValue, position: UInt32(position))
      let bit = UInt64(1) << UInt64(position)
      if elements[first + position].isChoice { planned.hasChoices = true }
      if child.min > 0 || child.slices.contains(where: { $0.element.min > 0 }) { planned.required |= bit }
      if child.max == 1 { planned.single |= bit }
      if child.max == 0 { planned.forbidden |= bit }
      if child.min > 1 || (child.max ?? 0) > 1 { planned.counted |= bit }
      if !child.slices.isEmpty { planned.sliced |= bit }
      if child.hasNoItemRequirements { planned.plain |= bit }
    }
  }

  // MARK: Types and links

  mutating func add(_ schemas: [TypeConstraintSchema], of profile: Int32) -> Rows {
    let first = types.count
    for schema in schemas {
      let name = symbols.symbol(schema.name)
      let shape = name.flatMap { release.type($0) }
      types.append(
        PlannedType(
          row: shape?.index ?? .max, name: name ?? .none, isAbstract: shape?.isAbstract ?? false,
          acceptsAny: shape == nil || schema.name.utf8.contains(UInt8(ascii: ":")), isReference: schema.name == "Reference",
          profiles: links(schema.profiles, of: profile), targets: links(schema.targets, of: profile),
          permitsContained: schema.aggregation.isEmpty || schema.aggregation.contains(.contained),
          permitsReferenced: schema.aggregation.isEmpty || schema.aggregation.contains(.referenced)))
    }
    return Rows(first..<types.count)
  }

  private mutating func links(_ urls: [String], of profile: Int32) -> Rows {
    let numbers = urls.map { link($0, from: profile) }
    linkLists += numbers
    return Rows(linkLists.count - numbers.count..<linkLists.count)
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
        value = .object(Rows(members.count - planned.count..<members.count))
      }
    case .list: break
    }
    values.append(value)
    return Int32(truncatingIfNeeded: values.count - 1)
  }

  mutating func list(_ schemas: [ValueSchema]) -> Rows {
    let rows = schemas.map { add($0) }
    valueLists += rows
    return Rows(valueLists.count - rows.count..<valueLists.count)
  }

  private mutating func add(_ text: String) -> Rows {
    let first = texts.count
    texts += text.utf8
    return Rows(first..<texts.count)
  }

  mutating func add(_ binding: BindingSchema) -> Int32 {
    bindings.append(
      PlannedBinding(
        isRequired: binding.strength == .required, isPreferred: binding.strength == .preferred,
        set: release.terminology.valueSet(binding.valueSet),
        isExternal: ExternalCodes.system(ofValueSet: Canonical.withoutVersion(binding.valueSet)) != nil))
    return Int32(truncatingIfNeeded: bindings.count - 1)
  }

  private mutating func add(_ context: ContextSchema) {
    switch context.kind {
    // Requirements that need evaluation are left to the walk.
    case .fhirpath: return
    case .extension: contexts.append(.inside(add(context.expression)))
    case .element:
      for element in context.elements {
        switch element {
        case .anywhere: contexts.append(.anywhere)
        case .elements(let type, let path):
          let names = path.map { symbols.symbol(String($0)) }
          guard let type = symbols.symbol(String(type)), !names.contains(nil) else { continue }
          contexts.append(.element(type: type, path: add(names.compactMap { $0 })))
        }
      }
    }
  }
}

extension ProfileElement {
  /// Whether a profile constrains only the cardinality and slicing of an element.
  fileprivate var hasNoItemRequirements: Bool {
    types.isEmpty && fixed == nil && pattern == nil && basePatterns.isEmpty && binding == nil && minValue == nil
      && maxValue == nil && maxLength == nil && invariants.isEmpty && children.isEmpty
  }
}
