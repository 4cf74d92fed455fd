/// A source of code systems and value sets: the pack, or the packages loaded by users. `Terminology` queries several in order.
///
/// Systems, concepts, sets and parts of sets are indices into the tables of one source, and invalid for another.
protocol TerminologySource: Sendable {
  typealias Bytes = Terminology.Bytes

  // MARK: Code systems

  func codeSystem(_ url: Bytes) -> CodeTables.System?
  /// A concept by its code, ignoring case if the system does.
  func concept(_ code: Bytes, in system: CodeTables.System) -> CodeTables.Concept?
  /// Whether some code system has a code.
  func hasSystem(withCode code: Bytes) -> Bool
  /// The display of a concept; nil if its system gives none.
  func display(of concept: CodeTables.Concept) -> String?
  /// Whether a concept has this display, or none.
  func isCalled(_ text: Bytes, _ concept: CodeTables.Concept) -> Bool
  /// All concepts of a code system.
  func concepts(of system: CodeTables.System) -> [ConceptSchema]
  /// The usable codes of a system, up to a maximum.
  func codes(of system: CodeTables.System, upTo limit: Int) -> [String]
  /// Other displays of a code, from supplements of its system.
  func otherDisplays(of code: Bytes, system: Bytes) -> [String]

  // MARK: Value sets

  /// The value set with a URL without a version.
  func valueSet(_ url: String) -> CodeTables.ValueSet?
  /// The parts of a value set: what it includes from each code system.
  func parts(of set: CodeTables.ValueSet) -> Range<Int>
  func system(ofPart part: Int) -> String
  func extent(ofPart part: Int) -> ValueSetExtent
  /// Whether the list of a part has a code.
  func lists(_ code: Bytes, inPart part: Int) -> Bool
  /// The codes that a part lists, up to a maximum.
  func codes(ofPart part: Int, upTo limit: Int) -> [String]
  /// Whether a value set includes codes of a system.
  func hasSystem(_ system: Bytes, in set: CodeTables.ValueSet) -> Bool
}

/// What a value set includes from one code system.
enum ValueSetExtent: UInt32, Sendable {
  /// All codes of a known system.
  case all
  /// A list of codes.
  case listed
  /// Unknown codes.
  case unknown
}
