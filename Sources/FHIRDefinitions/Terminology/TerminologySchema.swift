/// A code system as `Profiles/` holds it.
package struct CodeSystemSchema: Sendable, Hashable {
  package var url: String
  /// Whether all of its codes are here.
  package var isComplete: Bool
  package var isCaseSensitive: Bool
  package var concepts: [ConceptSchema]
  /// Whether the order of its concepts below each other is not known.
  package var isFlat = false

  package init(url: String, isComplete: Bool, isCaseSensitive: Bool, concepts: [ConceptSchema]) {
    self.url = url
    self.isComplete = isComplete
    self.isCaseSensitive = isCaseSensitive
    self.concepts = concepts
  }
}

/// A concept of a code system, and those below it.
package struct ConceptSchema: Sendable, Hashable {
  package var code: String
  package var display: String?
  /// Whether it groups others and is no code to be used.
  package var isAbstract: Bool
  package var concepts: [ConceptSchema]
  /// The codes of concepts below it that stand elsewhere in the system.
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

/// A value set as `Profiles/` holds it: its composition.
package struct ValueSetSchema: Sendable, Hashable {
  package var url: String
  package var includes: [IncludeSchema]
  package var excludes: [IncludeSchema]
}

/// What a value set takes in or leaves out. With nothing but a system: all of its codes.
package struct IncludeSchema: Sendable, Hashable {
  package struct Filter: Sendable, Hashable {
    package var property: String
    package var op: String
    package var value: String
  }

  package var system: String?
  package var codes: [String]
  /// Whether codes are listed in the original and not here, since they are not free to be passed on.
  package var isWithheld: Bool
  package var filters: [Filter]
  package var valueSets: [String]
}

/// What a code system supplement calls the codes of another system (CodeSystem.supplements).
struct CodeSystemSupplement: Sendable {
  /// The system that is supplemented.
  var url: String
  var displays: [String: [String]]
}
