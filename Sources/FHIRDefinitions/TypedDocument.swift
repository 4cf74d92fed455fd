package import FHIRSyntax

/// A document beside what the definitions of one release say of each of its nodes: the input of every check.
///
/// Two numbers for each node, at the node's own index: the element that it is in the type around it, and the type of
/// what it holds. For
///
///     { "resourceType": "Patient", "name": [ { "given": ["A"] } ], "colour": "red" }
///
/// they are
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
/// A `_name` companion and its items have the element and type of their primitive. A resource has its own type, and the
/// element that it stands in (`contained`), or none where no resource can have that type. What stands below a node without a type has none either, but for resources.
/// The inside of narrative has none.
///
/// It never changes once it is built: a class only so that handing it on costs one reference count.
package final class TypedDocument: Sendable {
  package let document: Document
  package let release: ReleaseDefinitions
  /// 1 more than the row of each node's element and of its type; 0 for none.
  private let places: [Place]

  private struct Place {
    var element: UInt32 = 0
    var type: UInt32 = 0
  }

  package init(_ document: Document, _ release: ReleaseDefinitions) {
    self.document = document
    self.release = release
    var places = [Place](repeating: Place(), count: document.nodes.count)
    let isJSON = document.format == .json
    let nodes = document.nodes
    var marks = document.resources[...]
    var index = 0
    while index < places.count {
      let record = nodes[index]
      var place = Place()
      var resource: Symbol?
      if let mark = marks.first, Int(mark.node.index) == index {
        resource = mark.type
        marks.removeFirst()
      }
      if index > 0, Self.canBeElement(record) {
        let parent = nodes[Int(record.parent)]
        let around = places[Int(record.parent)]
        if parent.form == .array {
          // An item is what its array is; an array inside an array is nothing that FHIR knows.
          if record.form != .array { place = around }
        } else if around.type > 0, !(record.name == .resourceType && isJSON && parent.flags.contains(.resource)),
          let rows = release.childRows(record.name, ofType: around.type - 1)
        {
          place = Place(element: rows.element &+ 1, type: rows.type &+ 1)
        }
      }
      if let resource {
        let type = release.type(resource).flatMap { $0.kind == .resource && !$0.isAbstract ? $0 : nil }
        place.type = type.map { $0.index &+ 1 } ?? 0
      }
      places[index] = place
      index = record.flags.contains(.xhtml) ? max(Int(record.next), index + 1) : index + 1
    }
    self.places = places
  }

  private static func canBeElement(_ record: NodeRecord) -> Bool {
    record.form != .text && record.form != .instruction
      && !record.flags.contains(.foreignNamespace) && !record.flags.contains(.surplusResource)
  }

  /// The element that a node is in the type around it.
  package func element(of node: Node) -> ElementShape? {
    let element = places[Int(node.index)].element
    return element > 0 ? release.element(at: Int(element - 1)) : nil
  }

  /// The type of what a node holds: a resource's own.
  package func type(of node: Node) -> TypeShape? {
    let type = places[Int(node.index)].type
    return type > 0 ? release.type(at: type - 1) : nil
  }

  /// The row of the type of what a node holds, `TypeShape.index`.
  package func typeRow(of node: Node) -> UInt32? {
    let type = places[Int(node.index)].type
    return type > 0 ? type - 1 : nil
  }

  /// The row of the element that a node is, `ElementShape.index`.
  package func elementRow(of node: Node) -> UInt32? {
    let element = places[Int(node.index)].element
    return element > 0 ? element - 1 : nil
  }
}
