import FHIRDefinitions
import FHIRSyntax

/// The members of a JSON object, as the walk judges them: see `StructureCheck` for the rules.
extension PayloadWalk {
  /// Whether the names, numbers and forms of an object's members are right; judges their values on the way.
  mutating func isCleanJSON(_ index: UInt32, _ record: NodeRecord, _ type: TypePlan, _ isResource: Bool) -> Bool {
    var isClean = type.isPrimitive == isCompanion(index, record) && type.isResource == isResource
    var seen: UInt64 = 0
    var companions: UInt64 = 0
    var hasContent = isResource
    var child = index &+ 1
    while child < record.next {
      let member = self.record(child)
      defer { child = member.next }
      let flags = member.flags.rawValue
      if flags & bits.duplicate != 0 {
        suspectRepresentation()
        isClean = false
      }
      guard let slot = slot(child) else {
        isClean = isClean && isResource && member.name.rawValue == names.resourceType
        continue
      }
      if member.name.rawValue != names.id { hasContent = true }
      if flags & bits.companion != 0 {
        companions |= slot.bit
        if case .object = member.form {} else if slot.hasInvariants || !isArrayOfCompanions(child, member) { isStrange = true }
        isClean = isClean && slot.isPrimitive && !slot.repeats && isObject(member.form)
        continue
      }
      if seen & slot.bit != 0 { isClean = false }
      seen |= slot.bit
      if case .array = member.form {
        isClean = isClean && slot.repeats && member.next != child &+ 1
        var item = child &+ 1
        while item < member.next {
          let inner = self.record(item)
          if !isCleanItem(item, inner, slot, parentIsResource: false) { isClean = false }
          item = inner.next
        }
      } else if !isCleanItem(child, member, slot, parentIsResource: isResource) || slot.repeats {
        isClean = false
      }
    }
    present = seen | companions
    return isClean && hasContent && (type.required & ~(seen | companions) == 0 || type.isPrimitive)
  }

  /// Whether the form of a member that is no array, or of an item, is right.
  @inline(__always)
  private mutating func isCleanItem(
    _ index: UInt32, _ record: NodeRecord, _ slot: ElementSlot, parentIsResource: Bool
  ) -> Bool {
    switch record.form {
    case .object: return !slot.isPrimitive && (!slot.isResource || record.flags.rawValue & bits.resource != 0)
    case .string:
      visitValue(index, record, slot, parentIsResource: parentIsResource)
      switch slot.form {
      case .boolean, .integer, .unsignedInt, .positiveInt, .decimal: return false
      default: return slot.isPrimitive
      }
    case .number:
      visitValue(index, record, slot, parentIsResource: parentIsResource)
      switch slot.form {
      case .integer, .unsignedInt, .positiveInt, .decimal: return true
      default: return false
      }
    case .true, .false:
      visitValue(index, record, slot, parentIsResource: parentIsResource)
      if case .boolean = slot.form { return true }
      return false
    default:
      // Nothing, which has none of the elements that a constraint can demand.
      if slot.hasInvariants { suspects.invariants?.append(Node(index: index)) }
      return false
    }
  }

  /// Whether a node is a `_name`, or an item of one.
  private mutating func isCompanion(_ index: UInt32, _ record: NodeRecord) -> Bool {
    if record.flags.rawValue & bits.companion != 0 { return true }
    if index == 0 { return false }
    let parent = self.record(record.parent)
    if case .array = parent.form { return parent.flags.rawValue & bits.companion != 0 }
    return false
  }

  /// Whether a `_name` is an array of objects, with null for items that need none.
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
