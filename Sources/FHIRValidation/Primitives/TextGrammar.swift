import FHIRSyntax
import Findings

/// Strings, codes and ids.
enum TextGrammar {
  typealias Bytes = ArraySlice<UInt8>

  /// Any text that is not only whitespace, has no control characters except tabs and line breaks, and has at most 1,048,576
  /// characters.
  static func stringError(in bytes: Bytes) -> PrimitiveError? {
    var hasWords = false
    for byte in bytes {
      if byte > 0x20 { hasWords = true } else if !byte.isBlank { return controlError(byte) }
    }
    if bytes.count > longest {
      // Continuation bytes do not count as characters.
      let characters = bytes.count { $0 & 0xC0 != 0x80 }
      if characters > longest {
        return PrimitiveError(PrimitiveRules.tooLong, "expected at most \(longest) characters, found \(characters)")
      }
    }
    return hasWords ? nil : PrimitiveError(PrimitiveRules.onlyBlanks, "a string must not be only whitespace")
  }

  private static let longest = 1_048_576

  private static func controlError(_ byte: UInt8) -> PrimitiveError {
    let number = String(byte, radix: 16, uppercase: true)
    return PrimitiveError(
      PrimitiveRules.controlCharacter,
      "a string must not have the control character U+\(text: String(repeating: "0", count: 4 - number.utf8.count) + number)")
  }

  /// Text without whitespace other than single spaces between its characters.
  static func codeError(in bytes: Bytes) -> PrimitiveError? {
    var wasBlank = false
    var hasOnlySpaces = true
    for byte in bytes {
      if byte.isBlank {
        if wasBlank { return PrimitiveError(PrimitiveRules.code, "a code must not have consecutive spaces") }
        wasBlank = true
        if byte != 0x20 { hasOnlySpaces = false }
      } else if byte < 0x20 {
        return controlError(byte)
      } else {
        wasBlank = false
      }
    }
    if let first = bytes.first, first.isBlank || wasBlank {
      let side = first.isBlank && wasBlank ? "leading and trailing" : first.isBlank ? "leading" : "trailing"
      return PrimitiveError(
        PrimitiveRules.code,
        bytes.allSatisfy(\.isBlank) ? "a code must not be only whitespace" : "a code must not have \(text: side) whitespace",
        help: "Remove the whitespace.")
    }
    if hasOnlySpaces { return nil }
    return PrimitiveError(
      PrimitiveRules.code, "a code must not have whitespace other than single spaces, found a tab or line break")
  }

  /// Any text without whitespace.
  static func elementIdError(in bytes: Bytes) -> PrimitiveError? {
    if let error = stringError(in: bytes) { return error }
    guard bytes.contains(where: \.isBlank) else { return nil }
    return PrimitiveError(PrimitiveRules.elementId, "the id of an element must not have whitespace")
  }

  /// 1 to 64 letters, digits, hyphens and dots.
  static func idError(in bytes: Bytes) -> PrimitiveError? {
    if let wrong = bytes.first(where: { !$0.isIDCharacter }) {
      let name =
        wrong.isBlank
        ? "whitespace" : wrong < 0x7F && wrong > 0x20 ? "'\(Character(Unicode.Scalar(wrong)))'" : "another character"
      return PrimitiveError(
        PrimitiveRules.id,
        "expected only letters, digits, '-' and '.' in an id, found \(text: name) in \(payload: PrimitiveGrammar.text(bytes))")
    }
    if bytes.count > 64 {
      return PrimitiveError(PrimitiveRules.id, "expected at most 64 characters in an id, found \(bytes.count)")
    }
    return nil
  }
}
