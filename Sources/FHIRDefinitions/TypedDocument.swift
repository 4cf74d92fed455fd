package import FHIRSyntax
import Findings

/// A document with the definition of each of its nodes in one release: the input of every check.
///
/// Two numbers for each node, at the node's own index: its element in the enclosing type, and the type of its content. For
///
///     { "resourceType": "Patient", "name": [ { "given": ["A"] } ], "colour": "red" }
///
/// these are
///
///     node           element             type
///     (root)         none                Patient
///     resourceType   none                none
///     name  (array)  Patient.name        HumanName
///     name  (item)   Patient.name        HumanName
///     given (array)  HumanName.given     string
///     given (item)   HumanName.given     string
///     colour         none                none
///
/// A `_name` companion and its items have the element and type of their primitive. A resource has the element that contains it
/// (`contained`), and its own type, or none if no resource can have that type. Nodes below a node without a type have no type
/// either, except resources. The content of narrative has no type.
///
/// Immutable once built; a class only so that passing it on costs one reference count.
package final class TypedDocument: Sendable {
  package let document: Document
  package let release: ReleaseDefinitions
  /// The tables that the numbers refer to.
  package let tables: StructureTables
  package let nodeTypes: [NodeType]

  /// The definition of a node.
  package struct NodeType: Sendable {
    /// 1 more than the number of the element's slot in the tables; 0 for none.
    package var slot: UInt32 = 0
    /// 1 more than the row of the type; 0 for none.
    package var type: UInt32 = 0
  }

  package init(_ document: Document, _ release: ReleaseDefinitions) {
    self.document = document
    self.release = release
    var shared = release.structures.current(release)
    var typing = Typing(document)
    // At least one entry: otherwise the count would be written into the empty array that all threads share.
    nodeTypes = unsafe [NodeType](unsafeUninitializedCapacity: max(document.nodes.count, 1)) { nodeTypes, count in
      // Safe: each run writes the entries from where the previous run stopped; the last run reaches the end.
      if var missing = unsafe typing.run(document, release, shared.tables, nodeTypes.baseAddress) {
        shared = release.structures.growing(release) { tables, classes in
          while true {
            tables.add(missing, of: release, classes)
            guard let next = unsafe typing.run(document, release, tables, nodeTypes.baseAddress) else { break }
            missing = next
          }
        }
      }
      count = document.nodes.count
    }
    tables = shared.tables
  }

  /// The slot of a node's element in the enclosing type.
  package func slot(of node: Node) -> ElementSlot? {
    let slot = nodeTypes[Int(node.index)].slot
    return slot > 0 ? tables.slots[Int(slot - 1)] : nil
  }

  /// A node's element in the enclosing type.
  package func element(of node: Node) -> ElementShape? { elementRow(of: node).flatMap { release.element(at: Int($0)) } }

  /// The type of a node's content: for a resource, the type of the resource.
  package func type(of node: Node) -> TypeShape? {
    let type = nodeTypes[Int(node.index)].type
    return type > 0 ? release.type(at: type - 1) : nil
  }

  /// The row of the type of a node's content, `TypeShape.index`.
  package func typeRow(of node: Node) -> UInt32? {
    let type = nodeTypes[Int(node.index)].type
    return type > 0 ? type - 1 : nil
  }

  /// The row of a node's element, `ElementShape.index`.
  package func elementRow(of node: Node) -> UInt32? {
    let slot = nodeTypes[Int(node.index)].slot
    return slot > 0 ? tables.slots[Int(slot - 1)].element : nil
  }
}
