import FHIRSyntax

/// Base64: groups of four characters of the alphabet, padded with `=` at the end, with blanks between groups alone, as the
/// pattern of the type has it.
enum Base64Grammar {
  /// The bytes that well-formed base64 stands for.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4 * 3)
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in bytes {
      guard let value = value(of: byte) else { continue }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

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
