import FHIRSyntax
package import Findings

/// A rule pack, compiled: what one specification demands. `docs/rule-files.md` describes the files it comes from.
///
/// It never changes: a class only so that every payload can hold it for the cost of one reference.
package final class RulePack: Sendable {
  /// What shows that a pack is the one for a payload, in the payload's outermost resource.
  package struct Detection: Sendable {
    var when: ElementQuery
    /// What shows that it is not.
    var unless: [ElementQuery]
    package var because: String
  }

  /// An interaction that payloads are the body of, and what tells it.
  package struct Interaction: Sendable {
    package var id: String
    var when: [ElementQuery]
    /// What tells it of the request of an exchange.
    var requests: [ElementQuery]
  }

  /// What the specification contradicts: a constraint of FHIR, or a rule of FHIR at some elements.
  package struct Waiver: Sendable {
    var subject: Subject
    package var reason: String

    /// The constraint's key, or the rule's code with the path of the elements.
    package var label: String {
      switch subject {
      case .constraint(let key): key
      case .rule(let code, let query): "\(code) at \(query.text)"
      }
    }

    enum Subject: Sendable {
      case constraint(String)
      case rule(code: String, at: ElementQuery)
    }
  }

  package let id: String
  package let title: String
  package let release: FHIRRelease?
  package let includes: [String]
  package let detects: [Detection]
  /// What the URLs of the profiles begin with that a payload of this specification may claim; empty where that may be any.
  let ownProfiles: [String]
  package let interactions: [Interaction]
  package let waives: [Waiver]
  package let decisions: [String]
  package let tableFiles: [TableFile]
  /// Those of its tables that `RuleLibrary` was asked for, in their order.
  package let tables: [RuleTable]
  /// The plans of these tables; nil where it has none.
  let plans: PackPlans?

  init(
    id: String, title: String, release: FHIRRelease?, includes: [String], detects: [Detection], ownProfiles: [String],
    interactions: [Interaction], waives: [Waiver], decisions: [String], tableFiles: [TableFile], tables: [RuleTable] = [],
    plans: PackPlans? = nil
  ) {
    (self.id, self.title, self.release, self.includes) = (id, title, release, includes)
    (self.detects, self.ownProfiles, self.interactions) = (detects, ownProfiles, interactions)
    (self.waives, self.decisions) = (waives, decisions)
    (self.tableFiles, self.tables, self.plans) = (tableFiles, tables, plans)
  }

  /// The same pack with some tables.
  func having(_ tableFiles: [TableFile], _ tables: [RuleTable] = [], plans: PackPlans? = nil) -> RulePack {
    RulePack(
      id: id, title: title, release: release, includes: includes, detects: detects, ownProfiles: ownProfiles,
      interactions: interactions, waives: waives, decisions: decisions, tableFiles: tableFiles, tables: tables, plans: plans)
  }

  /// A table's file, and the payloads that it is read for.
  package struct TableFile: Sendable {
    /// The path as `RuleFile` has it.
    package var name: String
    /// The payloads that it is read for, in words, such as `bookings`; nil for all.
    package var about: String?
    /// What tells that the table is about a payload; empty where it is about any.
    var when: [ElementQuery] = []
    /// What tells against it.
    var unless: [ElementQuery] = []

    /// Whether it is about some payloads only.
    package var isConditional: Bool { !when.isEmpty }
  }
}

/// One table of a specification.
package struct RuleTable: Sendable {
  package var title: String
  package var document: String
  package var section: String
  /// The type of the resources it is about; nil for any.
  package var resource: String?
  /// Whether it is about the payload's outermost resource only.
  package var isRootOnly: Bool
  /// Whether it is about exchanges, too.
  package var includesExchanges: Bool
  /// The interaction it holds for; nil for all.
  package var interaction: String?
  package var rules: [Rule]
  /// Those of the rules that leave a part of their judgement to others.
  var demanding: [Rule] = []
}

/// One row of a table. It never changes, as its parts: classes only so that walking rules costs one reference each.
package final class Rule: Sendable {
  package let code: String
  package let name: String
  package let keyword: Keyword
  package let requirement: String
  package let section: String?
  package let fix: String?
  /// The interaction it holds for; nil for all.
  package let interaction: String?
  /// Codes of rules and keys of constraints that say the same of the same place, and are part of the rule's finding there.
  package let covers: [String]
  /// The code of the rule that holds payloads to this row, where another says the same; nil for a row of its own.
  package let coveredBy: String?
  /// The path as the document prints it, where that is a slip.
  package let printed: String?
  /// The HTTP status that a server answers with where the rule is broken; nil for what the family of the rule calls for.
  package let answer: Int?
  package let parts: [RulePart]
  /// The row's examples; nil where its file has none for it, so that no rule holds a file that payloads are checked by.
  let examples: Examples?

  /// Examples in a rule file.
  struct Examples: Sendable {
    let file: Document
    let passes: [Node]
    let fails: [Node]
    /// The example of the whole table, which every rule with a check of its own passes.
    let ofTable: Node?
  }

  init(
    code: String, name: String, keyword: Keyword, requirement: String, section: String?, fix: String?, interaction: String?,
    covers: [String], answer: Int?, coveredBy: String?, printed: String?, parts: [RulePart], examples: Examples?
  ) {
    self.code = code
    self.name = name
    self.keyword = keyword
    self.requirement = requirement
    self.section = section
    self.fix = fix
    self.interaction = interaction
    self.covers = covers
    self.coveredBy = coveredBy
    self.printed = printed
    self.answer = answer
    self.parts = parts
    self.examples = examples
  }
}

/// One demand of a row.
package final class RulePart: Sendable {
  /// What to look at and how; nil where a machine cannot check it.
  let check: PartCheck?
  package let unchecked: String?
  package let keyword: Keyword?
  package let fix: String?
  /// The interaction it holds for; nil for all.
  package let interaction: String?
  /// Whether it is off unless the rule is asked for: such a part reports what users may want to see, and requires nothing.
  package let isOnRequest: Bool

  init(check: PartCheck?, unchecked: String?, keyword: Keyword?, fix: String?, interaction: String?, isOnRequest: Bool) {
    self.check = check
    self.unchecked = unchecked
    self.keyword = keyword
    self.fix = fix
    self.interaction = interaction
    self.isOnRequest = isOnRequest
  }
}

/// What a part looks at and how.
final class PartCheck: Sendable {
  let query: ElementQuery
  let kind: any RuleCheck
  /// Whether a context without such an element is a finding too.
  let isRequired: Bool
  /// The same path up to the elements in each of which one that passes is enough, as its context; nil where all must pass.
  let some: ElementQuery?

  init(query: ElementQuery, kind: any RuleCheck, isRequired: Bool, someSteps: Int?) {
    self.query = query
    self.kind = kind
    self.isRequired = isRequired
    some = someSteps.map { ElementQuery(head: query.head, steps: query.steps, contextSteps: $0, text: query.text) }
  }
}
