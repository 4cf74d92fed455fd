/// Checks that need the complete object: duplicate members, and `_name` members with their primitives.
extension JSONReader {
  /// Flags duplicate members, and pairs `_name` members with their primitives.
  mutating func finishObject(_ object: UInt32) {
    let (hasDuplicates, hasCompanions) = unsafe builder.nodes.withUnsafeBufferPointer { unsafe Self.scanMembers(of: object, $0) }
    if hasDuplicates { flagDuplicates(in: object) }
    if hasCompanions { pairCompanions(in: object) }
  }

  /// Whether two members of the object, the last one in `nodes`, may have the same name, and whether any are companions.
  @inline(__always)
  private static func scanMembers(
    of object: UInt32, _ nodes: UnsafeBufferPointer<NodeRecord>
  ) -> (mayHaveDuplicates: Bool, hasCompanions: Bool) {
    // Safe: members link to one another and to the end of the nodes.
    guard let start = nodes.baseAddress else { return (false, false) }
    var seen: UInt64 = 0
    var mayHaveDuplicates = false
    var companions: UInt16 = 0
    var index = Int(object) &+ 1
    while index < nodes.count {
      let node = unsafe start + index
      let companion = unsafe node.pointee.flags.rawValue & NodeFlags.companion.rawValue
      companions |= companion
      // `name` and its companion `_name` are different names, with adjacent bits.
      let bit: UInt64 = unsafe 1 &<< UInt64(node.pointee.name.rawValue &* 2 &+ (companion == 0 ? 0 : 1))
      if seen & bit != 0, !mayHaveDuplicates { mayHaveDuplicates = unsafe isDuplicate(index, of: Int(object), start) }
      seen |= bit
      index = unsafe Int(node.pointee.next)
    }
    return (mayHaveDuplicates, companions != 0)
  }

  /// Whether an earlier member has the same name; also true if this would take long to determine.
  private static func isDuplicate(_ member: Int, of object: Int, _ nodes: UnsafePointer<NodeRecord>) -> Bool {
    let node = unsafe nodes[member]
    var index = object &+ 1
    for _ in 0..<64 {
      if index >= member { return false }
      // Safe: members link to one another.
      let earlier = unsafe nodes[index]
      if earlier.name == node.name, (earlier.flags.rawValue ^ node.flags.rawValue) & NodeFlags.companion.rawValue == 0 {
        return true
      }
      index = Int(earlier.next)
    }
    return true
  }

  mutating func flagDuplicates(in object: UInt32) {
    let members = members(of: object)
    let keys = members.map { index in
      let node = builder.nodes[Int(index)]
      return UInt64(node.name.rawValue) << 1 | (node.flags.contains(.companion) ? 1 : 0)
    }
    // For a few members, a set costs more than it saves.
    var seen: Set<UInt64>? = keys.count > 64 ? [] : nil
    for (position, key) in keys.enumerated() {
      let isSeen = seen.map { $0.contains(key) } ?? keys[..<position].contains(key)
      if isSeen { builder.nodes[Int(members[position])].flags.insert(.duplicate) }
      seen?.insert(key)
    }
  }

  mutating func pairCompanions(in object: UInt32) {
    var values: [Symbol: UInt32] = [:]
    let members = members(of: object)
    for index in members where !builder.nodes[Int(index)].flags.contains(.companion) {
      let name = builder.nodes[Int(index)].name
      if values[name] == nil { values[name] = index }
    }
    for index in members where builder.nodes[Int(index)].flags.contains(.companion) {
      guard let value = values[builder.nodes[Int(index)].name] else { continue }
      switch (builder.nodes[Int(value)].form, builder.nodes[Int(index)].form) {
      case (.array, .array):
        for (item, companion) in zip(self.members(of: value), self.members(of: index)) { pair(item, with: companion) }
      case (.array, _), (_, .array): builder.nodes[Int(index)].flags.insert(.malformedPair)
      default: pair(value, with: index)
      }
    }
  }

  mutating func pair(_ value: UInt32, with companion: UInt32) {
    let form = builder.nodes[Int(value)].form
    guard form != .object, form != .array, !builder.nodes[Int(companion)].flags.contains(.paired) else { return }
    builder.nodes[Int(companion)].flags.insert(.paired)
    guard builder.nodes[Int(companion)].form == .object else { return }
    builder.nodes[Int(value)].flags.insert(.hasCompanion)
    builder.companions.append(.init(value: Node(index: value), companion: Node(index: companion)))
  }

  func members(of container: UInt32) -> [UInt32] {
    var members: [UInt32] = []
    var index = container + 1
    let end = builder.nodes[Int(container)].next
    while index < end {
      members.append(index)
      index = builder.nodes[Int(index)].next
    }
    return members
  }
}
