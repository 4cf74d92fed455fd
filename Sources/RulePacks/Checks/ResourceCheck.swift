import FHIRSyntax
import Findings

/// A resource has one of the given types.
struct ResourceCheck: RuleCheck {
  static let kind = "resource"
  static let options = ["is"]
  static let issueType = IssueType.structure

  private let types: [String]

  init(_ options: inout CheckOptions) throws(RuleFileError) { types = try options.strings("is") }

  var planned: PlannedCheck { .test(.resource(types: types)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard let type = selection.document.resourceType(of: node) else { continue }
      if types.contains(selection.document.name(type)) { continue }
      let wanted = Alternatives.text(types)
      report(
        Violation(
          node, at: selection.document.writtenType(of: node),
          "expected \(text: Self.article(wanted)) \(text: wanted), found \(selection.document.shownType(of: node))"))
    }
  }

  /// The indefinite article before a resource type.
  static func article(_ type: String) -> String {
    type.first.map { "AEIO".contains($0) } ?? false ? "an" : "a"
  }
}

extension Document {
  /// The node that gives the type of a resource: `resourceType` in JSON, the element itself in XML.
  func writtenType(of resource: Node) -> Node {
    format == .json ? children(of: resource).first { record($0).name == .resourceType } ?? resource : resource
  }
}
