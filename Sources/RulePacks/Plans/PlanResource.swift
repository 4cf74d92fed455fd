import FHIRSyntax

/// A resource of a document, with its container. Equivalent to `ReferenceIndex`.
struct PlanResource {
  enum Kind: UInt8 {
    case other
    case contained
    /// The resource of an entry of a bundle.
    case entry
  }

  var node: UInt32
  /// The index after its last node.
  var end: UInt32
  var type: UInt32
  var kind: Kind
  /// The position in the list of the resource that this one belongs to: for a contained resource, the innermost resource that
  /// contains it and is not itself contained; for an entry, the bundle; -1 if there is none.
  var owner: Int32
  /// The position in the list of the innermost resource that contains this resource; -1 if there is none.
  fileprivate var enclosing: Int32
  /// The name used by references: the id of a contained resource, the fullUrl of an entry; nil if it has none.
  var name: ValueBytes?
  /// The key of an ASCII name without escapes; nil for other names.
  var key: UInt64?

  /// The resources of a document, in ascending node order.
  static func all(in document: Document, _ bytes: DocumentBytes) -> [PlanResource] {
    var resources: [PlanResource] = []
    resources.reserveCapacity(document.resources.count)
    for mark in document.resources {
      let node = mark.node.index
      let record = bytes.record(node)
      var enclosing = resources.count - 1
      while enclosing >= 0, resources[enclosing].end <= node { enclosing = Int(resources[enclosing].enclosing) }
      var resource = PlanResource(
        node: node, end: record.next, type: mark.type.rawValue, kind: .other,
        owner: Int32(truncatingIfNeeded: enclosing), enclosing: Int32(truncatingIfNeeded: enclosing))
      if enclosing >= 0, record.name.rawValue == WellKnown.contained {
        resource.kind = .contained
        if resources[enclosing].kind == .contained { resource.owner = resources[enclosing].owner }
        resource.take(bytes.value(WellKnown.id, of: node, document), bytes)
      } else if enclosing >= 0, record.name.rawValue == WellKnown.resource {
        let parent = bytes.parent(of: record, node, document)
        if bytes.record(parent).name.rawValue == WellKnown.entry {
          resource.kind = .entry
          resource.take(bytes.value(WellKnown.fullUrl, of: parent, document), bytes)
        }
      }
      resources.append(resource)
    }
    return resources
  }

  private mutating func take(_ name: ValueBytes?, _ bytes: DocumentBytes) {
    guard let name else { return }
    self.name = name
    if name.isPlain && bytes.isASCII(name) { key = bytes.key(name) }
  }
}

extension PlanTable<PlanResource> {
  /// The position of a resource in the list; -1 if it is not a resource.
  @inline(__always)
  func index(of node: UInt32) -> Int32 {
    let index = last(upTo: node)
    return index >= 0 && self[index].node == node ? index : -1
  }

  /// The innermost resource that contains or is a node; -1 if there is none.
  @inline(__always)
  func index(containing node: UInt32) -> Int32 {
    var index = last(upTo: node)
    while index >= 0, self[index].end <= node { index = self[index].enclosing }
    return index
  }

  /// The last resource that begins at or before a node; -1 if there is none.
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
