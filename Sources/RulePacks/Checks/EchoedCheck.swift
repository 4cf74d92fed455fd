import FHIRSyntax
import Findings

/// A message repeats a value of another message: a response repeats a value of its request, a retry repeats a value of the first
/// attempt.
struct EchoedCheck: RuleCheck {
  static let kind = "echoed"
  static let options = ["of", "or", "unless"]
  static let issueType = IssueType.businessRule
  static let checksAbsence = true

  private let original: ElementQuery
  /// The path of an alternative value that is also accepted.
  private let alternative: ElementQuery?
  /// If the element at this path has the original value or is missing, the value need not be repeated, but a repeated value is
  /// still checked.
  private let unless: ElementQuery?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    original = try options.path("of")
    alternative = try options.optionalPath("or")
    unless = try options.optionalPath("unless")
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    guard let source = node(at: original, selection), let wanted = selection.document.value(of: source) else { return }
    let isRequired = unless.map { value(at: $0, selection).map { !Self.same($0, wanted) } ?? false } ?? true
    if isRequired && selection.elements.isEmpty {
      report(
        Violation(
          selection.context, "\(text: selection.query.label) is missing: expected the value of \(text: original.sourceName)",
          related: (source, original.sourceName)))
    }
    let other = alternative.flatMap { value(at: $0, selection) }
    for node in selection.elements {
      guard let text = selection.document.value(of: node), !Self.same(text, wanted), text != other else { continue }
      let (expected, found) = (selection.found(wanted, at: source), selection.found(text, at: node))
      report(
        Violation(
          node, "expected the value of \(text: original.sourceName) (\(expected)), found a different one (\(found))",
          related: (source, original.sourceName)))
    }
  }

  private func node(at query: ElementQuery, _ selection: Selection) -> Node? {
    selection.elements(at: query, from: selection.scope).first
  }

  private func value(at query: ElementQuery, _ selection: Selection) -> String? {
    node(at: query, selection).flatMap { selection.document.value(of: $0) }
  }

  /// UUIDs are compared ignoring case.
  private static func same(_ left: String, _ right: String) -> Bool {
    left == right || UUIDCheck.isUUID(left) && left.lowercased() == right.lowercased()
  }
}
