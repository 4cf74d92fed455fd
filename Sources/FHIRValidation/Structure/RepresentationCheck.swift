import FHIRSyntax
import Findings

/// Checks that a payload is a FHIR resource, and that no member occurs more than once.
enum RepresentationCheck {
  static func run(_ document: Document, into validation: inout Validation) {
    guard let root = document.root else { return }
    if !isResource(root, in: document) { validation.report(notAResource(root, in: document)) }
    for index in document.nodes.indices where document.nodes[index].flags.contains(.duplicate) {
      if validation.isFull(for: StructureRules.duplicate) { return }
      let node = Node(index: UInt32(index))
      var finding = StructureRules.duplicate.finding(
        document.headRange(of: node),
        "\(document.shownName(of: node)) occurs more than once", node: node)
      let record = document.record(node)
      // A hostile payload may have any number of siblings.
      let siblings = document.children(of: Node(index: record.parent)).prefix(1000)
      if let first = siblings.first(where: { document.record($0).name == record.name }), first < node {
        finding = finding.relating(to: document.headRange(of: first), "the first occurrence")
      }
      validation.report(finding)
    }
  }

  /// Whether the root has a type and is in the FHIR namespace; the type may be unknown.
  static func isResource(_ root: Node, in document: Document) -> Bool {
    guard let type = document.resourceType(of: root) else { return false }
    return document.record(root).flags.isDisjoint(with: [.foreignNamespace, .xhtml]) && !document.name(type).isEmpty
  }

  private static func notAResource(_ root: Node, in document: Document) -> Finding {
    let range = document.headRange(of: root)
    switch document.format {
    case .xml:
      if !document.record(root).flags.contains(.foreignNamespace) {
        return StructureRules.notAResource.finding(range, "expected a FHIR resource", node: root)
      }
      return StructureRules.notAResource.finding(
        range, "expected the namespace \(code: "http://hl7.org/fhir")", help: "Write xmlns=\"http://hl7.org/fhir\" in this tag.",
        node: root)
    case .json:
      guard document.record(root).form == .object else {
        return StructureRules.notAResource.finding(range, "expected an object with a resourceType", node: root)
      }
      guard let type = document.children(of: root).first(where: { document.record($0).name == .resourceType }) else {
        return StructureRules.notAResource.finding(range, "resourceType is missing", node: root)
      }
      let isEmpty = document.value(of: type)?.utf8.allSatisfy(\.isBlank) ?? false
      return StructureRules.notAResource.finding(
        document.valueRange(of: type),
        isEmpty && document.record(type).form == .string
          ? "expected a resource type, found an empty string"
          : "expected a resource type in double quotes", node: root)
    }
  }
}
