/// A source of code systems and value sets: the pack, or the packages loaded by users. `Terminology` queries several in order.
///
/// Code systems, concepts, value sets and their parts refer to the tables of one source, and are invalid in other sources.
protocol TerminologySource: Sendable {
  typealias Bytes = Terminology.Bytes

  // MARK: Code systems

  func codeSystem(_ url: Bytes) -> CodeTables.System?
  /// The concept with a code, ignoring case if the system is case-insensitive.
  func concept(_ code: Bytes, in system: CodeTables.System) -> CodeTables.Concept?
  /// A code as its system writes it, ignoring case if the system is case-insensitive; nil if the system does not have the code.
  func spelling(of code: Bytes, in system: CodeTables.System) -> String?
  /// Whether any code system has the given code.
  func hasSystem(withCode code: Bytes) -> Bool
  /// The display of a concept; nil if it has none.
  func display(of concept: CodeTables.Concept) -> String?
  /// Whether a text is the display of a concept; also true if the concept has no display.
  func allowsDisplay(_ text: Bytes, _ concept: CodeTables.Concept) -> Bool
  /// All concepts of a code system.
  func concepts(of system: CodeTables.System) -> [ConceptSchema]
  /// The codes of a system that are not abstract, at most `limit` of them.
  func codes(of system: CodeTables.System, upTo limit: Int) -> [String]
  /// Additional displays of a code, from supplements of its system.
  func otherDisplays(of code: Bytes, system: Bytes) -> [String]

  // MARK: Value sets

  /// The value set with the given URL, which may have a version. A source that does not know the versions of its value sets
  /// ignores it.
  func valueSet(_ url: String) -> CodeTables.ValueSet?
  /// The parts of a value set: what it includes from each code system.
  func parts(of set: CodeTables.ValueSet) -> Range<Int>
  func system(ofPart part: Int) -> String
  func extent(ofPart part: Int) -> ValueSetExtent
  /// Whether a part lists a code.
  func lists(_ code: Bytes, inPart part: Int) -> Bool
  /// The codes that a part lists, at most `limit` of them.
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
