import FHIRSyntax
import Findings

/// Base64: groups of four characters of the alphabet, padded with `=` at the end, with whitespace only between groups, as the
/// pattern of the type requires.
enum Base64Grammar {
  static func error(in bytes: ArraySlice<UInt8>) -> PrimitiveError? {
    var count = 0
    var padding = 0
    var hasBlanksInsideGroups = false
    for byte in bytes {
      if byte.isBlank {
        hasBlanksInsideGroups = hasBlanksInsideGroups || count % 4 > 0
        continue
      }
      if byte == UInt8(ascii: "=") {
        padding += 1
      } else if byte.isDigit || byte.isLetter || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") {
        if padding > 0 { return PrimitiveError(PrimitiveRules.base64, "'=' is allowed only at the end of base64") }
      } else {
        let isUrl = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        return PrimitiveError(
          PrimitiveRules.base64,
          isUrl
            ? "expected standard base64 with '+' and '/', found base64url with '-' or '_'"
            : "expected only letters, digits, '+' and '/' in base64")
      }
      count += 1
    }
    if count == 0 { return PrimitiveError(PrimitiveRules.base64, "base64 must not be only whitespace") }
    if count % 4 == 0 && padding <= 2 {
      return hasBlanksInsideGroups
        ? PrimitiveError(PrimitiveRules.base64, "whitespace in base64 is allowed only between groups of four characters") : nil
    }
    return PrimitiveError(
      PrimitiveRules.base64, "expected base64 in groups of four characters, padded with '=', found \(count) characters")
  }
}
