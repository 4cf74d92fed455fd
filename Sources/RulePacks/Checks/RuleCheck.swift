import FHIRSyntax
import Findings

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
  func check(_ selection: Selection, _ report: (Violation) -> Void)
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
struct Violation {
  /// The element that the finding names: one that is there, or the context that something is missing from.
  var node: Node
  /// The node whose text the finding points at: the element, or the part of it that is wrong.
  var place: Node
  var message: Message
  /// Advice for this very case, in place of the rule's.
  var help: String?
  /// What mends it, where that cannot be wrong.
  var edits: [Edit] = []
  /// The child element that is missing from `node`, where its absence is the violation.
  var missing: String?

  init(_ node: Node, at place: Node? = nil, _ message: Message, help: String? = nil) {
    self.node = node
    self.place = place ?? node
    self.message = message
    self.help = help
  }
}
