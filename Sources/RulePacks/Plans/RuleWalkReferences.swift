import FHIRSyntax

/// Resolves references, if their bytes determine the result: see `ReferenceIndex`.
extension RuleWalk {
  enum Target {
    /// Nothing in the payload.
    case none
    /// Only `ReferenceIndex` can find the target.
    case unknown
    case node(UInt32)
  }

  /// The value of the first `reference` directly inside a node; nil if there is none.
  func reference(of node: UInt32) -> ValueBytes? { value(WellKnown.reference, of: node) }

  /// The value of the first element with a given name directly inside a node; nil if there is none.
  @inline(__always)
  func value(_ name: UInt32, of node: UInt32) -> ValueBytes? { bytes.value(name, of: node, document) }

  /// The target of the reference in a Reference element, or in the element's own value.
  func target(of node: UInt32) -> Target {
    let record = bytes.record(node)
    if record.hasOwnValue { return target(of: record.valueBytes, from: node) }
    return reference(of: node).map { target(of: $0, from: node) } ?? .none
  }

  /// The target of the reference in a node; the last result is cached, because consecutive tests may need it.
  func target(of value: ValueBytes, from node: UInt32) -> Target {
    if lastReference.node == node, lastReference.start == value.start { return lastReference.target }
    lastReference = (node, value.start, foundTarget(of: value, from: node))
    return lastReference.target
  }

  private func foundTarget(of value: ValueBytes, from node: UInt32) -> Target {
    guard value.isPlain, isASCII(value) else { return .unknown }
    guard value.count > 0 else { return .none }
    let first = bytes.word(value.start)
    if UInt8(truncatingIfNeeded: first) == 0x23 { return local(value, from: node) }
    if !hasEntries { return .none }
    // Only references that begin with `urn:` never have a version, and mean the same in every context.
    guard value.count > 4, first & 0xFFFF_FFFF == 0x3A6E_7275, resources.count <= Self.maxLinearSearch else { return .unknown }
    let key = bytes.key(value)
    for index in 0..<resources.count where resources[index].kind == .entry {
      if resources[index].name == nil { continue }
      guard let own = resources[index].key else { return .unknown }
      if own == key, isNamed(value, resources[index]) { return .node(resources[index].node) }
    }
    return .none
  }

  /// Whether a resource has a name, given that the keys are equal.
  private func isNamed(_ name: ValueBytes, _ resource: PlanResource) -> Bool {
    guard let own = resource.name else { return false }
    return own.count == name.count && bytes.isEqual(own.start, name.start, count: name.count)
  }

  /// The maximum number of resources or local references to search linearly; longer lists are left to `ReferenceIndex` or to the
  /// check.
  private static let maxLinearSearch: Int32 = 64

  /// The target of a reference that begins with `#`.
  private func local(_ value: ValueBytes, from node: UInt32) -> Target {
    let container = container(of: node)
    if container < 0 { return .none }
    if value.count == 1 { return .node(resources[container].node) }
    guard resources.count <= Self.maxLinearSearch else { return .unknown }
    let id = ValueBytes(start: value.start &+ 1, end: value.end, isPlain: true)
    let key = bytes.key(id)
    for index in 0..<resources.count where resources[index].kind == .contained && resources[index].owner == container {
      if resources[index].name == nil { continue }
      guard let own = resources[index].key else { return .unknown }
      if own == key, isNamed(id, resources[index]) { return .node(resources[index].node) }
    }
    return .none
  }

  /// The innermost resource that contains a node and is not itself a contained resource, as its position in `resources`; -1 if
  /// there is none.
  func container(of node: UInt32) -> Int32 {
    let index = resources.index(containing: node)
    return index >= 0 && resources[index].kind == .contained ? resources[index].owner : index
  }

  // MARK: Tests

  func hasExpectedTarget(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let value = reference(of: node), value.count > 0 else { return true }
    guard value.isPlain else { return false }
    let isLocal = bytes.byte(value.start) == 0x23
    if test.number == 1 && !isLocal || test.secondNumber == 1 && isLocal { return false }
    switch target(of: value, from: node) {
    case .unknown: return false
    case .node(let target): return isIn(test.symbols, type(of: target))
    case .none:
      if isLocal { return true }
      return test.secondNumber == 0 && isTypeNamed(test.texts, value)
    }
  }

  /// Whether a reference is `Type/id`, or a URL that ends with it, for one of the given types.
  private func isTypeNamed(_ types: RulePlan.Slice, _ value: ValueBytes) -> Bool {
    var slash = value.end &- 1
    while slash > value.start, bytes.byte(slash) != 0x2F {
      // The check handles references with other characters at the end.
      guard bytes.byte(slash) < 0x80 else { return false }
      slash &-= 1
    }
    guard slash > value.start, slash < value.end &- 1 else { return false }
    for index in types.first..<types.end {
      let text = plan.texts[index]
      let start = slash &- Int(text.end &- text.first)
      guard start >= value.start, start == value.start || bytes.byte(start &- 1) == 0x2F else { continue }
      if plan.bytes.isEqual(text, bytes, start), !isVersioned(value) { return true }
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
    guard test.number == 1 || isLocal || isURN && resources[0].type == Symbol.bundle.rawValue else { return isASCIIStart(value) }
    if test.number == 1 && isLocal { return false }
    if case .node = target(of: value, from: node) { return true }
    return false
  }

  /// Whether a value begins with ASCII characters, so that no combining character changes the first of them.
  private func isASCIIStart(_ value: ValueBytes) -> Bool {
    value.count < 2 || bytes.byte(value.start) < 0x80 && bytes.byte(value.start &+ 1) < 0x80
  }

  func isHashed(_ node: UInt32) -> Bool {
    guard let value = reference(of: node) else { return true }
    guard value.isPlain, isASCII(value) else { return false }
    if value.count > 0 && bytes.byte(value.start) == 0x23 { return true }
    let container = container(of: node)
    if container < 0 { return true }
    for index in 0..<resources.count where resources[index].kind == .contained && resources[index].owner == container {
      guard let id = resources[index].name else { continue }
      // Any reference that ends with the id may refer to it.
      if resources[index].key == nil { return false }
      if id.count <= value.count && bytes.isEqual(value.end &- id.count, id.start, count: id.count) { return false }
    }
    return true
  }

  /// Whether the container of a contained resource refers to it by `#` and its id.
  func isReferenced(_ node: UInt32) -> Bool {
    let index = container(of: node)
    if index < 0 { return false }
    guard let id = value(WellKnown.id, of: node) else { return true }
    guard id.isPlain else { return false }
    // The check handles longer lists, because it scans them only once.
    guard localReferences.count <= Int(Self.maxLinearSearch) else { return false }
    let container = resources[index]
    for reference in localReferences where reference.node > container.node && reference.node < container.end {
      let value = reference.value
      if value.count == id.count &+ 1, bytes.isEqual(value.start &+ 1, id.start, count: id.count) { return true }
    }
    return false
  }
}
