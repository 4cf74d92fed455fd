import FHIRDefinitions
import FHIRSyntax

/// One element and its children in the walk.
extension PayloadWalk {
  /// Checks an element and its children.
  mutating func visit(_ index: UInt32) {
    let isResource = record(index).flags.rawValue & bits.resource != 0
    guard let type = type(index) else {
      if isResource { suspects.resourceTypes = true }
      return
    }
    // A primitive in XML without child nodes: only its value is checked.
    if case .attribute = record(index).form, record(index).next == index &+ 1, let slot = slot(index), slot.isPrimitive {
      if slot.hasInvariants, !invariants.hasNone(forType: slot.type, element: slot.element) {
        suspects.invariants?.append(Node(index: index))
      }
      return checkValue(index)
    }
    // Nothing is known about a type that was not loaded.
    guard type.isCompiled else {
      suspectAll(index)
      if isXML { checkValue(index) }
      return
    }
    checkElement(index, type, isResource)
  }

  @inline(__always)
  private mutating func checkElement(_ index: UInt32, _ type: TypePlan, _ isResource: Bool) {
    if case .object = record(index).form { checkRole(index, type.role) }
    if isXML { checkValue(index) }
    let isClean = isXML ? isCleanXML(index, record(index), type, isResource) : isCleanJSON(index, type, isResource)
    if !isClean { suspects.structure?.append(Node(index: index)) }
    let slot = slot(index)
    guard type.hasInvariants || slot?.hasInvariants ?? false else { return }
    if !isClean || !satisfiesInvariants(index, slot) { suspects.invariants?.append(Node(index: index)) }
  }

  /// Marks an element as suspect for all checks because only its type is known.
  private mutating func suspectAll(_ index: UInt32) {
    let node = Node(index: index)
    // Its members, which are not visited, may be duplicates.
    suspectRepresentation()
    suspects.structure?.append(node)
    suspects.attachments?.append(node)
    suspectCode(index)
    suspects.references?.append(node)
    suspects.extensions?.append(node)
    suspects.invariants?.append(node)
  }

  /// Runs the checks that depend on the role of an element's type.
  @inline(__always)
  private mutating func checkRole(_ index: UInt32, _ role: TypeRole) {
    switch role {
    case .none, .code: break
    case .coding, .concept, .quantity: checkCodes(of: index, role)
    case .reference: if !isCleanReference(index) { suspects.references?.append(Node(index: index)) }
    case .extension: if !isCleanExtension(index) { suspects.extensions?.append(Node(index: index)) }
    case .attachment: if !isCleanAttachment(index) { suspects.attachments?.append(Node(index: index)) }
    }
  }

  /// Whether the child elements of an element prove that it satisfies its constraints and those of its type.
  private func satisfiesInvariants(_ index: UInt32, _ slot: SlotReference?) -> Bool {
    // An expression can read the value of a primitive, which is not a child element.
    if case .attribute = record(index).form { return false }
    return invariants.areSatisfied(type: typeNumber(index) &- 1, element: slot?.element, present) { bit, text in
      var child = index &+ 1
      let end = record(index).next
      while child < end {
        let inner = record(child)
        if self.slot(child)?.bit == bit, inner.flags.rawValue & bits.companion == 0 {
          guard case .text(let start, let end) = value(of: inner) else { return nil }
          return isEqual(start, end, text)
        }
        child = inner.next
      }
      return nil
    }
  }

  private func isEqual(_ start: Int, _ end: Int, _ text: [UInt8]) -> Bool {
    guard end &- start == text.count else { return false }
    for offset in 0..<text.count where byte(start &+ offset) != text[offset] { return false }
    return true
  }

  /// Whether an attachment has neither size nor hash.
  private mutating func isCleanAttachment(_ index: UInt32) -> Bool {
    guard case .none = value(names.size, of: index), case .none = value(names.hash, of: index) else {
      return false
    }
    return true
  }

  /// Whether an extension has either a value or nested extensions, and a URL without a version that is absolute unless the
  /// extension is nested in another.
  private mutating func isCleanExtension(_ index: UInt32) -> Bool {
    switch value(names.url, of: index) {
    case .none: break
    case .unsupported: return false
    case .text(let start, let end):
      var parent = record(index).parent
      if case .array = record(parent).form { parent = record(parent).parent }
      var isNested = false
      if let role = type(parent)?.role, case .extension = role { isNested = true }
      guard isNested || text.hasScheme(start, end) else { return false }
      for offset in start..<max(start, end) where byte(offset) == UInt8(ascii: "|") { return false }
    }
    var hasValue = false
    var hasExtensions = false
    var child = index &+ 1
    while child < record(index).next {
      let inner = record(child)
      // An empty array is treated as absent.
      if case .array = inner.form, inner.name.rawValue != names.extension || inner.next == child &+ 1 { return false }
      if inner.name.rawValue == names.extension { hasExtensions = true }
      if let slot = slot(child) { if slot.isChoice { hasValue = true } } else { return false }
      child = inner.next
    }
    return hasValue != hasExtensions
  }

  private mutating func checkValue(_ index: UInt32) {
    let record = record(index)
    guard case .attribute = record.form, let slot = slot(index) else { return }
    if !text.isCleanValue(record, slot, bits) { suspectValue(index) }
    // The id of an element is an attribute, the id of a resource an element.
    if record.name.rawValue == names.id { countElementId(in: record.parent) }
    checkMeaning(index, slot)
  }

  private mutating func countElementId(in parent: UInt32) {
    if self.record(parent).flags.rawValue & bits.resource == 0 { elementIdCount &+= 1 }
  }

  /// Checks the meaning of a value, as opposed to its form.
  @inline(__always)
  mutating func checkMeaning(_ index: UInt32, _ slot: SlotReference) {
    if slot.strength > 0, case .code = slot.role { checkCode(index, slot) }
    let record = record(index)
    switch slot.form {
    case .canonical, .system:
      // A fragment, or a value with escapes, which may be a fragment.
      if byte(Int(record.valueStart) &+ 1) == UInt8(ascii: "#") || byte(Int(record.valueStart)) == UInt8(ascii: "#")
        || record.flags.rawValue & bits.escaped != 0
      {
        suspects.references?.append(Node(index: index))
      }
      // Values with escapes are suspect already.
      if case .system = slot.form, isURISystem(record), !hasURI(record.parent) { suspectValue(index) }
    case .xhtml: if !isXML, !isCleanNarrative(record) { suspects.narrative = nil }
    default: break
    }
  }

  /// Whether the value of an identifier is an absolute URI.
  private func hasURI(_ identifier: UInt32) -> Bool {
    guard case .text(let start, let end) = value(names.value, of: identifier) else { return false }
    return text.isClean(.system, start, end)
  }

  /// Whether a value is the system of URIs, `urn:ietf:rfc:3986`.
  private func isURISystem(_ record: NodeRecord) -> Bool {
    guard case .text(let start, let end) = value(of: record), end &- start == 17 else { return false }
    return text.isLiteral("urn:ietf:rfc:3986", start, end)
  }

  /// Whether a JSON string is narrative of the simple form that the walk accepts.
  private mutating func isCleanNarrative(_ record: NodeRecord) -> Bool {
    guard case .string = record.form, record.flags.rawValue & bits.unquoted == 0,
      record.valueEnd &- record.valueStart < 1_000_000
    else { return false }
    var scan = text.narrative(Int(record.valueStart) &+ 1, Int(record.valueEnd) &- 1)
    return scan.isClean()
  }

  mutating func suspectCode(_ index: UInt32) { suspects.bindings?.append(Node(index: index)) }

  mutating func suspectValue(_ index: UInt32) { suspects.primitives?.append(Node(index: index)) }

  /// Checks a primitive value, which is a JSON member or an XML attribute.
  @inline(__always)
  mutating func visitValue(_ index: UInt32, _ slot: SlotReference, parentIsResource: Bool) {
    if !text.isCleanValue(record(index), slot, bits) { suspectValue(index) }
    checkMeaning(index, slot)
    if slot.hasInvariants, !invariants.hasNone(forType: slot.type, element: slot.element) {
      suspects.invariants?.append(Node(index: index))
    }
    if !parentIsResource, record(index).name.rawValue == names.id { elementIdCount &+= 1 }
  }

  mutating func suspectRepresentation() { suspects.representation = true }
}
