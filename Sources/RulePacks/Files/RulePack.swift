package import FHIRSyntax

/// A rule pack, compiled: what one specification demands. `docs/rule-files.md` describes the files it comes from.
package struct RulePack: Sendable {
  /// What tells that a pack is the one for a payload.
  package struct Detection: Sendable {
    var when: ElementQuery
    /// What tells against it.
    var unless: [ElementQuery]
    package var because: String
  }

  /// An interaction that payloads are the body of, and what tells it.
  package struct Interaction: Sendable {
    package var id: String
    var when: [ElementQuery]
  }

  /// An invariant of a base resource that the specification contradicts.
  package struct Waiver: Sendable, Hashable {
    package var constraint: String
    package var reason: String
  }

  package var id: String
  package var title: String
  package var release: FHIRRelease?
  package var includes: [String]
  package var detects: [Detection]
  package var interactions: [Interaction]
  package var waives: [Waiver]
  package var decisions: [String]
  package var tableFiles: [String]
  /// Empty until `RuleLibrary` has loaded them.
  package var tables: [RuleTable] = []
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
  /// The interaction it holds for; nil for all.
  package var interaction: String?
  package var rules: [Rule]
}

/// One row of a table.
package struct Rule: Sendable {
  package var code: String
  package var name: String
  package var keyword: Keyword
  package var requirement: String
  package var section: String?
  package var fix: String?
  /// The interaction it holds for; nil for all.
  package var interaction: String?
  /// Codes of rules that say the same of the same place, and are left out there.
  package var covers: [String]
  package var parts: [RulePart]
  /// The row in its file, for its examples.
  let file: Document
  let passes: [Node]
  let fails: [Node]
}

/// One demand of a row.
package struct RulePart: Sendable {
  /// What to look at and how; nil where a machine cannot check it.
  var check: PartCheck?
  package var unchecked: String?
  package var keyword: Keyword?
  package var fix: String?
  /// The interaction it holds for; nil for all.
  package var interaction: String?
}

/// What a part looks at and how.
struct PartCheck: Sendable {
  var query: ElementQuery
  var kind: any RuleCheck
  /// Whether a context without such an element is a finding too.
  var isRequired: Bool
  /// How many steps lead to the elements in each of which one that passes is enough; nil where all must pass.
  var someSteps: Int?
}
