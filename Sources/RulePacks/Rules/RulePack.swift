import FHIRSyntax
package import Findings

/// A compiled rule pack: the requirements of one specification. `docs/rule-files.md` describes its files.
///
/// Immutable; a class only so that every payload can share it by reference.
package final class RulePack: Sendable {
  /// An interaction, with the conditions that recognise it from a payload.
  package struct Interaction: Sendable {
    /// The name that users select it by, such as `book`.
    package var id: String
    var when: [ElementQuery]
    /// Conditions that recognise it from the request of an exchange.
    var requests: [ElementQuery]
    /// The interaction that the body of a successful response is checked as; nil if it is checked as FHIR only.
    package var response: String?
    /// Whether its body is a partial resource, such as that of a PATCH.
    var isPartial: Bool
    /// Why the pack has no example of it; nil if it has.
    package var withoutExample: String?
  }

  /// A constraint of FHIR, or a rule of FHIR at some elements, that the specification contradicts.
  package struct Waiver: Sendable {
    var subject: Subject
    package var reason: String

    /// The constraint's key, or the rule's code with the path of the elements.
    package var label: String {
      switch subject {
      case .constraint(let key): key
      case .rule(let code, let query, let missing): "\(code) at \(query.text)" + (missing.map { " without \($0)" } ?? "")
      }
    }

    enum Subject: Sendable {
      case constraint(String)
      /// With `missing`, only findings about the absence of this element.
      case rule(code: String, at: ElementQuery, missing: String?)
    }
  }

  package let head: PackHead
  package let interactions: [Interaction]
  package let waives: [Waiver]
  package let decisions: [String]
  /// The payloads and recordings to start from, including those of the packs that it includes once `RuleLibrary` has read them.
  package let examples: [Example]
  /// The assurance requirements that rules refer to, by section and role.
  package let assurance: [AssuranceSection]
  package let tableFiles: [TableFile]
  /// The tables selected when the pack was loaded from `RuleLibrary`, in order.
  package let tables: [RuleTable]
  /// The plans of these tables; nil if it has none.
  let plans: PackPlans?

  init(
    _ head: PackHead, interactions: [Interaction], waives: [Waiver], decisions: [String], examples: [Example],
    assurance: [AssuranceSection], tableFiles: [TableFile], tables: [RuleTable] = [], plans: PackPlans? = nil
  ) {
    (self.head, self.interactions, self.waives) = (head, interactions, waives)
    (self.decisions, self.examples, self.assurance) = (decisions, examples, assurance)
    (self.tableFiles, self.tables, self.plans) = (tableFiles, tables, plans)
  }

  package var id: String { head.id }
  package var title: String { head.title }
  package var release: FHIRRelease? { head.release }
  package var includes: [String] { head.includes }
  package var edition: Edition? { head.edition }
  package var editionVersions: [String] { head.editionVersions }

  /// This pack with other tables.
  func with(tableFiles: [TableFile], tables: [RuleTable] = [], plans: PackPlans? = nil) -> RulePack {
    RulePack(
      head, interactions: interactions, waives: waives, decisions: decisions, examples: examples, assurance: assurance,
      tableFiles: tableFiles, tables: tables, plans: plans)
  }

  /// This pack with other interactions and examples.
  func with(interactions: [Interaction], examples: [Example]) -> RulePack {
    RulePack(
      head, interactions: interactions, waives: waives, decisions: decisions, examples: examples, assurance: assurance,
      tableFiles: tableFiles, tables: tables, plans: plans)
  }

  /// Whether the body of an interaction is a partial resource.
  package func isPartial(_ interaction: String?) -> Bool { interactions.contains { $0.id == interaction && $0.isPartial } }

  /// The rules that compare two versions in an interaction.
  package func comparisons(for interaction: String?) -> [Rule] {
    tables.filter { $0.resource == "Change" }.flatMap { table in
      table.rules.filter { rule in
        rule.coveredBy.isEmpty && rule.parts.contains { $0.applies(to: interaction, in: rule, table) }
      }
    }
  }

  /// The codes of rules that are stated for an interaction.
  package func rules(statedFor interaction: String) -> Set<String> {
    var codes: Set<String> = []
    for table in tables {
      for rule in table.rules
      where table.interaction == interaction || rule.interaction == interaction
        || rule.parts.contains(where: { $0.interaction == interaction })
      {
        codes.insert(rule.code)
      }
    }
    return codes
  }

  /// All editions with their titles, the newest first.
  package var editionTitles: String { head.editions.editions.map { "\($0.version) (\($0.title))" }.joined(separator: ", ") }

  /// A payload, or a recording of exchanges, to start from. It passes the pack.
  package struct Example: Sendable {
    package var name: String
    package var interaction: String
    /// What it is, such as `a booking request`.
    package var about: String
    /// The path, as in `RuleFile`.
    package var file: String
    /// The part of the recording that it is; nil for the whole file.
    package var part: Part?

    /// A body in a recording.
    package enum Part: String, CaseIterable, Sendable {
      /// That of the last request with one.
      case request
      /// That of the last response with one.
      case response
    }
  }

  /// The file of a table, and the payloads that it applies to.
  package struct TableFile: Sendable {
    /// The path, as in `RuleFile`.
    package var name: String
    /// A description of the payloads that it applies to, such as `bookings`; nil for all.
    package var about: String?
    /// Conditions of which one must be met; empty if the table applies to all payloads.
    var when: [ElementQuery] = []
    /// Conditions of which none may be met.
    var unless: [ElementQuery] = []
    /// The editions it applies to, such as `since 1.5.0`; nil for all.
    var editions: String?

    /// Whether it applies to some payloads only.
    package var isConditional: Bool { !when.isEmpty }
  }
}

/// One table of a specification.
package struct RuleTable: Sendable {
  package var title: String
  package var document: String
  package var section: String
  /// The type of the resources it applies to; nil for any.
  package var resource: String?
  /// Whether it applies only to the payload's outermost resource.
  package var isRootOnly: Bool
  /// Whether it also applies to exchanges.
  package var includesExchanges: Bool
  /// The interaction it applies to; nil for all.
  package var interaction: String?
  package var rules: [Rule]
  /// The rules with a `ConformanceCheck`.
  var conformanceRules: [Rule] = []
}

/// One row of a table. Immutable, like its parts; classes only so that walking rules costs one reference each.
package final class Rule: Sendable {
  package let code: String
  package let name: String
  package let keyword: Keyword
  package let requirement: String
  package let section: String?
  package let fix: String?
  /// The interaction it applies to; nil for all.
  package let interaction: String?
  /// Codes of rules and keys of constraints whose findings at the same position are merged into the rule's finding.
  package let covers: [String]
  /// The codes of the rules that check this row, if other rules have the same requirement; empty if the row has its own check.
  package let coveredBy: [String]
  /// The ids of the assurance requirements that the rule checks.
  package let assurance: [String]
  /// The path as printed in the document, if it has a typo.
  package let printed: String?
  /// The HTTP status that a server should return if the rule is violated; nil for the default of its rule family.
  package let answer: Int?
  /// The editions it applies to, such as `since 1.5.0`; nil for all.
  package let editions: String?
  package let parts: [RulePart]
  /// The row's examples; nil if the file has none, so that rules for checking payloads do not keep their file in memory.
  let examples: Examples?

  /// Examples in a rule file.
  struct Examples: Sendable {
    let file: Document
    let passes: [Node]
    let fails: [Node]
    /// The example of the whole table, which passes every rule that has its own check.
    let ofTable: Node?
  }

  init(
    code: String, name: String, keyword: Keyword, requirement: String, section: String?, fix: String?, interaction: String?,
    covers: [String], assurance: [String], answer: Int?, coveredBy: [String], printed: String?, editions: String?,
    parts: [RulePart],
    examples: Examples?
  ) {
    self.code = code
    self.name = name
    self.keyword = keyword
    self.requirement = requirement
    self.section = section
    self.fix = fix
    self.interaction = interaction
    self.covers = covers
    self.assurance = assurance
    self.coveredBy = coveredBy
    self.printed = printed
    self.answer = answer
    self.editions = editions
    self.parts = parts
    self.examples = examples
  }
}

/// One requirement of a row.
package final class RulePart: Sendable {
  /// The check and its elements; nil if it cannot be checked automatically.
  let check: PartCheck?
  package let unchecked: String?
  package let keyword: Keyword?
  package let fix: String?
  /// The interaction it applies to; nil for all.
  package let interaction: String?
  /// Whether it runs only on request: such a part reports information and is not a requirement.
  package let isOnRequest: Bool

  init(check: PartCheck?, unchecked: String?, keyword: Keyword?, fix: String?, interaction: String?, isOnRequest: Bool) {
    self.check = check
    self.unchecked = unchecked
    self.keyword = keyword
    self.fix = fix
    self.interaction = interaction
    self.isOnRequest = isOnRequest
  }

  /// The interaction it applies to, stated for itself, its row or the table; nil for all.
  func interaction(in rule: Rule, _ table: RuleTable) -> String? { interaction ?? rule.interaction ?? table.interaction }

  /// Whether it applies to an interaction.
  func applies(to interaction: String?, in rule: Rule, _ table: RuleTable) -> Bool {
    guard let required = self.interaction(in: rule, table) else { return true }
    return required == interaction
  }
}

/// A check and the elements that it applies to.
final class PartCheck: Sendable {
  let query: ElementQuery
  let kind: any RuleCheck
  /// Whether a context without the element is a violation too.
  let isRequired: Bool
  /// The path of `query` with a different context: the elements within each of which one match is enough. Nil if all must pass.
  let some: ElementQuery?

  init(query: ElementQuery, kind: any RuleCheck, isRequired: Bool, someSteps: Int?) {
    self.query = query
    self.kind = kind
    self.isRequired = isRequired
    some = someSteps.map { ElementQuery(head: query.head, steps: query.steps, contextSteps: $0, text: query.text) }
  }
}
