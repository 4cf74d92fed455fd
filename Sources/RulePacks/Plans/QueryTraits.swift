import FHIRSyntax

/// Properties of checks and path steps that the plan compiler needs.
extension PlannedCheck {
  /// Whether elements are checked one by one, independently of their context.
  var checksElementsAlone: Bool {
    switch self {
    case .elements, .valued, .test, .verdict, .message: true
    case .contexts, .present, .count, .unique: false
    }
  }
}

extension ElementQuery.Name {
  /// Whether all documents share the symbol of the name, and it can be the name of an element.
  var isShared: Bool { symbol.map { $0 != .resourceType } ?? false }
}

extension ElementQuery.Step {
  /// Whether elements without content can change what the step selects, other than by matching a plain name.
  var mayCountEmpty: Bool {
    if case .child(let name) = self { return name.isChoice }
    guard case .matching(let terms) = self else { return false }
    return terms.contains { term in
      switch term.condition {
      case .exists, .absent: true
      case .equals, .differs, .startsWith: false
      }
    }
  }
}

extension [ElementQuery.Term] {
  /// A child without which the conditions are false; nil if there is none.
  var neededChild: Symbol? {
    for term in self {
      switch term.condition {
      case .equals, .startsWith, .exists: if let name = term.path.first, !name.isChoice { return name.symbol }
      case .differs, .absent: continue
      }
    }
    return nil
  }
}
