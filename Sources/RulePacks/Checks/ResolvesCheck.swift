import FHIRSyntax
import Findings

/// A reference within the payload resolves: `#id` to a contained resource, `urn:uuid:` to an entry of the bundle. With
/// `within`, every reference must resolve to an entry.
struct ResolvesCheck: RuleCheck {
  static let kind = "resolves"
  static let issueType = IssueType.notFound

  static let options = ["within"]

  /// Whether references to anything but entries are violations.
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
      let references = selection.payload.references
      let target = mustStayWithin ? references.resolvedEntry(of: text, from: node) : references.target(of: text, from: node)
      guard target == nil else { continue }
      // The target may be in the missing end of the payload, or a contained resource without a valid id; both were reported.
      if document.isTruncated { continue }
      if isLocal, let container = selection.payload.references.container(of: node),
        selection.payload.hasUncertainReferences(container)
      {
        continue
      }
      report(
        Violation(
          node, at: element,
          isLocal && mustStayWithin
            ? "expected a reference to an entry, found one to a contained resource"
            : isLocal
              ? "\(payload: text) does not resolve to a contained resource"
              : text.hasPrefix("urn:")
                ? "expected the fullUrl of an entry, found \(payload: text)"
                : "\(selection.found(text, at: element)) does not resolve to an entry"))
    }
  }
}
