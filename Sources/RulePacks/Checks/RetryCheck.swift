import FHIRSyntax
import Findings

/// A request that a recording holds twice, and that nothing was changed in after a failure.
struct RetryCheck: RuleCheck {
  static let kind = "retry"
  static let options = ["earlier", "of"]
  static let issueType = IssueType.businessRule

  private enum Fault: String {
    /// The request was refused before, and is sent again as it was.
    case unchanged
    /// The request has the id of an earlier one, but another body.
    case changed
  }

  private let earlier: ElementQuery
  private let fault: Fault

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    earlier = try options.path("earlier")
    let name = try options.string("of")
    guard let fault = Fault(rawValue: name) else { throw options.object.error("'of' is unchanged or changed, not '\(name)'") }
    self.fault = fault
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    for node in selection.elements {
      guard let earlier = selection.payload.selector.elements(of: earlier, at: selection.scope).first else { continue }
      let status = document.elements(of: earlier).first { document.name(of: $0) == "status" }.flatMap { document.value(of: $0) }
      let place = selection.payload.placeWords(earlier).map { " (\($0))" } ?? ""
      switch fault {
      case .unchanged:
        report(
          Violation(
            node, "this request was answered with \(code: status ?? "?") before\(words: place), and is repeated unchanged"))
      case .changed:
        report(Violation(node, "an earlier request\(words: place) has the same id, and another body"))
      }
    }
  }
}
