import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks that the ids of elements are unique within their resource. In a StructureDefinition, the snapshot and the differential
/// have elements with the same ids; the ids are unique within each (sdf-16, sdf-17).
enum ElementIds {
  private struct Key: Hashable {
    var resource: Node
    var id: String
  }

  /// The parts of a resource. Ids in the snapshot and the differential must differ from those in the rest, but not from each
  /// other.
  private struct Parts: OptionSet {
    let rawValue: UInt8

    static let snapshot = Parts(rawValue: 1)
    static let differential = Parts(rawValue: 2)
    static let rest = Parts(rawValue: 4)

    /// The parts that must not have the same id.
    var conflicts: Parts { contains(.rest) ? [.snapshot, .differential, .rest] : union(.rest) }
  }

  static func run(_ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    let symbols = document.symbols
    let definition = symbols.symbol("StructureDefinition")
    let lists = (snapshot: symbols.symbol("snapshot"), differential: symbols.symbol("differential"))
    /// The part of a resource that a node is in.
    func part(of node: Node, in resource: Node) -> Parts {
      guard let definition, document.resourceType(of: resource) == definition else { return .rest }
      var node = node
      while let parent = document.parent(of: node), parent != resource { node = parent }
      switch document.record(node).name {
      case lists.snapshot: return .snapshot
      case lists.differential: return .differential
      default: return .rest
      }
    }
    var seen: [Key: Parts] = [:]
    for index in document.nodes.indices where document.nodes[index].name == .id {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      // The id of a resource is not the id of an element, and a duplicate of the same id element was reported.
      guard typed.element(of: node) != nil, !document.nodes[index].flags.contains(.duplicate),
        !document.record(Node(index: document.nodes[index].parent)).flags.contains(.resource),
        let id = document.value(of: node), !id.isEmpty, let resource = document.resource(containing: node)
      else { continue }
      let part = part(of: node, in: resource)
      let earlier = seen.updateValue(part, forKey: Key(resource: resource, id: id)) ?? []
      if !earlier.isEmpty { seen[Key(resource: resource, id: id)] = earlier.union(part) }
      if earlier.isDisjoint(with: part.conflicts) { continue }
      if validation.isFull(for: StructureRules.elementId) { return }
      validation.report(
        StructureRules.elementId.finding(
          document.valueRange(of: node), "another element of this resource has the same id, \(payload: id)", node: node))
    }
  }
}
