import Findings

/// Strings, codes and ids.
enum TextGrammar {
  typealias Bytes = ArraySlice<UInt8>

  /// Any text that is not only whitespace, has no control characters except tabs and line breaks, and has at most 1,048,576
  /// characters.
  static func stringFault(in bytes: Bytes) -> PrimitiveFault? {
    var hasWords = false
    for byte in bytes {
      if byte > 0x20 { hasWords = true } else if !byte.isBlank { return controlFault(byte) }
    }
    if bytes.count > longest {
      // Continuation bytes do not count as characters.
      let characters = bytes.count { $0 & 0xC0 != 0x80 }
      if characters > longest {
        return PrimitiveFault(PrimitiveRules.tooLong, "expected at most \(longest) characters, found \(characters)")
      }
    }
    return hasWords ? nil : PrimitiveFault(PrimitiveRules.onlyBlanks, "a string must not be only whitespace")
  }

  private static let longest = 1_048_576

  private static func controlFault(_ byte: UInt8) -> PrimitiveFault {
    let number = String(byte, radix: 16, uppercase: true)
    return PrimitiveFault(
      PrimitiveRules.controlCharacter,
      "a string must not have the control character U+\(text: String(repeating: "0", count: 4 - number.utf8.count) + number)")
  }

  /// Text without leading, trailing or consecutive spaces.
  static func codeFault(in bytes: Bytes) -> PrimitiveFault? {
    var wasBlank = false
    for byte in bytes {
      if byte.isBlank {
        if wasBlank { return PrimitiveFault(PrimitiveRules.code, "a code must not have consecutive spaces") }
        wasBlank = true
      } else if byte < 0x20 {
        return controlFault(byte)
      } else {
        wasBlank = false
      }
    }
    if let first = bytes.first, first.isBlank || wasBlank {
      let place = first.isBlank && wasBlank ? "leading and trailing" : first.isBlank ? "leading" : "trailing"
      return PrimitiveFault(
        PrimitiveRules.code,
        bytes.allSatisfy(\.isBlank) ? "a code must not be only whitespace" : "a code must not have \(text: place) whitespace",
        help: "Remove the whitespace.")
    }
    return nil
  }

  /// Any text without whitespace.
  static func elementIdFault(in bytes: Bytes) -> PrimitiveFault? {
    if let fault = stringFault(in: bytes) { return fault }
    guard bytes.contains(where: \.isBlank) else { return nil }
    return PrimitiveFault(PrimitiveRules.elementId, "the id of an element must not have whitespace")
  }

  /// 1 to 64 letters, digits, hyphens and dots.
  static func idFault(in bytes: Bytes) -> PrimitiveFault? {
    if let wrong = bytes.first(where: { !$0.isLetter && !$0.isDigit && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }) {
      let name =
        wrong.isBlank
        ? "whitespace" : wrong < 0x7F && wrong > 0x20 ? "'\(Character(Unicode.Scalar(wrong)))'" : "another character"
      return PrimitiveFault(
        PrimitiveRules.id,
        "expected only letters, digits, '-' and '.' in an id, found \(text: name) in \(payload: PrimitiveGrammar.text(bytes))")
    }
    if bytes.count > 64 {
      return PrimitiveFault(PrimitiveRules.id, "expected at most 64 characters in an id, found \(bytes.count)")
    }
    return nil
  }
}
