import FHIRDefinitions
import FHIRSyntax

/// Checks codes in the walk against their code systems and bound value sets: see `BindingCheck`.
extension PayloadWalk {
  /// The value of a child element.
  enum Value {
    case none
    /// A range of the text.
    case text(Int, Int)
    /// Present, but not as plain text.
    case unsupported
  }

  /// The value of the child element with the given name.
  @inline(__always)
  func value(_ name: UInt32, of index: UInt32) -> Value {
    let end = record(index).next
    var child = index &+ 1
    while child < end {
      let inner = record(child)
      if inner.name.rawValue == name { return value(of: inner) }
      child = inner.next
    }
    return .none
  }

  /// The value of an element as plain text.
  @inline(__always)
  func value(of record: NodeRecord) -> Value {
    if record.flags.rawValue & bits.notPlain != 0 { return .unsupported }
    switch record.form {
    case .string: return .text(Int(record.valueStart) &+ 1, Int(record.valueEnd) &- 1)
    case .attribute: return .text(Int(record.valueStart), Int(record.valueEnd))
    default: return .unsupported
    }
  }

  /// Checks the codes of an object.
  mutating func checkCodes(of index: UInt32, _ role: TypeRole) {
    // Few elements have a maximum value set, which is checked elsewhere.
    if slot(index)?.hasMaxValueSet ?? false { return suspectCode(index) }
    let isClean =
      switch role {
      case .coding: isKnown(index) && satisfiesBinding(coding: index)
      case .concept: satisfiesBinding(concept: index)
      case .quantity: satisfiesBinding(quantity: index)
      default: true
      }
    if !isClean { suspectCode(index) }
  }

  /// Checks a value whose type can be a code.
  mutating func checkCode(_ index: UInt32, _ slot: SlotReference) {
    guard case .text(let start, let end) = value(of: record(index)), start < end, byte(start) > 0x20, byte(end &- 1) > 0x20 else {
      return suspectCode(index)
    }
    let isClean =
      if externalCodes.areMediaTypes(slot.valueSet) {
        isMediaType(start, end)
      } else if externalCodes.areLanguages(slot.valueSet) {
        isLanguage(start, end)
      } else if slot.hasMaxValueSet {
        false
      } else if slot.strength == 1 {
        isMember(start, end, slot)
      } else {
        true
      }
    if !isClean { suspectCode(index) }
  }

  /// Whether a code is in the value set bound to an element.
  private mutating func isMember(_ start: Int, _ end: Int, _ slot: SlotReference) -> Bool {
    if hasLoadedCodes { return isMemberByText(start, end, slot) }
    guard slot.codes.isKnown, let number = unsafe codes.strings.number(of: text.bytes(start, end)) else { return false }
    return codes.membership(of: number, system: nil, in: slot.codes) == .member
  }

  /// Whether a code is a media type; two names separated by a slash are recognised without the grammar.
  private mutating func isMediaType(_ start: Int, _ end: Int) -> Bool {
    var slashes = 0
    for offset in start..<max(start, end) {
      let byte = byte(offset)
      if byte == UInt8(ascii: "/"), offset > start, offset &+ 1 < end {
        slashes &+= 1
      } else if !byte.isLetter, !byte.isDigit, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "+"), byte != UInt8(ascii: ".") {
        return MediaTypeGrammar.isCode(storage[start..<end])
      }
    }
    return slashes == 1 || MediaTypeGrammar.isCode(storage[start..<end])
  }

  /// Whether a code is a language tag; a language with an optional region is looked up without parsing the tag.
  private mutating func isLanguage(_ start: Int, _ end: Int) -> Bool {
    isPlainLanguage(start, end) || LanguageTag.error(of: storage[start..<end], typed.release.terminology) == nil
  }

  private mutating func isPlainLanguage(_ start: Int, _ end: Int) -> Bool {
    guard !hasLoadedCodes, let parts = externalCodes.languageParts else { return false }
    let count = end &- start
    guard count == 2 || count == 5 && byte(start &+ 2) == UInt8(ascii: "-") else { return false }
    // `language/` and two letters: the first byte is the least significant.
    guard let language = letters(start), isPart(0x6567_6175_676E_616C, 0x2F | language &<< 8, 11, parts) else { return false }
    if count == 2 { return true }
    // `region/` and two letters.
    guard let region = letters(start &+ 3) else { return false }
    return isPart(0x002F_6E6F_6967_6572 | region &<< 56, region &>> 8, 9, parts)
  }

  /// Two letters, in lower case.
  @inline(__always)
  private func letters(_ start: Int) -> UInt64? {
    guard byte(start).isLetter, byte(start &+ 1).isLetter else { return nil }
    return UInt64(byte(start) | 0x20) | UInt64(byte(start &+ 1) | 0x20) &<< 8
  }

  /// Whether the first bytes of two words are the code of a registered language subtag.
  private mutating func isPart(_ low: UInt64, _ high: UInt64, _ count: Int, _ parts: CodeTables.System) -> Bool {
    let code = (low.littleEndian, high.littleEndian)
    return unsafe withUnsafeBytes(of: code) { bytes in
      // Safe: the count does not exceed the bytes.
      guard let number = unsafe codes.strings.number(of: UnsafeRawBufferPointer(rebasing: bytes.prefix(count))) else {
        return false
      }
      return codes.concept(number, in: parts) != nil
    }
  }
}
