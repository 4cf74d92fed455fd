import FHIRDefinitions
import FHIRPath
import FHIRSyntax

/// Values and invariants.
extension ProfileProof {
  mutating func hasValue(_ node: UInt32, _ row: Int32) -> Bool {
    let element = plan.elements[Int(row)]
    if element.fixed >= 0 {
      guard has(element.fixed, at: node, isExact: true), !hasExtensions(node) else { return false }
    }
    for index in element.patterns.range where !has(plan.valueLists[index], at: node, isExact: false) { return false }
    if element.binding >= 0, !hasCode(node, element.binding) { return false }
    if element.maxLength == .max { return true }
    let record = reader.record(node)
    let (start, end) = NodeReader.text(record)
    return !NodeReader.hasValue(record) || end &- start <= element.maxLength
  }

  /// Whether an element, or any element inside it, may have extensions.
  private func hasExtensions(_ node: UInt32) -> Bool {
    let record = reader.record(node)
    if NodeReader.has(record, .hasCompanion) { return true }
    var index = node &+ 1
    while index < record.next {
      let inner = reader.record(index)
      if inner.name.rawValue == Symbol.extension.rawValue || NodeReader.has(inner, .companion) { return true }
      index &+= 1
    }
    return false
  }

  func satisfiesInvariants(_ node: UInt32, _ predicates: Rows) -> Bool {
    for index in predicates.range where plan.predicates[index].holds(on: Node(index: node), in: typed) != true { return false }
    return true
  }

  // MARK: Fixed values

  /// Whether a node has a value, exactly or with additional content. A value that cannot be compared byte by byte is treated as
  /// different, and makes the proof uncertain.
  mutating func has(_ value: Int32, at node: UInt32, isExact: Bool) -> Bool {
    switch plan.values[Int(value)] {
    case .inexpressible:
      isUnsure = true
      return false
    case .text(let rows): return hasText(rows, node)
    case .object(let members):
      let record = reader.record(node)
      guard !NodeReader.isArray(record), !NodeReader.hasValue(record) else { return false }
      var count = 0
      for index in members.range {
        guard let found = hasMember(plan.members[index], of: node, isExact: isExact) else { return false }
        count &+= found
      }
      return !isExact || count == valueCount(node)
    }
  }

  /// The number of elements with a member's name, if they match the member; otherwise nil.
  private mutating func hasMember(_ member: PlannedMember, of node: UInt32, isExact: Bool) -> Int? {
    var count = 0
    if member.isList && isExact {
      var items = reader.items(of: node)
      while let child = reader.next(&items, named: member.name.rawValue) {
        guard count < member.items.count,
          has(plan.valueLists[Int(member.items.first) &+ count], at: child, isExact: true)
        else { return nil }
        count &+= 1
      }
      return count == member.items.count ? count : nil
    }
    for item in member.items.range {
      count = 0
      var isFound = false
      var items = reader.items(of: node)
      while let child = reader.next(&items, named: member.name.rawValue) {
        count &+= 1
        isFound = isFound || has(plan.valueLists[item], at: child, isExact: isExact)
      }
      if !isFound || isExact && count > 1 { return nil }
    }
    return count
  }

  /// The number of elements of a node that are part of its value.
  private func valueCount(_ node: UInt32) -> Int {
    var count = 0
    var items = reader.items(of: node)
    while let child = reader.next(&items) {
      let name = reader.name(child)
      if name != Symbol.id.rawValue && name != Symbol.extension.rawValue { count &+= 1 }
    }
    return count
  }

  /// Whether a node has the text in a range of the plan's texts.
  private mutating func hasText(_ wanted: Rows, _ node: UInt32) -> Bool {
    let record = reader.record(node)
    switch record.form {
    case .string, .number, .attribute:
      if NodeReader.has(record, .escaped) {
        isUnsure = true
        return false
      }
      let (start, end) = NodeReader.text(record)
      return reader.isEqual(start, end, plan.texts, wanted)
    case .true: return plan.texts[wanted.range].elementsEqual("true".utf8)
    case .false: return plan.texts[wanted.range].elementsEqual("false".utf8)
    default: return false
    }
  }
}
