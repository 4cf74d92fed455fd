package import FHIRDefinitions
package import FHIRPath
package import FHIRSyntax

/// One payload under the rules: what it refers to, and the moment that counts as now. It never changes: a class only so
/// that every selection can hold it for the cost of one reference.
package final class RuleRun {
  let document: Document
  let references: ReferenceIndex
  let selector: ElementSelector
  /// Seconds since 1970.
  let now: Int64
  private let known: Known
  let surveys: RuleSurveys
  /// Whether the document is no payload, but put together of several: an exchange, or a resource and its earlier version.
  let isAssembly: Bool

  /// What is known beside the payload itself.
  private struct Known {
    /// The payload with the types of its release; nil where that is not settled.
    var typed: TypedDocument?
    /// Answers what expressions ask of terminology and profiles.
    var host: (any FHIRPathHost)?
    /// Whether resources keep the profiles that rows demand of them; empty where that was not found out.
    var verdicts: [ProfileDemand: ProfileVerdict] = [:]
    /// Whether there is no other verdict than that a profile is kept.
    var areProfilesKept = true
    /// Whether no verdict is that the profile is not known.
    var areProfilesKnown = true
    /// The resources with errors of FHIR itself.
    var broken: Set<Node> = []
    /// The message definitions, read when they are asked for.
    var readMessages: @Sendable () -> MessageLibrary? = { nil }
    /// Names the place of a node in words such as `line 12 of earlier.json`; nil where there is nothing to tell.
    var placeWords: (Node) -> String? = { _ in nil }
  }

  package convenience init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.init(document, references, now: now, Known(), RuleSurveys())
  }

  private init(_ document: Document, _ references: ReferenceIndex, now: Int64, _ known: Known, _ surveys: RuleSurveys) {
    self.document = document
    self.surveys = surveys
    self.references = references
    self.now = min(max(now, FHIRDateTime.calendar.lowerBound), FHIRDateTime.calendar.upperBound)
    self.known = known
    let type = document.root.flatMap { document.resourceType(of: $0) }
    isAssembly = type.map { RuleTable.assemblies.contains(document.name($0)) } ?? false
    selector = ElementSelector(document: document, references: references)
  }

  private func knowing(_ learn: (inout Known) -> Void) -> RuleRun {
    var known = known
    learn(&known)
    return RuleRun(document, references, now: now, known, surveys)
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

  /// The place of a node in words such as `line 12 of earlier.json`; nil where there is nothing to tell.
  func placeWords(_ node: Node) -> String? { known.placeWords(node) }

  /// The path of a node inside the resource that it is part of, such as `Appointment.start`; nil where that is not settled.
  func path(of node: Node) -> String? {
    guard let release = known.typed?.release else { return nil }
    let path = ElementPath.render(node, in: document, release: release)
    guard let root = outermostResource(holding: node), root.index != 0, let type = document.resourceType(of: root) else {
      return path
    }
    return document.name(type) + path.dropFirst(ElementPath.render(root, in: document, release: release).count)
  }

  /// A value of the payload for a message: hidden where it is not known to be a code of a specification.
  func found(_ text: String, at node: Node) -> Message {
    if isAssembly, isProtocol(text, at: node) { return "\(code: text)" }
    return known.typed?.found(text, at: node) ?? "\(payload: text)"
  }

  /// A reference or the URL of a resource for a message: the name of the resource's type is shown.
  func found(reference text: String) -> Message {
    known.typed?.release.found(reference: text, document.symbols) ?? "\(payload: text)"
  }

  /// Whether resources can have a type of a name, in any release.
  func isResourceType(_ name: String) -> Bool {
    guard let type = document.symbols.symbol(name) else { return false }
    return known.typed?.release.isResourceType(type) ?? false
  }

  /// Whether a value of an exchange is HTTP's own: a method or a status.
  private func isProtocol(_ text: String, at node: Node) -> Bool {
    switch document.name(of: node) {
    case "status": text.utf8.count == 3 && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    case "method": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(text)
    default: false
    }
  }

  /// The outermost resource of FHIR that holds a node.
  private func outermostResource(holding node: Node) -> Node? {
    var found: Node?
    var next: Node? = document.resource(holding: node)
    while let resource = next, resource.index != 0 {
      found = resource
      next = document.parent(of: resource).flatMap { document.resource(holding: $0) }
    }
    return found
  }

  /// What evaluates conditions in FHIRPath; nil where the release is not settled.
  func evaluator() -> Evaluator? { known.typed.map { Evaluator($0, references, host: known.host, now: now) } }

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

  /// Whether a resource has errors of FHIR itself, those of the resources in it aside.
  func isBroken(_ resource: Node) -> Bool { known.broken.contains(resource) }

  /// Whether a resource keeps a profile; nil where nobody looked.
  func verdict(on resource: Node, keeping profile: String) -> ProfileVerdict? {
    known.verdicts[ProfileDemand(resource, keeps: profile)]
  }

  /// Whether no profile that rules demand is unknown.
  var areProfilesKnown: Bool { known.areProfilesKnown }

  /// The message definitions that are known; nil where nobody gave any.
  var messages: MessageLibrary? { known.readMessages() }

  /// Whether a node is a date or time by its type, as far as the definitions are there to tell: text may look like one.
  func isMoment(_ node: Node) -> Bool {
    guard let release = known.typed?.release else { return true }
    guard let type = release.type(of: node, in: document) else { return false }
    return ["dateTime", "instant", "date"].contains(document.name(type.name))
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
    if !known.areProfilesKept { for part in pack.verdicts { suspects[part >> 6] |= 1 << UInt64(part & 63) } }
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
      .compactMap { rule in rule.heldBy == nil ? rule.unchecked.map { (rule, $0) } : nil }
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
    if isAssembly { return document.resourceType(of: root).map { document.name($0) } == table.resource ? [root] : [] }
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
      let selection = Selection(run: self, query: query, scope: scope, context: context, elements: elements)
      for (objection, type) in objections(of: check, to: selection, selector, upTo: most) {
        findings.append(finding(objection, type, rule, part, table))
      }
    }
  }

  /// What selects the elements that a rule is about: one that forbids an element is about those without content too.
  func selector(for rule: Rule, _ check: PartCheck) -> ElementSelector {
    rule.keyword.isProhibition || type(of: check.kind).judgesEmpty ? selector.includingEmpty : selector
  }

  private func objections(
    of check: PartCheck, to selection: Selection, _ selector: ElementSelector, upTo most: Int
  ) -> [(Objection, IssueType)] {
    let type = type(of: check.kind)
    guard check.some != nil else {
      if selection.elements.isEmpty && check.isRequired { return [(PresentCheck.missing(selection), PresentCheck.issueType)] }
      var objections: [Objection] = []
      if check.isRequired && type.judgesValues {
        for node in selection.elements where !document.hasValue(node) && objections.count <= most {
          objections.append(PresentCheck.valueless(node, selection))
        }
      }
      check.kind.check(selection) { if objections.count <= most { objections.append($0) } }
      return objections.map { ($0, type.issueType) }
    }
    let candidates = candidates(for: check, in: selection, selector)
    if candidates.isEmpty { return check.isRequired ? [(PresentCheck.missing(selection), PresentCheck.issueType)] : [] }
    var objections: [Objection] = []
    for candidate in candidates {
      let before = objections.count
      check.kind.check(candidate) { objections.append($0) }
      if objections.count == before { return [] }
    }
    guard candidates.count > 1, let first = objections.first else { return objections.map { ($0, type.issueType) } }
    let message: Message = "none of \(candidates.count) will do, since for the first: \(first.message)"
    return [(Objection(selection.context, message, help: first.help), type.issueType)]
  }

  /// What is judged one by one where one that passes is enough.
  private func candidates(for check: PartCheck, in selection: Selection, _ selector: ElementSelector) -> [Selection] {
    let steps = selection.query.contextSteps..<check.query.contextSteps
    return selector.select(check.query.steps[steps], from: [selection.context]).flatMap { context in
      let elements = selector.elements(of: check.query, in: context)
      let whole = Selection(run: self, query: check.query, scope: selection.scope, context: context, elements: elements)
      return type(of: check.kind).judgesAbsence ? [whole] : elements.map { whole.only($0) }
    }
  }

  private func finding(_ objection: Objection, _ type: IssueType, _ rule: Rule, _ part: RulePart, _ table: RuleTable) -> Finding {
    let place = objection.place
    let range = document.hasValue(place) ? document.valueRange(of: place) : document.headRange(of: place)
    return Finding(
      code: rule.code, name: rule.name, severity: (part.keyword ?? rule.keyword).severity, type: type, range: range,
      node: objection.node, message: objection.message, help: objection.help ?? part.fix ?? rule.fix,
      clause: rule.clause(in: table), edits: objection.edits, missing: objection.missing)
  }
}
