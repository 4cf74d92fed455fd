import FHIRSyntax

/// The types of an element that a profile and its bases all allow.
extension ProfileCompiler {
  /// The types of an element that both a base and a profile based on it allow; what the profile does not state is taken from the
  /// base.
  func types(_ base: [TypeConstraintSchema], _ layer: [TypeConstraintSchema]) -> [TypeConstraintSchema] {
    if base.isEmpty || layer.isEmpty { return base + layer }
    let both = layer.compactMap { type -> TypeConstraintSchema? in
      guard let baseType = base.first(where: { $0.name == type.name }) else {
        return base.first { isType(type.name, $0.name) }.map(type.within) ?? base.first { isType($0.name, type.name) }
      }
      var kept = type
      kept.targets = type.targets.filter { target in
        baseType.targets.isEmpty || baseType.targets.contains { isCompatible(target, with: $0) }
      }
      return kept.within(baseType)
    }
    return both.isEmpty ? base : both
  }

  /// Whether a type derives from another, or may do so because one of them is unknown.
  private func isType(_ name: String, _ other: String) -> Bool {
    // A FHIRPath type, whose name is a URL, stands for a type that the release itself defines.
    if name == other || name.utf8.contains(UInt8(ascii: ":")) || other.utf8.contains(UInt8(ascii: ":")) { return true }
    guard let type = symbols.symbol(name).flatMap({ release.type($0) }), let symbol = symbols.symbol(other),
      release.type(symbol) != nil
    else { return true }
    return release.isType(type, symbol)
  }

  /// Whether a resource can conform to two types or profiles, given by their canonical URLs; assumed unless both are types.
  private func isCompatible(_ url: String, with other: String) -> Bool {
    guard let left = ProfileLibrary.typeName(ofCanonical: url), let right = ProfileLibrary.typeName(ofCanonical: other) else {
      return true
    }
    return isType(String(left), String(right)) || isType(String(right), String(left))
  }
}
