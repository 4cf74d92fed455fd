import FHIRSyntax

/// The types of an element that profiles and their bases allow together.
extension ProfileCompiler {
  /// The types of an element that two profiles allow together: where the later one states less, the earlier one still applies.
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

  /// Whether a type derives from another, or may do so because one of them is unknown.
  private func isType(_ name: String, _ other: String) -> Bool {
    // FHIRPath types represent what the release itself defines.
    if name == other || name.utf8.contains(UInt8(ascii: ":")) || other.utf8.contains(UInt8(ascii: ":")) { return true }
    guard let type = symbols.symbol(name).flatMap({ release.type($0) }), let symbol = symbols.symbol(other),
      release.type(symbol) != nil
    else { return true }
    return release.isType(type, symbol)
  }

  /// Whether conformance to the profile or type of one canonical URL is compatible with that of another; assumed for profiles.
  private func mayKeep(_ url: String, _ other: String) -> Bool {
    guard let one = ProfileLibrary.typeName(ofCanonical: url), let two = ProfileLibrary.typeName(ofCanonical: other) else {
      return true
    }
    return isType(String(one), String(two)) || isType(String(two), String(one))
  }
}
