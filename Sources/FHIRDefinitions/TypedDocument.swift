package import FHIRSyntax
import Findings

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
  /// The tables that the places lead into.
  package let tables: StructureTables
  package let places: [Place]

  /// What a node is.
  package struct Place: Sendable {
    /// 1 more than the number of the element's slot in the tables; 0 for none.
    package var slot: UInt32 = 0
    /// 1 more than the row of the type; 0 for none.
    package var type: UInt32 = 0
  }

  package init(_ document: Document, _ release: ReleaseDefinitions) {
    self.document = document
    self.release = release
    let shared = release.structures.current(release)
    var tables = shared.tables
    let nodes = document.nodes
    var places = [Place](repeating: Place(), count: nodes.count)
    var typing = Typing(release: release, isJSON: document.format == .json, resources: document.resources)
    while true {
      var target = places.mutableSpan
      let stop = typing.run(nodes.span, &target, tables.types.span, tables.slots.span)
      guard let stop else { break }
      tables.compile(stop, of: release, shared.classes)
    }
    if tables.slots.count > shared.tables.slots.count { release.structures.publish(tables, grownFrom: shared) }
    self.tables = tables
    self.places = places
  }

  /// The walk that finds the places, from where it stopped.
  private struct Typing {
    let release: ReleaseDefinitions
    let isJSON: Bool
    let resources: [Document.ResourceMark]
    private var index = 0
    private var nextMark = 0

    init(release: ReleaseDefinitions, isJSON: Bool, resources: [Document.ResourceMark]) {
      (self.release, self.isJSON, self.resources) = (release, isJSON, resources)
    }

    /// Goes on to the end, or to a node inside a type that is not compiled; returns that type.
    mutating func run(
      _ nodes: Span<NodeRecord>, _ places: inout MutableSpan<Place>, _ types: Span<TypePlan>, _ slots: Span<ElementSlot>
    ) -> UInt32? {
      while index < places.count {
        let record = nodes[index]
        let flags = record.flags.rawValue
        var place = Place()
        if index > 0, Self.canBeElement(record.form), flags & Self.strange == 0 {
          let parent = nodes[Int(record.parent)]
          let around = places[Int(record.parent)]
          if case .array = parent.form {
            // An item is what its array is; an array inside an array is nothing that FHIR knows.
            if case .array = record.form {} else { place = around }
          } else if around.type > 0,
            !(record.name == .resourceType && isJSON && parent.flags.rawValue & NodeFlags.resource.rawValue != 0)
          {
            let type = types[Int(around.type) - 1]
            if !type.isCompiled { return around.type - 1 }
            if let slot = Self.slot(named: record.name.rawValue, type, slots) {
              place = Place(slot: slot &+ 1, type: slots[Int(slot)].type &+ 1)
            }
          }
        }
        if flags & NodeFlags.resource.rawValue != 0 { place.type = typeOfResource() }
        places[index] = place
        index = flags & NodeFlags.xhtml.rawValue != 0 ? max(Int(record.next), index + 1) : index + 1
      }
      return nil
    }

    /// 1 more than the row of the type of the resource that the walk is at; 0 where no resource can have it.
    private mutating func typeOfResource() -> UInt32 {
      while nextMark < resources.count, Int(resources[nextMark].node.index) < index { nextMark += 1 }
      guard nextMark < resources.count, Int(resources[nextMark].node.index) == index,
        let type = release.type(resources[nextMark].type), type.kind == .resource, !type.isAbstract
      else { return 0 }
      return type.index &+ 1
    }

    @inline(__always)
    private static func slot(named name: UInt32, _ type: TypePlan, _ slots: Span<ElementSlot>) -> UInt32? {
      var place = ElementSlot.place(of: name, type.slotMask)
      while true {
        // Half of all slots are empty, so the search ends.
        let number = type.firstSlot &+ place
        let found = slots[Int(number)].name
        if found == name { return number }
        if found == ElementSlot.noName { return nil }
        place = (place &+ 1) & type.slotMask
      }
    }

    @inline(__always)
    private static func canBeElement(_ form: Form) -> Bool {
      switch form {
      case .text, .instruction: false
      default: true
      }
    }

    private static let strange = NodeFlags.foreignNamespace.rawValue | NodeFlags.surplusResource.rawValue
  }

  /// The slot of the element that a node is in the type around it.
  package func slot(of node: Node) -> ElementSlot? {
    let slot = places[Int(node.index)].slot
    return slot > 0 ? tables.slots[Int(slot - 1)] : nil
  }

  /// The element that a node is in the type around it.
  package func element(of node: Node) -> ElementShape? { elementRow(of: node).flatMap { release.element(at: Int($0)) } }

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
    let slot = places[Int(node.index)].slot
    return slot > 0 ? tables.slots[Int(slot - 1)].element : nil
  }
}
