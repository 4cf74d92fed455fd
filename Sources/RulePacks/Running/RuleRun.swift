package import FHIRDefinitions
package import FHIRPath
package import FHIRSyntax
package import Findings

/// One payload under the rules.
package struct RuleRun {
  let payload: PayloadContext
  let surveys: RuleSurveys

  var isAssembly: Bool { payload.isAssembly }
  var document: Document { payload.document }
  var selector: ElementSelector { payload.selector }

  package init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.init(PayloadContext(document, references, now: now), RuleSurveys())
  }

  private init(_ payload: PayloadContext, _ surveys: RuleSurveys) {
    self.payload = payload
    self.surveys = surveys
  }

  private func knowing(_ learn: (inout PayloadContext.Known) -> Void) -> RuleRun {
    RuleRun(payload.knowing(learn), surveys)
  }

  /// The same payload, read as a release; `host` answers what expressions ask of terminology and profiles, `messages` gives
  /// the message definitions that are known.
  package func reading(
    as typed: TypedDocument?, host: (any FHIRPathHost)? = nil, messages: @escaping @Sendable () -> MessageLibrary? = { nil }
  ) -> RuleRun {
    knowing { known in
      known.typed = typed
      known.host = host
      known.readMessages = messages
    }
  }

  /// The same payload, with a way to name places of it in messages.
  package func naming(_ placeWords: @escaping (Node) -> String?) -> RuleRun { knowing { $0.placeWords = placeWords } }

  /// The same payload, now that it is known which profiles its resources conform to and which of them are `broken`: have
  /// errors of FHIR itself.
  package func knowing(_ verdicts: [ProfileDemand: ProfileVerdict], broken: Set<Node> = []) -> RuleRun {
    verdicts.isEmpty && broken.isEmpty
      ? self
      : knowing { known in
        known.verdicts = verdicts
        known.broken = broken
        known.areProfilesKnown = verdicts.values.allSatisfy { if case .unknown = $0 { false } else { true } }
        known.areProfilesKept = verdicts.values.allSatisfy { if case .kept = $0 { true } else { false } }
      }
  }

  // MARK: Rules

  /// What a pack finds; `interaction` nil for the one that the payload tells. Parts of rows that are off unless asked for
  /// run for the rules that `requests` names.
  ///
  /// A part of a rule that has found more than `limit` looks no further, so that no payload fills the memory with findings that
  /// no report would have room for.
  package func findings(of pack: RulePack, interaction: String?, limit: Int = 1 << 40, requests: (Rule) -> Bool = { _ in false })
    -> [Finding]
  {
    let (interaction, survey) = self.survey(of: pack, interaction)
    var findings: [Finding] = []
    func run(_ part: RulePart, of rule: Rule, in table: RuleTable, at scopes: [Node]) {
      let most = findings.count + limit
      for scope in scopes where findings.count <= most {
        apply(part, of: rule, in: table, to: scope, interaction, upTo: most, into: &findings)
      }
    }
    if let survey {
      let plan = survey.plan
      var scopes: (table: Int, nodes: [Node]) = (-1, [])
      suspects(in: survey, requests).forEachBit(in: survey.pack.parts) { index in
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
        for part in rule.parts where !part.isOnRequest || requests(rule) {
          let before = findings.count
          run(part, of: rule, in: table, at: scopes)
          if findings.count > before && !part.isOnRequest { violated.insert(rule.code) }
        }
      }
    }
    surveys.record(violated, of: pack, interaction)
    return findings
  }

  /// The parts of rules that may be violated, as bits.
  func suspects(in survey: RuleSurvey, _ requests: (Rule) -> Bool) -> [UInt64] {
    let pack = survey.pack
    var suspects = survey.result.suspects
    if !payload.areProfilesKept { for part in pack.verdicts { suspects[part >> 6] |= 1 << UInt64(part & 63) } }
    for part in pack.onRequest where requests(survey.plan.parts[part].rule) { suspects[part >> 6] |= 1 << UInt64(part & 63) }
    return suspects
  }

  /// What a part of a rule finds, whatever its plan says of it.
  func findings(of part: RulePlan.Part, in table: RuleTable, _ interaction: String?) -> [Finding] {
    var findings: [Finding] = []
    for scope in scopes(of: table) {
      apply(part.part, of: part.rule, in: table, to: scope, interaction, upTo: .max, into: &findings)
    }
    return findings
  }

  /// The rules of a pack that apply to the payload but that a machine cannot check, or not wholly.
  package func unchecked(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: String)] {
    let (interaction, survey) = self.survey(of: pack, interaction)
    var unchecked: [(rule: Rule, reason: String)] = []
    if let survey {
      for index in survey.pack.uncheckedTables where survey.isAbout(index) {
        unchecked += survey.plan.tablePlans[index].unchecked
      }
      return unchecked
    }
    return pack.tables
      .filter { ($0.interaction == nil || $0.interaction == interaction) && !scopes(of: $0).isEmpty }
      .flatMap(\.rules)
      .filter { $0.interaction == nil || $0.interaction == interaction }
      .compactMap { rule in rule.coveredBy == nil ? rule.unchecked.map { (rule, $0) } : nil }
  }

  /// What one rule of a pack finds in the payload, with the parts that are off unless asked for or without: for the examples
  /// in rule files and for coverage.
  package func findings(
    of rule: Rule, in table: RuleTable, of pack: RulePack, interaction: String?, isRequested: Bool = true
  ) -> [Finding] {
    // The example of an exchange need not spell its request out.
    let interaction = interaction ?? self.interaction(of: pack) ?? pack.interactions.first { $0.when.isEmpty }?.id
    var findings: [Finding] = []
    for scope in scopes(of: table) {
      for part in rule.parts where isRequested || !part.isOnRequest {
        apply(part, of: rule, in: table, to: scope, interaction, upTo: .max, into: &findings)
      }
    }
    return findings
  }

  /// Whether some row of a pack finds anything to look at.
  package func hasSubject(of pack: RulePack) -> Bool {
    pack.tables.contains { table in
      let queries = table.rules.flatMap(\.parts).compactMap { $0.check?.query }
      return scopes(of: table).contains { scope in queries.contains { !selector.elements(of: $0, at: scope).isEmpty } }
    }
  }

  /// The resources that a table is about.
  func scopes(of table: RuleTable) -> [Node] {
    guard let root = document.root, document.record(root).flags.contains(.resource) else { return [] }
    // What is no FHIR has tables of its own: those about any resource, or about one wherever it stands, are not about it.
    if isAssembly {
      guard let type = document.resourceType(of: root).map({ document.name($0) }) else { return [] }
      return type == table.resource || type == "Exchange" && table.includesExchanges ? [root] : []
    }
    guard let type = table.resource else { return [root] }
    if table.isRootOnly { return document.resourceType(of: root).map { document.name($0) == type } ?? false ? [root] : [] }
    guard let symbol = document.symbol(type) else { return [] }
    return document.resources.filter { $0.type == symbol }.map(\.node)
  }

  /// Appends what a part of a rule finds in one resource; goes on until there are more findings than `most`.
  private func apply(
    _ part: RulePart, of rule: Rule, in table: RuleTable, to scope: Node, _ interaction: String?, upTo most: Int,
    into findings: inout [Finding]
  ) {
    guard let check = part.check else { return }
    let due = part.interaction ?? rule.interaction ?? table.interaction
    guard due == nil || due == interaction else { return }
    // Context by context; where one that passes is enough, by the elements that it must be in.
    let query = check.some ?? check.query
    let selector = selector(for: rule, check)
    for context in selector.contexts(of: query, at: scope) {
      if findings.count > most { return }
      let elements = selector.elements(of: query, in: context)
      let selection = Selection(payload: payload, query: query, scope: scope, context: context, elements: elements)
      for (violation, type) in violations(of: check, to: selection, selector, upTo: most) {
        findings.append(finding(violation, type, rule, part, table))
      }
    }
  }

  /// What selects the elements that a rule is about: one that forbids an element is about those without content too.
  func selector(for rule: Rule, _ check: PartCheck) -> ElementSelector {
    rule.keyword.isProhibition || type(of: check.kind).judgesEmpty ? selector.includingEmpty : selector
  }

  private func violations(
    of check: PartCheck, to selection: Selection, _ selector: ElementSelector, upTo most: Int
  ) -> [(Violation, IssueType)] {
    let type = type(of: check.kind)
    guard check.some != nil else {
      if selection.elements.isEmpty && check.isRequired { return [(PresentCheck.missing(selection), PresentCheck.issueType)] }
      var violations: [Violation] = []
      if check.isRequired && type.judgesValues {
        for node in selection.elements where !document.hasValue(node) && violations.count <= most {
          violations.append(PresentCheck.valueless(node, selection))
        }
      }
      check.kind.check(selection) { if violations.count <= most { violations.append($0) } }
      return violations.map { ($0, type.issueType) }
    }
    let candidates = candidates(for: check, in: selection, selector)
    if candidates.isEmpty { return check.isRequired ? [(PresentCheck.missing(selection), PresentCheck.issueType)] : [] }
    var violations: [Violation] = []
    for candidate in candidates {
      let before = violations.count
      check.kind.check(candidate) { violations.append($0) }
      if violations.count == before { return [] }
    }
    guard candidates.count > 1, let first = violations.first else { return violations.map { ($0, type.issueType) } }
    let message: Message = "none of \(candidates.count) will do, since for the first: \(first.message)"
    return [(Violation(selection.context, message, help: first.help), type.issueType)]
  }

  /// What is judged one by one where one that passes is enough.
  private func candidates(for check: PartCheck, in selection: Selection, _ selector: ElementSelector) -> [Selection] {
    let steps = selection.query.contextSteps..<check.query.contextSteps
    return selector.select(check.query.steps[steps], from: [selection.context]).flatMap { context in
      let elements = selector.elements(of: check.query, in: context)
      let whole = Selection(payload: payload, query: check.query, scope: selection.scope, context: context, elements: elements)
      return type(of: check.kind).judgesAbsence ? [whole] : elements.map { whole.only($0) }
    }
  }

  private func finding(_ violation: Violation, _ type: IssueType, _ rule: Rule, _ part: RulePart, _ table: RuleTable) -> Finding {
    let place = violation.place
    let range = document.hasValue(place) ? document.valueRange(of: place) : document.headRange(of: place)
    var finding = Finding(
      code: rule.code, name: rule.name, severity: (part.keyword ?? rule.keyword).severity, type: type, range: range,
      message: violation.message, help: violation.help ?? part.fix ?? rule.fix, clause: rule.clause(in: table),
      edits: violation.edits, missing: violation.missing)
    finding.node = violation.node
    return finding
  }
}
