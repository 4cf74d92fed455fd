import FHIRDefinitions

/// A reference to a slot in the tables, so that a walk reads only the fields that it needs instead of copying the slot.
@safe struct SlotReference {
  // Safe: the tables outlive every walk over a document that was typed with them.
  private let slot: UnsafePointer<ElementSlot>

  @inline(__always)
  init(_ slot: UnsafePointer<ElementSlot>) { unsafe self.slot = slot }

  @inline(__always)
  var element: UInt32 { unsafe slot.pointee.element }
  @inline(__always)
  var type: UInt32 { unsafe slot.pointee.type }
  @inline(__always)
  var valueSet: UInt32 { unsafe slot.pointee.valueSet }
  @inline(__always)
  var codes: CodeTables.ValueSet { unsafe slot.pointee.codes }
  @inline(__always)
  var bit: UInt64 { unsafe slot.pointee.bit }
  @inline(__always)
  var form: PrimitiveForm { unsafe slot.pointee.form }
  @inline(__always)
  var role: TypeRole { unsafe slot.pointee.role }
  @inline(__always)
  var strength: UInt8 { unsafe slot.pointee.strength }
  @inline(__always)
  var hasMaxValueSet: Bool { unsafe slot.pointee.hasMaxValueSet }
  @inline(__always)
  var repeats: Bool { unsafe slot.pointee.repeats }
  @inline(__always)
  var isChoice: Bool { unsafe slot.pointee.isChoice }
  @inline(__always)
  var isXMLAttribute: Bool { unsafe slot.pointee.isXMLAttribute }
  @inline(__always)
  var hasInvariants: Bool { unsafe slot.pointee.hasInvariants }
  @inline(__always)
  var isPrimitive: Bool { unsafe slot.pointee.isPrimitive }
  @inline(__always)
  var isResource: Bool { unsafe slot.pointee.isResource }
}
