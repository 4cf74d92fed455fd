import FHIRSyntax

/// Combines a profile and its bases.
struct ProfileCompiler {
  let release: ReleaseDefinitions
  let symbols: SymbolTable
  /// The first element of each choice, by the choice's base name, for the types visited.
  private var choices: [UInt32: [Symbol: ElementShape]] = [:]
  /// The names from the type to the element being built.
  private var path: [String] = []
  /// The name of the slice being built, a prefix of the names of its own slices: `a/b` is a slice of `a`.
  private var slice = ""
  /// The paths of elements in the differentials that their types do not have.
  private(set) var unknownElements: [String] = []

  init(_ release: ReleaseDefinitions, _ symbols: SymbolTable) {
    self.release = release
    self.symbols = symbols
  }

  /// Combines the constraints of several differentials, the base's first, into one tree.
  mutating func root(of schemas: [ProfileSchema]) -> ProfileElement {
    let type = schemas.last.flatMap { symbols.symbol($0.type) }.flatMap { release.type($0) }
    path = [schemas.last?.type ?? ""]
    return element(.none, nil, schemas.map(\.root), inside: type)
  }

  /// One element: `layers` are its constraints, the base's first. `inside` is the type of its content.
  private mutating func element(
    _ name: Symbol, _ shape: ElementShape?, _ layers: [ConstraintSchema], inside type: TypeShape?
  ) -> ProfileElement {
    var constraint = ConstraintSchema()
    for layer in layers { constraint.narrow(with: layer, in: self) }
    constraint.completeBinding(shape, release)
    constraint.removeTypeConstraints(shape, release)
    var type = type
    if constraint.types.count == 1, let only = symbols.symbol(constraint.types[0].name).flatMap({ release.type($0) }),
      type.map({ $0.kind != .nested && ($0.isAbstract || !$0.isSame(as: only)) }) ?? true
    {
      type = only
    }
    let enclosingSlice = slice
    slice = ""
    let children = children(of: layers, inside: type)
    slice = enclosingSlice
    let slices = slices(of: layers.map(\.slices), named: name, shape, inside: type)
    if !slices.isEmpty { constraint.addImpliedDiscriminator(name: symbols.name(name), slices: slices.map(\.name)) }
    return ProfileElement(name: name, constraint, slices: slices, children: children)
  }

  private mutating func children(of layers: [ConstraintSchema], inside type: TypeShape?) -> [ProfileElement] {
    let layers = replacingSoleTypeSlices(in: layers, of: type)
    var children: [ProfileElement] = []
    var typed: [Symbol: [(shape: ElementShape, index: Int, layers: [ConstraintSchema])]] = [:]
    let named = NamedLayers(layers.map(\.elements))
    for childName in named.names {
      path.append(childName)
      defer { path.removeLast() }
      let shape = type.flatMap { type in symbols.symbol(childName).flatMap { child($0, of: type) } }
      guard let symbol = symbols.symbol(childName), shape != nil || type?.mayHaveOthers ?? true else {
        let unknown = path.joined(separator: ".")
        if !unknownElements.contains(unknown) { unknownElements.append(unknown) }
        continue
      }
      guard let shape, shape.isChoice else {
        let childLayers = named.layers(childName)
        children.append(element(symbol, shape, childLayers, inside: shape?.type))
        continue
      }
      if shape.name != symbol {
        // This is the base name of the choice: any of its types is allowed.
        let childLayers = layers.compactMap { $0.choice(childName) }
        if !childLayers.isEmpty { children.append(element(symbol, shape, childLayers, inside: nil)) }
        continue
      }
      let childLayers = layers.flatMap { $0.type(childName, ofChoice: symbols.name(shape.baseName)) }
      children.append(element(symbol, shape, childLayers, inside: shape.type))
      if childLayers.allSatisfy({ $0.max != 0 }) {
        typed[shape.baseName, default: []].append((shape, children.count - 1, childLayers))
      }
    }
    // A profile that constrains one type of a choice, but not the choice itself, allows only this type.
    for (base, found) in typed.sorted(by: { $0.key < $1.key }) {
      guard found.count == 1, let only = found.first else { continue }
      var constraint = ConstraintSchema()
      constraint.types = [TypeConstraintSchema(symbols.name(only.shape.type.name))]
      if let index = children.firstIndex(where: { $0.name == base }) {
        // Another layer constrains the choice.
        let (choice, name) = (symbols.name(base), symbols.name(only.shape.name))
        let isOnlyType = layers.contains { layer in
          layer.elements.contains { $0.name == name } && !layer.elements.contains { $0.name == choice }
        }
        guard isOnlyType, children[index].types.isEmpty, children[index].slices.isEmpty else { continue }
        path.append(choice)
        children[index] = element(base, only.shape, layers.compactMap { $0.choice(choice) } + [constraint], inside: nil)
        path.removeLast()
        continue
      }
      constraint.min = children[only.index].min
      children.append(ProfileElement(name: base, constraint, slices: [], children: []))
      children[only.index] = element(only.shape.name, only.shape, only.layers.map(\.withoutMin), inside: only.shape.type)
    }
    return children
  }

  private mutating func slices(
    of lists: [[NamedConstraint]], named name: Symbol, _ shape: ElementShape?, inside type: TypeShape?
  ) -> [ProfileSlice] {
    var slices: [ProfileSlice] = []
    let named = NamedLayers(lists)
    for sliceName in named.names {
      // A slice of a slice is built with the enclosing slice.
      if let slash = sliceName.utf8.lastIndex(of: UInt8(ascii: "/")), named.has(String(sliceName[..<slash])) { continue }
      var layers = named.layersWithSlices(sliceName)
      var inside = type
      // The slice `valueQuantity` of `value[x]` has the type Quantity.
      if layers.allSatisfy({ $0.types.isEmpty }), let type = typeOfChoice(sliceName, shape) {
        var implied = ConstraintSchema()
        implied.types = [TypeConstraintSchema(symbols.name(type.name))]
        layers.append(implied)
        inside = type
      }
      let enclosingSlice = slice
      defer { slice = enclosingSlice }
      slice = enclosingSlice.isEmpty ? sliceName : "\(enclosingSlice)/\(sliceName)"
      slices.append(ProfileSlice(name: slice, element: element(name, nil, layers, inside: inside)))
    }
    return slices
  }

  /// The element with the given name, which may be the base name of a choice.
  mutating func child(_ name: Symbol, of type: TypeShape) -> ElementShape? {
    if let shape = release.child(name, of: type) { return shape }
    if choices[type.index] == nil {
      var shapes: [Symbol: ElementShape] = [:]
      for shape in release.children(of: type) where shape.isChoice && shapes[shape.baseName] == nil {
        shapes[shape.baseName] = shape
      }
      choices[type.index] = shapes
    }
    return choices[type.index]?[name]
  }

}

extension TypeShape {
  fileprivate func isSame(as other: TypeShape) -> Bool { index == other.index }

  /// Whether elements of this type may have more children than the definition states: types derived from an abstract type have
  /// more, and snapshots include the value of a primitive.
  fileprivate var mayHaveOthers: Bool { isAbstract || kind == .primitive }
}

extension ConstraintSchema {
  /// Adds the constraints that a profile states in addition to its base, except those on children.
  fileprivate mutating func narrow(with layer: ConstraintSchema, in compiler: ProfileCompiler) {
    min = Swift.max(min ?? 0, layer.min ?? 0)
    if let other = layer.max { max = Swift.min(max ?? other, other) }
    types = compiler.types(types, layer.types)
    if var other = layer.binding, binding.map({ $0.strength.order <= other.strength.order }) ?? true {
      if other.valueSet.isEmpty { other.valueSet = binding?.valueSet ?? "" }
      if other.maxValueSet == nil { other.maxValueSet = binding?.maxValueSet }
      binding = other
    } else if let widest = layer.binding?.maxValueSet {
      binding?.maxValueSet = widest
    }
    if let other = layer.fixed { fixed = other }
    if let other = layer.pattern {
      if let pattern, pattern != other { basePatterns.append(pattern) }
      pattern = other
    }
    if let other = layer.minValue { minValue = other }
    if let other = layer.maxValue { maxValue = other }
    if let other = layer.maxLength { maxLength = Swift.min(maxLength ?? other, other) }
    isModifier = isModifier || layer.isModifier
    mustSupport = mustSupport || layer.mustSupport
    for invariant in layer.invariants where !invariants.contains(where: { $0.key == invariant.key }) {
      invariants.append(invariant)
    }
    if let other = layer.slicing {
      // Some differentials repeat that an element is sliced, but not how.
      let discriminators = other.discriminators.isEmpty ? slicing?.discriminators ?? [] : other.discriminators
      // Slicing that a base closes or orders remains closed or ordered.
      let rules = slicing.map { $0.rules.order > other.rules.order ? $0.rules : other.rules } ?? other.rules
      slicing = SlicingSchema(rules, isOrdered: other.isOrdered || slicing?.isOrdered ?? false, discriminators: discriminators)
    }
  }

  /// This constraint without its minimum.
  fileprivate var withoutMin: ConstraintSchema {
    var result = self
    result.min = nil
    return result
  }

  /// Adds the value set of the type's binding to a binding that states only its strength.
  fileprivate mutating func completeBinding(_ shape: ElementShape?, _ release: ReleaseDefinitions) {
    guard let own = binding, own.valueSet.isEmpty else { return }
    binding = shape.flatMap { release.binding(of: $0) }.map {
      BindingSchema(own.strength, release.strings.text($0.valueSet), maxValueSet: own.maxValueSet)
    }
  }

  /// Removes constraints that are checked without any profile.
  fileprivate mutating func removeTypeConstraints(_ shape: ElementShape?, _ release: ReleaseDefinitions) {
    guard let shape else { return }
    if shape.isRequired, min ?? 0 <= 1 { min = 0 }
    if !shape.repeats, max ?? 1 >= 1 { max = nil }
    if let own = binding, let core = release.binding(of: shape), core.strength == own.strength,
      release.strings.text(core.valueSet) == Canonical.withoutVersion(own.valueSet),
      own.maxValueSet.map({ Canonical.withoutVersion($0) == core.maxValueSet.map(release.strings.text) }) ?? true
    {
      binding = nil
    }
  }

  /// Extensions are sliced by their URL and choices by their type, whether or not a profile says so.
  fileprivate mutating func addImpliedDiscriminator(name: String, slices: [String]) {
    let rules = slicing?.rules ?? .open
    guard slicing?.discriminators.isEmpty ?? true else { return }
    if name == "extension" || name == "modifierExtension" {
      slicing = SlicingSchema(
        rules, isOrdered: slicing?.isOrdered ?? false, discriminators: [DiscriminatorSchema(.value, "url")])
    } else if slices.allSatisfy({ $0.hasPrefix(name) && $0.dropFirst(name.count).first?.isUppercase == true }) {
      slicing = SlicingSchema(
        rules, isOrdered: slicing?.isOrdered ?? false, discriminators: [DiscriminatorSchema(.type, "$this")])
    }
  }
}
