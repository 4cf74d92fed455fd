import FHIRSyntax

/// A resource of a document, and what holds it. See `ReferenceIndex`, which decides the same.
struct ResourcePlace {
  enum Kind: UInt8 {
    case other
    case contained
    /// The resource of an entry of a bundle.
    case entry
  }

  var node: UInt32
  /// Behind its last node.
  var end: UInt32
  var type: UInt32
  var kind: Kind
  /// Of a contained resource the one outside of all `contained`, of an entry's the bundle: places in the list, -1 for none.
  var holder: Int
  /// The resource around it; -1 for none.
  private var around: Int

  /// The resources of a document, by rising node.
  static func all(in document: Document, _ bytes: DocumentBytes) -> [ResourcePlace] {
    var places: [ResourcePlace] = []
    places.reserveCapacity(document.resources.count)
    for mark in document.resources {
      let node = mark.node.index
      let record = bytes.record(node)
      var around = places.count - 1
      while around >= 0, places[around].end <= node { around = places[around].around }
      var place = ResourcePlace(
        node: node, end: record.next, type: mark.type.rawValue, kind: .other, holder: around, around: around)
      if around >= 0, record.name.rawValue == WellKnown.contained {
        place.kind = .contained
        if places[around].kind == .contained { place.holder = places[around].holder }
      } else if around >= 0, record.name.rawValue == WellKnown.resource, let parent = document.parent(of: mark.node),
        bytes.record(parent.index).name == .entry
      {
        place.kind = .entry
      }
      places.append(place)
    }
    return places
  }

  /// The place of a resource in the list.
  static func index(of node: UInt32, in places: [ResourcePlace]) -> Int? {
    let index = places.firstIndex(pastThose: { $0.node < node })
    return index < places.count && places[index].node == node ? index : nil
  }

  /// The innermost resource that holds a node, or is it.
  static func index(holding node: UInt32, in places: [ResourcePlace]) -> Int? {
    var index = places.firstIndex(pastThose: { $0.node <= node }) - 1
    while index >= 0, places[index].end <= node { index = places[index].around }
    return index < 0 ? nil : index
  }
}
