import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks that the ids of elements are unique within their resource.
enum ElementIds {
  private struct Key: Hashable {
    var resource: Node
    var id: String
  }

  static func run(_ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    var seen: Set<Key> = []
    for index in document.nodes.indices where document.nodes[index].name == .id {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      // The id of a resource is not the id of an element, and a second one in the same place was reported.
      guard typed.element(of: node) != nil, !document.nodes[index].flags.contains(.duplicate),
        !document.record(Node(index: document.nodes[index].parent)).flags.contains(.resource),
        let id = document.value(of: node), !id.isEmpty, let resource = document.resource(containing: node)
      else { continue }
      if seen.insert(Key(resource: resource, id: id)).inserted { continue }
      if validation.isFull(for: StructureRules.elementId) { return }
      validation.report(
        StructureRules.elementId.finding(
          document.valueRange(of: node), "another element of this resource has the same id, \(payload: id)", node: node))
    }
  }
}
