package import Findings

extension RulePack {
  /// The description of a rule for users, with the given examples.
  package func descriptor(
    of rule: Rule, in table: RuleTable, file: TableFile, fails: [RuleExample], passes: [RuleExample]
  ) -> RuleDescriptor {
    var descriptor = RuleDescriptor(
      code: rule.code, name: rule.name, severity: rule.severity, type: rule.type, requirement: rule.requirement,
      clause: rule.clause(in: table), help: nil, fails: fails.map { $0.described() },
      passes: passes.map { $0.described(among: fails) })
    descriptor.pack = id
    descriptor.keyword = rule.keyword.rawValue
    descriptor.partLevels = rule.partKeywords.map { RuleDescriptor.Level(keyword: $0.rawValue, severity: $0.severity) }
    descriptor.advice = rule.fixes(in: table)
    descriptor.scopes = rule.scopes(in: table)
    descriptor.gaps = rule.parts.compactMap(\.unchecked)
    (descriptor.coveringRules, descriptor.covers, descriptor.answer) = (rule.coveredBy, rule.covers, rule.answer)
    (descriptor.printed, descriptor.file, descriptor.editions) = (rule.printed, file.name, rule.editions ?? file.editions)
    descriptor.assurance = rule.assurance
    return descriptor
  }
}

extension RuleExample {
  /// The description of the example. The table's `example`, changed or unchanged, is described by an excerpt: the part that is
  /// changed or, if it is unchanged, the part that the first failing example changes.
  fileprivate func described(among fails: [RuleExample] = []) -> RuleDescriptor.Example {
    let isUnchanged = change == RuleDescriptor.Example.unchanged
    let excerpt = isUnchanged ? fails.lazy.compactMap(\.original).first : excerpt
    var example = RuleDescriptor.Example(text: excerpt ?? json, interaction: interaction)
    (example.change, example.finds, example.isExcerpt) = (change, finds, excerpt != nil)
    return example
  }
}

extension Rule {
  /// The severity of the rule as a whole, which its keyword determines.
  package var severity: Severity { keyword.severity }

  /// The fixes: one sentence for the rule as a whole, or one for each of its parts. If the fixes are for different interactions,
  /// and so could contradict each other, each begins with its interactions, unless it applies to all. A fix for some editions
  /// begins with them.
  fileprivate func fixes(in table: RuleTable) -> [String] {
    if let fix { return [fix] }
    var fixes: [(text: String, interactions: [String?], editions: String?)] = []
    for part in parts {
      guard let fix = part.fix else { continue }
      let interaction = part.interaction(in: self, table)
      if let index = fixes.firstIndex(where: { $0.text == fix }) {
        if !fixes[index].interactions.contains(interaction) { fixes[index].interactions.append(interaction) }
        if fixes[index].editions != part.editions { fixes[index].editions = nil }
      } else {
        fixes.append((fix, [interaction], part.editions))
      }
    }
    let haveSameInteractions = fixes.allSatisfy { $0.interactions == fixes.first?.interactions }
    return fixes.map { fix in
      let interactions = fix.interactions.compactMap { $0 }
      let text = fix.editions.map { "In editions \($0): \(fix.text)" } ?? fix.text
      if haveSameInteractions || interactions.count < fix.interactions.count { return text }
      return interactions.map { "`\($0)`" }.joined(separator: ", ") + ": " + text
    }
  }

  /// The issue type of the rule's findings, except those about missing elements: the type of the first check among its parts.
  package var type: IssueType {
    parts.lazy.compactMap(\.check).map { Swift.type(of: $0.kind).issueType }.first ?? .businessRule
  }

  /// The reason why the rule, or a part of it, cannot be checked automatically.
  package var unchecked: String? { parts.lazy.compactMap(\.unchecked).first }

  /// The keywords of parts that differ from the rule's keyword.
  fileprivate var partKeywords: [Keyword] {
    var keywords = [keyword]
    for case let keyword? in parts.map(\.keyword) where !keywords.contains(keyword) { keywords.append(keyword) }
    return Array(keywords.dropFirst())
  }

  /// The paths that the rule checks, each with its interactions and editions.
  fileprivate func scopes(in table: RuleTable) -> [RuleDescriptor.Scope] {
    var scopes: [RuleDescriptor.Scope] = []
    for part in parts {
      guard let path = part.path else { continue }
      let interaction = part.interaction(in: self, table)
      if let index = scopes.firstIndex(where: { $0.path == path }) {
        // A part for all interactions includes the interactions of the other parts.
        if let interaction, !scopes[index].interactions.isEmpty {
          if !scopes[index].interactions.contains(interaction) { scopes[index].interactions.append(interaction) }
        } else {
          scopes[index].interactions = []
        }
        if scopes[index].editions != part.editions { scopes[index].editions = nil }
      } else {
        scopes.append(
          RuleDescriptor.Scope(path: path, interactions: interaction.map { [$0] } ?? [], editions: part.editions))
      }
      guard case .test(.oneOf(let values))? = part.check?.kind.planned,
        let index = scopes.firstIndex(where: { $0.path == path })
      else { continue }
      for value in values where !scopes[index].values.contains(value) { scopes[index].values.append(value) }
      let keyword = part.keyword ?? self.keyword
      if keyword.severity >= .error, !keyword.isProhibition {
        scopes[index].required.append(.init(interaction: interaction, values: values))
      }
    }
    return scopes
  }

  /// The document and section that state the requirement.
  package func clause(in table: RuleTable) -> String {
    let section = section ?? table.section
    return section.isEmpty ? table.document : table.document + ": " + section
  }
}

extension RulePart {
  /// The path of the elements that the part checks; nil if the part cannot be checked automatically.
  package var path: String? { check?.query.text }
}
