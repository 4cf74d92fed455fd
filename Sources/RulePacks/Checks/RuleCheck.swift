import FHIRSyntax

/// One kind of check: refuses bad options when the rule file loads, then judges selections of elements.
protocol RuleCheck: Sendable {
  /// The name that rule files use.
  static var kind: String { get }
  /// The options it knows.
  static var options: [String] { get }
  /// The kind of issue that its findings are, as FHIR's value set issue-type has it.
  static var issueType: IssueType { get }

  /// Whether it has something to say of a context without such elements.
  static var judgesAbsence: Bool { get }

  /// Whether it judges elements without content too.
  static var judgesEmpty: Bool { get }

  /// Whether it judges nothing but values.
  static var judgesValues: Bool { get }

  init(_ options: inout CheckOptions) throws(RuleFileError)

  /// Itself where it leaves a part of its judgement to others. Asked instead of a cast, which costs at each start.
  var demanding: (any DemandingCheck)? { get }

  /// How a plan decides it.
  var planned: PlannedCheck { get }

  /// Judges what a path selects in one of its contexts.
  func check(_ selection: Selection, _ report: (Objection) -> Void)
}

extension RuleCheck {
  static var options: [String] { [] }
  static var issueType: IssueType { .value }
  static var judgesAbsence: Bool { false }
  static var judgesEmpty: Bool { false }
  static var judgesValues: Bool { false }

  var demanding: (any DemandingCheck)? { nil }

  var planned: PlannedCheck { .contexts }
}

/// What a check has against an element.
struct Objection {
  /// The element that the finding names: one that is there, or the context that something is missing from.
  var node: Node
  /// The node whose text the finding points at: the element, or the part of it that is wrong.
  var place: Node
  var message: Message
  /// Advice for this very case, in place of the rule's.
  var help: String?
  /// What mends it, where that cannot be wrong.
  var edits: [Edit] = []
  /// The child element that is missing from `node`, where its absence is the objection.
  var missing: String?

  init(_ node: Node, at place: Node? = nil, _ message: Message, help: String? = nil) {
    self.node = node
    self.place = place ?? node
    self.message = message
    self.help = help
  }
}

/// The elements that a path selects in one of its contexts, and all that is needed to judge them.
struct Selection {
  let run: RuleRun
  let query: ElementQuery
  /// The resource that the table applies to.
  let scope: Node
  let context: Node
  let elements: [Node]

  var document: Document { run.document }

  /// The elements at a path of a check's option, from the resource that holds a node.
  func elements(at query: ElementQuery, besides node: Node) -> [Node] {
    document.resource(holding: node).map { run.selector.elements(of: query, at: $0) } ?? []
  }

  /// The elements, and those without content that the path would select.
  var elementsWithEmpty: [Node] { run.selector.includingEmpty.elements(of: query, in: context) }

  /// The same with one of its elements alone.
  func only(_ element: Node) -> Selection {
    Selection(run: run, query: query, scope: scope, context: context, elements: [element])
  }

  /// A value of the payload for a message: shown where it stands in an element for codes and looks like one.
  func found(_ text: String, at node: Node) -> Message {
    let isCode = text.utf8.count <= 64 && text.utf8.allSatisfy { CodeValues.isCharacter($0) }
    return isCode && CodeValues.elements.contains(document.name(of: node)) ? "\(code: text)" : "\(payload: text)"
  }
}

/// Which values are codes of a specification, and so may be shown anywhere.
private enum CodeValues {
  static let elements: Set<String> = [
    "status", "use", "gender", "contentType", "language", "code", "system", "resourceType",
  ]

  static func isCharacter(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "@") }
}

/// A check that judges each value by itself. Where a value is required, `RuleRun` reports the elements without one.
protocol ValueCheck: RuleCheck {
  /// What is wrong with a value; nil where nothing is.
  func objection(to text: String, at node: Node, in selection: Selection) -> Message?

  /// The values there may be, where one that differs from them by case alone is meant to be one of them.
  var spellings: [String] { get }
}

extension ValueCheck {
  static var judgesValues: Bool { true }

  var spellings: [String] { [] }

  var planned: PlannedCheck { .elements }

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    for node in selection.elements {
      guard let text = selection.document.value(of: node), let message = objection(to: text, at: node, in: selection) else {
        continue
      }
      var objection = Objection(node, message)
      objection.edits = edits(of: text, at: node, in: selection.document)
      report(objection)
    }
  }

  /// What spells a value right, where one of the spellings alone differs from it by case.
  private func edits(of text: String, at node: Node, in document: Document) -> [Edit] {
    if spellings.isEmpty { return [] }
    let folded = text.lowercased()
    let same = spellings.filter { $0.lowercased() == folded }
    return same.count == 1 ? document.edits(writing: same[0], at: node) : []
  }
}

/// The options of a check in a rule file.
struct CheckOptions {
  var object: RuleObject
  let symbols: SymbolTable

  mutating func string(_ key: StaticString) throws(RuleFileError) -> String { try object.string(key) }

  mutating func strings(_ key: StaticString) throws(RuleFileError) -> [String] {
    let strings = try object.strings(key)
    guard !strings.isEmpty else { throw object.error("the option '\(key)' is missing or empty") }
    return strings
  }

  mutating func path(_ key: StaticString) throws(RuleFileError) -> ElementQuery {
    try path(try object.string(key), of: key)
  }

  mutating func optionalPath(_ key: StaticString) throws(RuleFileError) -> ElementQuery? {
    guard let text = try object.optionalString(key) else { return nil }
    return try path(text, of: key)
  }

  /// The compiled paths of an option that is a text or an array of texts; none where it is absent.
  mutating func onePathOrMore(_ key: StaticString) throws(RuleFileError) -> [ElementQuery] {
    guard let node = object.member(key) else { return [] }
    if object.document.record(node).form == .array { return try paths(key) }
    return [try path(key)]
  }

  /// The compiled paths of an option; none where it is absent.
  mutating func paths(_ key: StaticString) throws(RuleFileError) -> [ElementQuery] {
    var paths: [ElementQuery] = []
    for text in try object.strings(key) { paths.append(try path(text, of: key)) }
    return paths
  }

  func path(_ text: String, of key: StaticString) throws(RuleFileError) -> ElementQuery {
    do {
      return try ElementQueryParser.parse(text, symbols: symbols)
    } catch {
      throw object.error("in '\(key)': \(error.problem)")
    }
  }
}

/// The closed vocabulary of checks.
enum CheckVocabulary {
  static let kinds: [any RuleCheck.Type] = [
    AbsentCheck.self, PresentCheck.self, HasCheck.self, ValuedCheck.self,
    CountCheck.self,
    FixedCheck.self, OneOfCheck.self, PatternCheck.self, InstantCheck.self, DateTimeCheck.self, DateCheck.self, UUIDCheck.self,
    MimeTypeCheck.self, LanguageCheck.self, ChecksumCheck.self, VariedCheck.self, SpellingCheck.self, TrimmedCheck.self,
    ZonedCheck.self, OffsetCheck.self, UTCCheck.self, FractionCheck.self, NotFutureCheck.self, OutsideCheck.self,
    NotPlaceholderCheck.self, ResourceCheck.self, ProfileCheck.self, ReferenceCheck.self, ResolvesCheck.self,
    HashedCheck.self, ReferencedCheck.self, FHIRPathCheck.self, UniqueCheck.self, OrderCheck.self, DurationCheck.self,
    InsideCheck.self, SimultaneousCheck.self, SameIdentifierCheck.self, DisplayOfCheck.self, CombinationCheck.self,
    MessageDefinitionCheck.self, UnchangedCheck.self, JWTCheck.self, HTTPDateCheck.self, LocationCheck.self,
    SecureCheck.self, InLocationCheck.self, EchoedCheck.self, RetryCheck.self, UnidentifyingCheck.self,
  ]

  static func kind(named name: String) -> (any RuleCheck.Type)? { kinds.first { $0.kind == name } }
}
