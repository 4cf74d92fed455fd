import FHIRDefinitions
import FHIRSyntax

/// Determines whether a node belongs to a slice.
extension ProfileWalk {
  /// Whether a node meets all criteria; nil if the payload alone does not determine it.
  mutating func meets(_ criteria: SliceCriteria, _ item: Node) -> Bool? {
    var isUnsure = false
    for criterion in criteria.criteria {
      switch meets(criterion, item, criteria.profile) {
      case false: return false
      case true: continue
      case nil: isUnsure = true
      }
    }
    return isUnsure ? nil : true
  }

  private mutating func meets(_ criterion: SliceCriteria.Criterion, _ item: Node, _ profile: Profile) -> Bool? {
    // `resource.resourceType` is the name of a type.
    if criterion.path.steps.last == .child("resourceType"), case .values(let values) = criterion.condition {
      let resources = nodes(at: criterion.path.steps.dropLast(), from: item)
      return resources.contains { node in
        document.resourceType(of: node).map { type in values.contains { $0.value == .text(document.name(type)) } } ?? false
      }
    }
    var isUnsure = false
    for node in nodes(at: criterion.path.steps[...], from: item) {
      switch meets(criterion.condition, node, profile) {
      case true: return true
      case nil: isUnsure = true
      case false: continue
      }
    }
    if case .exists(false) = criterion.condition { return nodes(at: criterion.path.steps[...], from: item).isEmpty }
    for reference in openReferences(along: criterion.path, from: item) {
      switch mayMeet(reference, criterion, profile) {
      case true: return true
      case nil: isUnsure = true
      case false: continue
      }
    }
    return isUnsure ? nil : false
  }

  /// Whether a node at the path of a criterion meets its condition.
  private mutating func meets(_ condition: SliceCriteria.Condition, _ node: Node, _ profile: Profile) -> Bool? {
    switch condition {
    case .exists(let exists): return exists
    case .values(let values): return values.contains { document.has($0.value, at: node, typed, exactly: $0.isExact) }
    case .valueSet(let binding): return bindings.membership(of: node, in: binding.valueSet)
    case .types(let types):
      guard let type = typed.type(of: node) else { return false }
      let isChoice = typed.element(of: node)?.isChoice ?? false
      return types.contains { name in
        document.symbols.symbol(name).flatMap { typed.release.type($0) } != nil && permits(name, type, isChoice: isChoice)
      }
    case .profiles(let urls):
      var isUnsure = false
      for url in urls {
        if let found = self.profile(url, in: profile, for: node) {
          if conforms(node, to: found) { return true }
        } else if let name = ProfileLibrary.typeName(ofCanonical: url), document.symbols.symbol(String(name)) != nil {
          if let type = typed.type(of: node), isType(type, String(name)) { return true }
        } else {
          isUnsure = true
        }
      }
      return isUnsure ? nil : false
    case .conformsTo(let element): return satisfies(node, element, of: profile)
    }
  }

  private func isType(_ type: TypeShape, _ name: String) -> Bool {
    document.symbols.symbol(name).map { typed.release.isType(type, $0) } ?? false
  }

  // MARK: References to resources outside the payload

  /// The references on a path whose targets are not in the payload, including those with only an identifier or a display.
  private func openReferences(along path: DiscriminatorPath, from item: Node) -> [Node] {
    guard let index = path.steps.firstIndex(of: .resolve) else { return [] }
    return nodes(at: path.steps[..<index], from: item).filter { node in
      typed.slot(of: node)?.role == .reference && references.target(of: node) == nil
    }
  }

  /// Whether a reference whose target is not in the payload meets a criterion: its text or its `type` may name the type.
  private mutating func mayMeet(_ reference: Node, _ criterion: SliceCriteria.Criterion, _ profile: Profile) -> Bool? {
    guard criterion.path.steps.last == .resolve, let symbol = statedType(of: reference), let type = typed.release.type(symbol)
    else { return nil }
    switch criterion.condition {
    case .types(let types): return types.contains { isType(type, $0) }
    case .profiles(let urls):
      var isUnsure = false
      for url in urls {
        if let found = self.profile(url, in: profile) {
          if isType(type, found.typeName) { isUnsure = true }
        } else if let name = typeName(ofCanonical: url) {
          if isType(type, name) { return true }
        } else {
          isUnsure = true
        }
      }
      return isUnsure ? nil : false
    case .exists(let exists): return document.element(.reference, of: reference) == nil ? nil : exists
    case .values, .valueSet, .conformsTo: return nil
    }
  }

  /// The type that a reference states in its text or, if it does not, in R4's `Reference.type`, a name or a URL.
  private func statedType(of reference: Node) -> Symbol? {
    if let text = document.element(.reference, of: reference).flatMap({ document.value(of: $0) }),
      let type = ReferenceText(text, in: typed.release, document.symbols).type
    {
      return type
    }
    guard let name = document.symbols.symbol("type"), let node = document.element(name, of: reference),
      typed.element(of: node) != nil, let text = document.value(of: node)
    else { return nil }
    let type = document.symbols.symbol(ProfileLibrary.typeName(ofCanonical: text).map { String($0) } ?? text)
    return type.flatMap { typed.release.isConcreteResource($0) ? $0 : nil }
  }

  // MARK: Paths

  func nodes(at steps: ArraySlice<DiscriminatorPath.Step>, from item: Node) -> [Node] {
    var nodes = [item]
    for step in steps {
      switch step {
      case .child(let name):
        guard let symbol = document.symbols.symbol(name) else { return [] }
        nodes = nodes.flatMap { items(symbol, of: $0) }
      case .extension(let url):
        nodes = nodes.flatMap { node in
          items(.extension, of: node).filter { document.value(.url, of: $0) == url }
        }
      case .resolve: nodes = nodes.compactMap { references.target(of: $0) }
      case .ofType(let name):
        nodes = nodes.filter { node in typed.type(of: node).map { document.symbols.name($0.name) == name } ?? false }
      }
    }
    return nodes
  }
}
