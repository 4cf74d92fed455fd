import FHIRSyntax
import Findings

/// A resource is of one of some types.
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
      let name = selection.document.name(type)
      if types.contains(name) { continue }
      let wanted = types.joined(separator: " or ")
      report(
        Violation(
          node, at: selection.document.writtenType(of: node),
          "expected \(words: Self.article(wanted)) \(words: wanted), found \(code: name)"))
    }
  }

  /// The article that a resource type takes.
  static func article(_ type: String) -> String {
    type.first.map { "AEIO".contains($0) } ?? false ? "an" : "a"
  }
}

extension Document {
  /// Where the type of a resource is written: in JSON as the value of `resourceType`, in XML as its own name.
  func writtenType(of resource: Node) -> Node {
    format == .json ? children(of: resource).first { record($0).name == .resourceType } ?? resource : resource
  }
}
