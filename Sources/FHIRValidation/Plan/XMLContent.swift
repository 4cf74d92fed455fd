import FHIRDefinitions
import FHIRSyntax

/// The content of an XML element in the walk: see `StructureCheck` for the rules.
extension PayloadWalk {
  /// Whether the names, order and cardinalities of an element's attributes and elements are valid; also checks the attributes.
  mutating func isCleanXML(_ index: UInt32, _ record: NodeRecord, _ type: TypePlan, _ isResource: Bool) -> Bool {
    var isClean = type.isResource == isResource
    var seen: UInt64 = 0
    var last: UInt64 = 0
    var hasContent = isResource
    if case .attribute = record.form {
      hasContent = true
      if isResource { isClean = false }
    }
    var child = index &+ 1
    while child < record.next {
      let inner = self.record(child)
      defer { child = inner.next }
      guard let slot = slot(child) else {
        isClean = false
        continue
      }
      let flags = inner.flags.rawValue
      if inner.name.rawValue != names.id { hasContent = true }
      if flags & (bits.duplicate | bits.foreignNamespace) != 0 { isClean = false }
      if seen & slot.bit != 0, !slot.repeats || slot.isChoice { isClean = false }
      seen |= slot.bit
      if flags & bits.xmlAttribute != 0 {
        visitValue(child, slot, parentIsResource: isResource)
        if !slot.isXMLAttribute { isClean = false }
        continue
      }
      if slot.isXMLAttribute || slot.bit < last { isClean = false }
      last = slot.bit
      let isXHTML = flags & bits.xhtml != 0
      if isXHTML, slot.form != .xhtml { isClean = false }
      if case .attribute = inner.form, !slot.isPrimitive { isClean = false }
      if slot.isResource != (flags & bits.resource != 0) { isClean = false }
    }
    present = seen
    return isClean && hasContent && (type.required & ~seen == 0 || type.isPrimitive)
  }
}
