import FHIRSyntax
import Findings

/// One kind of check: rejects bad options when the rule file is loaded, then checks selections of elements.
protocol RuleCheck: Sendable {
  /// The name that rule files use.
  static var kind: String { get }
  /// The names of its options.
  static var options: [String] { get }
  /// The issue type of its findings, from FHIR's value set issue-type.
  static var issueType: IssueType { get }

  /// Whether it checks contexts without elements.
  static var checksAbsence: Bool { get }

  /// Whether it also checks elements without content.
  static var checksEmpty: Bool { get }

  /// Whether it checks values only.
  static var checksValues: Bool { get }

  /// Whether it forbids the elements that a path selects.
  static var forbidsElements: Bool { get }

  init(_ options: inout CheckOptions) throws(RuleFileError)

  /// The check itself if it is a `ConformanceCheck`; avoids a cast, which would cost time at each start.
  var conformanceCheck: (any ConformanceCheck)? { get }

  /// Whether it requires an element, with a usable value.
  var requiresElement: Bool { get }

  /// The profile that it requires resources to conform to; nil for other checks.
  var requiredProfile: String? { get }

  /// How a plan decides the check.
  var planned: PlannedCheck { get }

  /// Checks the elements that a path selects in one of its contexts.
  func check(_ selection: Selection, _ report: (Violation) -> Void)
}

extension RuleCheck {
  static var options: [String] { [] }
  static var issueType: IssueType { .value }
  static var checksAbsence: Bool { false }
  static var checksEmpty: Bool { false }
  static var checksValues: Bool { false }
  static var forbidsElements: Bool { false }

  var conformanceCheck: (any ConformanceCheck)? { nil }

  var requiresElement: Bool { false }

  var requiredProfile: String? { nil }

  var planned: PlannedCheck { .contexts }
}

/// A violation that a check found.
struct Violation {
  /// The element that the finding names: an existing one, or the context of a missing one.
  var node: Node
  /// The node whose text the finding points at: the element, or the wrong part of it.
  var location: Node
  var message: Message
  /// Advice for this case, which replaces the rule's fix.
  var help: String?
  /// Edits that fix the violation, if they are safe.
  var edits: [Edit] = []
  /// The child element missing from `node`, if its absence is the violation.
  var missing: String?
  /// The names of the elements that must be in the missing child, each inside the preceding one.
  var missingInside: [String] = []
  /// The node that the element contradicts, with a description of that node.
  var related: (node: Node, text: String)?

  init(
    _ node: Node, at location: Node? = nil, _ message: Message, help: String? = nil,
    related: (node: Node, text: String)? = nil
  ) {
    self.related = related
    self.node = node
    self.location = location ?? node
    self.message = message
    self.help = help
  }
}
