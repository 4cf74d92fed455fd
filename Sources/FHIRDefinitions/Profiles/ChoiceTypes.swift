import FHIRSyntax

/// The types of a choice, which profiles name in several ways: `valueQuantity`, the slice with this name of `value`, and both.
extension ProfileCompiler {
  /// The layers with the only type of a choice under its typed name, if a profile has it as a slice and does not slice the choice
  /// itself: `value[x]:valueQuantity` then is `valueQuantity`.
  mutating func namingTypes(in layers: [ConstraintSchema], of type: TypeShape?) -> [ConstraintSchema] {
    guard let type, layers.contains(where: { $0.elements.contains { $0.constraint.onlyHasOneSlice } }) else { return layers }
    var layers = layers
    let named = NamedLayers(layers.map(\.elements))
    for name in named.names {
      let layersOfName = named.layers(name)
      guard let only = layersOfName.first?.slices.first?.name,
        layersOfName.allSatisfy({ $0.onlyHasOneSlice && $0.slices[0].name == only }),
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
  /// Whether nothing is stated about an element except about its only slice, not even its slicing.
  fileprivate var onlyHasOneSlice: Bool {
    guard slices.count == 1, slicing == nil else { return false }
    var around = self
    around.slices = []
    return around.isEmpty
  }

  /// The constraints inside a choice under its own name, except for slices named after one type and constrained there too.
  func choice(_ name: String) -> ConstraintSchema? {
    guard var choice = elements.first(where: { $0.name == name })?.constraint else { return nil }
    if choice.slices.isEmpty { return choice }
    choice.slices.removeAll { slice in elements.contains { $0.name == slice.name } }
    if choice.slices.isEmpty { choice.slicing = nil }
    return choice.isEmpty ? nil : choice
  }

  /// The constraints inside one type of a choice: of `valueQuantity`, of its slice with the same name, and of the slice of
  /// `value` with that name.
  func type(_ name: String, ofChoice base: String) -> [ConstraintSchema] {
    guard var around = elements.first(where: { $0.name == name })?.constraint else { return [] }
    var slices: [ConstraintSchema] = []
    if let index = around.slices.firstIndex(where: { $0.name == name }) {
      slices.append(around.slices.remove(at: index).constraint)
      if around.slices.isEmpty { around.slicing = nil }
    }
    let choice = elements.first { $0.name == base }?.constraint
    if let slice = choice?.slices.first(where: { $0.name == name }) { slices.append(slice.constraint) }
    return [around] + slices
  }
}
