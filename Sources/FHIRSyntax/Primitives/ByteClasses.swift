/// Classes of ASCII characters. No byte of a non-ASCII character is in any of them. Inlined into the loops of all modules.
extension UInt8 {
  @inlinable
  @inline(__always)
  package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  @inlinable
  @inline(__always)
  package var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// A digit, or a letter from A to F in either case.
  @inlinable
  @inline(__always)
  package var isHexadecimal: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }

  /// A space, tab, line feed or carriage return.
  @inlinable
  @inline(__always)
  package var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// A letter, digit, hyphen or dot: the characters that the ids of FHIR resources may contain.
  @inlinable
  @inline(__always)
  package var isIDCharacter: Bool { isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }
}
