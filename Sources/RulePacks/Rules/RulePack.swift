package import Findings

/// A compiled rule pack: the requirements of one specification. `docs/rule-files.md` describes its files.
///
/// Immutable; a class only so that every payload can share it by reference.
package final class RulePack: Sendable {
  /// An interaction, with the conditions on payloads and requests by which it is recognised.
  package struct Interaction: Sendable {
    /// The name that users select it by, such as `book`.
    package var id: String
    var when: [ElementQuery]
    /// Conditions on the request of an exchange.
    var requests: [ElementQuery]
    /// The interaction that the body of a successful response is checked as; nil if it is checked as FHIR only.
    package var response: String?
    /// Whether its body is a partial resource, such as the body of a PATCH.
    var isPartial: Bool
    /// Why the pack has no example of the interaction; nil if it has one.
    package var withoutExample: String?
  }

  /// A FHIR constraint, or a rule for the elements at a path, that the specification contradicts.
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
  /// The starter examples; in packs from `RuleLibrary`, also those of the included packs.
  package let examples: [Example]
  /// The assurance requirements that rules refer to, by section and role.
  package let assurance: [AssuranceSection]
  package let tableFiles: [TableFile]
  /// The tables selected when the pack was loaded from `RuleLibrary`, in order.
  package let tables: [RuleTable]
  /// The plans of these tables; nil if the tables have not been read.
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

  /// The rules that compare two versions of a resource in an interaction.
  package func comparisons(for interaction: String?) -> [Rule] {
    tables.filter { $0.resource == "Change" }.flatMap { table in
      table.rules.filter { rule in
        rule.coveredBy.isEmpty && rule.parts.contains { $0.applies(to: interaction, in: rule, table) }
      }
    }
  }

  /// The codes of the rules that are limited to an interaction, in whole or in part.
  package func ruleCodes(limitedTo interaction: String) -> Set<String> {
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

  /// A starter example: a payload or a recording of exchanges that satisfies the pack's rules.
  package struct Example: Sendable {
    package var name: String
    package var interaction: String
    /// A description, such as `a booking request`.
    package var about: String
    /// The path, as in `RuleFile`.
    package var file: String
    /// The body in the recording that is the example; nil if the whole file is.
    package var part: Part?

    /// A body in a recording.
    package enum Part: String, CaseIterable, Sendable {
      /// The body of the last request that has one.
      case request
      /// The body of the last response that has one.
      case response
    }
  }

  /// The file of a table, and the payloads that the table applies to.
  package struct TableFile: Sendable {
    /// The path, as in `RuleFile`.
    package var name: String
    /// A description of the payloads that the table applies to, such as `bookings`; nil for all.
    package var about: String?
    /// Conditions, at least one of which must be met; empty if the table applies to all payloads.
    var when: [ElementQuery] = []
    /// Conditions, none of which may be met.
    var unless: [ElementQuery] = []
    /// The editions that the table applies to, such as `since 1.5.0`; nil for all.
    var editions: String?

    /// Whether the table applies only to payloads that meet a condition.
    package var isConditional: Bool { !when.isEmpty }
  }
}
