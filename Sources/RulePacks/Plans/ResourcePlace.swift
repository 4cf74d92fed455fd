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
  var holder: Int32
  /// The resource around it; -1 for none.
  fileprivate var around: Int32
  /// What references call it: the id of a contained resource, the fullUrl of an entry's; nil where it has none.
  var name: ValueBytes?
  /// The key of a name of ASCII without escapes; nil where the name is another.
  var key: UInt64?

  /// The resources of a document, by rising node.
  static func all(in document: Document, _ bytes: DocumentBytes) -> [ResourcePlace] {
    var places: [ResourcePlace] = []
    places.reserveCapacity(document.resources.count)
    for mark in document.resources {
      let node = mark.node.index
      let record = bytes.record(node)
      var around = places.count - 1
      while around >= 0, places[around].end <= node { around = Int(places[around].around) }
      var place = ResourcePlace(
        node: node, end: record.next, type: mark.type.rawValue, kind: .other, holder: Int32(truncatingIfNeeded: around),
        around: Int32(truncatingIfNeeded: around))
      if around >= 0, record.name.rawValue == WellKnown.contained {
        place.kind = .contained
        if places[around].kind == .contained { place.holder = places[around].holder }
        place.take(bytes.value(WellKnown.id, of: node, document), bytes)
      } else if around >= 0, record.name.rawValue == WellKnown.resource {
        let parent = bytes.parent(of: record, node, document)
        if bytes.record(parent).name.rawValue == WellKnown.entry {
          place.kind = .entry
          place.take(bytes.value(WellKnown.fullUrl, of: parent, document), bytes)
        }
      }
      places.append(place)
    }
    return places
  }

  private mutating func take(_ name: ValueBytes?, _ bytes: DocumentBytes) {
    guard let name else { return }
    self.name = name
    if name.isPlain && bytes.isASCII(name) { key = bytes.key(name) }
  }
}

extension PlanTable<ResourcePlace> {
  /// The place of a resource in the list; -1 where it is none.
  @inline(__always)
  func index(of node: UInt32) -> Int32 {
    let index = last(upTo: node)
    return index >= 0 && self[index].node == node ? index : -1
  }

  /// The innermost resource that holds a node, or is it; -1 where there is none.
  @inline(__always)
  func index(holding node: UInt32) -> Int32 {
    var index = last(upTo: node)
    while index >= 0, self[index].end <= node { index = self[index].around }
    return index
  }

  /// The last resource that begins at a node or before it; -1 where there is none.
  @inline(__always)
  private func last(upTo node: UInt32) -> Int32 {
    var (low, high) = (Int32(0), count)
    while low < high {
      let middle = (low &+ high) >> 1
      if self[middle].node <= node { low = middle &+ 1 } else { high = middle }
    }
    return low &- 1
  }
}
