import FHIRSyntax
import Findings

/// A contained resource is referred to from its container, or refers to its container (FHIR's dom-3).
struct ReferencedCheck: RuleCheck {
  static let kind = "referenced"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.referenced) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    guard let first = selection.elements.first, let container = selection.payload.references.container(of: first) else {
      return
    }
    if selection.payload.hasUncertainReferences(container) { return }
    let document = selection.document
    let targets = Self.references(in: container, of: document)
    for node in selection.elements {
      guard let id = document.value(.id, of: node), !targets.contains("#" + id) else { continue }
      // Another rule reports a reference that lacks only the `#`.
      if let type = document.resourceType(of: node), targets.contains(id) || targets.contains(document.name(type) + "/" + id) {
        continue
      }
      if Self.references(in: node, of: document).contains("#") { continue }
      report(Violation(node, "nothing in the container refers to this resource"))
    }
  }

  /// Every reference inside a node, and every other value that begins with `#`, such as canonicals in R4.
  private static func references(in node: Node, of document: Document) -> Set<String> {
    var references: Set<String> = []
    var index = node.index + 1
    while index < document.record(node).next {
      let inner = Node(index: index)
      if document.hasValue(inner), let text = document.value(of: inner),
        document.record(inner).name == .reference || text.hasPrefix("#")
      {
        references.insert(text)
      }
      index += 1
    }
    return references
  }
}
