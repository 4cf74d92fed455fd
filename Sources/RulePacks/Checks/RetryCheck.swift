import FHIRSyntax
import Findings

/// Reports a request that a recording contains twice: repeated unchanged after a failure, or changed under the same id.
struct RetryCheck: RuleCheck {
  static let kind = "retry"
  static let options = ["earlier", "of"]
  static let issueType = IssueType.businessRule

  private enum Misuse: String {
    /// The request was refused, and is sent again unchanged.
    case unchanged
    /// The request has the id of an earlier one, but a different body.
    case changed
  }

  private let earlier: ElementQuery
  private let misuse: Misuse

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    earlier = try options.path("earlier")
    let name = try options.string("of")
    guard let misuse = Misuse(rawValue: name) else {
      throw options.object.error("'of' must be 'unchanged' or 'changed', not '\(name)'")
    }
    self.misuse = misuse
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    for node in selection.elements {
      guard let earlier = selection.elements(at: earlier, from: selection.scope).first else { continue }
      let status = document.elements(of: earlier).first { document.name(of: $0) == "status" }.flatMap { document.value(of: $0) }
      let position = selection.payload.positionText(earlier).map { " (\($0))" } ?? ""
      switch misuse {
      case .unchanged:
        report(
          Violation(
            node, "a request that was rejected with \(code: status ?? "?")\(text: position) must not be repeated unchanged",
            related: (earlier, "the earlier request")))
      case .changed:
        report(
          Violation(
            node, "an earlier request\(text: position) has the same id but a different body",
            related: (earlier, "the earlier request")))
      }
    }
  }
}
