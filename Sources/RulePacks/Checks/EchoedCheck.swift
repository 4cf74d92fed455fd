import FHIRSyntax
import Findings

/// Where another message has a value, this one has the same: an answer that of its request, a retry that of the first attempt.
struct EchoedCheck: RuleCheck {
  static let kind = "echoed"
  static let options = ["of", "or", "unless"]
  static let issueType = IssueType.businessRule
  static let judgesAbsence = true

  private let original: ElementQuery
  /// A value that is as good, where there is one.
  private let alternative: ElementQuery?
  /// Where this has the value already, none is due; one that is sent all the same is still checked.
  private let unless: ElementQuery?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    original = try options.path("of")
    alternative = try options.optionalPath("or")
    unless = try options.optionalPath("unless")
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    guard let source = node(at: original, selection), let wanted = selection.document.value(of: source) else { return }
    let isDue = unless.map { value(at: $0, selection).map { !Self.same($0, wanted) } ?? false } ?? true
    if isDue && selection.elements.isEmpty {
      report(
        Violation(
          selection.context, "\(words: selection.query.label) is missing: expected that of \(words: original.messageWords)"))
    }
    let other = alternative.flatMap { value(at: $0, selection) }
    for node in selection.elements {
      guard let text = selection.document.value(of: node), !Self.same(text, wanted), text != other else { continue }
      let (due, found) = (selection.found(wanted, at: source), selection.found(text, at: node))
      report(Violation(node, "expected the value of \(words: original.messageWords), \(due), found \(found)"))
    }
  }

  private func node(at query: ElementQuery, _ selection: Selection) -> Node? {
    selection.payload.selector.elements(of: query, at: selection.scope).first
  }

  private func value(at query: ElementQuery, _ selection: Selection) -> String? {
    node(at: query, selection).flatMap { selection.document.value(of: $0) }
  }

  /// UUIDs are the same in any case.
  private static func same(_ left: String, _ right: String) -> Bool {
    left == right || UUIDCheck.isUUID(left) && left.lowercased() == right.lowercased()
  }
}
