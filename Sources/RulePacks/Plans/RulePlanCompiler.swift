import FHIRSyntax

/// Compiles the parts of rules, or the conditions of tables, to a plan.
struct RulePlanCompiler {
  private(set) var parts: [RulePlan.Part] = []
  private(set) var tables: [RuleTable] = []
  private(set) var packs: [RulePlan.Pack] = []
  var roots: [RulePlan.Root] = []
  var tests: PlanTestCompiler
  private(set) var always: [Int] = []
  private(set) var tablePlans: [RulePlan.Table] = []
  private(set) var flat = FlatPlan()
  private(set) var conditionCount = 0
  /// The part that the message definition decides; -1 if there is none.
  private(set) var messagePart: Int32 = -1
  var builds: [PlanBuild] = []
  var registerCount: Int32 = 0

  /// Compiles the parts of rules that apply to the interaction of each pack, in the order in which they run.
  init(_ packs: [(tables: [RuleTable], interaction: String?)], _ symbols: SymbolTable) {
    tests = PlanTestCompiler(symbols)
    for pack in packs { add(pack.tables, pack.interaction) }
    flat = FlatPlan(builds, tests, roots: roots)
  }

  private mutating func add(_ packTables: [RuleTable], _ interaction: String?) {
    let (firstPart, firstTable) = (parts.count, tables.count)
    tables += packTables
    for (index, table) in packTables.enumerated() {
      tablePlans.append(plan(of: table, interaction))
      for rule in table.rules {
        for part in rule.parts where part.check != nil && part.applies(to: interaction, in: rule, table) {
          parts.append(RulePlan.Part(table: firstTable + index, rule: rule, part: part))
        }
      }
    }
    var pack = RulePlan.Pack(parts: firstPart..<parts.count, tables: firstTable..<tables.count)
    for index in pack.parts {
      let part = parts[index]
      guard let check = part.part.check else { continue }
      let planned = check.kind.planned
      if part.part.isOnRequest {
        pack.onRequest.append(index)
        if case .verdict = planned { pack.findsRequiredProfiles = false }
      } else if case .verdict = planned {
        pack.verdicts.append(index)
        let isFound = addRequirement(check, .requireProfile, Int32(index), of: part.rule, in: tables[part.table])
        pack.findsRequiredProfiles = pack.findsRequiredProfiles && isFound
      } else if case .message = planned {
        // A walk decides only one part about the message definition.
        let isFound = messagePart < 0 && addRequirement(check, .message, Int32(index), of: part.rule, in: tables[part.table])
        if isFound { messagePart = Int32(index) } else { always.append(index) }
        pack.hasOtherConformanceChecks = pack.hasOtherConformanceChecks || !isFound
      } else if !add(check, planned, Int32(index), of: part.rule, in: tables[part.table]) {
        always.append(index)
      }
    }
    pack.uncheckedTables = pack.tables.filter { !tablePlans[$0].unchecked.isEmpty }
    pack.hasOtherConformanceChecks =
      pack.hasOtherConformanceChecks || pack.tables.contains { !tablePlans[$0].conformanceRules.isEmpty }
    packs.append(pack)
  }

  /// Compiles paths from the outermost resource: the bit of each path is set if the path selects something. `ElementSelector`
  /// evaluates the paths in `always`.
  init(_ conditions: [ElementQuery], _ symbols: SymbolTable) {
    tests = PlanTestCompiler(symbols)
    conditionCount = conditions.count
    for (index, query) in conditions.enumerated() {
      if isExpressible(query.steps[...]), let root = root(of: query, at: RulePlan.Root(isOutermost: true, node: builds.count)) {
        let element = build(from: root, query.steps[...], false)
        builds[element].steps.append(RulePlan.Step(kind: .suspect, part: Int32(index)))
      } else {
        always.append(index)
      }
    }
    flat = FlatPlan(builds, tests, roots: roots)
  }

  private func plan(of table: RuleTable, _ interaction: String?) -> RulePlan.Table {
    func isApplicable(_ required: String?) -> Bool { required == nil || required == interaction }
    let rules = isApplicable(table.interaction) ? table.rules.filter { isApplicable($0.interaction) } : []
    let scope = table.resource.flatMap { tests.shared.symbol($0) }
    return RulePlan.Table(
      isShared: table.resource == nil || scope != nil, scope: scope, isOutermost: table.resource == nil || table.isRootOnly,
      skipsContained: table.skipsContained,
      unchecked: rules.compactMap { rule in rule.coveredBy.isEmpty ? rule.unchecked.map { (rule, $0) } : nil },
      conformanceRules: table.conformanceRules.filter { rule in
        rule.parts.contains { part in
          guard let kind = part.check?.kind, kind.conformanceCheck != nil else { return false }
          return switch kind.planned {
          case .verdict, .message: false
          default: true
          }
        }
      })
  }

  // MARK: Parts

  /// Adds a part that requires conformance to profiles to the tree; false if the tree cannot express it.
  private mutating func addRequirement(
    _ check: PartCheck, _ kind: RulePlan.Step.Kind, _ part: Int32, of rule: Rule, in table: RuleTable
  ) -> Bool {
    // Whatever the keyword, only elements with content must conform to profiles.
    guard !check.isRequired, check.some == nil, let root = root(of: check.query, in: table),
      isExpressible(check.query.steps[...], hasOneHead: hasOneHead(root))
    else { return false }
    let context = build(from: root, check.query.steps[..<check.query.contextSteps], false)
    let element = build(from: context, check.query.steps[check.query.contextSteps...], false)
    builds[element].steps.append(RulePlan.Step(kind: kind, part: part))
    return true
  }

  /// Adds a part to the tree; false if the tree cannot express it.
  private mutating func add(
    _ check: PartCheck, _ planned: PlannedCheck, _ part: Int32, of rule: Rule, in table: RuleTable
  ) -> Bool {
    let type = Swift.type(of: check.kind)
    let includesEmpty = rule.keyword.isProhibition || type.checksEmpty
    let steps = check.query.steps[...]
    let contextSteps = check.query.contextSteps
    let outerSteps = check.some?.contextSteps ?? contextSteps
    guard outerSteps <= contextSteps, let root = root(of: check.query, in: table) else { return false }
    guard isExpressible(steps, hasOneHead: hasOneHead(root)) else { return false }
    var planned = planned
    var test: Int32 = 0
    if case .test(let element) = planned {
      if let lowered = tests.lower(element) { test = lowered } else { planned = .elements }
    }
    var isCount = false
    if case .count(let minimum, let maximum) = planned {
      // Below descendants an element may be visited twice.
      if minimum > 1, steps[contextSteps...].contains(where: { if case .descendants = $0 { true } else { false } }) {
        return false
      }
      guard check.some == nil, maximum == nil || !steps[contextSteps...].contains(where: \.mayCountEmpty) else { return false }
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
    // Each descendant would be a separate context, but contexts among descendants are not visited one by one.
    let needsContext = check.isRequired || check.some != nil || !planned.checksElementsAlone
    if isBelowDescendants && needsContext { return false }
    let element = build(from: context, steps[contextSteps...], includesEmpty, emptied: isCount ? part : nil)
    let target = Builds(outer: outer, context: context, element: element)
    add(planned, test, at: target, check, part, checksValues: type.checksValues)
    return true
  }

  /// The elements of the tree that a part applies to. If one match is enough, `outer` is the element that must contain it.
  private struct Builds {
    var outer: Int
    var context: Int
    var element: Int
  }

  private mutating func add(
    _ planned: PlannedCheck, _ test: Int32, at target: Builds, _ check: PartCheck, _ part: Int32, checksValues: Bool
  ) {
    let oneIsEnough = check.some != nil
    switch planned {
    case .contexts, .verdict, .message: return
    case .present:
      let register = registers(oneIsEnough ? 2 : 1, at: target.outer)
      builds[target.element].steps.append(RulePlan.Step(kind: .visible, part: part, register: register))
      if oneIsEnough { builds[target.context].steps.append(RulePlan.Step(kind: .reach, part: part, register: register + 1)) }
      builds[target.outer].needs.append(
        PlanBuild.Need(kind: oneIsEnough && !check.isRequired ? .setIfTried : .set, part: part, register: register))
      return
    case .count(let minimum, let maximum):
      let register = registers(1, at: target.context)
      builds[target.element].steps.append(RulePlan.Step(kind: .count, part: part, register: register))
      builds[target.context].needs.append(
        PlanBuild.Need(
          kind: .between, part: part, register: register, minimum: UInt64(max(0, minimum)),
          maximum: UInt64(max(0, maximum ?? .max))))
      return
    case .test where oneIsEnough:
      let register = registers(2, at: target.outer)
      builds[target.element].steps.append(RulePlan.Step(kind: .testAny, part: part, register: register, test: test))
      builds[target.outer].needs.append(
        PlanBuild.Need(kind: check.isRequired ? .set : .setIfTried, part: part, register: register))
      return
    case .test: builds[target.element].steps.append(RulePlan.Step(kind: .test, part: part, test: test))
    case .elements: builds[target.element].steps.append(RulePlan.Step(kind: .suspect, part: part))
    case .valued: builds[target.element].steps.append(RulePlan.Step(kind: .content, part: part))
    case .unique:
      let register = registers(2, at: target.context)
      builds[target.element].steps.append(RulePlan.Step(kind: .unique, part: part, register: register))
    }
    guard check.isRequired else { return }
    let register = registers(1, at: target.outer)
    builds[target.element].steps.append(RulePlan.Step(kind: .reach, part: part, register: register))
    builds[target.outer].needs.append(PlanBuild.Need(kind: .set, part: part, register: register))
    if checksValues && !oneIsEnough { builds[target.element].steps.append(RulePlan.Step(kind: .value, part: part)) }
  }
}
