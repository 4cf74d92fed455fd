import Findings

/// Base64: groups of four characters of the alphabet, padded with `=` at the end, with blanks between groups alone, as the
/// pattern of the type has it.
enum Base64Grammar {
  static func fault(in bytes: ArraySlice<UInt8>) -> PrimitiveFault? {
    var count = 0
    var padding = 0
    var isTorn = false
    for byte in bytes {
      if byte.isBlank {
        isTorn = isTorn || count % 4 > 0
        continue
      }
      if byte == UInt8(ascii: "=") {
        padding += 1
      } else if byte.isDigit || byte.isLetter || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") {
        if padding > 0 { return PrimitiveFault(PrimitiveRules.base64, "'=' stands at the end of base64 alone") }
      } else {
        let isUrl = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        return PrimitiveFault(
          PrimitiveRules.base64,
          isUrl
            ? "this is the base64 of URLs, with '-' and '_': expected '+' and '/'"
            : "base64 has letters, digits, '+' and '/' alone")
      }
      count += 1
    }
    if count == 0 { return PrimitiveFault(PrimitiveRules.base64, "this base64 is nothing but blanks") }
    if count % 4 == 0 && padding <= 2 {
      return isTorn ? PrimitiveFault(PrimitiveRules.base64, "blanks stand between the groups of four characters alone") : nil
    }
    return PrimitiveFault(
      PrimitiveRules.base64, "the characters of base64 come in fours, the last filled up with '=': found \(count) of them")
  }
}
