/// A code system in `Profiles/`.
package struct CodeSystemSchema: Sendable, Hashable {
  package var url: String
  /// Whether all of its codes are included.
  package var isComplete: Bool
  package var isCaseSensitive: Bool
  package var concepts: [ConceptSchema]
  /// Whether the hierarchy of its concepts is unknown.
  package var isFlat = false

  package init(url: String, isComplete: Bool, isCaseSensitive: Bool, concepts: [ConceptSchema]) {
    self.url = url
    self.isComplete = isComplete
    self.isCaseSensitive = isCaseSensitive
    self.concepts = concepts
  }
}

/// A concept of a code system, and its children.
package struct ConceptSchema: Sendable, Hashable {
  package var code: String
  package var display: String?
  /// Whether the concept only groups other concepts and must not be used as a code.
  package var isAbstract: Bool
  package var concepts: [ConceptSchema]
  /// The codes of child concepts defined elsewhere in the system.
  package var children: [String]

  package init(
    code: String, display: String? = nil, isAbstract: Bool = false, concepts: [ConceptSchema] = [], children: [String] = []
  ) {
    self.code = code
    self.display = display
    self.isAbstract = isAbstract
    self.concepts = concepts
    self.children = children
  }
}

/// A value set in `Profiles/`: its composition.
package struct ValueSetSchema: Sendable, Hashable {
  package var url: String
  package var includes: [IncludeSchema]
  package var excludes: [IncludeSchema]
  /// The business version; nil if unknown.
  package var version: String?
}

/// A row of a value set's composition: codes that it includes or excludes. If only the system is given, all of its codes.
package struct IncludeSchema: Sendable, Hashable {
  package struct Filter: Sendable, Hashable {
    package var property: String
    package var op: String
    package var value: String
  }

  package var system: String?
  package var codes: [String]
  /// Whether the original lists codes that are omitted here because they are not redistributable.
  package var isWithheld: Bool
  package var filters: [Filter]
  package var valueSets: [String]
}

/// The displays of a code system supplement for the codes of another system (CodeSystem.supplements).
struct CodeSystemSupplement: Sendable {
  /// The canonical URL of the supplemented system.
  var url: String
  var displays: [String: [String]]
}
