package import FHIRDefinitions
package import FHIRPath
package import FHIRSyntax
package import Findings

/// The rules applied to one payload.
package struct RuleRun {
  private(set) var payload: PayloadContext
  let planResults: PlanResults

  var isExchangeOrChange: Bool { payload.isExchangeOrChange }
  var document: Document { payload.document }
  var selector: ElementSelector { payload.selector }

  package init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.init(PayloadContext(document, references, now: now), PlanResults())
  }

  private init(_ payload: PayloadContext, _ planResults: PlanResults) {
    self.payload = payload
    self.planResults = planResults
  }

  private consuming func withFacts(_ update: (inout PayloadContext.Facts) -> Void) -> RuleRun {
    PayloadContext.update(&payload, update)
    return self
  }

  /// This run with the payload typed according to a release; `host` provides terminology and profiles to expressions, and
  /// `messages` returns the known message definitions.
  package consuming func with(
    typedDocument typed: TypedDocument?, host: (any FHIRPathHost)? = nil,
    messages: @escaping @Sendable () -> MessageLibrary? = { nil }
  ) -> RuleRun {
    withFacts { facts in
      facts.typed = typed
      facts.host = host
      facts.readMessages = messages
    }
  }

  /// This run with a function that describes positions in messages.
  package consuming func withPositionText(_ positionText: @escaping (Node) -> String?) -> RuleRun {
    withFacts { $0.positionText = positionText }
  }

  /// This run with verdicts on the conformance of the payload's resources to profiles; `broken` are the resources that violate
  /// base FHIR.
  package consuming func with(verdicts: [RequiredProfile: ProfileVerdict], broken: Set<Node> = []) -> RuleRun {
    if verdicts.isEmpty && broken.isEmpty { return self }
    return withFacts { facts in
      facts.verdicts = verdicts
      facts.broken = broken
      facts.areProfilesKnown = verdicts.values.allSatisfy { if case .unknown = $0 { false } else { true } }
      facts.areProfilesSatisfied = verdicts.values.allSatisfy { if case .conforms = $0 { true } else { false } }
    }
  }

  /// This run with the elements whose values have the wrong form, and the resources that contain a resource without a valid id or
  /// type.
  package consuming func with(malformed: Set<Node>, uncertainContainers: Set<Node>) -> RuleRun {
    if malformed.isEmpty && uncertainContainers.isEmpty { return self }
    let uncertain = uncertainContainers.union(resources(around: malformed.filter { isReference($0) }))
    return withFacts { facts in
      facts.malformed = malformed
      facts.uncertainContainers = uncertain
    }
  }

  private func isReference(_ node: Node) -> Bool { document.record(node).name == .reference }

  /// All resources that contain any of the given nodes, at any depth.
  private func resources(around nodes: Set<Node>) -> Set<Node> {
    var found: Set<Node> = []
    for node in nodes {
      var next = document.resource(containing: node)
      while let resource = next, found.insert(resource).inserted {
        next = document.parent(of: resource).flatMap { document.resource(containing: $0) }
      }
    }
    return found
  }

  // MARK: Rules

  /// The findings of a pack. If `interaction` is nil, it is inferred from the payload, and edits never remove an element that only
  /// this interaction forbids, unless the pack has no other interaction. Parts that run only on request run for the rules for which
  /// `isRequested` is true.
  ///
  /// A part of a rule stops after more than `limit` findings, so that no payload fills the memory with findings that no report
  /// could show.
  package func findings(
    of pack: RulePack, interaction: String?, limit: Int = Limits.maxFindings, isRequested: (Rule) -> Bool = { _ in false }
  ) -> [Finding] {
    let isCertain = interaction != nil || pack.interactions.count == 1
    let (interaction, planResult) = self.planResult(of: pack, interaction)
    var findings: [Finding] = []
    func run(_ part: RulePart, of rule: Rule, in table: RuleTable, at scopes: [Node]) {
      let maximum = findings.count + limit
      for scope in scopes where findings.count <= maximum {
        let start = findings.count
        apply(part, of: rule, in: table, to: scope, interaction, upTo: maximum, into: &findings)
        // If the interaction is only inferred, a forbidden element may be one that another interaction requires.
        guard !isCertain, rule.interaction ?? table.interaction != nil else { continue }
        if document.isTruncated {
          // What would show the interaction may be in the missing end.
          findings = findings[..<start] + findings[start...].filter { !$0.forbidsElement }
        }
        for index in findings[start...].indices where findings[index].forbidsElement { findings[index].edits = [] }
      }
    }
    if let planResult {
      let plan = planResult.plan
      var scopes: (table: Int, nodes: [Node]) = (-1, [])
      suspects(in: planResult, isRequested).forEachBit(in: planResult.pack.parts) { index in
        let part = plan.parts[index]
        if part.table != scopes.table { scopes = (part.table, self.scopes(of: plan.tables[part.table])) }
        run(part.part, of: part.rule, in: plan.tables[part.table], at: scopes.nodes)
      }
      return findings
    }
    var violated: Set<String> = []
    for table in pack.tables {
      let scopes = scopes(of: table)
      for rule in table.rules {
        for part in rule.parts where !part.isOnRequest || isRequested(rule) {
          let before = findings.count
          run(part, of: rule, in: table, at: scopes)
          if findings.count > before && !part.isOnRequest { violated.insert(rule.code) }
        }
      }
    }
    planResults.record(violated, of: pack, interaction)
    return findings
  }

  /// The parts of rules that may be violated, as bits.
  func suspects(in planResult: PlanResult, _ isRequested: (Rule) -> Bool) -> [UInt64] {
    let pack = planResult.pack
    var suspects = planResult.walk.suspects
    // A plan examines the text of a value, not its form.
    if payload.hasMalformed { for part in pack.parts { suspects.insertBit(part) } }
    if !payload.areProfilesSatisfied { for part in pack.verdicts { suspects.insertBit(part) } }
    for part in pack.onRequest where isRequested(planResult.plan.parts[part].rule) { suspects.insertBit(part) }
    return suspects
  }

  /// The findings of a part of a rule, whatever the result of the plan.
  func findings(of part: RulePlan.Part, in table: RuleTable, _ interaction: String?) -> [Finding] {
    var findings: [Finding] = []
    for scope in scopes(of: table) {
      apply(part.part, of: part.rule, in: table, to: scope, interaction, upTo: .max, into: &findings)
    }
    return findings
  }

  /// The rules of a pack that apply to the payload but cannot be checked automatically, or only in part.
  package func unchecked(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: String)] {
    let (interaction, planResult) = self.planResult(of: pack, interaction)
    var unchecked: [(rule: Rule, reason: String)] = []
    if let planResult {
      for index in planResult.pack.uncheckedTables where planResult.applies(table: index) {
        unchecked += planResult.plan.tablePlans[index].unchecked
      }
      return unchecked
    }
    return pack.tables
      .filter { ($0.interaction == nil || $0.interaction == interaction) && !scopes(of: $0).isEmpty }
      .flatMap(\.rules)
      .filter { $0.interaction == nil || $0.interaction == interaction }
      .compactMap { rule in rule.coveredBy.isEmpty ? rule.unchecked.map { (rule, $0) } : nil }
  }

  /// The findings of one rule of a pack, with or without the parts that run only on request; for the examples in rule files and
  /// for coverage.
  package func findings(
    of rule: Rule, in table: RuleTable, of pack: RulePack, interaction: String?, isRequested: Bool = true
  ) -> [Finding] {
    // The example of an exchange need not include its request.
    let interaction = interaction ?? self.interaction(of: pack) ?? pack.interactions.first { $0.when.isEmpty }?.id
    var findings: [Finding] = []
    for scope in scopes(of: table) {
      for part in rule.parts where isRequested || !part.isOnRequest {
        apply(part, of: rule, in: table, to: scope, interaction, upTo: .max, into: &findings)
      }
    }
    return findings
  }

  /// Whether any rule of a pack applies to an element of the payload.
  package func isApplicable(_ pack: RulePack) -> Bool {
    pack.tables.contains { table in
      let queries = table.rules.flatMap(\.parts).compactMap { $0.check?.query }
      return scopes(of: table).contains { scope in queries.contains { !selector.elements(of: $0, at: scope).isEmpty } }
    }
  }

  /// The resources that a table applies to.
  func scopes(of table: RuleTable) -> [Node] {
    guard let root = document.root, document.record(root).flags.contains(.resource) else { return [] }
    // Exchanges and changes have their own tables: tables about any resource, or about nested resources, do not apply to them.
    if isExchangeOrChange {
      guard let type = document.resourceType(of: root).map({ document.name($0) }) else { return [] }
      return type == table.resource || type == "Exchange" && table.includesExchanges ? [root] : []
    }
    guard let type = table.resource else { return [root] }
    if table.isRootOnly { return document.resourceType(of: root).map { document.name($0) == type } ?? false ? [root] : [] }
    guard let symbol = document.symbol(type) else { return [] }
    return document.resources.filter { mark in
      mark.type == symbol && !(table.skipsContained && document.record(mark.node).name == .contained)
    }.map(\.node)
  }

  /// Appends the findings of a part of a rule in one resource; stops after more than `maximum` findings.
  private func apply(
    _ part: RulePart, of rule: Rule, in table: RuleTable, to scope: Node, _ interaction: String?, upTo maximum: Int,
    into findings: inout [Finding]
  ) {
    guard let check = part.check, part.applies(to: interaction, in: rule, table) else { return }
    // Each context is checked separately; with `some`, the contexts are the elements within which one match is enough.
    let query = check.some ?? check.query
    let selector = selector(for: rule, check)
    for context in selector.contexts(of: query, at: scope) {
      if findings.count > maximum { return }
      let elements = selector.elements(of: query, in: context)
      let selection = Selection(
        payload: payload, query: query, scope: scope, context: context, elements: elements,
        includesEmpty: selector.includesEmpty)
      for (violation, type) in violations(of: check, to: selection, selector, upTo: maximum) {
        let finding = finding(violation, type, rule, part, table)
        if document.isTruncated, concernsMissingEnd(finding, check) { continue }
        if !isRepeated(finding, of: check, among: findings) { findings.append(finding) }
      }
    }
  }

  /// Whether the missing end of a payload may satisfy a rule. A condition in FHIRPath can read all of the resource.
  private func concernsMissingEnd(_ finding: Finding, _ check: PartCheck) -> Bool {
    guard let node = finding.node else { return false }
    let isAboutResource = type(of: check.kind) == FHIRPathCheck.self
    return document.isTruncated(isAboutResource ? document.resource(containing: node) ?? node : node)
  }

  /// The selector for a rule: a rule that forbids an element also applies to elements without content.
  func selector(for rule: Rule, _ check: PartCheck) -> ElementSelector {
    rule.keyword.isProhibition || type(of: check.kind).checksEmpty ? selector.includingEmpty : selector
  }

  private func violations(
    of check: PartCheck, to selection: Selection, _ selector: ElementSelector, upTo maximum: Int
  ) -> [(Violation, IssueType)] {
    let type = type(of: check.kind)
    guard check.some != nil else {
      if selection.elements.isEmpty && check.isRequired { return [(PresentCheck.missing(selection), PresentCheck.issueType)] }
      var violations: [Violation] = []
      if check.isRequired && type.checksValues {
        for node in selection.elements where !document.hasValue(node) && violations.count <= maximum {
          violations.append(PresentCheck.valueless(node, selection))
        }
      }
      self.check(check, selection) { if violations.count <= maximum { violations.append($0) } }
      return violations.map { ($0, type.issueType) }
    }
    let candidates = candidates(for: check, in: selection, selector)
    if candidates.isEmpty { return check.isRequired ? [(PresentCheck.missing(selection), PresentCheck.issueType)] : [] }
    var violations: [Violation] = []
    for candidate in candidates {
      let before = violations.count
      self.check(check, candidate) { violations.append($0) }
      if violations.count == before { return [] }
    }
    guard candidates.count > 1, let first = violations.first else { return violations.map { ($0, type.issueType) } }
    let message: Message =
      "none of the \(candidates.count) '\(text: selection.query.label)' elements matches; the first: \(first.message)"
    return [(Violation(selection.context, message, help: first.help), type.issueType)]
  }

  /// Checks a selection; required elements must also have values of the right form.
  private func check(_ check: PartCheck, _ selection: Selection, _ report: (Violation) -> Void) {
    var isViolated = false
    check.kind.check(selection) {
      isViolated = true
      report($0)
    }
    guard !isViolated, check.isRequired || check.kind.requiresElement else { return }
    if let malformed = PresentCheck.malformed(selection) { report(malformed) }
  }

  /// The selections for a check with `some`: one that passes is enough.
  private func candidates(for check: PartCheck, in selection: Selection, _ selector: ElementSelector) -> [Selection] {
    let steps = selection.query.contextSteps..<check.query.contextSteps
    return selector.select(check.query.steps[steps], from: [selection.context]).flatMap { context in
      let elements = selector.elements(of: check.query, in: context)
      let whole = Selection(
        payload: payload, query: check.query, scope: selection.scope, context: context, elements: elements,
        includesEmpty: selection.includesEmpty)
      return type(of: check.kind).checksAbsence ? [whole] : elements.map { whole.only($0) }
    }
  }

  /// Whether another part of the same rule has already reported the same error: a blank value, which is wrong for each part, or a
  /// value that matches no row of several combinations.
  private func isRepeated(_ finding: Finding, of check: PartCheck, among findings: [Finding]) -> Bool {
    guard finding.missing == nil, let node = finding.node, document.hasValue(node) else { return false }
    guard check.kind is CombinationCheck || !document.hasVisibleContent(node) else { return false }
    return findings.contains {
      $0.node == node && $0.code == finding.code && $0.missing == nil && $0.severity >= finding.severity
    }
  }

  private func finding(_ violation: Violation, _ type: IssueType, _ rule: Rule, _ part: RulePart, _ table: RuleTable) -> Finding {
    let location = violation.location
    let range = document.hasValue(location) ? document.valueRange(of: location) : document.headRange(of: location)
    var finding = Finding(
      code: rule.code, name: rule.name, severity: (part.keyword ?? rule.keyword).severity, type: type, range: range,
      message: violation.message, help: violation.help ?? part.fix ?? rule.fix, clause: rule.clause(in: table),
      edits: violation.edits, missing: violation.missing)
    finding.missingInside = violation.missingInside
    finding.node = violation.node
    if let (node, text) = violation.related {
      finding.related = [
        RelatedPlace(document.hasValue(node) ? document.valueRange(of: node) : document.headRange(of: node), text)
      ]
    }
    finding.forbidsElement = part.check.map { Swift.type(of: $0.kind).forbidsElements } ?? false
    return finding
  }
}
