import FHIRSyntax

/// Compiles the parts of rules of some tables to a plan.
struct RulePlanCompiler {
  private(set) var parts: [RulePlan.Part] = []
  let tables: [RuleTable]
  private(set) var roots: [RulePlan.Root] = []
  private(set) var terms: [RulePlan.Term] = []
  private(set) var tests: PlanTestCompiler
  private(set) var always: [Int] = []
  private(set) var verdicts: [Int] = []
  private(set) var findsDemands = true
  private(set) var tablePlans: [RulePlan.Table] = []
  private(set) var onRequest: [Int] = []
  private(set) var flat = FlatPlan()
  private var builds: [PlanBuild] = []
  private var registerCount: Int32 = 0

  /// Compiles the parts that hold for an interaction, in the order in which they run.
  init(_ tables: [RuleTable], interaction: String?, _ symbols: SymbolTable) {
    self.tables = tables
    tests = PlanTestCompiler(symbols)
    for (index, table) in tables.enumerated() {
      tablePlans.append(plan(of: table, interaction))
      for rule in table.rules {
        for part in rule.parts where part.check != nil {
          let due = part.interaction ?? rule.interaction ?? table.interaction
          guard due == nil || due == interaction else { continue }
          parts.append(RulePlan.Part(table: index, rule: rule, part: part))
        }
      }
    }
    for (index, part) in parts.enumerated() {
      guard let check = part.part.check else { continue }
      if part.part.isOnRequest {
        onRequest.append(index)
        if case .verdict = check.kind.planned { findsDemands = false }
      } else if case .verdict = check.kind.planned {
        verdicts.append(index)
        findsDemands = findsDemands && demand(check, Int32(index), of: part.rule, in: tables[part.table])
      } else if !add(check, Int32(index), of: part.rule, in: tables[part.table]) {
        always.append(index)
      }
    }
    flat = FlatPlan(builds)
  }

  private func plan(of table: RuleTable, _ interaction: String?) -> RulePlan.Table {
    func isDue(_ due: String?) -> Bool { due == nil || due == interaction }
    let rules = isDue(table.interaction) ? table.rules.filter { isDue($0.interaction) } : []
    let scope = table.resource.flatMap { tests.shared.symbol($0) }
    return RulePlan.Table(
      isShared: table.resource == nil || scope != nil, scope: scope, isOutermost: table.resource == nil || table.isRootOnly,
      unchecked: rules.compactMap { rule in rule.heldBy == nil ? rule.unchecked.map { (rule, $0) } : nil },
      demanding: table.demanding.filter { rule in
        rule.parts.contains { part in
          guard let kind = part.check?.kind, kind.demanding != nil else { return false }
          return if case .verdict = kind.planned { false } else { true }
        }
      })
  }

  // MARK: Parts

  /// Adds a part about conformance to a profile to the tree; false where that cannot express it.
  private mutating func demand(_ check: PartCheck, _ part: Int32, of rule: Rule, in table: RuleTable) -> Bool {
    // Demands are of elements with content, whatever the keyword.
    guard !check.isRequired, check.some == nil, isExpressible(check.query.steps[...]), let root = root(of: check.query, in: table)
    else { return false }
    let element = build(from: root, check.query.steps[...], false)
    builds[element].steps.append(RulePlan.Step(kind: .demand, part: part))
    return true
  }

  /// Adds a part to the tree; false where that cannot express it.
  private mutating func add(_ check: PartCheck, _ part: Int32, of rule: Rule, in table: RuleTable) -> Bool {
    let type = Swift.type(of: check.kind)
    let includesEmpty = rule.keyword.isProhibition || type.judgesEmpty
    let steps = check.query.steps[...]
    let contextSteps = check.query.contextSteps
    let outerSteps = check.some?.contextSteps ?? contextSteps
    guard outerSteps <= contextSteps, let root = root(of: check.query, in: table), isExpressible(steps) else { return false }
    var planned = check.kind.planned
    var test: Int32 = 0
    if case .test(let element) = planned {
      if let lowered = tests.lower(element) { test = lowered } else { planned = .elements }
    }
    var isCount = false
    if case .count(_, let maximum) = planned {
      guard check.some == nil, maximum == nil || !steps[contextSteps...].contains(where: \.asksForExistence) else { return false }
      isCount = maximum != nil
    }
    if case .unique = planned, check.some != nil { return false }
    let outer = build(from: root, steps[..<outerSteps], includesEmpty)
    let context = build(from: outer, steps[outerSteps..<contextSteps], includesEmpty)
    let isBelowDescendants = if outerSteps > 0, case .descendants = steps[outerSteps - 1] { true } else { false }
    if case .contexts = planned {
      builds[outer].steps.append(RulePlan.Step(kind: .suspect, part: part))
      return true
    }
    // Each descendant would be a context of its own, and those are not visited one by one.
    let needsContext = check.isRequired || check.some != nil || !planned.judgesElementsAlone
    if isBelowDescendants && needsContext { return false }
    let element = build(from: context, steps[contextSteps...], includesEmpty, emptied: isCount ? part : nil)
    let place = Place(outer: outer, context: context, element: element)
    add(planned, test, at: place, check, part, judgesValues: type.judgesValues)
    return true
  }

  /// The elements of the tree that a part is about. Where one that passes is enough, `outer` is what must hold it.
  private struct Place {
    var outer: Int
    var context: Int
    var element: Int
  }

  private mutating func add(
    _ planned: PlannedCheck, _ test: Int32, at place: Place, _ check: PartCheck, _ part: Int32, judgesValues: Bool
  ) {
    let isAny = check.some != nil
    switch planned {
    case .contexts, .verdict: return
    case .present:
      let register = registers(isAny ? 2 : 1, at: place.outer)
      builds[place.element].steps.append(RulePlan.Step(kind: .visible, part: part, register: register))
      if isAny { builds[place.context].steps.append(RulePlan.Step(kind: .reach, part: part, register: register + 1)) }
      builds[place.outer].needs.append(
        RulePlan.Need(kind: isAny && !check.isRequired ? .setIfTried : .set, part: part, register: register))
      return
    case .count(let minimum, let maximum):
      let register = registers(1, at: place.context)
      builds[place.element].steps.append(RulePlan.Step(kind: .count, part: part, register: register))
      builds[place.context].needs.append(
        RulePlan.Need(
          kind: .between, part: part, register: register, minimum: UInt64(max(0, minimum)),
          maximum: UInt64(max(0, maximum ?? .max))))
      return
    case .test where isAny:
      let register = registers(2, at: place.outer)
      builds[place.element].steps.append(RulePlan.Step(kind: .testAny, part: part, register: register, test: test))
      builds[place.outer].needs.append(
        RulePlan.Need(kind: check.isRequired ? .set : .setIfTried, part: part, register: register))
      return
    case .test: builds[place.element].steps.append(RulePlan.Step(kind: .test, part: part, test: test))
    case .elements: builds[place.element].steps.append(RulePlan.Step(kind: .suspect, part: part))
    case .valued: builds[place.element].steps.append(RulePlan.Step(kind: .content, part: part))
    case .unique:
      let register = registers(2, at: place.context)
      builds[place.element].steps.append(RulePlan.Step(kind: .unique, part: part, register: register))
    }
    guard check.isRequired else { return }
    let register = registers(1, at: place.outer)
    builds[place.element].steps.append(RulePlan.Step(kind: .reach, part: part, register: register))
    builds[place.outer].needs.append(RulePlan.Need(kind: .set, part: part, register: register))
    if judgesValues && !isAny { builds[place.element].steps.append(RulePlan.Step(kind: .value, part: part)) }
  }

  private mutating func registers(_ count: Int32, at build: Int) -> Int32 {
    let first = registerCount
    registerCount += count
    for register in first..<registerCount { builds[build].registers.append(register) }
    return first
  }

  // MARK: The tree

  /// The root that a path begins at; nil where a type has no symbol that all documents share.
  private mutating func root(of query: ElementQuery, in table: RuleTable) -> Int? {
    var root = RulePlan.Root(scope: nil, isOutermost: true, head: nil, node: builds.count)
    if let type = table.resource {
      guard let symbol = tests.shared.symbol(type) else { return nil }
      root.scope = symbol
      root.isOutermost = table.isRootOnly
    }
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

  /// Whether the tree can express some steps.
  private func isExpressible(_ steps: ArraySlice<ElementQuery.Step>) -> Bool {
    var isBehindDescendants = false
    for step in steps {
      switch step {
      case .child(let name):
        if name.isHeader || isBehindDescendants && name.isChoice { return false }
        if !name.isChoice && !name.isShared { return false }
      case .matching(let terms):
        for term in terms where term.path.isEmpty || !term.path.allSatisfy({ $0.isShared && !$0.isChoice && !$0.isHeader }) {
          return false
        }
        if isBehindDescendants && terms.neededChild == nil { return false }
      case .ofType(let type): if type.symbol == nil { return false }
      case .descendants: if isBehindDescendants { return false }
      case .resolve, .first: return false
      }
      isBehindDescendants = if case .descendants = step { true } else { false }
    }
    return true
  }

  /// The element that some steps lead to, added where it is new.
  private mutating func build(
    from start: Int, _ steps: ArraySlice<ElementQuery.Step>, _ includesEmpty: Bool, emptied part: Int32? = nil
  ) -> Int {
    var place = start
    for step in steps {
      if case .child(let name) = step, !name.isChoice, let symbol = name.symbol {
        let known = builds[place].edges.firstIndex(where: { $0.name == symbol && $0.includesEmpty == includesEmpty })
        let index = known ?? builds[place].edges.count
        if known == nil {
          builds[place].edges.append(PlanBuild.Edge(name: symbol, includesEmpty: includesEmpty, build: builds.count))
          builds.append(PlanBuild())
        }
        if let part { builds[place].edges[index].emptied.append(part) }
        place = builds[place].edges[index].build
      } else {
        let key = PlanBuild.Key(step, includesEmpty)
        if let known = builds[place].branches.first(where: { $0.key == key }) {
          place = known.build
        } else {
          let branch = PlanBuild.Branch(key: key, branch: branch(step, includesEmpty), build: builds.count)
          builds[place].branches.append(branch)
          builds.append(PlanBuild())
          place = branch.build
        }
      }
    }
    return place
  }

  private mutating func branch(_ step: ElementQuery.Step, _ includesEmpty: Bool) -> RulePlan.Branch {
    switch step {
    case .matching(let list):
      let first = Int32(terms.count)
      for term in list {
        var compiled = RulePlan.Term(condition: .exists, path: tests.path(term.path), text: 0, includesEmpty: includesEmpty)
        switch term.condition {
        case .equals(let text): (compiled.condition, compiled.text) = (.equals, tests.text(text))
        case .differs(let text): (compiled.condition, compiled.text) = (.differs, tests.text(text))
        case .startsWith(let text): (compiled.condition, compiled.text) = (.startsWith, tests.text(text))
        case .exists: compiled.condition = .exists
        case .absent: compiled.condition = .absent
        }
        terms.append(compiled)
      }
      return RulePlan.Branch(
        kind: .matching, node: 0, terms: RulePlan.Slice(first: first, end: Int32(terms.count)),
        name: list.neededChild?.rawValue ?? 0)
    case .ofType(let type): return RulePlan.Branch(kind: .ofType, node: 0, name: type.symbol?.rawValue ?? 0)
    case .child(let name):
      return RulePlan.Branch(
        kind: .choice, node: 0, name: UInt32(truncatingIfNeeded: tests.text(name.text)), includesEmpty: includesEmpty)
    case .descendants, .resolve, .first: return RulePlan.Branch(kind: .descendants, node: 0)
    }
  }
}

extension PlannedCheck {
  /// Whether elements are judged one by one, whatever else their context holds.
  fileprivate var judgesElementsAlone: Bool {
    switch self {
    case .elements, .valued, .test, .verdict: true
    case .contexts, .present, .count, .unique: false
    }
  }
}

extension ElementQuery.Name {
  /// Whether all documents have the name, as an element.
  fileprivate var isShared: Bool { symbol.map { $0 != .resourceType } ?? false }
}

extension ElementQuery.Step {
  /// Whether it has a condition on whether something is present.
  fileprivate var asksForExistence: Bool {
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
  /// A child without which the conditions do not hold; nil where there is none.
  fileprivate var neededChild: Symbol? {
    for term in self {
      switch term.condition {
      case .equals, .startsWith, .exists: if let name = term.path.first, !name.isChoice { return name.symbol }
      case .differs, .absent: continue
      }
    }
    return nil
  }
}
