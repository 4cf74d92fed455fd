/// Where code systems and value sets come from: the pack, or the packages that a user loaded. `Terminology` asks several, one
/// after the other.
///
/// Systems, concepts, sets and parts of sets are places in the tables of one source, and mean nothing to another.
protocol TerminologySource: Sendable {
  typealias Bytes = Terminology.Bytes

  // MARK: Code systems

  func codeSystem(_ url: Bytes) -> CodeTables.System?
  /// A concept by its code, in any case where the system ignores case.
  func concept(_ code: Bytes, in system: CodeTables.System) -> CodeTables.Concept?
  /// Whether some code system has a code.
  func hasSystem(withCode code: Bytes) -> Bool
  /// The text that people read for a concept; nil where its system has none.
  func display(of concept: CodeTables.Concept) -> String?
  /// Whether a concept has this display, or none.
  func isCalled(_ text: Bytes, _ concept: CodeTables.Concept) -> Bool
  /// All concepts of a code system.
  func concepts(of system: CodeTables.System) -> [ConceptSchema]
  /// The codes of a system that may be used, as many as are wanted.
  func codes(of system: CodeTables.System, upTo limit: Int) -> [String]
  /// What else a code may be called, by the supplements of its system.
  func otherDisplays(of code: Bytes, system: Bytes) -> [String]

  // MARK: Value sets

  /// The value set of a URL without a version.
  func valueSet(_ url: String) -> CodeTables.ValueSet?
  /// The parts of a value set: what it takes from each code system.
  func parts(of set: CodeTables.ValueSet) -> Range<Int>
  func system(ofPart part: Int) -> String
  func extent(ofPart part: Int) -> ValueSetExtent
  /// Whether the list of a part has a code.
  func lists(_ code: Bytes, inPart part: Int) -> Bool
  /// The codes that a part lists, as many as are wanted.
  func codes(ofPart part: Int, upTo limit: Int) -> [String]
  /// Whether a value set takes codes from a system.
  func hasSystem(_ system: Bytes, in set: CodeTables.ValueSet) -> Bool
}

/// What a value set takes from one code system.
enum ValueSetExtent: UInt32, Sendable {
  /// All codes of a system that is known.
  case all
  /// A list of codes.
  case listed
  /// Codes that are not known.
  case unknown
}
