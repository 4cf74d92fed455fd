import FHIRSyntax
import Findings

/// Integers and decimals.
enum NumberGrammar {
  /// `[+-]?digits` without leading zeros and not `+0`, between a minimum and the largest signed 32-bit integer. If the minimum is
  /// 0, a sign is not allowed.
  static func integerError(in bytes: ArraySlice<UInt8>, minimum: Int64) -> PrimitiveError? {
    let sign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.first : nil
    let digits = sign == nil ? bytes : bytes.dropFirst()
    guard let first = digits.first, digits.allSatisfy(\.isDigit) else {
      return PrimitiveError(PrimitiveRules.integer, "expected a whole number, found \(payload: PrimitiveGrammar.text(bytes))")
    }
    if first == UInt8(ascii: "0") && digits.count > 1 {
      return PrimitiveError(PrimitiveRules.integer, "a whole number must not have leading zeros", help: "Remove the zeros.")
    }
    if first == UInt8(ascii: "0"), sign == UInt8(ascii: "+") {
      return PrimitiveError(PrimitiveRules.integer, "zero must not have the sign +", help: "Remove the sign.")
    }
    // Eleven digits exceed any limit, and fit easily into 64 bits.
    var value: Int64 = digits.count > 10 ? 99_999_999_999 : digits.reduce(0) { $0 * 10 + Int64($1 & 0x0F) }
    if sign == UInt8(ascii: "-") { value = -value }
    if minimum == 0, sign != nil, value >= 0 {
      return PrimitiveError(PrimitiveRules.integer, "an unsigned number must not have a sign", help: "Remove the sign.")
    }
    if value < minimum {
      return PrimitiveError(PrimitiveRules.integerRange, "expected a number of at least \(Int(minimum))")
    }
    if value > maximum {
      return PrimitiveError(PrimitiveRules.integerRange, "expected a number of at most \(Int(maximum))")
    }
    return nil
  }

  private static let maximum: Int64 = 2_147_483_647

  /// `-?digits(.digits)?` without leading zeros, and in R4 an optional exponent.
  static func decimalError(in bytes: ArraySlice<UInt8>, hasExponent: Bool) -> PrimitiveError? {
    var rest = bytes
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var isValid = !whole.isEmpty && !(whole.count > 1 && whole.first == UInt8(ascii: "0"))
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: \.isDigit)
      rest = rest.dropFirst(fraction.count + 1)
      isValid = isValid && !fraction.isEmpty
    }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      let exponent = rest.prefix(while: \.isDigit)
      rest = rest.dropFirst(exponent.count)
      isValid = isValid && !exponent.isEmpty
      if isValid, rest.isEmpty, !hasExponent {
        return PrimitiveError(
          PrimitiveRules.decimal, "a decimal in STU3 must not have an exponent",
          help: "Write all digits of the number, such as 120.")
      }
    }
    if isValid && rest.isEmpty { return nil }
    return PrimitiveError(PrimitiveRules.decimal, "expected a decimal number, found \(payload: PrimitiveGrammar.text(bytes))")
  }

  /// Decimals and the letters E, L and U, separated by single spaces.
  static func sampledDataError(in bytes: ArraySlice<UInt8>) -> PrimitiveError? {
    for item in bytes.split(separator: 0x20, omittingEmptySubsequences: false) {
      let isLetter = item.count == 1 && (item.first.map { Array("ELU".utf8).contains($0) } ?? false)
      if isLetter || decimalError(in: item, hasExponent: true) == nil { continue }
      let found: Message = "found \(payload: PrimitiveGrammar.text(item))"
      return PrimitiveError(
        PrimitiveRules.sampledData,
        item.isEmpty
          ? "data points must be separated by single spaces, with no other space"
          : "expected data points that are decimals, E, L or U, \(found)")
    }
    return nil
  }
}
