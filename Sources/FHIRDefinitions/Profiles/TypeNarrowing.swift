import FHIRSyntax

/// What profiles that build on each other leave of the types of an element.
extension ProfileCompiler {
  /// What two profiles leave of the types of an element together: where the later one says less, the earlier one still counts.
  func types(_ base: [TypeConstraintSchema], _ layer: [TypeConstraintSchema]) -> [TypeConstraintSchema] {
    if base.isEmpty || layer.isEmpty { return base + layer }
    let both = layer.compactMap { type -> TypeConstraintSchema? in
      guard let around = base.first(where: { $0.name == type.name }) else {
        return base.first { isType(type.name, $0.name) }.map(type.within) ?? base.first { isType($0.name, type.name) }
      }
      var kept = type
      kept.targets = type.targets.filter { target in around.targets.isEmpty || around.targets.contains { mayKeep(target, $0) } }
      return kept.within(around)
    }
    return both.isEmpty ? base : both
  }

  /// Whether a type is of another, or may be, since one of them is not known.
  private func isType(_ name: String, _ other: String) -> Bool {
    // Types of FHIRPath's own stand for what the release says itself.
    if name == other || name.utf8.contains(UInt8(ascii: ":")) || other.utf8.contains(UInt8(ascii: ":")) { return true }
    guard let type = symbols.symbol(name).flatMap({ release.type($0) }), let symbol = symbols.symbol(other),
      release.type(symbol) != nil
    else { return true }
    return release.isType(type, symbol)
  }

  /// Whether what keeps the profile or type of a canonical URL may keep that of another; of profiles it is taken for granted.
  private func mayKeep(_ url: String, _ other: String) -> Bool {
    guard let one = ProfileLibrary.typeName(ofCanonical: url), let two = ProfileLibrary.typeName(ofCanonical: other) else {
      return true
    }
    return isType(String(one), String(two)) || isType(String(two), String(one))
  }
}
