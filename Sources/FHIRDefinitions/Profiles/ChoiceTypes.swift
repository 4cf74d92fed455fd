import FHIRSyntax

/// The types of a choice. Profiles name a type in several ways: as `valueQuantity`, as the slice `valueQuantity` of `value`, or
/// as both.
extension ProfileCompiler {
  /// The layers, in which each choice whose only constraint is a slice for one type is replaced by the element for this type:
  /// `value[x]:valueQuantity` becomes `valueQuantity`.
  mutating func replacingSoleTypeSlices(in layers: [ConstraintSchema], of type: TypeShape?) -> [ConstraintSchema] {
    guard let type, layers.contains(where: { $0.elements.contains { $0.constraint.hasOnlyOneSlice } }) else { return layers }
    var layers = layers
    let named = NamedLayers(layers.map(\.elements))
    for name in named.names {
      let layersOfName = named.layers(name)
      guard let only = layersOfName.first?.slices.first?.name,
        layersOfName.allSatisfy({ $0.hasOnlyOneSlice && $0.slices[0].name == only }),
        !layers.contains(where: { $0.elements.contains { $0.name == only } }),
        let symbol = symbols.symbol(name), let shape = child(symbol, of: type), shape.baseName == symbol,
        typeOfChoice(only, shape) != nil
      else { continue }
      for index in layers.indices {
        guard let position = layers[index].elements.firstIndex(where: { $0.name == name }) else { continue }
        layers[index].elements[position] = layers[index].elements[position].constraint.slices[0]
      }
    }
    return layers
  }

  /// The type that a slice of a choice is named after: for `valueQuantity`, Quantity.
  func typeOfChoice(_ sliceName: String, _ shape: ElementShape?) -> TypeShape? {
    guard let shape, shape.isChoice, sliceName.hasPrefix(symbols.name(shape.baseName)) else { return nil }
    let suffix = sliceName.dropFirst(symbols.name(shape.baseName).count)
    guard suffix.first?.isUppercase == true else { return nil }
    for name in [String(suffix), suffix.prefix(1).lowercased() + suffix.dropFirst()] {
      if let type = symbols.symbol(name).flatMap({ release.type($0) }) { return type }
    }
    return nil
  }
}

extension ConstraintSchema {
  /// Whether the element has exactly one slice and no other constraints, not even a slicing.
  fileprivate var hasOnlyOneSlice: Bool {
    guard slices.count == 1, slicing == nil else { return false }
    var rest = self
    rest.slices = []
    return rest.isEmpty
  }

  /// The constraints on a choice under its base name, except those on slices that are also constrained as elements with the
  /// same name.
  func choice(_ name: String) -> ConstraintSchema? {
    guard var choice = elements.first(where: { $0.name == name })?.constraint else { return nil }
    if choice.slices.isEmpty { return choice }
    choice.slices.removeAll { slice in elements.contains { $0.name == slice.name } }
    if choice.slices.isEmpty { choice.slicing = nil }
    return choice.isEmpty ? nil : choice
  }

  /// The constraints on one type of a choice: on `valueQuantity`, on its slice with the same name, and on the slice of `value`
  /// with this name.
  func type(_ name: String, ofChoice base: String) -> [ConstraintSchema] {
    guard var element = elements.first(where: { $0.name == name })?.constraint else { return [] }
    var slices: [ConstraintSchema] = []
    if let index = element.slices.firstIndex(where: { $0.name == name }) {
      slices.append(element.slices.remove(at: index).constraint)
      if element.slices.isEmpty { element.slicing = nil }
    }
    let choice = elements.first { $0.name == base }?.constraint
    if let slice = choice?.slices.first(where: { $0.name == name }) { slices.append(slice.constraint) }
    return [element] + slices
  }
}
