import Findings

/// Strings, codes and ids.
enum TextGrammar {
  typealias Bytes = ArraySlice<UInt8>

  /// Any text that has more than blanks in it, no control characters but tabs and line breaks, and at most 1,048,576
  /// characters.
  static func stringFault(in bytes: Bytes) -> PrimitiveFault? {
    var hasWords = false
    for byte in bytes {
      if byte > 0x20 { hasWords = true } else if !byte.isBlank { return controlFault(byte) }
    }
    if bytes.count > longest {
      // Bytes that only continue a character do not count.
      let characters = bytes.count { $0 & 0xC0 != 0x80 }
      if characters > longest {
        return PrimitiveFault(PrimitiveRules.tooLong, "a string has at most \(longest) characters, this one has \(characters)")
      }
    }
    return hasWords ? nil : PrimitiveFault(PrimitiveRules.onlyBlanks, "this text is nothing but blanks")
  }

  private static let longest = 1_048_576

  private static func controlFault(_ byte: UInt8) -> PrimitiveFault {
    let number = String(byte, radix: 16, uppercase: true)
    return PrimitiveFault(
      PrimitiveRules.controlCharacter,
      "the control character U+\(words: String(repeating: "0", count: 4 - number.utf8.count) + number) stands in this text")
  }

  /// Text without blanks around it, and with single ones inside.
  static func codeFault(in bytes: Bytes) -> PrimitiveFault? {
    var wasBlank = false
    for byte in bytes {
      if byte.isBlank {
        if wasBlank { return PrimitiveFault(PrimitiveRules.code, "a code has single blanks inside, not several together") }
        wasBlank = true
      } else if byte < 0x20 {
        return controlFault(byte)
      } else {
        wasBlank = false
      }
    }
    if let first = bytes.first, first.isBlank || wasBlank {
      let place = first.isBlank && wasBlank ? "on both sides" : first.isBlank ? "before it" : "behind it"
      return PrimitiveFault(
        PrimitiveRules.code, bytes.allSatisfy(\.isBlank) ? "a code is more than blanks" : "this code has a blank \(words: place)",
        help: "Remove the blanks.")
    }
    return nil
  }

  /// Any text without whitespace.
  static func elementIdFault(in bytes: Bytes) -> PrimitiveFault? {
    if let fault = stringFault(in: bytes) { return fault }
    guard bytes.contains(where: \.isBlank) else { return nil }
    return PrimitiveFault(PrimitiveRules.elementId, "the id of an element must not have whitespace")
  }

  /// 1 to 64 letters, digits, hyphens and points.
  static func idFault(in bytes: Bytes) -> PrimitiveFault? {
    if let wrong = bytes.first(where: { !$0.isLetter && !$0.isDigit && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }) {
      let name =
        wrong.isBlank ? "a blank" : wrong < 0x7F && wrong > 0x20 ? "'\(Character(Unicode.Scalar(wrong)))'" : "another character"
      return PrimitiveFault(
        PrimitiveRules.id,
        "an id has letters, digits, '-' and '.' alone, found \(words: name) in \(payload: PrimitiveGrammar.text(bytes))")
    }
    if bytes.count > 64 {
      return PrimitiveFault(PrimitiveRules.id, "an id has at most 64 characters, this one has \(bytes.count)")
    }
    return nil
  }
}
