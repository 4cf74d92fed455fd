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
  /// The definitions of the release that the payload is read as; nil where that is not settled.
  private let release: ReleaseDefinitions?
  /// The payload with the types of that release; nil where that is not settled.
  private let typed: TypedDocument?
  /// Answers what expressions ask of terminology and profiles.
  private let host: (any FHIRPathHost)?
  /// Whether resources keep the profiles that rows demand of them; empty where that was not found out.
  private let verdicts: [ProfileDemand: ProfileVerdict]
  /// The message definitions that are known, read when they are asked for.
  private let readMessages: @Sendable () -> MessageLibrary?

  package convenience init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.init(document, references, now: now, typed: nil, host: nil, readMessages: { nil })
  }

  private init(
    _ document: Document, _ references: ReferenceIndex, now: Int64, typed: TypedDocument?, host: (any FHIRPathHost)?,
    readMessages: @escaping @Sendable () -> MessageLibrary?, verdicts: [ProfileDemand: ProfileVerdict] = [:]
  ) {
    self.host = host
    self.typed = typed
    self.readMessages = readMessages
    release = typed?.release
    self.verdicts = verdicts
    self.document = document
    self.references = references
    self.now = now
    selector = ElementSelector(document: document, references: references)
  }

  /// The same payload, read as a release; `host` answers what expressions ask of terminology and profiles, `messages` gives
  /// the message definitions that are known.
  package func reading(
    as typed: TypedDocument?, host: (any FHIRPathHost)? = nil, messages: @escaping @Sendable () -> MessageLibrary? = { nil }
  ) -> RuleRun {
    RuleRun(document, references, now: now, typed: typed, host: host, readMessages: messages)
  }

  /// What evaluates conditions in FHIRPath; nil where the release is not settled.
  func evaluator() -> Evaluator? { typed.map { Evaluator($0, references, host: host, now: now) } }

  /// The same payload, now that it is known which profiles its resources keep.
  package func knowing(_ verdicts: [ProfileDemand: ProfileVerdict]) -> RuleRun {
    if verdicts.isEmpty { return self }
    return RuleRun(document, references, now: now, typed: typed, host: host, readMessages: readMessages, verdicts: verdicts)
  }

  /// Whether a resource keeps a profile; nil where nobody looked.
  func verdict(on resource: Node, keeping profile: String) -> ProfileVerdict? {
    verdicts[ProfileDemand(resource, keeps: profile)]
  }

  /// The message definitions that are known; nil where nobody gave any.
  var messages: MessageLibrary? { readMessages() }

  /// Whether a node is a date or time by its type, as far as the definitions are there to tell: text may look like one.
  func isMoment(_ node: Node) -> Bool {
    guard let release else { return true }
    guard let type = release.type(of: node, in: document) else { return false }
    return ["dateTime", "instant", "date"].contains(document.name(type.name))
  }

  // MARK: What applies

  /// The first pack that a payload tells it is meant for, and what tells it.
  package func detect(among packs: [RulePack]) -> (pack: RulePack, because: String)? {
    guard let root = document.root else { return nil }
    for pack in packs {
      for detection in pack.detects where !selector.elements(of: detection.when, at: root).isEmpty {
        if detection.unless.allSatisfy({ selector.elements(of: $0, at: root).isEmpty }) { return (pack, detection.because) }
      }
    }
    return nil
  }

  /// Whether a table is about the payload.
  package func isDue(_ table: RulePack.TableFile) -> Bool {
    if table.when.isEmpty { return true }
    guard let root = document.root else { return false }
    func selects(_ query: ElementQuery) -> Bool { !selector.elements(of: query, at: root).isEmpty }
    return table.when.contains(where: selects) && !table.unless.contains(where: selects)
  }

  /// The interaction of a pack that the payload is the body of; nil where the pack knows none.
  package func interaction(of pack: RulePack) -> String? {
    guard let root = document.root else { return nil }
    return pack.interactions.first { interaction in
      interaction.when.isEmpty || interaction.when.contains { !selector.elements(of: $0, at: root).isEmpty }
    }?.id
  }

  // MARK: Rules

  /// What a pack finds; `interaction` nil for the one that the payload tells.
  ///
  /// A rule that has found more than `limit` looks no further, so that no payload fills the memory with findings that no
  /// report would have room for.
  package func findings(of pack: RulePack, interaction: String?, limit: Int = 1 << 40) -> [Finding] {
    let interaction = interaction ?? self.interaction(of: pack)
    var findings: [Finding] = []
    for table in pack.tables {
      let scopes = scopes(of: table)
      for rule in table.rules {
        let most = findings.count + limit
        for scope in scopes where findings.count <= most {
          apply(rule, of: table, to: scope, interaction, upTo: most, into: &findings)
        }
      }
    }
    return findings
  }

  /// The rules of a pack that apply to the payload but that a machine cannot check, or not wholly.
  package func unchecked(of pack: RulePack, interaction: String?) -> [(rule: Rule, reason: String)] {
    let interaction = interaction ?? self.interaction(of: pack)
    return pack.tables
      .filter { ($0.interaction == nil || $0.interaction == interaction) && !scopes(of: $0).isEmpty }
      .flatMap(\.rules)
      .filter { $0.interaction == nil || $0.interaction == interaction }
      .compactMap { rule in rule.heldBy == nil ? rule.unchecked.map { (rule, $0) } : nil }
  }

  /// What one rule of a pack finds in the payload: for the examples in rule files.
  package func findings(of rule: Rule, in table: RuleTable, of pack: RulePack, interaction: String?) -> [Finding] {
    var findings: [Finding] = []
    for scope in scopes(of: table) {
      apply(rule, of: table, to: scope, interaction ?? self.interaction(of: pack), upTo: .max, into: &findings)
    }
    return findings
  }

  /// The resources that a table is about.
  func scopes(of table: RuleTable) -> [Node] {
    guard let root = document.root, document.record(root).flags.contains(.resource) else { return [] }
    guard let type = table.resource else { return [root] }
    if table.isRootOnly { return document.resourceType(of: root).map { document.name($0) == type } ?? false ? [root] : [] }
    guard let symbol = document.symbol(type) else { return [] }
    return document.resources.filter { $0.type == symbol }.map(\.node)
  }

  /// Appends what a rule finds in one resource; goes on until there are more findings than `most`.
  private func apply(
    _ rule: Rule, of table: RuleTable, to scope: Node, _ interaction: String?, upTo most: Int, into findings: inout [Finding]
  ) {
    for part in rule.parts {
      guard let check = part.check else { continue }
      let due = part.interaction ?? rule.interaction ?? table.interaction
      guard due == nil || due == interaction else { continue }
      // Context by context; where one that passes is enough, by the elements that it must be in.
      let query = check.some ?? check.query
      for context in selector.contexts(of: query, at: scope) {
        if findings.count > most { return }
        let elements = selector.elements(of: query, in: context)
        let selection = Selection(run: self, query: query, scope: scope, context: context, elements: elements)
        for (objection, type) in objections(of: check, to: selection, upTo: most) {
          findings.append(finding(objection, type, rule, part, table))
        }
      }
    }
  }

  private func objections(of check: PartCheck, to selection: Selection, upTo most: Int) -> [(Objection, IssueType)] {
    let type = type(of: check.kind)
    guard check.some != nil else {
      if selection.elements.isEmpty && check.isRequired { return [(PresentCheck.missing(selection), PresentCheck.issueType)] }
      var objections: [Objection] = []
      check.kind.check(selection) { if objections.count <= most { objections.append($0) } }
      return objections.map { ($0, type.issueType) }
    }
    let candidates = candidates(for: check, in: selection)
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
  private func candidates(for check: PartCheck, in selection: Selection) -> [Selection] {
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
      clause: rule.clause(in: table), edits: objection.edits)
  }
}
