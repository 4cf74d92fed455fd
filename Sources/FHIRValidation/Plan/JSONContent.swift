import FHIRDefinitions
import FHIRSyntax

/// The members of a JSON object in the walk: see `StructureCheck` for the rules.
extension PayloadWalk {
  /// Whether the names, cardinalities and forms of an object's members are valid; also checks their values.
  mutating func isCleanJSON(_ index: UInt32, _ type: TypePlan, _ isResource: Bool) -> Bool {
    var isClean = type.isPrimitive == isCompanion(index) && type.isResource == isResource
    var seen: UInt64 = 0
    var companions: UInt64 = 0
    var hasContent = isResource
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let next = record(child).next
      defer { child = next }
      let flags = record(child).flags.rawValue
      if flags & bits.duplicate != 0 {
        suspectRepresentation()
        isClean = false
      }
      guard let slot = slot(child) else {
        isClean = isClean && isResource && record(child).name.rawValue == names.resourceType && flags & bits.companion == 0
        continue
      }
      if record(child).name.rawValue != names.id { hasContent = true }
      let bit = slot.bit
      if flags & bits.companion != 0 {
        companions |= bit
        isClean = isCleanCompanion(child, slot) && isClean
        continue
      }
      if seen & bit != 0 { isClean = false }
      seen |= bit
      var isArray = false
      if case .array = record(child).form { isArray = true }
      var item = isArray ? child &+ 1 : child
      if slot.repeats != isArray || item == next { isClean = false }
      while item < next {
        if !isCleanItem(item, slot, parentIsResource: isResource && !isArray) { isClean = false }
        item = record(item).next
      }
    }
    present = seen | companions
    return isClean && hasContent && (type.required & ~(seen | companions) == 0 || type.isPrimitive)
  }

  /// Whether a `_name` is an object, for a primitive that does not repeat.
  private mutating func isCleanCompanion(_ index: UInt32, _ slot: SlotReference) -> Bool {
    let record = record(index)
    if case .object = record.form {} else if slot.hasInvariants || !isArrayOfCompanions(index, record) { isUndecidable = true }
    return slot.isPrimitive && !slot.repeats && !slot.isXMLAttribute && isObject(record.form)
  }

  /// Whether the form of an item, or of a member that is not an array, is valid.
  @inline(__always)
  private mutating func isCleanItem(_ index: UInt32, _ slot: SlotReference, parentIsResource: Bool) -> Bool {
    switch record(index).form {
    case .object: return !slot.isPrimitive && slot.isResource == (record(index).flags.rawValue & bits.resource != 0)
    case .string, .number, .true, .false:
      visitValue(index, slot, parentIsResource: parentIsResource)
      return isAllowed(record(index).form, slot)
    default:
      // A null or an array has none of the child elements that a constraint may require.
      if slot.hasInvariants { suspects.invariants?.append(Node(index: index)) }
      return false
    }
  }

  /// Whether a form is allowed for values of a type.
  @inline(__always)
  private func isAllowed(_ form: Form, _ slot: SlotReference) -> Bool {
    switch slot.form {
    case .boolean:
      switch form {
      case .true, .false: return true
      default: return false
      }
    case .integer, .unsignedInt, .positiveInt, .decimal: if case .number = form { return true } else { return false }
    default: if case .string = form { return slot.isPrimitive } else { return false }
    }
  }

  /// Whether a node is a `_name`, or an item of one.
  private func isCompanion(_ index: UInt32) -> Bool {
    if record(index).flags.rawValue & bits.companion != 0 { return true }
    if index == 0 { return false }
    let parent = record(record(index).parent)
    if case .array = parent.form { return parent.flags.rawValue & bits.companion != 0 }
    return false
  }

  /// Whether a `_name` is an array of objects, with null for items without content.
  private mutating func isArrayOfCompanions(_ index: UInt32, _ record: NodeRecord) -> Bool {
    guard case .array = record.form else { return false }
    var item = index &+ 1
    while item < record.next {
      let inner = self.record(item)
      switch inner.form {
      case .object, .null: item = inner.next
      default: return false
      }
    }
    return true
  }

  private mutating func isObject(_ form: Form) -> Bool {
    if case .object = form { return true }
    return false
  }
}
