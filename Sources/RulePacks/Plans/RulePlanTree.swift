import FHIRSyntax

/// Merges the paths of rules into a tree.
extension RulePlanCompiler {
  /// Adds adjacent registers to an element, and returns the first.
  mutating func registers(_ count: Int32, at build: Int) -> Int32 {
    let first = registerCount
    registerCount += count
    for register in first..<registerCount { builds[build].registers.append(register) }
    return first
  }

  /// Whether the paths of a root begin at one resource.
  func hasOneHead(_ root: Int) -> Bool {
    roots.first { $0.node == root }.map { $0.head == nil || $0.head == $0.scope } ?? false
  }

  /// The root at which a path begins; nil if a type has no shared symbol.
  mutating func root(of query: ElementQuery, in table: RuleTable) -> Int? {
    var root = RulePlan.Root(isOutermost: true, node: builds.count)
    if let type = table.resource {
      guard let symbol = tests.shared.symbol(type) else { return nil }
      root.scope = symbol
      root.isOutermost = table.isRootOnly
    }
    return self.root(of: query, at: root)
  }

  mutating func root(of query: ElementQuery, at root: RulePlan.Root) -> Int? {
    var root = root
    if case .type(let name) = query.head {
      guard let symbol = name.symbol else { return nil }
      root.head = symbol
    }
    if let known = roots.first(where: {
      $0.scope == root.scope && $0.isOutermost == root.isOutermost && $0.head == root.head
    }) {
      return known.node
    }
    builds.append(PlanBuild())
    roots.append(root)
    return root.node
  }

  /// Whether the tree can express the given steps.
  func isExpressible(_ steps: ArraySlice<ElementQuery.Step>, hasOneHead: Bool = false) -> Bool {
    var isAfterDescendants = false
    for step in steps {
      switch step {
      case .child(let name):
        if name.isHeader || isAfterDescendants && name.isChoice { return false }
        if !name.isChoice && !name.isShared { return false }
      case .matching(let terms):
        for term in terms where term.path.isEmpty || !term.path.allSatisfy({ $0.isShared && !$0.isChoice && !$0.isHeader }) {
          return false
        }
        if isAfterDescendants && terms.neededChild == nil { return false }
      case .ofType(let type): if type.symbol == nil { return false }
      case .descendants: if isAfterDescendants { return false }
      case .resolve: if isAfterDescendants { return false }
      case .first: if isAfterDescendants || !hasOneHead { return false }
      }
      isAfterDescendants = if case .descendants = step { true } else { false }
    }
    return true
  }

  /// The element that the given steps lead to; missing elements of the tree are added.
  mutating func build(
    from start: Int, _ steps: ArraySlice<ElementQuery.Step>, _ includesEmpty: Bool, emptied part: Int32? = nil
  ) -> Int {
    var current = start
    for step in steps {
      if case .child(let name) = step, !name.isChoice, let symbol = name.symbol {
        let known = builds[current].edges.firstIndex(where: { $0.name == symbol && $0.includesEmpty == includesEmpty })
        let index = known ?? builds[current].edges.count
        if known == nil {
          builds[current].edges.append(PlanBuild.Edge(name: symbol, includesEmpty: includesEmpty, build: builds.count))
          builds.append(PlanBuild())
        }
        if let part { builds[current].edges[index].emptied.append(part) }
        current = builds[current].edges[index].build
      } else {
        let key = PlanBuild.Key(step, includesEmpty)
        // Branches for `first()` are not shared: the first element depends on where the steps begin.
        if let known = builds[current].branches.first(where: { $0.key == key }), known.branch.kind != .first {
          current = known.build
        } else {
          var branch = PlanBuild.Branch(key: key, branch: branch(step, includesEmpty), build: builds.count)
          if case .first = step { branch.branch.register = registers(1, at: start) }
          builds[current].branches.append(branch)
          builds.append(PlanBuild())
          current = branch.build
        }
      }
    }
    return current
  }

  private mutating func branch(_ step: ElementQuery.Step, _ includesEmpty: Bool) -> RulePlan.Branch {
    switch step {
    case .matching(let list):
      let terms = tests.terms(list, includesEmpty: includesEmpty)
      // The first condition is tested at the child itself if it is an equality or the only condition.
      let needed = list.neededChild
      var isDirect = false
      if let term = list.first, term.path.count == 1, let needed, term.path.first?.symbol == needed {
        switch term.condition {
        case .equals: isDirect = true
        case .startsWith, .exists: isDirect = list.count == 1
        case .differs, .absent: break
        }
      }
      return RulePlan.Branch(kind: .matching, node: 0, terms: terms, name: needed?.rawValue ?? 0, isDirect: isDirect)
    case .ofType(let type): return RulePlan.Branch(kind: .ofType, node: 0, name: type.symbol?.rawValue ?? 0)
    case .child(let name):
      return RulePlan.Branch(
        kind: .choice, node: 0, name: UInt32(truncatingIfNeeded: tests.text(name.text)), includesEmpty: includesEmpty)
    case .descendants: return RulePlan.Branch(kind: .descendants, node: 0)
    case .resolve: return RulePlan.Branch(kind: .resolve, node: 0)
    case .first: return RulePlan.Branch(kind: .first, node: 0)
    }
  }
}
