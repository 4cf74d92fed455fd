import FHIRSyntax
import Findings

/// A reference within the payload finds its resource: `#id` a contained one, `urn:uuid:` an entry of the bundle; with
/// `within`, every reference does.
struct ResolvesCheck: RuleCheck {
  static let kind = "resolves"
  static let issueType = IssueType.notFound

  static let options = ["within"]

  /// Whether references must not lead out of the payload.
  private let mustStayWithin: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) { mustStayWithin = try options.object.flag("within") }

  var planned: PlannedCheck { .test(.resolves(isWithin: mustStayWithin)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    let isBundle = document.root.flatMap { document.resourceType(of: $0) } == .bundle
    for node in selection.elements {
      guard let element = document.element(.reference, of: node), let text = document.value(of: element) else { continue }
      let isLocal = text.hasPrefix("#")
      guard mustStayWithin || isLocal || isBundle && text.hasPrefix("urn:uuid:") else { continue }
      guard selection.payload.references.target(of: text, from: node) == nil else { continue }
      report(
        Violation(
          node, at: element,
          isLocal
            ? "no contained resource has the id of \(payload: text)"
            : text.hasPrefix("urn:")
              ? "no entry has the fullUrl \(payload: text)" : "no entry is what \(selection.found(text, at: element)) refers to"))
    }
  }
}
