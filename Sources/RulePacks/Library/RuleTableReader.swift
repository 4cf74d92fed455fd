import FHIRSyntax
import Findings

/// The tables of a pack.
extension RulePackReader {
  /// The table of a file. Examples are only for documentation and tests; rules with examples retain the whole file.
  func table(_ source: SourceText, withExamples: Bool) throws(RuleFileError) -> RuleTable {
    var object = try RuleObject(root: Document.read(source, symbols: symbols, limits: Limits()))
    _ = object.take("$schema")
    guard var head = try object.object("table") else { throw object.error("the key 'table' is missing") }
    guard var origin = try head.object("source") else { throw head.error("the key 'source' is missing") }
    var applies = try head.object("applies")
    var table = RuleTable(
      title: try head.string("title"), document: editions.filled(try origin.string("document")),
      section: try origin.optionalString("section") ?? "",
      resource: try applies?.optionalString("resource"), isRootOnly: try applies?.flag("root") ?? false,
      includesExchanges: try applies?.flag("exchanges") ?? false,
      interaction: try applies?.optionalString("interaction"), rules: [])
    table.skipsContained = try applies?.flag("entries") ?? false
    try applies?.finish(known: ["resource", "root", "entries", "exchanges", "interaction"])
    try origin.finish(known: ["document", "section"])
    try head.finish(known: ["title", "source", "applies"])
    let example = object.take("example")
    for row in try entries("rules", in: &object) {
      table.rules.append(try rule(row, tableExample: example, withExamples: withExamples))
    }
    table.conformanceRules = table.rules.filter { rule in rule.parts.contains { $0.check?.kind.conformanceCheck != nil } }
    try object.finish(known: ["table", "example", "rules"])
    return table
  }

  private func rule(_ object: RuleObject, tableExample: Node?, withExamples: Bool) throws(RuleFileError) -> Rule {
    var row = object
    let (code, name) = (try row.string("code"), try row.string("name"))
    guard let keyword = try keyword(&row) else { throw row.error("the key 'keyword' is missing") }
    var parts: [RulePart] = []
    let partObjects = try entries("parts", in: &row)
    for var part in partObjects {
      parts.append(try self.part(&part, editions: try editions.scope(of: part)))
      try part.finish(known: Self.partKeys + Self.editionKeys)
    }
    let requirement = try row.string("requirement")
    let fix = try row.optionalString("fix")
    let interaction = try row.optionalString("interaction")
    // `heldBy` was the name of the key before version 0.2.
    let heldBy = try row.optionalString("heldBy")
    let coveredBy = try row.oneOrMoreStrings("coveredBy") ?? heldBy.map { [$0] } ?? []
    if !coveredBy.isEmpty && (row.has("check") || !parts.isEmpty) {
      throw row.error("'coveredBy' and 'check' cannot be combined")
    }
    // A row covered by another rule has no check of its own, but may state why it cannot be checked.
    if parts.isEmpty && (coveredBy.isEmpty || row.has("unchecked")) { parts = [try part(&row, editions: nil)] }
    let examples = try examples(&row, tableExample: tableExample)
    let rule = Rule(
      code: code, name: name, keyword: keyword, requirement: requirement, section: try row.optionalString("section"), fix: fix,
      interaction: interaction, covers: try row.strings("covers"), assurance: try row.strings("assurance"),
      answer: try answer(&row), coveredBy: coveredBy,
      printed: try row.optionalString("printed"), editions: try editions.scope(of: row), parts: parts,
      examples: withExamples ? examples : nil)
    try row.finish(known: Self.rowKeys + Self.partKeys + Self.editionKeys)
    return rule
  }

  private func examples(_ row: inout RuleObject, tableExample: Node?) throws(RuleFileError) -> Rule.Examples? {
    let (passes, fails) = (try row.items("passes"), try row.items("fails"))
    if passes.isEmpty && fails.isEmpty && tableExample == nil { return nil }
    return Rule.Examples(file: row.document, passes: passes, fails: fails, tableExample: tableExample)
  }

  private static let rowKeys = [
    "code", "name", "requirement", "section", "printed", "assurance", "covers", "answer", "coveredBy", "heldBy", "parts",
    "passes", "fails",
  ]
  private static let partKeys = [
    "at", "check", "per", "some", "required", "fix", "keyword", "interaction", "onRequest", "unchecked",
  ]

  private func part(_ object: inout RuleObject, editions: String?) throws(RuleFileError) -> RulePart {
    let keyword = try keyword(&object)
    let unchecked = try object.optionalString("unchecked")
    let fix = try object.optionalString("fix")
    let interaction = try object.optionalString("interaction")
    let isOnRequest = try object.flag("onRequest")
    let check = unchecked == nil ? try self.check(&object) : nil
    return RulePart(
      check: check, unchecked: unchecked, keyword: keyword, fix: fix, interaction: interaction, editions: editions,
      isOnRequest: isOnRequest)
  }

  private func check(_ object: inout RuleObject) throws(RuleFileError) -> PartCheck {
    let path = try object.string("at")
    let (per, some) = (try object.optionalString("per"), try object.optionalString("some"))
    if per != nil && some != nil { throw object.error("'per' and 'some' cannot be combined") }
    let query = try query(path, per: per, in: object)
    let someSteps: Int? = if let some { try self.query(path, per: some, in: object).contextSteps } else { nil }
    let isRequired = try object.flag("required")
    guard let check = try object.object("check") else { throw object.error("the key 'check' or 'unchecked' is missing") }
    let kind = try kind(check)
    if some != nil, kind.requiredProfile != nil { throw object.error("'some' cannot be combined with the check 'profile'") }
    return PartCheck(query: query, kind: kind, isRequired: isRequired, someSteps: someSteps)
  }

  /// The check of an object whose only key is the kind, with the options as its value.
  private func kind(_ object: RuleObject) throws(RuleFileError) -> any RuleCheck {
    var keys = object.document.elements(of: object.node)
    guard let key = keys.next(), keys.next() == nil else {
      throw object.error("a check must have exactly one kind with its options")
    }
    guard let kind = CheckVocabulary.kind(named: object.document.name(of: key)) else {
      let known = CheckVocabulary.kinds.map { $0.kind }.joined(separator: ", ")
      throw object.error(at: key, "unknown kind of check '\(object.document.name(of: key))'; known: \(known)")
    }
    var options = CheckOptions(object: try RuleObject(key, in: object.document), symbols: symbols)
    let check = try kind.init(&options)
    try options.object.finish(known: kind.options)
    return check
  }

  private func answer(_ row: inout RuleObject) throws(RuleFileError) -> Int? {
    guard let status = try row.optionalNumber("answer") else { return nil }
    guard 400...599 ~= status else { throw row.error("'answer' must be an HTTP status from 400 to 599, not \(status)") }
    return status
  }

  private func keyword(_ object: inout RuleObject) throws(RuleFileError) -> Keyword? {
    guard let word = try object.optionalString("keyword") else { return nil }
    guard let keyword = Keyword(rawValue: word) else {
      throw object.error("unknown keyword '\(word)'; known: " + Keyword.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return keyword
  }
}
