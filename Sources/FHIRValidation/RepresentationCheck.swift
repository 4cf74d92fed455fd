package import FHIRSyntax

/// Checks that a payload is a FHIR resource at all, and that no member stands in it twice.
package struct RepresentationCheck {
  /// What is wrong with the payload as a representation of a resource.
  package static func findings(in document: Document) -> [Finding] {
    guard let root = document.root else { return [] }
    var findings: [Finding] = []
    if document.resourceType(of: root) == nil || document.record(root).flags.contains(.foreignNamespace) {
      findings.append(notAResource(root, in: document))
    }
    for index in document.nodes.indices where document.nodes[index].flags.contains(.duplicate) {
      let node = Node(index: UInt32(index))
      findings.append(
        StructureRules.duplicate.finding(
          document.headRange(of: node), "\(words: Message.printable(document.name(of: node), limit: 80)) stands here a second time", node: node))
    }
    return findings
  }

  private static func notAResource(_ root: Node, in document: Document) -> Finding {
    let range = document.headRange(of: root)
    switch document.format {
    case .xml:
      if document.resourceType(of: root) == nil || document.record(root).flags.contains(.xhtml) {
        return StructureRules.notAResource.finding(range, "this element is no FHIR resource", node: root)
      }
      return StructureRules.notAResource.finding(
        range, "expected the namespace \(code: "http://hl7.org/fhir")", help: "Write xmlns=\"http://hl7.org/fhir\" in this tag.", node: root)
    case .json:
      guard document.record(root).form == .object else {
        return StructureRules.notAResource.finding(range, "expected an object with a resourceType", node: root)
      }
      guard let type = document.children(of: root).first(where: { document.record($0).name == .resourceType }) else {
        return StructureRules.notAResource.finding(range, "resourceType is missing", node: root)
      }
      return StructureRules.notAResource.finding(
        document.valueRange(of: type), "expected the name of a resource type in double quotes", node: root)
    }
  }
}
