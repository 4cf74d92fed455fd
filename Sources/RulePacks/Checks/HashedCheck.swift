import FHIRSyntax
import Findings

/// A reference to a contained resource is written with `#`.
struct HashedCheck: RuleCheck {
  static let kind = "hashed"
  static let issueType = IssueType.value

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.hashed) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    for node in selection.elements {
      guard let element = document.element(.reference, of: node), let text = document.value(of: element), !text.hasPrefix("#"),
        selection.payload.references.target(of: text, from: node) == nil
      else { continue }
      if Self.resource(named: text, inContainerOf: node, in: selection) != nil {
        report(
          Violation(
            node, at: element,
            "expected \(code: "#") and the id of the contained resource, found \(selection.found(text, at: element))"))
      }
    }
  }

  /// The contained resource that a reference without `#` means, by its id or by its type and id.
  static func resource(named text: String, inContainerOf node: Node, in selection: Selection) -> Node? {
    let document = selection.document
    func contained(_ id: Substring) -> Node? {
      selection.payload.references.contained(withId: String(id), inContainerOf: node)
    }
    guard let slash = text.firstIndex(of: "/") else { return contained(text[...]) }
    let id = text[text.index(after: slash)...]
    guard let resource = contained(id.hasPrefix("#") ? id.dropFirst() : id), let type = document.resourceType(of: resource),
      document.name(type) == text[..<slash]
    else { return nil }
    return resource
  }
}
