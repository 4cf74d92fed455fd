import FHIRSyntax

/// References, as far as bytes decide what they refer to: see `ReferenceIndex`.
extension RuleWalk {
  enum Target {
    /// Nothing in the payload.
    case none
    /// What `ReferenceIndex` alone can say.
    case unknown
    case node(UInt32)
  }

  /// The first element of a name directly inside a node, with or without content; 0 where there is none.
  func first(_ name: Symbol, of node: UInt32) -> UInt32 {
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name.rawValue & 63))
      if child == 0 || bytes.record(child).name == name { return child }
    }
  }

  /// The value of the first `reference` inside a node; nil where there is none.
  func reference(of node: UInt32) -> ValueBytes? { value(.reference, of: node) }

  /// The value of the first element of a name inside a node; nil where there is none.
  func value(_ name: Symbol, of node: UInt32) -> ValueBytes? {
    let child = first(name, of: node)
    guard child != 0, bytes.record(child).hasOwnValue else { return nil }
    return bytes.record(child).valueBytes
  }

  /// What the reference in a Reference element refers to, or that in the element's own value.
  func target(of node: UInt32) -> Target {
    let record = bytes.record(node)
    if record.hasOwnValue { return target(of: record.valueBytes, from: node) }
    return reference(of: node).map { target(of: $0, from: node) } ?? .none
  }

  func target(of value: ValueBytes, from node: UInt32) -> Target {
    guard value.isPlain, isASCII(value) else { return .unknown }
    guard value.count > 0 else { return .none }
    if bytes.byte(value.start) == 0x23 { return local(value, from: node) }
    var hasEntries = false
    for mark in marks where mark.kind == .entry { hasEntries = true }
    if !hasEntries { return .none }
    // Only URNs have no versions, and mean the same whatever they stand in.
    guard value.count > 4, marks.count <= Self.fewResources else { return .unknown }
    for (offset, byte) in [0x75, 0x72, 0x6E, 0x3A].enumerated() where bytes.byte(value.start &+ offset) != byte {
      return .unknown
    }
    for mark in marks where mark.kind == .entry {
      guard let parent = document.parent(of: Node(index: mark.node))?.index else { return .unknown }
      let url = first(.fullUrl, of: parent)
      guard url != 0, bytes.record(url).hasOwnValue else { continue }
      let own = bytes.record(url).valueBytes
      if !own.isPlain || !isASCII(own) { return .unknown }
      if own.count == value.count, bytes.isEqual(own.start, value.start, count: own.count) { return .node(mark.node) }
    }
    return .none
  }

  /// Payloads with more resources are left to the index.
  private static let fewResources = 64

  /// What a reference that begins with `#` refers to.
  private func local(_ value: ValueBytes, from node: UInt32) -> Target {
    guard let container = container(holding: node) else { return .none }
    if value.count == 1 { return .node(marks[container].node) }
    guard marks.count <= Self.fewResources else { return .unknown }
    for mark in marks where mark.kind == .contained && mark.holder == container {
      guard let id = self.value(.id, of: mark.node) else { continue }
      if !id.isPlain || !isASCII(id) { return .unknown }
      if id.count == value.count &- 1, bytes.isEqual(id.start, value.start &+ 1, count: id.count) { return .node(mark.node) }
    }
    return .none
  }

  /// The resource outside of all `contained` that a node belongs to.
  func container(holding node: UInt32) -> Int? {
    guard let index = ResourcePlace.index(holding: node, in: marks) else { return nil }
    return marks[index].kind == .contained ? marks[index].holder : index
  }

  // MARK: Tests

  func refersRightly(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let value = reference(of: node), value.count > 0 else { return true }
    guard value.isPlain else { return false }
    let isLocal = bytes.byte(value.start) == 0x23
    if test.number == 1 && !isLocal { return false }
    switch target(of: value, from: node) {
    case .unknown: return false
    case .node(let target): return isIn(test.symbols, type(of: target))
    case .none:
      if isLocal { return true }
      return test.second == 0 && isTypeNamed(test.texts, value)
    }
  }

  /// Whether a reference is `Type/id`, or a URL that ends like that, with one of some types.
  private func isTypeNamed(_ types: RulePlan.Slice, _ value: ValueBytes) -> Bool {
    var slash = value.end &- 1
    while slash > value.start, bytes.byte(slash) != 0x2F {
      // What an id consists of, so that no version or other part of a URL is taken for one.
      guard bytes.byte(slash) < 0x80 else { return false }
      slash &-= 1
    }
    guard slash > value.start, slash < value.end &- 1 else { return false }
    for index in types.first..<types.end {
      let text = plan.texts[Int(index)]
      let start = slash &- Int(text.end &- text.first)
      guard start >= value.start, start == value.start || bytes.byte(start &- 1) == 0x2F else { continue }
      if bytes.isEqual(start, plan.bytes, Int(text.first), count: slash &- start), !isVersioned(value) { return true }
    }
    return false
  }

  /// Whether `_history` may occur in a reference.
  private func isVersioned(_ value: ValueBytes) -> Bool {
    for index in value.start..<value.end where bytes.byte(index) == 0x5F { return true }
    return false
  }

  func resolves(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let value = reference(of: node) else { return true }
    guard value.isPlain else { return false }
    let isLocal = value.count > 0 && bytes.byte(value.start) == 0x23
    let isURN = value.count > 3 && bytes.byte(value.start) == 0x75
    guard test.number == 1 || isLocal || isURN && marks[0].type == Symbol.bundle.rawValue else { return isASCIIStart(value) }
    if case .node = target(of: value, from: node) { return true }
    return false
  }

  /// Whether no character combines with the first.
  private func isASCIIStart(_ value: ValueBytes) -> Bool {
    value.count < 2 || bytes.byte(value.start) < 0x80 && bytes.byte(value.start &+ 1) < 0x80
  }

  func isHashed(_ node: UInt32) -> Bool {
    guard let value = reference(of: node) else { return true }
    guard value.isPlain, isASCII(value) else { return false }
    if value.count > 0 && bytes.byte(value.start) == 0x23 { return true }
    guard let container = container(holding: node) else { return true }
    for mark in marks where mark.kind == .contained && mark.holder == container {
      guard let id = self.value(.id, of: mark.node) else { continue }
      // Whatever ends with the id may name it.
      if !id.isPlain || !isASCII(id) || id.count <= value.count && bytes.isEqual(value.end &- id.count, id.start, count: id.count)
      {
        return false
      }
    }
    return true
  }

  /// Whether something in the container of a contained resource refers to it by `#` and its id.
  func isReferenced(_ node: UInt32) -> Bool {
    guard let containerPlace = container(holding: node) else { return false }
    guard let id = value(.id, of: node) else { return true }
    guard id.isPlain else { return false }
    // Longer lists are left to the check, which looks through them once.
    guard localReferences.count <= Self.fewResources else { return false }
    let container = marks[containerPlace]
    for (node, value) in localReferences where value.count == id.count &+ 1 && node > container.node && node < container.end {
      if bytes.isEqual(value.start &+ 1, id.start, count: id.count) { return true }
    }
    return false
  }
}
