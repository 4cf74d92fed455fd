import FHIRSyntax
import Findings

/// XML content other than FHIR elements in the walk: narrative, and markup around the root.
extension PayloadWalk {
  /// Whether the markup of a `div` is valid narrative of a simple form: see `NarrativeMarkup`.
  mutating func isCleanNarrative(_ index: UInt32, _ record: NodeRecord) -> Bool {
    guard name(of: record) == .div else { return false }
    let names = NarrativeNames.known
    var hasContent = false
    var hasId = false
    var inner = index &+ 1
    while inner < record.next {
      let child = self.record(inner)
      inner &+= 1
      let flags = child.flags.rawValue
      if flags & bits.duplicate != 0 { return false }
      switch child.form {
      // Text with a reference or a CDATA section may be only whitespace.
      case .text: if flags & bits.escaped == 0 { hasContent = true }
      case .instruction: return false
      default:
        let name = name(of: child)
        if flags & bits.xmlAttribute != 0 {
          guard names.attributes.has(name), !(name == .id && hasId), isCleanLink(name, child) else {
            return false
          }
          if name == .id { hasId = true }
        } else {
          guard flags & bits.xhtml != 0, names.elements.has(name) else { return false }
          if name == .img { hasContent = true }
        }
      }
    }
    return hasContent
  }

  private mutating func name(of record: NodeRecord) -> NarrativeName {
    NarrativeName(Int(record.nameStart), Int(record.nameEnd)) { byte($0) }
  }

  /// Whether an attribute, if it is a link, is neither a script nor a link within the resource.
  private mutating func isCleanLink(_ name: NarrativeName, _ record: NodeRecord) -> Bool {
    guard name == .href || name == .src, record.valueStart < record.valueEnd else { return true }
    return NarrativeScan.isPlainLink(byte(Int(record.valueStart)))
  }

  /// Whether there is only an XML declaration and whitespace around the root.
  mutating func isCleanOutsideRoot() -> Bool {
    let root = record(0)
    // The recorded range of an element with a `value` attribute is the range of the attribute.
    if case .attribute = root.form { return false }
    var offset = byte(0) == 0xEF ? 3 : 0
    // `<?xml `: the first byte is the least significant.
    if word(offset) & 0xFFFF_FFFF_FFFF == 0x20_6C6D_783F_3C {
      while offset < Int(root.nameStart), byte(offset) != UInt8(ascii: ">") { offset &+= 1 }
      offset &+= 1
    }
    // The root's own bracket comes before its name.
    while offset &+ 1 < Int(root.nameStart) {
      if !byte(offset).isBlank { return false }
      offset &+= 1
    }
    offset = Int(root.valueEnd)
    while offset < document.source.count {
      if !byte(offset).isBlank { return false }
      offset &+= 1
    }
    return true
  }
}
